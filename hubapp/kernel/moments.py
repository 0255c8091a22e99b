"""Local days and hours, and the moments they are: the hubs are all in one zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/London")


def local_date(moment: datetime) -> date:
    """The date where the hubs are."""
    return moment.astimezone(LOCAL).date()


def local_hour(moment: datetime) -> int:
    """The hour that clocks show where the hubs are."""
    return moment.astimezone(LOCAL).hour


def at_local(day: date, hour: int) -> datetime:
    """The moment, in UTC, at which clocks where the hubs are show a full hour on a day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=LOCAL).astimezone(UTC)
