"""How many funded minutes a week a child has, and from which term, by England's dated rules."""

import enum
from dataclasses import dataclass
from datetime import date

from hubapp.funding.dated import Dated, figures_on
from hubapp.kernel.ages import BirthMonth
from hubapp.kernel.terms import next_funding_term

_WORKING_PARENT_AGE_MONTHS = 9


class FundedHours(enum.StrEnum):
    """What a family says it has: hours a week in term time."""

    NONE = "0"
    FIFTEEN = "15"
    THIRTY = "30"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlements(Dated):
    """The yearly minutes of each entitlement, and the weeks they are spread over in term time."""

    FILE = "entitlements.toml"

    universal_minutes_a_year: int
    additional_support_minutes_a_year: int
    working_parent_minutes_a_year: int
    funded_weeks: int

    def minutes_a_year(self, hours: FundedHours) -> int:
        """The pool of a child's year."""
        return {
            FundedHours.NONE: 0,
            FundedHours.FIFTEEN: self.universal_minutes_a_year,
            FundedHours.THIRTY: self.working_parent_minutes_a_year,
        }[hours]


def weekly_funded_minutes(hours: FundedHours, on: date, *, weeks: int | None = None) -> int:
    """Funded minutes in one week: in term time, or stretched over `weeks`, rounded down (R18, R19).

    Fewer weeks than the funded ones never raise the weekly number.
    """
    figures = figures_on(Entitlements, on)
    return figures.minutes_a_year(hours) // max(weeks or figures.funded_weeks, figures.funded_weeks)


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
