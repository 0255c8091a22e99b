"""The best week as an integer program, the same for every solver.

Variables: x = a day plan is used, y = a provider is used, f = funded slots by provider, day and
price, `any` = some provider is used; with any days c = a day is chosen; with any hours u = slots
still wanted. Minimise first U, then G.

1. A day has at most one plan (none unless it is chosen); a provider's plans of a day need its y.
2. A used provider is attended on at least its least days (so y is exactly the set that is used),
   and at most so many are used. All but the first cost pence: the sum of y less `any`.
3. Funded slots: no more than the day plan in use allows, no fewer than it must have; ten hours a
   day, the provider's weekly limit, the pool.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from hubapp.matching import Mode, Problem
from tests.bench.columns import Column

Terms = dict[int, int]
Limited = int | str | None
"""What a limit on funding is for: a day, a provider or the whole week."""


@dataclass(frozen=True, slots=True)
class Row:
    """low <= sum of coefficient times variable <= high, where there is such a bound."""

    terms: Terms
    low: int | None
    high: int | None


@dataclass
class Model:
    """Whole variables from 0 to `upper`, rows, and two linear objectives."""

    upper: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    uncovered: Terms = field(default_factory=dict)
    uncovered_constant: int = 0
    total: Terms = field(default_factory=dict)
    providers: dict[str, int] = field(default_factory=dict)

    def variable(self, upper: int) -> int:
        """A new one's number."""
        self.upper.append(upper)
        return len(self.upper) - 1

    def at_most(self, terms: Terms, high: int) -> None:
        """A row without a lower bound."""
        self.rows.append(Row(terms, None, high))

    def at_least(self, terms: Terms, low: int) -> None:
        """A row without an upper bound."""
        self.rows.append(Row(terms, low, None))


def build_model(problem: Problem, columns: list[Column]) -> Model:
    """The program whose optimum is the best week."""
    model = Model()
    for column in columns:
        model.total[model.variable(1)] = column.pence
    for provider in sorted({p for column in columns for p in column.providers}):
        model.providers[provider] = model.variable(1)
    _providers(model, problem, columns)
    _funding(model, problem, columns)
    _days(model, problem, columns)
    return model


def _providers(model: Model, problem: Problem, columns: list[Column]) -> None:
    """Which are used, on how many days, and what each further one costs."""
    attended: dict[tuple[str, int], Terms] = defaultdict(dict)
    for x, column in enumerate(columns):
        for provider in column.providers:
            attended[provider, column.day][x] = 1
    days: dict[str, Terms] = defaultdict(dict)
    for (provider, _), terms in attended.items():
        days[provider].update(terms)
        model.at_most({**terms, model.providers[provider]: -1}, 0)
    least = {provider.id: max(1, provider.min_days) for provider in problem.providers}
    for provider, terms in days.items():
        model.at_least({**terms, model.providers[provider]: -least[provider]}, 0)
    used = model.providers.values()
    some = model.variable(1)
    model.at_most(dict.fromkeys(used, 1), problem.need.max_providers)
    model.at_most({some: 1, **dict.fromkeys(used, -1)}, 0)
    pence = problem.need.weights.provider_pence
    model.total |= {**dict.fromkeys(used, pence), some: -pence}


def _funding(model: Model, problem: Problem, columns: list[Column]) -> None:
    """Funded slots by provider, day and price."""
    most = _claims(columns, "most")
    least = _claims(columns, "least")
    claims: dict[Limited, Terms] = defaultdict(dict)
    for key, terms in most.items():
        provider, day, price = key
        slots = model.variable(-min(terms.values()))
        model.total[slots] = -price
        model.at_most({slots: 1, **terms}, 0)
        if key in least:
            model.at_least({slots: 1, **least[key]}, 0)
        for limit in (day, provider, None):
            claims[limit][slots] = 1
    limits: dict[Limited, int | None] = dict.fromkeys(range(5), 10 * problem.slots_per_hour)
    limits |= {provider.id: provider.funded_cap_week_slots for provider in problem.providers}
    limits[None] = problem.need.funded_slots
    for limit, terms in claims.items():
        if (high := limits[limit]) is not None:
            model.at_most(terms, high)


def _claims(columns: list[Column], bound: str) -> dict[tuple[str, int, int], Terms]:
    """By provider, day and price: less the slots each plan may, or must, have funded."""
    claims: dict[tuple[str, int, int], Terms] = defaultdict(dict)
    for x, column in enumerate(columns):
        for site in column.fundable:
            if slots := getattr(site, bound):
                claims[site.provider, column.day, site.price][x] = -slots
    return claims


def _days(model: Model, problem: Problem, columns: list[Column]) -> None:
    """One plan a day, and what is left uncovered."""
    need = problem.need
    needed = {
        day: len({x for a, b in need.intervals[day] for x in range(a, b)}) for day in need.days
    }
    chosen: Terms = {}
    if need.mode is Mode.ANY_DAYS:
        chosen = {day: model.variable(1) for day in need.days}
        model.rows.append(_exactly(chosen.values(), need.days_wanted or 0))
    by_day: dict[int, Terms] = defaultdict(dict)
    for x, column in enumerate(columns):
        by_day[column.day][x] = 1
    for day, terms in by_day.items():
        if chosen:
            model.at_most({**terms, chosen[day]: -1}, 0)
        else:
            model.at_most(terms, 1)
    covers = {x: column.cover for x, column in enumerate(columns)}
    if need.mode is Mode.ANY_HOURS:
        wanted = need.slots_wanted or 0
        missing = model.variable(wanted)
        model.at_least({missing: 1, **covers}, wanted)
        model.at_most(dict.fromkeys(covers, 1), need.max_days)
        model.uncovered = {missing: 1}
        return
    model.uncovered = {x: -cover for x, cover in covers.items()}
    model.uncovered |= {chosen[day]: needed[day] for day in chosen}
    model.uncovered_constant = 0 if chosen else sum(needed.values())


def _exactly(variables: Iterable[int], value: int) -> Row:
    return Row(dict.fromkeys(variables, 1), value, value)
