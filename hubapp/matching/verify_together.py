"""Checking plans for weeks worked out together, apart from the search and sharing no code with it.

Each plan is checked by itself (`verify`), then the places siblings take, then the vector.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from hubapp.matching.breach import Breach, Checked
from hubapp.matching.problem import Need
from hubapp.matching.result import Handover, Vector, WeeklyPlan
from hubapp.matching.together import Together
from hubapp.matching.verify import verify


def verify_together(
    together: Together, plans: Sequence[WeeklyPlan], vector: Vector
) -> tuple[Breach, ...]:
    """Every rule the plans break; empty when they are sound and their vector is right."""
    if len(plans) != len(together.members):
        return (
            Breach(Checked.MEMBERS, f"{len(plans)} plans for {len(together.members)} members."),
        )
    found = [
        Breach(breach.rule, f"Member {i}: {breach.sentence}")
        for i, (member, plan) in enumerate(zip(together.members, plans, strict=True))
        for breach in verify(member.problem, plan)
    ]
    if found:
        return tuple(found)  # places and sums need sound plans
    found += _too_few_places(together, plans) if together.same_week else []
    return (*found, *_wrong_vector(together, plans, vector))


def _too_few_places(together: Together, plans: Sequence[WeeklyPlan]) -> Iterator[Breach]:
    """Sessions with more siblings of an age band in them than places for it."""
    for provider in together.members[0].problem.providers:
        for session in provider.sessions:
            bands = Counter(
                _band(member.problem.need.age_months)
                for member, plan in zip(together.members, plans, strict=True)
                if (provider.id, session.id) in _places_taken(member.problem.need, plan)
            )
            free = {"u2": session.free_u2, "2": session.free_2, "3p": session.free_3p}
            for band, children in bands.items():
                if children > free[band]:
                    places = f"{children} children take {free[band]} places of band {band}"
                    yield Breach(
                        Checked.PLACES, f"{places} in session {session.id} of {provider.id}."
                    )


def _band(months: int) -> str:
    return "u2" if months < 24 else "2" if months < 36 else "3p"


def _places_taken(need: Need, plan: WeeklyPlan) -> set[tuple[str, int]]:
    """Sessions the child is in, but for those where it has its place already."""
    settled = [(anchor.provider, anchor.session) for anchor in need.anchors]
    used = {(leg.provider, leg.session) for day in plan.days for leg in day.legs}
    return {session for session in used if session not in settled}


def _wrong_vector(
    together: Together, plans: Sequence[WeeklyPlan], vector: Vector
) -> Iterator[Breach]:
    right = _recomputed(together, plans)
    if right != vector:
        yield Breach(Checked.VECTOR, f"The answer says {vector}, its plans come to {right}.")


def _recomputed(together: Together, plans: Sequence[WeeklyPlan]) -> Vector:
    uncovered = total = cost = travel = 0
    for member, plan in zip(together.members, plans, strict=True):
        uncovered += member.weeks * plan.vector.uncovered_slots
        total += member.weeks * plan.vector.total
        cost += member.weeks * plan.vector.cost_pence
        travel += member.weeks * plan.vector.travel_hm
    providers = len({leg.provider for plan in plans for day in plan.days for leg in day.legs})
    handovers = len({handover for plan in plans for handover in _handovers(plan)})
    total += together.weights.provider_pence * max(0, providers - 1)
    total += together.weights.handover_pence * handovers
    return Vector(
        uncovered_slots=uncovered,
        total=total,
        cost_pence=cost,
        travel_hm=travel,
        providers=providers,
        handovers=handovers,
    )


def _handovers(plan: WeeklyPlan) -> Iterator[tuple[int, frozenset[str], int | None]]:
    """Day, providers and slot of linked handovers; just the day where a parent drives."""
    for day in plan.days:
        if day.handover is Handover.PARENT:
            yield day.day, frozenset(), None
        if day.handover is Handover.LINKED:
            for before, after in zip(day.legs, day.legs[1:], strict=False):
                yield day.day, frozenset({before.provider, after.provider}), after.start
