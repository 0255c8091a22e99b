"""Form parts that finding childcare and building a week share."""

import calendar
from collections.abc import Iterable
from datetime import date
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovRadioInput,
    GovSelect,
    GovTextInput,
)
from wtforms import (
    Field,
    Form,
    RadioField,
    SelectField,
    SelectFieldBase,
    SelectMultipleField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from hubapp.directory.where import find_where
from hubapp.funding.private import PrivateNumber, private_number_in
from hubapp.hubs.models import Hub
from hubapp.kernel.ages import BirthMonth
from hubapp.kernel.geo import GridPoint
from hubapp.places.services import PlaceNotFound

OLDEST_YEARS = 11
LONGEST_WAIT_MONTHS = 9
LONGEST_TEXT = 60
MILES_OFFERED = ("0.5", "1", "2", "3", "5", "10")


def choices(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Values and labels as WTForms wants them."""
    return [SelectChoice(value=value, label=label) for value, label in pairs]


def mile_choices() -> list[SelectChoice]:
    """How far, in miles."""
    return choices(
        (miles, f"{miles} mile" + ("" if miles in ("0.5", "1") else "s")) for miles in MILES_OFFERED
    )


class _AsksPlainly(SelectFieldBase):
    """A choice that wasn't made, or isn't offered, is asked for in a sentence of our own."""

    choices: list[SelectChoice]

    def __init__(self, label: str, *, ask: str, **kwargs: Any) -> None:
        self.ask = ask
        super().__init__(label, **kwargs)

    def pre_validate(self, _form: Form) -> None:
        """Refuse what isn't on offer."""
        offered = {choice.value for choice in self.choices}
        chosen = self.data if isinstance(self.data, list) else [self.data]
        if not offered.issuperset(chosen):
            raise ValidationError(self.ask)


class OneOf(_AsksPlainly, RadioField):
    """Radio buttons."""

    widget = GovRadioInput()


class Pick(_AsksPlainly, SelectField):
    """A drop-down list."""

    widget = GovSelect()


class AnyOf(_AsksPlainly, SelectMultipleField):
    """Tick boxes; none ticked is for the form to judge."""

    widget = GovCheckboxesInput()


class BirthFields(Form):
    """The month and year a child was born: never the day."""

    birth_month = SelectField(
        "Month",
        choices=choices([("", "Month"), *((str(n), calendar.month_name[n]) for n in range(1, 13))]),
        validate_choice=False,  # read_birth says what is missing, once for both parts
        widget=GovSelect(),
    )
    birth_year = StringField("Year", widget=GovTextInput())

    def read_birth(self, today: date, *, may_be_due: bool = False) -> BirthMonth | None:
        """The month of birth, or None when both parts are empty.

        Raises ValidationError with a plain sentence when it can't be, is too long ago, or is ahead
        (`may_be_due`: more than a pregnancy ahead).
        """
        month, year = (self.birth_month.data or "").strip(), (self.birth_year.data or "").strip()
        if not month and not year:
            return None
        if not month:
            raise ValidationError("Choose the month your child was born")
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise ValidationError("Enter the year your child was born in four numbers, like 2023")
        if not (month.isascii() and month.isdigit() and 1 <= int(month) <= 12):
            raise ValidationError("Choose the month your child was born")
        return _believable(BirthMonth(int(year), int(month)), today, may_be_due=may_be_due)


def _believable(birth: BirthMonth, today: date, *, may_be_due: bool) -> BirthMonth:
    ahead = (birth.year - today.year) * 12 + birth.month - today.month
    if ahead > 0 and not may_be_due:
        raise ValidationError(f"{birth} is still to come. Enter when your child was born")
    if ahead > LONGEST_WAIT_MONTHS:
        raise ValidationError(f"{birth} is too far away. Enter when your baby is due")
    if birth <= BirthMonth(today.year - OLDEST_YEARS - 1, today.month):
        raise ValidationError(
            f"A child born in {birth} is {OLDEST_YEARS + 1} or older."
            f" The childcare here is for children up to {OLDEST_YEARS}"
        )
    return birth


def require_where(hub: Hub, field: Field, empty: str) -> GridPoint:
    """The point typed into a field. Raises ValidationError with one plain sentence."""
    text = (field.data or "").strip()
    if not text:
        raise ValidationError(empty)
    refuse_private_number(None, field)
    if len(text) > LONGEST_TEXT:
        raise ValidationError("That is too long for a postcode or a place. Type a postcode")
    try:
        return find_where(hub, text).point
    except PlaceNotFound as problem:
        raise ValidationError(str(problem)) from problem


def refuse_private_number(_form: Form | None, field: Field) -> None:
    """Refuse what looks like a code or a National Insurance number, and do not show it again (R57).

    A validator for every field of free words. Raises ValidationError.
    """
    found = private_number_in(field.data or "")
    if found is None:
        return
    field.data = ""
    one = "an" if found is PrivateNumber.ELIGIBILITY_CODE else "a"
    raise ValidationError(
        f"That looks like {one} {found.value}. We never need one, and have not kept it."
    )
