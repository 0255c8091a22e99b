"""The job that asks whoever is due."""

from hubapp.reminders.services import remind
from hubapp.web import clock

REMIND = "remind"


def ask_who_is_due() -> None:
    """Take every step of asking that is due."""
    remind(now=clock.now())
