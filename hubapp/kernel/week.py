"""Weekdays and times of day, in whole minutes from midnight."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

MINUTES_A_DAY = 24 * 60


class Weekday(IntEnum):
    """Monday is 0, as in `date.weekday()`."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6

    @property
    def label(self) -> str:
        """Its English name: "Monday"."""
        return self.name.capitalize()

    @property
    def short(self) -> str:
        """Three letters: "Mon"."""
        return self.label[:3]


WORKING_WEEK = tuple(Weekday(number) for number in range(5))


@dataclass(frozen=True, slots=True, order=True)
class TimeBand:
    """From one time of day to a later one, half-open, in minutes from midnight.

    Raises ValueError unless 0 <= start < end <= 1440.
    """

    start_minutes: int
    end_minutes: int

    def __post_init__(self) -> None:
        """Refuse bands that are backward or leave the day."""
        if not 0 <= self.start_minutes < self.end_minutes <= MINUTES_A_DAY:
            message = f"not a band of one day: {self.start_minutes}–{self.end_minutes} minutes"
            raise ValueError(message)

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.end_minutes - self.start_minutes

    def overlap_minutes(self, other: "TimeBand") -> int:
        """How long both run at once; 0 when they only touch."""
        latest_start = max(self.start_minutes, other.start_minutes)
        return max(0, min(self.end_minutes, other.end_minutes) - latest_start)

    def __str__(self) -> str:
        """As people say it: "8:30am to 12"."""
        return say_band(self.start_minutes, self.end_minutes)


def say_time(minutes: int) -> str:
    """A time as people say it: 510 is "8:30am", 720 "12 noon", 900 "3pm"."""
    if minutes == MINUTES_A_DAY // 2:
        return "12 noon"
    if minutes in (0, MINUTES_A_DAY):
        return "midnight"
    hour, minute = divmod(minutes, 60)
    clock = f"{(hour - 1) % 12 + 1}" + (f":{minute:02d}" if minute else "")
    return clock + ("am" if hour < 12 else "pm")


def say_band(start_minutes: int, end_minutes: int) -> str:
    """From one time to another: "8:30am to 12 noon"."""
    return f"{say_time(start_minutes)} to {say_time(end_minutes)}"


def say_duration(minutes: int) -> str:
    """A length of time: 90 is "1 hour 30 minutes", 120 "2 hours", 45 "45 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(f"{hours:,} hour" + ("" if hours == 1 else "s"))
    if rest or not hours:
        parts.append(f"{rest} minute" + ("" if rest == 1 else "s"))
    return " ".join(parts)


def say_hours(minutes: int) -> str:
    """A length of time for a table: 90 is "1h 30m", 120 "2h", 45 "45m"."""
    hours, rest = divmod(minutes, 60)
    return " ".join([f"{hours:,}h"] * bool(hours) + [f"{rest}m"] * bool(rest or not hours))


_TIME = re.compile(
    r"(?P<hour>\d{1,2})\s*(?:[:.h]?\s*(?P<minute>\d{2}))?\s*(?P<half>a\.?m\.?|p\.?m\.?|noon)?"
)


def parse_time(text: str) -> int:
    """Minutes from midnight for "08:30", "8.30am", "3pm", "noon", "17:00".

    Raises ValueError with a plain sentence when it is not a time of day.
    """
    said = text.strip().lower()
    if said in ("noon", "midday"):
        return MINUTES_A_DAY // 2
    found = _TIME.fullmatch(said)
    if not found:
        raise ValueError("Enter a time like 8:30am or 17:00")
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("Enter a time like 8:30am or 17:00")
        hour = hour % 12 + (12 if half in ("pm", "noon") else 0)
    if hour > 23 or minute > 59:
        raise ValueError("Enter a time like 8:30am or 17:00")
    return hour * 60 + minute


def weekday_mask(days: Iterable[Weekday]) -> int:
    """A set of weekdays as bits, Monday lowest: how tables hold it."""
    return sum(1 << day for day in set(days))


def weekdays_of(mask: int) -> tuple[Weekday, ...]:
    """The weekdays in a mask, Monday first."""
    return tuple(day for day in Weekday if mask >> day & 1)


def say_days(days: Iterable[Weekday]) -> str:
    """Weekdays in words: "Monday to Friday", "Monday and Thursday"."""
    ordered = sorted(set(days))
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{ordered[0].label} to {ordered[-1].label}"
    names = [day.label for day in ordered]
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]
