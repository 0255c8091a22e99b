"""The one use case: a family's need in, proved blended weeks out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hubapp import matching
from hubapp.availability.queries import list_care_sessions
from hubapp.directory.queries import list_links_among, list_providers_within
from hubapp.directory.where import find_where
from hubapp.funding.hours import weekly_funded_minutes
from hubapp.hubs.models import Hub
from hubapp.kernel.geo import GridPoint
from hubapp.matching.changes import Alternative, ChangeKind, MovedEdge
from hubapp.matching.gains import gain_between
from hubapp.matching.nearmiss import FARTHER_METRES, NearMiss, find_near_misses
from hubapp.plans.assemble import (
    Locality,
    Priced,
    assemble,
    in_reach,
    price_sessions,
    suits,
)
from hubapp.plans.near_misses import what_is_covered
from hubapp.plans.need import CareNeed
from hubapp.plans.searching import Search, search
from hubapp.plans.week import Week, live_in

WEEKS_SHOWN = 10
MOST_PROVIDERS = 3
# Kept for weeks to ring about, when the sure ones do not cover everything.
_RING_SLOTS = 4


def _unhurried() -> matching.Stop:
    return matching.never


@dataclass(frozen=True, slots=True)
class Proposal:
    """Weeks made of places somebody confirmed, and weeks worth a telephone call.

    `near_misses` are small changes to the sure weeks, each proved to help; `cut` is the need
    without what the best of them leaves open, which is one such change. `finished` is false when
    time ran out: there may be better weeks than these. `locality` is everyone looked at; of these
    `in_reach` counts who is near enough, `for_age` who has care sessions for the child.
    """

    sure: tuple[Week, ...]
    to_ring: tuple[Week, ...]
    near_misses: tuple[NearMiss, ...]
    cut: CareNeed | None
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

    `new_stop` gives each of the at most two searches, and the near misses, its own limit.
    """
    home = find_where(hub, need.home).point
    work = find_where(hub, need.work).point if need.work else None
    locality = _gather(hub, need, home, work)
    near = [
        provider
        for provider in locality.providers
        if any(in_reach(end, provider, need.reach_metres) for end in (home, work) if end)
    ]
    priced = price_sessions(locality)
    funded_minutes = weekly_funded_minutes(
        need.funded, need.starts_on, weeks=hub.weeks_funded if need.year_round else None
    )

    def assembled(asked: CareNeed, *, count_unknown: bool = False) -> matching.Problem:
        return assemble(
            asked,
            locality,
            home=home,
            work=work,
            funded_minutes=funded_minutes,
            today=today,
            count_unknown=count_unknown,
        )

    known = search(assembled(need), today, new_stop())
    sure, finished = known.plans[:WEEKS_SHOWN], known.finished
    to_ring: Sequence[matching.WeeklyPlan] = ()
    if len(sure) < WEEKS_SHOWN or sure[0].vector.uncovered_slots:
        hoped = search(assembled(need, count_unknown=True), today, new_stop())
        to_ring, finished = _better_than(sure, hoped.plans), finished and hoped.finished
        sure = sure[: WEEKS_SHOWN - min(len(to_ring), _RING_SLOTS)]
    cut = what_is_covered(need, live_in(known.result.plan, need, locality, priced))
    instead = assembled(cut) if cut else None
    return Proposal(
        sure=_lived(sure, need, locality, priced),
        to_ring=_lived(to_ring[: WEEKS_SHOWN - len(sure)], need, locality, priced),
        near_misses=_near_misses(known, instead, _most_providers(hub), new_stop()),
        cut=cut,
        locality=locality,
        finished=finished,
        funded_minutes=funded_minutes,
        in_reach=len(near),
        for_age=sum(
            any(suits(session, need) for session in locality.sessions.get(provider.id, ()))
            for provider in near
        ),
    )


def _most_providers(hub: Hub) -> int:
    return hub.max_providers or MOST_PROVIDERS


def _near_misses(
    known: Search, instead: matching.Problem | None, most_providers: int, stop: matching.Stop
) -> tuple[NearMiss, ...]:
    """What would help, short of more places than the hub's own rule allows a child.

    Asking for what is covered `instead` says more than moving one edge that leaves others open.
    """
    misses = find_near_misses(known.problem, known.result, stop=stop)
    at_limit = known.problem.need.max_providers >= most_providers
    misses = tuple(miss for miss in misses if not (at_limit and miss.kind is ChangeKind.PROVIDER))
    moved = [miss for miss in misses if isinstance(miss.change, MovedEdge)]
    if instead is None or any(not miss.plan.vector.uncovered_slots for miss in moved):
        return misses
    answer = matching.solve(instead, stop=stop)
    if answer.status is not matching.Status.PROVED:
        return misses
    gain = gain_between(known.result.plan.vector, answer.plan.vector)
    cut = NearMiss(change=Alternative(code="cut", problem=instead), gain=gain, plan=answer.plan)
    return (cut, *(miss for miss in misses if miss not in moved))


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


def _gather(hub: Hub, need: CareNeed, home: GridPoint, work: GridPoint | None) -> Locality:
    """Everyone in reach, and a little beyond: going farther may be the least change that helps."""
    reach = need.reach_metres + max(FARTHER_METRES)
    nearby = {
        provider.id: provider
        for point in (home, work)
        if point is not None
        for provider in list_providers_within(hub.id, point, reach)
        if in_reach(point, provider, reach)
    }
    providers = [nearby[key] for key in sorted(nearby)]
    ids = [provider.id for provider in providers]
    return Locality(providers, list_care_sessions(ids), list_links_among(ids))


def _lived(
    plans: Sequence[matching.WeeklyPlan],
    need: CareNeed,
    locality: Locality,
    priced: Mapping[int, Priced],
) -> tuple[Week, ...]:
    return tuple(live_in(plan, need, locality, priced) for plan in plans)
