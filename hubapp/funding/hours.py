"""How many funded minutes a child has, and from which term, by England's dated rules."""

import enum
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from hubapp.funding.dated import Dated, figures_on
from hubapp.funding.schemes import FundedTime, Scheme
from hubapp.funding.starts import birthday_term, compulsory_school_age, working_parent_starts
from hubapp.kernel.ages import AgeBand, BirthMonth


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
    working_parent_minutes_a_year_at_two: int
    working_parent_minutes_a_year_under_two: int
    funded_weeks: int

    def minutes_a_year(self, hours: FundedHours) -> int:
        """The pool of a child's year."""
        return {
            FundedHours.NONE: 0,
            FundedHours.FIFTEEN: self.universal_minutes_a_year,
            FundedHours.THIRTY: self.working_parent_minutes_a_year,
        }[hours]

    def working_parent_minutes(self, band: AgeBand) -> int:
        """A year's minutes for a working family, 0 where the law did not reach that age yet."""
        return {
            AgeBand.UNDER_TWO: self.working_parent_minutes_a_year_under_two,
            AgeBand.TWO: self.working_parent_minutes_a_year_at_two,
            AgeBand.THREE_UP: self.working_parent_minutes_a_year,
        }[band]


def weekly_funded_minutes(hours: FundedHours, on: date, *, weeks: int | None = None) -> int:
    """Funded minutes in one week: in term time, or stretched over `weeks`, rounded down (R18, R19).

    Fewer weeks than the funded ones never raise the weekly number.
    """
    figures = figures_on(Entitlements, on)
    return figures.minutes_a_year(hours) // max(weeks or figures.funded_weeks, figures.funded_weeks)


def funded_together(schemes: Collection[Scheme], band: AgeBand, on: date) -> FundedTime:
    """What schemes give together: never their sum, but the most that one of them brings (R20).

    A working family's 30 hours hold the 15 every 3 and 4-year-old has, and the 15 of some
    2-year-olds. Raises MissingYearError.

    >>> both = {Scheme.WORKING_PARENT, Scheme.UNIVERSAL}
    >>> funded_together(both, AgeBand.THREE_UP, date(2026, 11, 22)).minutes_per_week // 60
    30
    """
    figures = figures_on(Entitlements, on)
    minutes = {
        Scheme.WORKING_PARENT: figures.working_parent_minutes(band),
        Scheme.TWO_YEAR_OLD: figures.additional_support_minutes_a_year,
        Scheme.UNIVERSAL: figures.universal_minutes_a_year,
    }
    a_year = max((minutes.get(scheme, 0) for scheme in schemes), default=0)
    return FundedTime(a_year // figures.funded_weeks, a_year)


def kept_when_work_ends(schemes: Collection[Scheme], band: AgeBand, on: date) -> FundedTime:
    """When a family stops working only the working parents' hours go; the other hours stay.

    They go when the grace period ends. A 3-year-old with 30 hours keeps 15, a baby none.

    >>> both = {Scheme.WORKING_PARENT, Scheme.UNIVERSAL}
    >>> kept_when_work_ends(both, AgeBand.THREE_UP, date(2026, 11, 22)).minutes_per_week // 60
    15
    """
    return funded_together({*schemes} - {Scheme.WORKING_PARENT}, band, on)


def first_funded_day(hours: FundedHours, birth: BirthMonth, age_months: int) -> date | None:
    """The first day of the first term a child's age allows these hours (R4, R6).

    Terms change at month ends, so the month of birth is enough. None: no hours asked for.
    Fifteen hours begin after the second birthday for some families and after the third for all:
    a child not yet three is taken to be of a family with additional support.
    """
    if hours is FundedHours.NONE:
        return None
    if hours is FundedHours.THIRTY:
        return working_parent_starts(birth.earliest_day)
    return birthday_term(birth.earliest_day, 2 if age_months < 36 else 3)


def school_age_day(birth: BirthMonth) -> date:
    """First day of the term a child must be at school: funded hours have ended (R14, R15)."""
    return compulsory_school_age(birth.earliest_day)
