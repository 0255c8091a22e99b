"""Times of day as people type them, and what to say when they can't be read."""

from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import Field, Form, StringField
from wtforms.validators import ValidationError

from hubapp.directory.forms import LONGEST_TEXT
from hubapp.kernel.week import TimeBand, parse_time, say_time


class DayTimes(Form):
    """One day's own times; both left empty, it keeps the week's."""

    start = StringField("From", widget=GovTextInput())
    end = StringField("To", widget=GovTextInput())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not is_typed(self.start) and not is_typed(self.end)

    def validate_start(self, field: Field) -> None:
        """A time of day, once either is typed."""
        if not self.is_empty:
            required_time(field, "Enter a start time for this day too")

    def validate_end(self, field: Field) -> None:
        """A later time of day, once either is typed."""
        if not self.is_empty:
            require_after(self.start, required_time(field, "Enter an end time for this day too"))


def is_typed(field: Field) -> bool:
    """Whether anything but blanks was typed."""
    return bool((field.data or "").strip())


def required_time(field: Field, empty: str) -> int:
    """Minutes from midnight. Raises ValidationError with one plain sentence."""
    if not is_typed(field):
        raise ValidationError(empty)
    text = field.data.strip()
    if len(text) > LONGEST_TEXT:
        raise ValidationError("Enter a time like 8:30am or 17:00")
    try:
        return parse_time(text)
    except ValueError as problem:
        raise ValidationError(str(problem)) from problem


def require_after(start_field: Field, end_minutes: int) -> None:
    """Refuse an end that isn't after its start; a start that can't be read says so itself."""
    try:
        start = parse_time(start_field.data or "")
    except ValueError:
        return
    if end_minutes <= start:
        raise ValidationError(
            f"The end must be after the start, {say_time(start)}. Check both times"
        )


def read_band(start: Field, end: Field) -> TimeBand:
    """The band of two fields that were validated."""
    return TimeBand(parse_time(start.data), parse_time(end.data))
