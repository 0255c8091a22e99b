"""When a message that could not be sent is tried again. Pure."""

from datetime import datetime, timedelta

WHILE_SENDING = timedelta(minutes=10)
"""For so long nobody else tries a message somebody has begun to send."""

_WAITS = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60, 24 * 60)
)


def next_try(tries: int, now: datetime) -> datetime | None:
    """The time of the next try after so many in vain, over some three days; None: give up."""
    return now + _WAITS[tries - 1] if tries <= len(_WAITS) else None
