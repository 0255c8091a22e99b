"""Why a week is as it is, as data: what each part counts for, who came second, which rules bound.

1. Every term of the objective with its share (docs/matching.md, The objective).
2. For each stay the runner-up: the best week in which that provider is not used that day, found
   by solving without its sessions of the day.
3. The rules that bound (`binding`).

Cost: one solve for each provider of each day, on a problem a little smaller each time.
"""

from dataclasses import dataclass
from enum import StrEnum

from hubapp.matching.binding import Binding, binding_rules
from hubapp.matching.editing import without_sessions
from hubapp.matching.gains import Gain, gain_between
from hubapp.matching.problem import NoWeekKeepsAnchors, Problem
from hubapp.matching.result import DayPlan, Handover, Result, Status, WeeklyPlan
from hubapp.matching.solve import solve
from hubapp.matching.stop import Stop, never
from hubapp.matching.verify_day import road_metres, sites_of


class Term(StrEnum):
    """The terms of the objective; the values are stable."""

    UNCOVERED = "uncovered"
    COST = "cost"
    TRAVEL = "travel"
    PROVIDERS = "providers"
    HANDOVERS = "handovers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One term: how much there is of it in its own unit, and what that adds to G in pence.

    Units: slots, pence, hectometres, providers, handovers. Uncovered time comes before G and adds
    nothing to it.
    """

    term: Term
    amount: int
    pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerUp:
    """The best week without a provider on a day; `worse` says by how much (negative: better).

    `providers` are who would serve that day then, nobody if it is left out. `total` is the
    difference in G.
    """

    providers: tuple[str, ...]
    worse: Gain
    total: int
    plan: WeeklyPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class StayReason:
    """A provider on a day, and who came second.

    Nobody did if the stay is `settled` (every week that keeps the anchors has it), or if the search
    was told to stop.
    """

    day: int
    provider: str
    settled: bool
    runner_up: RunnerUp | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The reasons behind a plan; the pence of the shares add up to the plan's G.

    `unchecked` are rules that may have bound: the search was told to stop before it was known.
    """

    shares: tuple[Share, ...]
    stays: tuple[StayReason, ...]
    binding: tuple[Binding, ...]
    unchecked: tuple[Binding, ...]


def explain(
    problem: Problem, plan: WeeklyPlan, result: Result | None = None, *, stop: Stop = never
) -> Explanation:
    """Reasons for a plan of this problem; `result` saves a solve when rules are looked at."""
    stays = tuple(
        _stay_reason(problem, plan, day, name, stop)
        for day in plan.days
        for name in dict.fromkeys(leg.provider for leg in day.legs)
    )
    bound = binding_rules(problem, plan, result, stop)
    return Explanation(
        shares=shares_of(problem, plan),
        stays=stays,
        binding=bound.binding,
        unchecked=bound.unchecked,
    )


def shares_of(problem: Problem, plan: WeeklyPlan) -> tuple[Share, ...]:
    """Every term of the objective."""
    vector, weights = plan.vector, problem.need.weights
    travel = [travel_hectometres(problem, day) for day in plan.days]
    amounts = {
        Term.UNCOVERED: (vector.uncovered_slots, 0),
        Term.COST: (vector.cost_pence, vector.cost_pence),
        Term.TRAVEL: (
            sum(travel),
            sum(round(weights.travel_pence_per_km * x / 10) for x in travel),
        ),
        Term.PROVIDERS: (vector.providers, weights.provider_pence * max(0, vector.providers - 1)),
        Term.HANDOVERS: (vector.handovers, weights.handover_pence * vector.handovers),
    }
    return tuple(
        Share(term=term, amount=amount, pence=pence) for term, (amount, pence) in amounts.items()
    )


def travel_hectometres(problem: Problem, day: DayPlan) -> int:
    """What a day adds to the way to work and back (docs/matching.md, Travel)."""
    home, work = problem.need.home, problem.need.work or problem.need.home
    sites = sites_of(problem, day)
    first, last = sites[0].provider.location, sites[-1].provider.location
    metres = road_metres(home, first) + road_metres(first, work)
    metres += road_metres(work, last) + road_metres(last, home) - 2 * road_metres(home, work)
    if day.handover is Handover.PARENT:
        metres += road_metres(work, first) + road_metres(first, last) + road_metres(last, work)
    return round(max(0, metres) / 100)


def _stay_reason(
    problem: Problem, plan: WeeklyPlan, day: DayPlan, name: str, stop: Stop
) -> StayReason:
    settled = any(x.provider == name and x.day == day.day for x in problem.need.anchors)
    runner_up = None
    if not settled:
        try:
            runner_up = _runner_up(problem, plan, day, name, stop)
        except NoWeekKeepsAnchors:
            settled = True
    return StayReason(day=day.day, provider=name, settled=settled, runner_up=runner_up)


def _runner_up(
    problem: Problem, plan: WeeklyPlan, day: DayPlan, name: str, stop: Stop
) -> RunnerUp | None:
    result = solve(
        without_sessions(problem, name, lambda session: session.day == day.day), stop=stop
    )
    if result.status is not Status.PROVED:
        return None
    other = result.plan
    legs = [leg for there in other.days if there.day == day.day for leg in there.legs]
    return RunnerUp(
        providers=tuple(dict.fromkeys(leg.provider for leg in legs)),
        worse=gain_between(other.vector, plan.vector),
        total=other.vector.total - plan.vector.total,
        plan=other,
    )
