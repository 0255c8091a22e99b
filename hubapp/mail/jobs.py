"""The job that sends what waits, and how a page asks for it at once."""

from hubapp import jobs
from hubapp.mail.carriers import chosen_carrier
from hubapp.mail.services import send_waiting
from hubapp.web import clock

SEND_MAIL = "send_mail"


def send_mail() -> None:
    """Send every message that waits."""
    send_waiting(chosen_carrier(), now=clock.now())


def send_soon() -> None:
    """Ask for the mail to go now; without this it goes within a minute. Call after the commit."""
    jobs.wake(SEND_MAIL)
