"""Forms of what a provider offers: an extra, its ages and funding, and how to reach it."""

from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovTextInput
from wtforms import BooleanField, EmailField, Field, StringField
from wtforms.validators import Optional, Regexp, ValidationError

from hubapp.directory.forms import OneOf, Pick, choices
from hubapp.directory.models import ExtraKind, ExtraPer
from hubapp.directory.words import EXTRA_KIND_WORDS, EXTRA_PER_WORDS
from hubapp.listing.forms.fields import FUNDED, PenceField, age_choices, tidy, words

_NOT_SAID = ("", "Not said")


def _answer(label: str) -> OneOf:
    return OneOf(label, ask="Choose an answer", choices=choices(FUNDED))


class ExtraForm(FlaskForm):
    """Something to pay for beside the hours: always optional, with what to do instead (R31)."""

    name = words("What is it?", most=60, ask="Say what it is, like Lunch")
    kind = Pick(
        "What sort of thing?",
        ask="Choose what sort of thing it is",
        choices=choices((kind.value, EXTRA_KIND_WORDS[kind]) for kind in ExtraKind),
    )
    price = PenceField("Price in pounds")
    per = Pick(
        "For",
        ask="Choose what the price is for",
        choices=choices((per.value, EXTRA_PER_WORDS[per]) for per in ExtraPer),
    )
    instead = words("What can families do instead?", most=120, ask="Say what else families can do")
    optional = BooleanField(
        "Families can say no to it and still have their funded hours", widget=GovCheckboxInput()
    )

    def validate_price(self, field: Field) -> None:
        """It costs something, else it is no extra."""
        if not field.data and not field.process_errors:
            raise ValidationError("Type what it costs, like 3.50")

    def validate_optional(self, field: Field) -> None:
        """The rules allow no other (R31)."""
        if not field.data:
            raise ValidationError(
                "Nothing beside funded hours may be compulsory. Tick this, or leave the extra out"
            )

    @property
    def row(self) -> dict[str, Any]:
        """What was typed, after a validation that passed."""
        return {
            "name": self.name.data,
            "kind": self.kind.data,
            "price_pence": self.price.data,
            "per": self.per.data,
            "instead": self.instead.data,
        }


class OfferForm(FlaskForm):
    """Ages, funded hours, weeks, and how to reach the provider."""

    youngest = Pick("Youngest age", ask="Choose the youngest age, or not said")
    oldest = Pick("Up to the age of", ask="Choose the oldest age, or not said")
    term_only = OneOf(
        "When are you open?",
        ask="Choose when you are open",
        choices=choices(
            (("no", "Term time and holidays"), ("yes", "Term time only"), ("unknown", "Not said"))
        ),
    )
    min_days = Pick(
        "For paid places, do you ask for a least number of days a week?",
        ask="Choose how many days",
        choices=choices([("1", "No"), *((str(n), f"{n} days") for n in range(2, 6)), _NOT_SAID]),
    )
    working = _answer("30 hours, for working parents")
    three = _answer("15 hours, for 3 and 4 year olds")
    two = _answer("15 hours, for some 2 year olds")
    phone = StringField(
        "Phone",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[
            Optional(),
            Regexp(r"^[0-9+() ]{6,25}$", message="Type a phone number, like 0117 496 0123"),
        ],
    )
    email = EmailField(
        "Email",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[
            Optional(),
            Regexp(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", message="Type a whole email address, with its @"),
        ],
    )
    website = StringField(
        "Website",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[
            Optional(),
            Regexp(r"^https?://[^\s<>\"]{3,200}$", message="Type its whole address, with https://"),
        ],
    )

    @classmethod
    def for_columns(cls, now: dict[str, Any], **more: Any) -> "OfferForm":
        """The form, filled in with what stands there."""
        oldest, youngest = now["age_to_months"], now["age_from_months"]
        term = {None: "unknown", True: "yes", False: "no"}[now["term_only"]]
        form = cls(
            data={
                "youngest": "" if youngest is None else str(youngest),
                "oldest": "" if oldest is None else str(oldest),
                "term_only": term,
                "min_days": "" if now["min_days_a_week"] is None else str(now["min_days_a_week"]),
                "working": now["funds_working_parents"],
                "three": now["funds_three_and_four"],
                "two": now["funds_two_year_olds"],
                **{name: now[name] or "" for name in ("phone", "email", "website")},
            },
            **more,
        )
        ages = age_choices(youngest, oldest)
        form.youngest.choices = choices([_NOT_SAID, *ages[:-1]])
        form.oldest.choices = choices([_NOT_SAID, *ages[1:]])
        return form

    def validate_oldest(self, field: Field) -> None:
        """The oldest is older than the youngest."""
        if field.data and self.youngest.data and int(field.data) <= int(self.youngest.data):
            raise ValidationError("The oldest age must be older than the youngest")

    @property
    def columns(self) -> dict[str, Any]:
        """What was chosen, after a validation that passed; not said is not known."""
        return {
            "age_from_months": _number(self.youngest.data),
            "age_to_months": _number(self.oldest.data),
            "term_only": {"yes": True, "no": False}.get(self.term_only.data),
            "min_days_a_week": _number(self.min_days.data),
            "funds_working_parents": self.working.data,
            "funds_three_and_four": self.three.data,
            "funds_two_year_olds": self.two.data,
            "phone": self.phone.data or None,
            "email": self.email.data or None,
            "website": self.website.data or None,
        }


def _number(text: str) -> int | None:
    return int(text) if text else None
