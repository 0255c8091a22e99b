"""Small changes that would help the best week of a need, each proved."""

from dataclasses import dataclass

from hubapp import matching
from hubapp.matching.changes import Alternative, ChangeKind, MovedEdge
from hubapp.matching.gains import gain_between
from hubapp.matching.nearmiss import NearMiss, find_near_misses
from hubapp.plans.gathering import Ground
from hubapp.plans.near_misses import what_is_covered
from hubapp.plans.need import CareNeed
from hubapp.plans.week import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Near misses of the `best` week, and the week `then` that each would bring, in their order.

    `cut` is the need without what the best week leaves open, which is one of them.
    """

    best: Week
    near_misses: tuple[NearMiss, ...]
    then: tuple[Week, ...]
    cut: CareNeed | None


def find_help(
    ground: Ground, problem: matching.Problem, result: matching.Result, stop: matching.Stop
) -> Help:
    """What would help, short of more places than the hub's own rule allows a child.

    Asking for what is covered instead says more than moving one edge that leaves others open.
    """
    best = ground.lived(result.plan)
    cut = what_is_covered(ground.need, best)
    misses = find_near_misses(problem, result, stop=stop)
    at_limit = problem.need.max_providers >= ground.most_providers
    misses = tuple(miss for miss in misses if not (at_limit and miss.kind is ChangeKind.PROVIDER))
    moved = [miss for miss in misses if isinstance(miss.change, MovedEdge)]
    if cut is not None and all(miss.plan.vector.uncovered_slots for miss in moved):
        instead = ground.problem(cut)
        answer = matching.solve(instead, stop=stop)
        if answer.status is matching.Status.PROVED:
            gain = gain_between(result.plan.vector, answer.plan.vector)
            change = Alternative(code="cut", problem=instead)
            asked = NearMiss(change=change, gain=gain, plan=answer.plan)
            misses = (asked, *(miss for miss in misses if miss not in moved))
    return Help(
        best=best,
        near_misses=misses,
        then=tuple(ground.lived(miss.plan) for miss in misses),
        cut=cut,
    )
