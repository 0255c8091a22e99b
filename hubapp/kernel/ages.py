"""Children's ages in whole months, from a month of birth: the full date is never needed (R58)."""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AgeBand(StrEnum):
    """The bands places are counted in: they follow the staff ratios of the EYFS."""

    UNDER_TWO = "u2"
    TWO = "2"
    THREE_UP = "3p"

    @property
    def label(self) -> str:
        """In words."""
        return {"u2": "under 2", "2": "2 years old", "3p": "3 and over"}[self.value]


AGE_BAND_MONTHS = {
    AgeBand.UNDER_TWO: (0, 24),
    AgeBand.TWO: (24, 36),
    AgeBand.THREE_UP: (36, 12 * 12),
}


@dataclass(frozen=True, slots=True, order=True)
class BirthMonth:
    """The month and year a child was born, or is due."""

    year: int
    month: int

    @property
    def latest_day(self) -> date:
        """The last day it can be: taking it makes the child never older than they are."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def earliest_day(self) -> date:
        """The first day it can be."""
        return date(self.year, self.month, 1)

    def __str__(self) -> str:
        """As people say it: "April 2023"."""
        return f"{calendar.month_name[self.month]} {self.year}"


def age_in_months(born: date, on: date) -> int:
    """Complete calendar months: one fewer while the day of month is before the birth's."""
    months = (on.year - born.year) * 12 + on.month - born.month
    return months - (1 if on.day < born.day else 0)


def age_band(months: int) -> AgeBand:
    """The band a child of so many whole months is counted in."""
    if months < 24:
        return AgeBand.UNDER_TWO
    return AgeBand.TWO if months < 36 else AgeBand.THREE_UP


def say_age(months: int) -> str:
    """An age in words: "8 months", "2 years", "3 years 5 months"."""
    years, rest = divmod(months, 12)
    parts = []
    if years:
        parts.append(f"{years} year" + ("" if years == 1 else "s"))
    if rest or not years:
        parts.append(f"{rest} month" + ("" if rest == 1 else "s"))
    return " ".join(parts)


def say_age_range(from_months: int | None, to_months: int | None) -> str | None:
    """What ages a provider takes: "9 months to 5 years"; None when neither end is known."""
    if from_months is None and to_months is None:
        return None
    if from_months is None:
        return f"up to {say_age(to_months or 0)}"
    start = "birth" if from_months == 0 else say_age(from_months)
    return f"{start} to {say_age(to_months)}" if to_months is not None else f"from {start}"
