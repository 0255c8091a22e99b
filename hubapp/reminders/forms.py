"""Choosing the day and hour at which to be asked."""

from flask_wtf import FlaskForm

from hubapp.directory.forms import Pick, choices
from hubapp.kernel.week import WORKING_WEEK, Weekday, say_time
from hubapp.reminders.rules import HOURS, Timing


class TimingForm(FlaskForm):
    """The day and the hour."""

    weekday = Pick(
        "Which day?",
        ask="Choose a day",
        choices=choices((str(int(day)), day.label) for day in WORKING_WEEK),
    )
    hour = Pick(
        "At what time?",
        ask="Choose a time",
        choices=choices((str(hour), say_time(hour * 60)) for hour in HOURS),
    )

    @property
    def timing(self) -> Timing:
        """What was chosen, after a validation that passed."""
        return Timing(Weekday(int(self.weekday.data)), int(self.hour.data))
