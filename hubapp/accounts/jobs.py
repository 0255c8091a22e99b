"""The job that forgets codes and sign-ins that hold no more."""

from hubapp.accounts.services import forget_old
from hubapp.web import clock

FORGET = "forget_old_sign_ins"


def forget() -> None:
    """Take away what holds no more."""
    forget_old(now=clock.now())
