"""A plan of the matcher as a week people live: minutes, handovers, gaps and money. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hubapp import matching
from hubapp.availability.models import Booking, CareSession
from hubapp.directory.models import CollectionLink, Provider
from hubapp.kernel.week import TimeBand, Weekday
from hubapp.plans.assemble import SLOT_MINUTES, Locality, Priced
from hubapp.plans.need import Asking, CareNeed

# Funded time must lie between these (R22).
_FUNDABLE = TimeBand(6 * 60, 20 * 60)


@dataclass(frozen=True, slots=True)
class Leg:
    """One stay: its first `funded_minutes` are funded, the rest is paid."""

    provider: Provider
    session: CareSession
    band: TimeBand
    funded_minutes: int
    pence_an_hour: float

    @property
    def pence(self) -> int:
        """What its paid minutes cost, before any minimum charge."""
        return round(self.paid_minutes * self.pence_an_hour / 60)

    @property
    def paid_minutes(self) -> int:
        """What the family pays for."""
        return self.band.minutes - self.funded_minutes


@dataclass(frozen=True, slots=True)
class Handover:
    """The child moves to the next provider: `link` tells who takes them; None, a parent."""

    leaves: Provider
    arrives: Provider
    leaves_minutes: int
    arrives_minutes: int
    link: CollectionLink | None


@dataclass(frozen=True, slots=True)
class Day:
    """One weekday: what is needed, where the child is, and what nobody covers yet."""

    weekday: Weekday
    needed: tuple[TimeBand, ...]
    legs: tuple[Leg, ...]
    handovers: tuple[Handover, ...]
    gaps: tuple[TimeBand, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One provider's part of the week: minutes booked, funded and paid, and pence for them.

    `paid_minutes` can exceed booked less funded when a minimum is charged.
    """

    provider: Provider
    booked_minutes: int
    funded_minutes: int
    paid_minutes: int
    pence: int
    is_estimate: bool


@dataclass(frozen=True, slots=True)
class Week:
    """A blended week. `short_minutes` are asked for and not covered, on no certain day."""

    plan: matching.WeeklyPlan
    days: tuple[Day, ...]
    shares: tuple[Share, ...]
    short_minutes: int

    @property
    def providers(self) -> tuple[Provider, ...]:
        """Who looks after the child, in the order the week first meets them."""
        return tuple(share.provider for share in self.shares)

    @property
    def pence(self) -> int:
        """What the family pays for the hours, a week."""
        return sum(share.pence for share in self.shares)

    @property
    def funded_minutes(self) -> int:
        """Funded minutes a week."""
        return sum(share.funded_minutes for share in self.shares)

    @property
    def booked_minutes(self) -> int:
        """Minutes a week in somebody's care."""
        return sum(share.booked_minutes for share in self.shares)

    @property
    def uncovered_minutes(self) -> int:
        """Minutes asked for that nobody covers."""
        gaps = sum(gap.minutes for day in self.days for gap in day.gaps)
        return gaps + self.short_minutes

    @property
    def handovers(self) -> tuple[Handover, ...]:
        """Every move between two providers in the week."""
        return tuple(handover for day in self.days for handover in day.handovers)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the matcher's names stand for."""

    providers: Mapping[str, Provider]
    sessions: Mapping[int, CareSession]
    priced: Mapping[int, Priced]
    links: Sequence[CollectionLink]


def live_in(
    plan: matching.WeeklyPlan, need: CareNeed, locality: Locality, priced: Mapping[int, Priced]
) -> Week:
    """The matcher's plan in the hub's own terms."""
    known = _Known(
        providers={str(provider.id): provider for provider in locality.providers},
        sessions={session.id: session for rows in locality.sessions.values() for session in rows},
        priced=priced,
        links=locality.links,
    )
    attended = {day.day: day for day in plan.days}
    funded = {(part.provider, part.day): part.slots * SLOT_MINUTES for part in plan.funded}
    days = tuple(
        _day(weekday, attended.get(weekday), funded, need, known)
        for weekday in _weekdays_shown(plan, need)
    )
    return Week(
        plan=plan,
        days=days,
        shares=_shares(days, priced),
        short_minutes=(
            plan.vector.uncovered_slots * SLOT_MINUTES if need.asking is Asking.SOME_HOURS else 0
        ),
    )


def _weekdays_shown(plan: matching.WeeklyPlan, need: CareNeed) -> Sequence[Weekday]:
    """The days asked for; of flexible ones, those this plan uses."""
    asked = sorted({day for day, _ in need.days})
    if need.asking is Asking.THESE_DAYS:
        return asked
    used = {day.day for day in plan.days} | set(plan.chosen_days or ())
    return [day for day in asked if day in used]


