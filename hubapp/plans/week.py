"""A plan of the matcher as a week people live: minutes, handovers, gaps and money. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

from hubapp import matching
from hubapp.availability.models import Booking, CareSession
from hubapp.directory.models import CollectionLink, Provider
from hubapp.funding.amounts import half_up
from hubapp.funding.booking import BookedWeek
from hubapp.funding.week_cost import WeekCost
from hubapp.kernel.week import TimeBand, Weekday
from hubapp.plans.assemble import SLOT_MINUTES, Locality, Priced
from hubapp.plans.money import Visit, book, funded_by_band, price
from hubapp.plans.need import Asking, CareNeed


@dataclass(frozen=True, slots=True)
class Leg:
    """One stay: its first `funded_minutes` are funded, the rest is paid."""

    provider: Provider
    session: CareSession
    band: TimeBand
    funded_minutes: int
    pence_an_hour: Fraction

    @property
    def pence(self) -> int:
        """What its paid minutes cost, before any minimum charge."""
        return half_up(self.paid_minutes * self.pence_an_hour / 60)

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
    """A blended week. `short_minutes` are asked for and not covered, on no certain day.

    `booked` and `cost` are the same week as the calculator knows it, with its bills.
    """

    plan: matching.WeeklyPlan
    days: tuple[Day, ...]
    shares: tuple[Share, ...]
    booked: BookedWeek
    cost: WeekCost
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
    plan: matching.WeeklyPlan,
    need: CareNeed,
    locality: Locality,
    priced: Mapping[int, Priced],
    funded_minutes: int,
) -> Week:
    """The matcher's plan in the hub's own terms, its money worked out anew from the true prices.

    `funded_minutes` is what the child may use in a week.
    """
    known = _Known(
        providers={str(provider.id): provider for provider in locality.providers},
        sessions={session.id: session for rows in locality.sessions.values() for session in rows},
        priced=priced,
        links=locality.links,
    )
    attended = {day.day: day for day in plan.days}
    lived = [
        _day(weekday, attended.get(weekday), need, known) for weekday in _weekdays_shown(plan, need)
    ]
    booked = book([visit for day in lived for visit in _visits(day)], need, funded_minutes)
    cost = price(booked, need.starts_on)
    days = tuple(_with_funding(day, cost, need.starts_on) for day in lived)
    return Week(
        plan=plan,
        days=days,
        shares=tuple(_shares(days, cost, priced)),
        booked=booked,
        cost=cost,
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


def _day(weekday: Weekday, plan: matching.DayPlan | None, need: CareNeed, known: _Known) -> Day:
    """A day as it is lived; what of it is funded comes later."""
    needed = tuple(sorted(band for day, band in need.days if day is weekday))
    stays = plan.legs if plan else ()
    legs = tuple(
        Leg(
            provider=known.providers[stay.provider],
            session=known.sessions[stay.session],
            band=band,
            funded_minutes=0,
            pence_an_hour=known.priced[stay.session].pence_an_hour,
        )
        for stay, band in zip(stays, _lived_bands(stays, known.sessions), strict=True)
    )
    return Day(
        weekday=weekday,
        needed=needed,
        legs=legs,
        handovers=_handovers(weekday, legs, plan, known.links),
        gaps=() if need.asking is Asking.SOME_HOURS else _gaps(needed, legs),
    )


def _visits(day: Day) -> list[Visit]:
    """Each care session of a day once, with every stay in it."""
    by_session: dict[int, list[Leg]] = {}
    for leg in day.legs:
        by_session.setdefault(leg.session.id, []).append(leg)
    return [
        Visit(
            provider=legs[0].provider,
            session=legs[0].session,
            bands=tuple(leg.band for leg in legs),
            pence_an_hour=legs[0].pence_an_hour,
        )
        for legs in by_session.values()
    ]


def _with_funding(day: Day, cost: WeekCost, on: date) -> Day:
    """The day with its funded minutes."""
    funded = funded_by_band(cost, day.weekday, on)
    return replace(
        day, legs=tuple(replace(leg, funded_minutes=funded[leg.band]) for leg in day.legs)
    )


def _lived_bands(
    stays: Sequence[matching.Leg], sessions: Mapping[int, CareSession]
) -> list[TimeBand]:
    """A whole session is lived at its true times, which the matcher's quarter-hours may clip.

    Where those run a few minutes into the next stay, the child leaves when that begins.
    """
    bands = [_true_band(stay, sessions[stay.session]) for stay in stays]
    return [
        TimeBand(band.start_minutes, min(band.end_minutes, *(b.start_minutes for b in after)))
        if (after := bands[place + 1 :])
        else band
        for place, band in enumerate(bands)
    ]


def _true_band(stay: matching.Leg, session: CareSession) -> TimeBand:
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


def _shares(days: Iterable[Day], cost: WeekCost, priced: Mapping[int, Priced]) -> Iterable[Share]:
    """Each provider's part, in the order the week first meets them."""
    bills = {bill.provider: bill for bill in cost.bills}
    legs = [leg for day in days for leg in day.legs]
    for provider in dict.fromkeys(leg.provider for leg in legs):
        bill = bills[str(provider.id)]
        yield Share(
            provider=provider,
            booked_minutes=sum(stay.stay.minutes for stay in bill.stays),
            funded_minutes=bill.funded_minutes,
            paid_minutes=bill.paid_minutes,
            pence=bill.pence,
            is_estimate=any(
                priced[leg.session.id].is_estimate for leg in legs if leg.provider is provider
            ),
        )
