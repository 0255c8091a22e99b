"""What childcare costs a family, in a week and in a year: `cost(question)`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from hubapp.funding.amounts import Amounts
from hubapp.funding.dated import figures_on
from hubapp.funding.household import (
    MONTHS_A_QUARTER,
    Child,
    ChildYear,
    Cost,
    Help,
    LegYear,
    evenly,
    household_cost,
)
from hubapp.funding.plan import Plan, PlannedYear
from hubapp.funding.tax_free import TaxFree, fee_paid_by, quarter_room


class Told(StrEnum):
    """What bare sums are: fees of a quarter or a month, or what is paid in before any top-up."""

    FEES_BY_QUARTER = "fees_pence_by_quarter"
    DEPOSITS_BY_QUARTER = "deposits_pence_by_quarter"
    FEES_BY_MONTH = "fees_pence_by_month"


@dataclass(frozen=True, slots=True, kw_only=True)
class BareSums:
    """Pence quarter by quarter or month by month; nothing is paid after the last one told."""

    told: Told
    pence: tuple[int, ...]
    top_up_used_pence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildCare:
    """One child and its care."""

    child: Child
    care: Plan | BareSums


@dataclass(frozen=True, slots=True, kw_only=True)
class CostQuestion:
    """A household's year of childcare; `on` picks the rates, and must be told if there is help."""

    children: tuple[ChildCare, ...]
    help: Help = Help.NONE
    on: date | None = None


def cost(question: CostQuestion) -> Cost:
    """What the household pays in a year, by quarter and by month, and in a week.

    Raises MissingYearError when nobody wrote down the rates of the day.
    """
    planned = {
        one.child.id: PlannedYear(one.care)
        for one in question.children
        if isinstance(one.care, Plan)
    }
    funded_weeks = [year.funded_weeks for year in planned.values() if year.funded_weeks]
    other_week = min(funded_weeks, default=0)
    has_other_week = any(year.weeks > other_week for year in planned.values())
    shown = _WeeksShown(0 if funded_weeks else None, other_week if has_other_week else None)
    years = [
        _planned(one.child, planned[one.child.id], shown)
        if isinstance(one.care, Plan)
        else _bare(one.child, one.care, question)
        for one in question.children
    ]
    return household_cost(years, question.help, question.on)


@dataclass(frozen=True, slots=True)
class _WeeksShown:
    """The household's first week, if it is funded, and the first that is not, if there is one."""

    funded: int | None
    other: int | None


def _planned(child: Child, year: PlannedYear, shown: _WeeksShown) -> ChildYear:
    return ChildYear(
        child=child,
        months=evenly(year.year()),
        weeks=year.weeks,
        funded_week=None if shown.funded is None else year.week(shown.funded),
        other_week=None if shown.other is None else year.week(shown.other),
        legs={
            name: LegYear(amounts, year.funded_minutes(name, 0))
            for name, amounts in year.legs().items()
        },
    )


# --- bare sums ----------------------------------------------------------------------------------


def _bare(child: Child, sums: BareSums, question: CostQuestion) -> ChildYear:
    fees: Sequence[Fraction] = [Fraction(pence) for pence in sums.pence]
    if sums.told is Told.DEPOSITS_BY_QUARTER and question.help is Help.TFC and child.tfc_ok:
        fees = list(_fees_paid_by(child, sums, question.on))
    if sums.told is not Told.FEES_BY_MONTH:
        fees = [fee / MONTHS_A_QUARTER for fee in fees for _ in range(MONTHS_A_QUARTER)]
    return ChildYear(
        child=child,
        months=tuple(Amounts(gross=fee, fees=fee) for fee in fees),
        top_up_used_pence=sums.top_up_used_pence,
    )


def _fees_paid_by(child: Child, sums: BareSums, on: date | None) -> Iterator[Fraction]:
    """What the money paid in, and the top-up it brings, pays for in each quarter."""
    if on is None:
        raise ValueError("A day is needed to know the rates of help.")
    rates = figures_on(TaxFree, on)
    for number, deposit in enumerate(sums.pence):
        used = 0 if number else sums.top_up_used_pence
        room = quarter_room(rates, disabled=child.disabled, used_pence=used)
        yield fee_paid_by(deposit, room, rates)
