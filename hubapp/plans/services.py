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
from hubapp.plans.assemble import (
    Locality,
    Priced,
    assemble,
    in_reach,
    price_sessions,
    suits,
)
from hubapp.plans.need import CareNeed
from hubapp.plans.searching import Search, search
from hubapp.plans.week import Week, live_in

WEEKS_SHOWN = 10
# Kept for weeks to ring about, when the sure ones do not cover everything.
_RING_SLOTS = 4


def _unhurried() -> matching.Stop:
    return matching.never


@dataclass(frozen=True, slots=True)
class Proposal:
    """Weeks made of places somebody confirmed, and weeks worth a telephone call.

    `finished` is false when time ran out: there may be better weeks than these. `in_reach` counts
    providers near enough, `for_age` those with care sessions for the child.
    """

    sure: tuple[Week, ...]
    to_ring: tuple[Week, ...]
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

    `new_stop` gives each of the at most two searches its own limit.
    """
    home = find_where(hub, need.home).point
    work = find_where(hub, need.work).point if need.work else None
    locality = _gather(hub, need, home, work)
    priced = price_sessions(locality)
    funded_minutes = weekly_funded_minutes(
        need.funded, need.starts_on, weeks=hub.weeks_funded if need.year_round else None
    )

    def searched(*, count_unknown: bool) -> Search:
        problem = assemble(
            need,
            locality,
            home=home,
            work=work,
            funded_minutes=funded_minutes,
            today=today,
            count_unknown=count_unknown,
        )
        return search(problem, today, new_stop())

    known = searched(count_unknown=False)
    sure, finished = known.plans[:WEEKS_SHOWN], known.finished
    to_ring: Sequence[matching.WeeklyPlan] = ()
    if len(sure) < WEEKS_SHOWN or sure[0].vector.uncovered_slots:
        hoped = searched(count_unknown=True)
        to_ring, finished = _better_than(sure, hoped.plans), finished and hoped.finished
        sure = sure[: WEEKS_SHOWN - min(len(to_ring), _RING_SLOTS)]
    return Proposal(
        sure=_lived(sure, need, locality, priced),
        to_ring=_lived(to_ring[: WEEKS_SHOWN - len(sure)], need, locality, priced),
        finished=finished,
        funded_minutes=funded_minutes,
        in_reach=len(locality.providers),
        for_age=sum(
            any(suits(session, need) for session in locality.sessions.get(provider.id, ()))
            for provider in locality.providers
        ),
    )


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
    ends = [point for point in (home, work) if point is not None]
    nearby = {
        provider.id: provider
        for point in ends
        for provider in list_providers_within(hub.id, point, need.reach_metres)
        if in_reach(point, provider, need.reach_metres)
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
