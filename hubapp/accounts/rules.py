"""How long a code and a sign-in hold, and how many tries there are. Pure."""

from datetime import datetime, timedelta

CODE_LASTS = timedelta(minutes=10)
TRIES = 5
CODES_AN_HOUR = 8
INVITE_LASTS = timedelta(days=14)
INVITE_KEPT = timedelta(days=60)
"""How long the address of somebody who did not answer is kept, so that they can be asked again."""
IDLE_AFTER = timedelta(hours=2)
AT_MOST = timedelta(days=7)
SEEN_EVERY = timedelta(minutes=1)
"""How often a visit is written down: a row a minute, not a row a page."""


def code_holds(made_at: datetime, used_at: datetime | None, tries: int, now: datetime) -> bool:
    """Whether a code may still be tried: not used, not tried too often, not too old."""
    return used_at is None and tries < TRIES and made_at <= now < made_at + CODE_LASTS


def sign_in_holds(started_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Whether somebody is still signed in: seen lately, and not for a week on end."""
    return now < seen_at + IDLE_AFTER and now < started_at + AT_MOST


def plain_address(typed: str) -> str:
    """An e-mail address as it is kept and compared: no spaces around it, small letters."""
    return typed.strip().casefold()
