"""What if: the same care with hours stretched or not, and with one kind of help or the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hubapp.funding.cost import ChildCare, CostQuestion, cost
from hubapp.funding.dated import figures_on
from hubapp.funding.delivery import Delivery
from hubapp.funding.household import Cost, Help
from hubapp.funding.plan import Plan
from hubapp.funding.pool import Pattern
from hubapp.funding.week_split import CannotBeFundedError
from hubapp.funding.year_cost import BookedYear, price_weeks, year_cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One way to pay for the same care, and what it comes to."""

    pattern: Pattern
    help: Help
    cost: Cost

    @property
    def parent_pence(self) -> int:
        """What the family pays a year."""
        return self.cost.per_year.parent


def alternatives(question: CostQuestion, on: date) -> list[Alternative]:
    """Every pattern of funded hours with every kind of help, cheapest first.

    Hours are stretched over as many weeks as there is care, 38 to 52. Whether a family may have a
    kind of help is not known here. The day picks the rates. Raises MissingYearError.
    """
    limits = figures_on(Delivery, on)
    return _cheapest_first(
        Alternative(
            pattern=pattern,
            help=help_,
            cost=cost(CostQuestion(children=_taken(question, pattern, limits), help=help_, on=on)),
        )
        for pattern in Pattern
        for help_ in Help
    )


def year_alternatives(years: Sequence[BookedYear], on: date) -> list[Alternative]:
    """The same for booked weeks; a pattern in which a stay can't be funded as it must is left out.

    Raises MissingYearError.
    """
    return _cheapest_first(_year_alternatives(years, on))


def _year_alternatives(years: Sequence[BookedYear], on: date) -> Iterator[Alternative]:
    for pattern in Pattern:
        try:
            priced = [price_weeks(year, pattern, on) for year in years]
        except CannotBeFundedError:
            continue
        for help_ in Help:
            yield Alternative(pattern=pattern, help=help_, cost=year_cost(priced, help_, on))


def _cheapest_first(found: Iterable[Alternative]) -> list[Alternative]:
    return sorted(found, key=lambda one: (one.parent_pence, one.help is not Help.NONE))


def _taken(question: CostQuestion, pattern: Pattern, limits: Delivery) -> tuple[ChildCare, ...]:
    """The children, each with its pool taken in one pattern."""
    return tuple(
        replace(one, care=_taken_by_one(one.care, pattern, limits))
        if isinstance(one.care, Plan)
        else one
        for one in question.children
    )


def _taken_by_one(plan: Plan, pattern: Pattern, limits: Delivery) -> Plan:
    if plan.pool is None:
        return plan
    weeks = limits.term_weeks
    if pattern is Pattern.STRETCHED:
        care = max((leg.weeks_per_year for leg in plan.weekly_legs), default=weeks)
        weeks = min(max(care, weeks), limits.longest_weeks)
    return replace(plan, pool=replace(plan.pool, pattern=pattern, weeks=weeks))
