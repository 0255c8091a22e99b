"""What a sum of costs takes for granted: codes with their figures, and one table of sentences."""

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hubapp.funding.cost import CostQuestion
from hubapp.funding.dated import figures_on
from hubapp.funding.delivery import Delivery
from hubapp.funding.household import Help
from hubapp.funding.plan import Plan, PlannedYear
from hubapp.funding.tax_free import TaxFree
from hubapp.funding.universal_credit import UniversalCredit
from hubapp.funding.year_cost import PricedYear
from hubapp.kernel.money import say_pence
from hubapp.kernel.week import say_duration


class Assumed(enum.StrEnum):
    """Everything that can be taken for granted; the values are stable, for translations."""

    FUNDED = "funded"
    DEAREST_FIRST = "dearest_first"
    CLOSED = "closed"
    CLOSED_ONE_WEEK = "closed_one_week"
    EVENLY = "evenly"
    DAYS_APART = "days_apart"
    TAX_FREE = "tax_free"
    UNIVERSAL_CREDIT = "universal_credit"
    EXTRAS_HELPED = "extras_helped"
    HELP_IN_A_WEEK = "help_in_a_week"


_SENTENCES = {
    Assumed.FUNDED: "{minutes} a week are funded, in {weeks} weeks of the year.",
    Assumed.DEAREST_FIRST: "Funded hours are used first where an hour costs most.",
    Assumed.CLOSED: "In {weeks} weeks of the year there is no care, and nothing is paid for them.",
    Assumed.CLOSED_ONE_WEEK: "In one week of the year there is no care, and nothing to pay.",
    Assumed.EVENLY: "What a year costs is spread evenly over its twelve months.",
    Assumed.DAYS_APART: "Days in no certain week are in the year's sum, but in no week's.",
    Assumed.TAX_FREE: (
        "Tax-Free Childcare adds {top_up} to every {deposit} paid in: at most {most} a quarter for"
        " a child, or {most_if_disabled} if the child is disabled."
    ),
    Assumed.UNIVERSAL_CREDIT: (
        "Universal Credit pays back up to {percent}%, at most {one} a month for one child or {more}"
        " for more. It also falls as earnings rise, so this is the most it can be."
    ),
    Assumed.EXTRAS_HELPED: (
        "Help is worked out on extras too, such as meals, as part of what the provider charges."
    ),
    Assumed.HELP_IN_A_WEEK: "Help in one week is that of a quarter with care in every week.",
}


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing taken for granted, with its figures as they are said."""

    code: Assumed
    figures: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """In a sentence."""
        return _SENTENCES[self.code].format(**dict(self.figures))


def assumed_of(question: CostQuestion) -> list[Assumption]:
    """What the answer to a question takes for granted. Raises MissingYearError."""
    plans = [one.care for one in question.children if isinstance(one.care, Plan)]
    found = [*_pools(plans), Assumption(Assumed.EVENLY)]
    if any(plan.day_legs for plan in plans):
        found.append(Assumption(Assumed.DAYS_APART))
    return [*found, *_help(question.help, question.on, extras=any(plan.extras for plan in plans))]


def assumed_of_years(years: Sequence[PricedYear], help_: Help, on: date) -> list[Assumption]:
    """What the cost of booked years takes for granted. Raises MissingYearError."""
    found = []
    for priced in years:
        found += _funded(_funded_weeks(priced))
    closed = figures_on(Delivery, on).longest_weeks - max(one.year.weeks for one in years)
    if closed == 1:
        found.append(Assumption(Assumed.CLOSED_ONE_WEEK))
    elif closed:
        found.append(_with(Assumed.CLOSED, weeks=str(closed)))
    found.append(Assumption(Assumed.EVENLY))
    extras = any(one.year.term.extras or one.year.holiday.extras for one in years)
    return [*_once(found), *_help(help_, on, extras=extras)]


def _pools(plans: Iterable[Plan]) -> Iterator[Assumption]:
    pairs = []
    for plan in plans:
        if plan.pool:
            pairs.append((plan.pool.weekly_minutes, PlannedYear(plan).funded_weeks))
    yield from _once(_funded(pairs))


def _funded_weeks(priced: PricedYear) -> list[tuple[int, int]]:
    """Funded minutes a week, and in how many weeks."""
    term, holiday = priced.term.funded_minutes, priced.holiday.funded_minutes
    if term == holiday:
        return [(term, priced.year.weeks)]
    return [(term, priced.year.term_weeks), (holiday, priced.year.holiday_weeks)]


def _funded(pairs: Iterable[tuple[int, int]]) -> list[Assumption]:
    found = [
        _with(Assumed.FUNDED, minutes=say_duration(minutes), weeks=str(weeks))
        for minutes, weeks in pairs
        if minutes and weeks
    ]
    return [*found, Assumption(Assumed.DEAREST_FIRST)] if found else []


def _help(help_: Help, on: date | None, *, extras: bool) -> Iterator[Assumption]:
    if help_ is Help.NONE or on is None:
        return
    yield (
        _tax_free(figures_on(TaxFree, on))
        if help_ is Help.TFC
        else _universal_credit(figures_on(UniversalCredit, on))
    )
    if extras:
        yield Assumption(Assumed.EXTRAS_HELPED)
    yield Assumption(Assumed.HELP_IN_A_WEEK)


def _tax_free(rates: TaxFree) -> Assumption:
    return _with(
        Assumed.TAX_FREE,
        top_up=say_pence(rates.top_up_pence * 10),
        deposit=say_pence(rates.parent_pence * 10),
        most=say_pence(rates.most_pence_a_quarter),
        most_if_disabled=say_pence(rates.most_pence_a_quarter_if_disabled),
    )


def _universal_credit(rates: UniversalCredit) -> Assumption:
    return _with(
        Assumed.UNIVERSAL_CREDIT,
        percent=str(rates.percent),
        one=say_pence(rates.most_pence_for_one_child),
        more=say_pence(rates.most_pence_for_more_children),
    )


def _with(code: Assumed, **figures: str) -> Assumption:
    return Assumption(code, tuple(figures.items()))


def _once(found: Iterable[Assumption]) -> list[Assumption]:
    return list(dict.fromkeys(found))
