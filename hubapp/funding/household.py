"""What a household pays: each child's year with the one kind of help that it may have."""

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from itertools import zip_longest

from hubapp.funding.amounts import NOTHING, Amounts, Figures, figures_of, spread_figures, total
from hubapp.funding.dated import figures_on
from hubapp.funding.rule import rule
from hubapp.funding.tax_free import TaxFree, quarter_room, quarter_top_up
from hubapp.funding.universal_credit import UniversalCredit, month_help

MONTHS = 12
MONTHS_A_QUARTER = 3
WEEKS_A_QUARTER = 13


class Help(enum.StrEnum):
    """Help with what funded hours leave to pay: a household has one kind or none."""

    TFC = "tfc"
    UC = "uc"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child as help sees it: which help may be had for it."""

    id: str
    disabled: bool = False
    tfc_ok: bool = True
    uc_ok: bool = True


@dataclass(frozen=True, slots=True)
class LegYear:
    """One leg over the year, and its funded minutes in a funded week."""

    amounts: Amounts
    funded_minutes_per_funded_week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildYear:
    """One child's care before any help, month by month.

    `weeks` is in how many weeks there is care, `funded_week` and `other_week` what one of each
    comes to; None where there is no such week.
    """

    child: Child
    months: tuple[Amounts, ...]
    top_up_used_pence: int = 0
    weeks: int = 0
    funded_week: Amounts | None = None
    other_week: Amounts | None = None
    legs: Mapping[str, LegYear] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LegFigures:
    """One leg's year in whole pence and minutes, and its funded minutes in a funded week."""

    figures: Figures
    funded_minutes_per_funded_week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a household's year comes to, in whole pence and minutes.

    Children add up to the year, and so do quarters and months. A week's help is what a quarter
    with care in every week would bring: see `_full_quarter`.
    """

    per_year: Figures
    children: Mapping[str, Figures]
    legs: Mapping[str, Mapping[str, LegFigures]]
    by_quarter: tuple[Figures, ...]
    by_month: tuple[Figures, ...]
    per_funded_week: Figures | None
    per_other_week: Figures | None


def evenly(year: Amounts) -> tuple[Amounts, ...]:
    """A year in twelve equal months, as most providers bill and official calculators reckon."""
    return (year.times(Fraction(1, MONTHS)),) * MONTHS


def household_cost(children: Iterable[ChildYear], help_: Help, on: date | None) -> Cost:
    """What the household pays with one kind of help, at the rates of a day.

    The order of the children changes nothing. Raises MissingYearError.
    """
    ordered = sorted(children, key=lambda one: one.child.id)
    helped = with_help(ordered, help_, on)
    months = [total(month) for month in zip_longest(*helped, fillvalue=Amounts())]
    years = [total(year) for year in helped]
    per_year = figures_of(total(years))
    figures = spread_figures(years, per_year)
    full = [total(quarter) for quarter in with_help(map(_full_quarter, ordered), help_, on)]
    return Cost(
        per_year=per_year,
        children={one.child.id: whole for one, whole in zip(ordered, figures, strict=True)},
        legs={
            one.child.id: _legs(one.legs, year, whole)
            for one, year, whole in zip(ordered, years, figures, strict=True)
        },
        by_quarter=tuple(spread_figures([total(part) for part in _quarters(months)], per_year)),
        by_month=tuple(spread_figures(months, per_year)),
        per_funded_week=_week([one.funded_week for one in ordered], full),
        per_other_week=_week([one.other_week for one in ordered], full),
    )


# --- help ---------------------------------------------------------------------------------------


@rule("R43", source="GOV.UK, Tax-Free Childcare: you cannot get it together with Universal Credit")
def with_help(
    children: Iterable[ChildYear], help_: Help, on: date | None
) -> list[tuple[Amounts, ...]]:
    """A household gets Tax-Free Childcare or help from Universal Credit, never the two together.

    Every child's months with the help towards them. The day picks the rates.

    >>> months = (Amounts(fees=Fraction(1_000_00)),) * 3
    >>> for help_ in Help:
    ...     year = ChildYear(child=Child(id="a"), months=months)
    ...     [helped] = with_help([year], help_, date(2026, 11, 22))
    ...     print(help_, int(total(helped).tfc), int(total(helped).uc))
    tfc 50000 0
    uc 0 255000
    none 0 0
    """
    if help_ is Help.NONE:
        return [one.months for one in children]
    if on is None:
        raise ValueError("A day is needed to know the rates of help.")
    if help_ is Help.TFC:
        tax_free = figures_on(TaxFree, on)
        return [tuple(_topped_up(one, tax_free)) for one in children]
    return _paid_back(list(children), figures_on(UniversalCredit, on))


def _topped_up(one: ChildYear, rates: TaxFree) -> Iterator[Amounts]:
    """Tax-Free Childcare, a child and a quarter at a time."""
    used = one.top_up_used_pence
    for quarter in _quarters(one.months):
        whole = total(quarter)
        if one.child.tfc_ok:
            room = quarter_room(rates, disabled=one.child.disabled, used_pence=used)
            whole = replace(whole, tfc=quarter_top_up(whole.costs, room, rates))
        yield from (_with_share_of_help(month, whole) for month in quarter)
        used = 0


def _paid_back(children: Sequence[ChildYear], rates: UniversalCredit) -> list[tuple[Amounts, ...]]:
    """Universal Credit, a month at a time for all children together."""
    eligible = [one.months for one in children if one.child.uc_ok]
    paid_back = []
    for month in zip_longest(*eligible, fillvalue=Amounts()):
        help_ = month_help([care.costs for care in month], rates)
        paid_back.append(replace(total(month), uc=help_))
    return [
        tuple(map(_with_share_of_help, one.months, paid_back)) if one.child.uc_ok else one.months
        for one in children
    ]


def _with_share_of_help(part: Amounts, whole: Amounts) -> Amounts:
    """A part of some care gets the part of its help that it is of its costs."""
    share = part.costs / whole.costs if whole.costs else NOTHING
    return replace(part, tfc=whole.tfc * share, uc=whole.uc * share)


# --- parts of a year ----------------------------------------------------------------------------


def _quarters(months: Sequence[Amounts]) -> list[Sequence[Amounts]]:
    starts = range(0, len(months), MONTHS_A_QUARTER)
    return [months[start : start + MONTHS_A_QUARTER] for start in starts]


def _full_quarter(year: ChildYear) -> ChildYear:
    """A quarter of average weeks with no week off: what help in "a week" is worked out for.

    Over the year, weeks without care leave more room under the quarter's limit.
    """
    if year.weeks:
        of_all = Fraction(min(WEEKS_A_QUARTER, year.weeks), year.weeks) / MONTHS_A_QUARTER
    else:
        of_all = Fraction(1, max(1, len(year.months)))
    month = total(year.months).times(of_all)
    return replace(year, months=(month,) * MONTHS_A_QUARTER, top_up_used_pence=0)


def _week(weeks: Sequence[Amounts | None], full: Sequence[Amounts]) -> Figures | None:
    """One week of all children, with the help a full quarter of such care would bring."""
    found = [
        _with_share_of_help(week, quarter)
        for week, quarter in zip(weeks, full, strict=True)
        if week is not None
    ]
    return figures_of(total(found)) if found else None


def _legs(legs: Mapping[str, LegYear], year: Amounts, whole: Figures) -> dict[str, LegFigures]:
    """Each leg with its share of the help; what is left of the child's year are its extras."""
    ids = sorted(legs)
    parts = [*(legs[name].amounts for name in ids), Amounts(extras=year.extras)]
    shares = spread_figures([_with_share_of_help(part, year) for part in parts], whole)
    return {
        name: LegFigures(figures, legs[name].funded_minutes_per_funded_week)
        for name, figures in zip(ids, shares, strict=False)
    }
