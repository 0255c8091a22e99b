"""A care session as a form, and one day of a week made the same as another."""

from collections.abc import Iterable
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import ValidationError

from hubapp.availability.models import Booking, PriceUnit
from hubapp.directory.forms import AnyOf, OneOf, Pick, choices
from hubapp.directory.models import Answer
from hubapp.kernel.week import WORKING_WEEK, Weekday, say_duration
from hubapp.listing.forms.fields import FUNDED, PenceField, TimeField, age_choices, words
from hubapp.listing.week import SessionFacts, Week

_LENGTHS = (0, *range(60, 601, 30))
_KEPT, _GOES = "keep", "remove"


class SessionForm(FlaskForm):
    """A care session, and the days it runs on."""

    label = words("What you call it", most=60, ask="Give it a name, like Morning")
    days = AnyOf(
        "Which days?",
        ask="Choose days of the week",
        choices=choices((str(int(day)), day.label) for day in Weekday),
    )
    start = TimeField("From")
    end = TimeField("To")
    youngest = Pick("Youngest age", ask="Choose the youngest age")
    oldest = Pick("Up to the age of", ask="Choose the oldest age")
    booking = OneOf(
        "How do families book it?",
        ask="Choose how families book it",
        choices=choices(
            (
                (Booking.SESSION.value, "The whole session"),
                (Booking.HOURLY.value, "As many hours of it as they need"),
            )
        ),
    )
    least = Pick("Charged for at least", ask="Choose how long, or no least time")
    weeks = OneOf(
        "Which weeks?",
        ask="Choose the weeks",
        choices=choices((("all", "All year"), ("term", "Term time only"))),
    )
    price = PenceField("Price in pounds")
    unit = OneOf(
        "That is for",
        ask="Choose what the price is for",
        choices=choices(
            ((PriceUnit.HOUR.value, "an hour"), (PriceUnit.SESSION.value, "the session"))
        ),
    )
    funded = OneOf(
        "Can families use funded hours for it?", ask="Choose an answer", choices=choices(FUNDED)
    )
    ties = OneOf(
        "To use funded hours, must a family also buy other hours or come on more days?",
        ask="Choose yes or no",
        choices=choices((("no", "No"), ("yes", "Yes"))),
    )
    others = OneOf(
        "And on its other days?",
        ask="Choose what happens on the other days",
        choices=choices(((_KEPT, "It stays there as it was"), (_GOES, "It is not there any more"))),
    )

    @classmethod
    def for_block(cls, block: Week, **more: Any) -> "SessionForm":
        """The form, filled in with a block as it is; empty for a new one."""
        first = block[0] if block else None
        form = cls(data=_session_data(block), **more)
        ages = choices(
            age_choices(*((first.age_from_months, first.age_to_months) if first else ()))
        )
        form.youngest.choices, form.oldest.choices = ages[:-1], ages[1:]
        lengths = sorted({*_LENGTHS, first.min_minutes if first else 0})
        form.least.choices = choices((str(length), _say_least(length)) for length in lengths)
        return form

    def validate_days(self, field: Field) -> None:
        """A session runs on some day."""
        if not field.data:
            raise ValidationError("Choose at least one day")

    def validate_end(self, field: Field) -> None:
        """It ends after it begins."""
        if self.start.data is not None and field.data is not None and field.data <= self.start.data:
            raise ValidationError("It must end after it begins")

    def validate_price(self, field: Field) -> None:
        """Nothing typed is not known; free is said by "only with funded hours"."""
        if field.data is not None and field.data <= 0:
            raise ValidationError("Type a price, or leave it empty if you would rather be asked")

    def validate_ties(self, field: Field) -> None:
        """The rules forbid funded hours that hang on anything (R32)."""
        if field.data == "yes" and self.funded.data in (Answer.YES.value, Answer.ONLY.value):
            raise ValidationError(
                "Funded hours may not hang on paid hours or on a least number of days. Offer them"
                " without that, or say that funded hours can’t be used here"
            )

    @property
    def keeps_others(self) -> bool:
        """Whether days that are not ticked stay as they were."""
        return bool(self.others.data == _KEPT)

    @property
    def weekdays(self) -> list[int]:
        """The days that were ticked."""
        return sorted(int(day) for day in self.days.data)

    @property
    def facts(self) -> SessionFacts:
        """What was typed, after a validation that passed; the day is for the week to say."""
        hourly = self.booking.data == Booking.HOURLY.value
        return SessionFacts(
            label=self.label.data,
            weekday=0,
            start_minutes=self.start.data or 0,
            end_minutes=self.end.data or 0,
            booking=Booking(self.booking.data),
            min_minutes=int(self.least.data) if hourly else 0,
            term_only=self.weeks.data == "term",
            age_from_months=int(self.youngest.data),
            age_to_months=int(self.oldest.data),
            price_pence=self.price.data,
            price_unit=PriceUnit(self.unit.data),
            funded=Answer(self.funded.data),
        )


def _say_least(minutes: int) -> str:
    return say_duration(minutes) if minutes else "No least time"


def _session_data(block: Week) -> dict[str, Any]:
    if not block:
        return {"least": "0", "others": _KEPT, "ties": "no"}
    first = block[0]
    return {
        "label": first.label,
        "days": [str(one.weekday) for one in block],
        "start": first.start_minutes,
        "end": first.end_minutes,
        "youngest": str(first.age_from_months),
        "oldest": str(first.age_to_months),
        "booking": first.booking.value,
        "least": str(first.min_minutes),
        "weeks": "term" if first.term_only else "all",
        "price": first.price_pence,
        "unit": first.price_unit.value,
        "funded": first.funded.value,
        "ties": "no",
        "others": _KEPT,
    }


class CopyForm(FlaskForm):
    """Days that should be the same as another."""

    source = Pick("Take this day", ask="Choose the day to copy")
    targets = AnyOf(
        "And make these the same",
        ask="Choose days of the week",
        choices=choices((str(int(day)), day.label) for day in Weekday),
    )

    def offer(self, days: Iterable[Weekday]) -> None:
        """Only days on which there is something can be copied."""
        self.source.choices = choices((str(int(day)), day.label) for day in days)

    @property
    def wanted(self) -> list[int]:
        """The days to change: those ticked, or Monday to Friday by the button that says so."""
        if "all_week" in request.form:
            return [int(day) for day in WORKING_WEEK]
        return [int(day) for day in self.targets.data]
