"""The one use case: a family's need in, proved blended weeks out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from hubapp import matching
from hubapp.hubs.models import Hub
from hubapp.plans.assemble import Locality, in_reach, suits
from hubapp.plans.gathering import Ground, gather
from hubapp.plans.helping import Help, find_help
from hubapp.plans.need import CareNeed
from hubapp.plans.searching import Search, search
from hubapp.plans.week import Week

WEEKS_SHOWN = 10
# Kept for weeks to ring about, when the sure ones do not cover everything.
_RING_SLOTS = 4


def _unhurried() -> matching.Stop:
    return matching.never


@dataclass(frozen=True, slots=True)
class Proposal:
    """Weeks made of places somebody confirmed, and weeks worth a telephone call.

    `help` are small changes to the sure weeks, each proved. `finished` is false when time ran out:
    there may be better weeks than these. `locality` is everyone looked at; of these `in_reach`
    counts who is near enough, `for_age` who has care sessions for the child.
    """

    sure: tuple[Week, ...]
    to_ring: tuple[Week, ...]
    help: Help
    locality: Locality
    finished: bool
    funded_minutes: int
    in_reach: int
    for_age: int

    @property
    def weeks(self) -> tuple[Week, ...]:
        """All of them, the sure ones first."""
        return self.sure + self.to_ring


def propose_weeks(
    hub: Hub, need: CareNeed, today: date, *, new_stop: Callable[[], matching.Stop] = _unhurried
) -> Proposal:
    """Up to ten blended weeks. Raises PlaceNotFound when a postcode can't be placed.

    Raises NoWeekKeepsAnchors when none has the place that the family has already.
    `new_stop` gives each of the at most two searches, and the near misses, its own limit.
    """
    ground = gather(hub, need, today)
    near = [
        provider
        for provider in ground.locality.providers
        if any(in_reach(end, provider, need.reach_metres) for end in ground.ends)
    ]
    known = _search_surely(ground, today, new_stop())
    sure = known.plans[:WEEKS_SHOWN] if known else ()
    to_ring: Sequence[matching.WeeklyPlan] = ()
    if known is None or len(sure) < WEEKS_SHOWN or sure[0].vector.uncovered_slots:
        hoped = search(ground.problem(count_unknown=True), today, new_stop())
        known, finished = known or hoped, hoped.finished and (known is None or known.finished)
        to_ring = _better_than(sure, hoped.plans)
        sure = sure[: WEEKS_SHOWN - min(len(to_ring), _RING_SLOTS)]
    else:
        finished = known.finished
    to_ring = to_ring[: WEEKS_SHOWN - len(sure)]
    return Proposal(
        sure=tuple(ground.lived(plan) for plan in sure),
        to_ring=tuple(ground.lived(plan) for plan in to_ring),
        help=find_help(ground, known.problem, known.result, new_stop()),
        locality=ground.locality,
        finished=finished,
        funded_minutes=ground.funded_minutes,
        in_reach=len(near),
        for_age=sum(
            any(suits(session, need) for session in ground.locality.sessions.get(provider.id, ()))
            for provider in near
        ),
    )


def _search_surely(ground: Ground, today: date, stop: matching.Stop) -> Search | None:
    """Weeks of confirmed places; None when the family's own provider is not among these."""
    try:
        return search(ground.problem(), today, stop)
    except matching.NoWeekKeepsAnchors:
        return None


def _better_than(
    sure: Sequence[matching.WeeklyPlan], hoped: Sequence[matching.WeeklyPlan]
) -> list[matching.WeeklyPlan]:
    """Hoped-for weeks of other providers, or of the same ones when they cover more."""
    known = {plan.providers: plan.vector.uncovered_slots for plan in sure}
    return [
        plan
        for plan in hoped
        if plan.providers not in known or plan.vector.uncovered_slots < known[plan.providers]
    ]
