"""The job that asks whoever is due."""

from hubapp.mail.jobs import send_soon
from hubapp.reminders.services import remind
from hubapp.web import clock

REMIND = "remind"


def ask_who_is_due() -> None:
    """Take every step of asking that is due, and send the mail of it."""
    if remind(now=clock.now()).steps:
        send_soon()