def _day(
    weekday: Weekday,
    plan: matching.DayPlan | None,
    funded: Mapping[tuple[str, int], int],
    need: CareNeed,
    known: _Known,
) -> Day:
    needed = tuple(sorted(band for day, band in need.days if day is weekday))
    legs: list[Leg] = []
    unspent = dict(funded)
    for stay in plan.legs if plan else ():
        session = known.sessions[stay.session]
        band = _lived_band(stay, session)
        left = unspent.get((stay.provider, int(weekday)), 0)
        minutes = min(left, band.overlap_minutes(_FUNDABLE))
        unspent[stay.provider, int(weekday)] = left - minutes
        pence_an_hour = known.priced[session.id].pence_an_hour
        legs.append(Leg(known.providers[stay.provider], session, band, minutes, pence_an_hour))
    return Day(
        weekday=weekday,
        needed=needed,
        legs=tuple(legs),
        handovers=_handovers(weekday, legs, plan, known.links),
        gaps=() if need.asking is Asking.SOME_HOURS else _gaps(needed, legs),
    )


def _lived_band(stay: matching.Leg, session: CareSession) -> TimeBand:
    """A whole session is lived at its true times, which the matcher's quarter-hours may clip."""
    if session.booking is Booking.SESSION:
        return session.band
    return TimeBand(stay.start * SLOT_MINUTES, stay.end * SLOT_MINUTES)


def _handovers(
    weekday: Weekday,
    legs: Sequence[Leg],
    plan: matching.DayPlan | None,
    links: Sequence[CollectionLink],
) -> tuple[Handover, ...]:
    linked = plan is not None and plan.handover is matching.Handover.LINKED
    return tuple(
        Handover(
            leaves=first.provider,
            arrives=then.provider,
            leaves_minutes=first.band.end_minutes,
            arrives_minutes=then.band.start_minutes,
            link=_link_used(weekday, first, then, links) if linked else None,
        )
        for first, then in pairwise(legs)
    )


def _link_used(
    weekday: Weekday, first: Leg, then: Leg, links: Iterable[CollectionLink]
) -> CollectionLink | None:
    ends = {first.provider.id, then.provider.id}
    at = first.band.end_minutes
    return next(
        (
            link
            for link in links
            if {link.collector_id, link.partner_id} == ends
            and weekday in link.weekdays
            and link.from_minutes <= at <= link.to_minutes
        ),
        None,
    )


def _gaps(needed: Iterable[TimeBand], legs: Iterable[Leg]) -> tuple[TimeBand, ...]:
    """Needed time outside every stay."""
    open_bands = list(needed)
    for leg in legs:
        open_bands = [part for band in open_bands for part in _without(band, leg.band)]
    return tuple(open_bands)


def _without(band: TimeBand, taken: TimeBand) -> list[TimeBand]:
    if not band.overlap_minutes(taken):
        return [band]
    parts = []
    if band.start_minutes < taken.start_minutes:
        parts.append(TimeBand(band.start_minutes, taken.start_minutes))
    if taken.end_minutes < band.end_minutes:
        parts.append(TimeBand(taken.end_minutes, band.end_minutes))
    return parts


def _shares(days: Iterable[Day], priced: Mapping[int, Priced]) -> tuple[Share, ...]:
    """Each provider's part, priced from the true hourly price and rounded once."""
    legs_by_stay: dict[int, dict[int, list[Leg]]] = {}
    for day in days:
        for leg in day.legs:
            stays = legs_by_stay.setdefault(leg.provider.id, {})
            stays.setdefault(leg.session.id, []).append(leg)
    return tuple(_share(list(stays.values()), priced) for stays in legs_by_stay.values())


def _share(stays: Sequence[Sequence[Leg]], priced: Mapping[int, Priced]) -> Share:
    booked = funded = paid = 0
    pence = 0.0
    for legs in stays:
        session = legs[0].session
        stay_minutes = sum(leg.band.minutes for leg in legs)
        stay_funded = sum(leg.funded_minutes for leg in legs)
        unpaid = max(0, _billed_minutes(session, stay_minutes) - stay_funded)
        booked += stay_minutes
        funded += stay_funded
        paid += unpaid
        pence += unpaid * priced[session.id].pence_an_hour / 60
    return Share(
        provider=stays[0][0].provider,
        booked_minutes=booked,
        funded_minutes=funded,
        paid_minutes=paid,
        pence=round(pence),
        is_estimate=any(priced[legs[0].session.id].is_estimate for legs in stays),
    )


def _billed_minutes(session: CareSession, booked_minutes: int) -> int:
    """By the hour, at least the provider's minimum; a session is booked whole already."""
    if session.booking is Booking.HOURLY:
        return max(booked_minutes, session.min_minutes)
    return booked_minutes
