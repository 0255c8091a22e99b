"""How many funded minutes a week a child has, and from which term, by England's dated rules."""

import enum
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hubapp.kernel.ages import BirthMonth
from hubapp.kernel.terms import next_funding_term

_DATA_FILE = Path(__file__).parent / "data" / "entitlements.toml"
_WORKING_PARENT_AGE_MONTHS = 9


class FundedHours(enum.StrEnum):
    """What a family says it has: hours a week in term time."""

    NONE = "0"
    FIFTEEN = "15"
    THIRTY = "30"


@dataclass(frozen=True, slots=True)
class Rates:
    """The yearly minutes in force between two days, both included."""

    starts_on: date
    ends_on: date
    fifteen_minutes_a_year: int
    thirty_minutes_a_year: int
    funded_weeks: int

    def minutes_a_year(self, hours: FundedHours) -> int:
        """The pool of a child's year."""
        return {
            FundedHours.NONE: 0,
            FundedHours.FIFTEEN: self.fifteen_minutes_a_year,
            FundedHours.THIRTY: self.thirty_minutes_a_year,
        }[hours]


def rates_on(day: date) -> Rates:
    """The rates in force on a day. Raises LookupError naming the data file when it has none."""
    for block in tomllib.loads(_DATA_FILE.read_text(encoding="utf-8"))["rates"]:
        if block["from"] <= day <= block["until"]:
            return Rates(
                starts_on=block["from"],
                ends_on=block["until"],
                fifteen_minutes_a_year=block["universal_minutes_a_year"],
                thirty_minutes_a_year=block["working_parent_minutes_a_year"],
                funded_weeks=block["funded_weeks"],
            )
    raise LookupError(f"No funded hours are written down for {day} in {_DATA_FILE.name}")


def weekly_funded_minutes(hours: FundedHours, on: date, *, weeks: int | None = None) -> int:
    """Funded minutes in one week: in term time, or stretched over `weeks`, rounded down (R18, R19).

    Fewer weeks than the funded ones never raise the weekly number.
    """
    rates = rates_on(on)
    return rates.minutes_a_year(hours) // max(weeks or rates.funded_weeks, rates.funded_weeks)


def first_funded_day(hours: FundedHours, birth: BirthMonth, age_months: int) -> date | None:
    """The first day of the first term a child's age allows these hours (R3, R4, R6).

    Terms change at month ends, so the month of birth is enough. None: no hours asked for.
    Fifteen hours begin after the second birthday for some families and after the third for all:
    a child not yet three is taken to be of a family with additional support.
    """
    if hours is FundedHours.NONE:
        return None
    if hours is FundedHours.THIRTY:
        return next_funding_term(_reaches(birth, _WORKING_PARENT_AGE_MONTHS))
    return next_funding_term(_reaches(birth, 24 if age_months < 36 else 36))


def school_age_day(birth: BirthMonth) -> date:
    """First day of the term a child must be at school: funded hours have ended (R14, R15)."""
    return next_funding_term(_reaches(birth, 60))


def _reaches(birth: BirthMonth, months: int) -> date:
    """Some day of the month in which a child reaches an age."""
    years, month = divmod(birth.month - 1 + months, 12)
    return date(birth.year + years, month + 1, 1)
