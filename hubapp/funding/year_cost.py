"""The cost of a year of booked weeks: term weeks, holiday weeks and weeks without care."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from hubapp.funding.amounts import Amounts, total
from hubapp.funding.booking import BookedWeek
from hubapp.funding.dated import figures_on
from hubapp.funding.delivery import Delivery, stretched_minutes
from hubapp.funding.household import (
    Child,
    ChildYear,
    Cost,
    Help,
    LegYear,
    evenly,
    household_cost,
)
from hubapp.funding.pool import Pattern
from hubapp.funding.week_cost import ProviderBill, WeekCost, week_cost

NO_CARE = BookedWeek(stays=())


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedYear:
    """One child's year: so many term weeks, all alike, and so many holiday weeks, all alike.

    In the weeks that are left there is no care. `minutes_per_week` and `minutes_per_year` are the
    child's funded hours in term time; what a single week says of them is not looked at.
    """

    child: Child
    term: BookedWeek
    term_weeks: int
    holiday: BookedWeek = NO_CARE
    holiday_weeks: int = 0
    minutes_per_week: int = 0
    minutes_per_year: int = 0

    @property
    def weeks(self) -> int:
        """Weeks with care."""
        return self.term_weeks + self.holiday_weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedYear:
    """One child's term week and holiday week as priced, and how many there are of each."""

    year: BookedYear
    term: WeekCost
    holiday: WeekCost


def price_weeks(year: BookedYear, pattern: Pattern, on: date) -> PricedYear:
    """The two weeks, with hours funded in term only or stretched over all weeks with care.

    Either way the year's hours are spread over the funded weeks, rounded down, and never more
    than the term-time hours in one (R17–R19). Raises CannotBeFundedError, MissingYearError, and
    ValueError for more weeks than a year has.
    """
    limits = figures_on(Delivery, on)
    if year.weeks > limits.longest_weeks:
        raise ValueError(f"A year has {limits.longest_weeks} weeks, not {year.weeks}.")
    funded_weeks = year.term_weeks if pattern is Pattern.TERM_TIME else year.weeks
    minutes = stretched_minutes(year.minutes_per_year, max(1, funded_weeks), year.minutes_per_week)
    in_holidays = 0 if pattern is Pattern.TERM_TIME else minutes
    return PricedYear(
        year=year,
        term=week_cost(replace(year.term, funded_minutes=minutes), limits),
        holiday=week_cost(replace(year.holiday, funded_minutes=in_holidays), limits),
    )


def year_cost(years: Sequence[PricedYear], help_: Help, on: date) -> Cost:
    """What a household's children cost together, in the year, by quarter, by month and by week.

    Of the answer `per_funded_week` is a term week and `per_other_week` a holiday week. Raises
    MissingYearError.
    """
    return household_cost([_child_year(priced) for priced in years], help_, on)


def _child_year(priced: PricedYear) -> ChildYear:
    booked = priced.year
    term, holiday = _week(priced.term), _week(priced.holiday)
    return ChildYear(
        child=booked.child,
        months=evenly(
            term.times(Fraction(booked.term_weeks)) + holiday.times(Fraction(booked.holiday_weeks))
        ),
        weeks=booked.weeks,
        funded_week=term if booked.term_weeks else None,
        other_week=holiday if booked.holiday_weeks else None,
        legs=_legs(priced),
    )


def _legs(priced: PricedYear) -> dict[str, LegYear]:
    """Each provider over the year; its extras are the child's."""
    found: dict[str, LegYear] = {}
    for week, weeks, is_term in (
        (priced.term, priced.year.term_weeks, True),
        (priced.holiday, priced.year.holiday_weeks, False),
    ):
        for bill in week.bills:
            before = found.get(bill.provider, LegYear(Amounts(), 0))
            hours = replace(_bill(bill), extras=Fraction(0)).times(Fraction(weeks))
            found[bill.provider] = LegYear(
                before.amounts + hours,
                bill.funded_minutes if is_term else before.funded_minutes_per_funded_week,
            )
    return found


def _week(week: WeekCost) -> Amounts:
    return total(_bill(bill) for bill in week.bills)


def _bill(bill: ProviderBill) -> Amounts:
    """A bill is whole pence already: so many weeks of it are so many times what it says."""
    fees = sum(line.pence for line in bill.lines if line.group.is_hours)
    return Amounts(
        gross=Fraction(bill.hours_pence),
        funded_minutes=Fraction(bill.funded_minutes),
        paid_minutes=Fraction(bill.paid_minutes),
        fees=Fraction(fees),
        extras=Fraction(bill.pence - fees),
    )
