"""Fields that the forms of a provider's own page share."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import StringField
from wtforms.validators import InputRequired, Length, ValidationError

from hubapp.directory.forms import refuse_private_number
from hubapp.directory.models import Answer
from hubapp.kernel.ages import say_age
from hubapp.kernel.money import parse_pence
from hubapp.kernel.week import parse_time, say_time

_AGES = (0, 3, 6, 9, 12, 18, 24, 30, 33, 36, 42, 48, 54, 60, 72, 84, 96, 108, 120, 132, 144)
FUNDED = (
    (Answer.YES.value, "Yes"),
    (Answer.NO.value, "No"),
    (Answer.ONLY.value, "Only with funded hours"),
    (Answer.UNKNOWN.value, "Not said"),
)


def tidy(text: str | None) -> str:
    """Without spaces around it, and with single ones inside."""
    return " ".join((text or "").split())


def words(label: str, *, most: int, ask: str | None = None) -> StringField:
    """One line of words; `ask` is said when nothing was typed, where something must be."""
    required = [InputRequired(ask)] if ask else []
    too_long = Length(max=most, message=f"Say it in {most} letters or fewer")
    return StringField(
        label,
        widget=GovTextInput(),
        filters=[tidy],
        validators=[*required, too_long, refuse_private_number],
    )


def age_choices(*more: int | None) -> list[tuple[str, str]]:
    """Ages in months to choose from, the usual ones and those that stand there already."""
    ages = sorted({*_AGES, *(one for one in more if one is not None)})
    return [(str(months), "Birth" if months == 0 else say_age(months)) for months in ages]


class PenceField(StringField):
    """An amount of money as people write it; None when nothing is typed."""

    widget = GovTextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep what was typed, and read it."""
        self.data = None
        text = str(valuelist[0]).strip() if valuelist else ""
        if text:
            try:
                self.data = parse_pence(text)
            except ValueError as error:
                raise ValidationError(str(error)) from error

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data / 100:.2f}"


class TimeField(StringField):
    """A time of day as people write it, in minutes."""

    widget = GovTextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep what was typed, and read it."""
        self.data = None
        text = str(valuelist[0]).strip() if valuelist else ""
        try:
            self.data = parse_time(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else say_time(self.data)
