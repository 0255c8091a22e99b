"""From what is known of providers and what a family asks, to the matcher's problem. Pure.

The matcher counts in quarter-hours and whole pence a quarter-hour; what the family is shown is
priced again from the true prices in `costs`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil, floor
from statistics import median

from hubapp import matching
from hubapp.availability.models import Booking, CareSession, Vacancy
from hubapp.availability.rules import USUAL, Patience, believed_places, pence_an_hour
from hubapp.directory.models import Answer, CollectionLink, Provider, ProviderKind
from hubapp.funding.hours import FundedHours
from hubapp.kernel.ages import age_band
from hubapp.kernel.geo import GridPoint
from hubapp.kernel.week import WORKING_WEEK, TimeBand, Weekday
from hubapp.plans.need import Asking, CareNeed, HeldPlace

SLOT_MINUTES = 15
# More than are shown: weeks in which a provider adds nothing are left out afterwards.
LIST_LENGTH = 24
ROAD_FACTOR = 1.3  # road metres for a straight one (docs/matching.md, The problem)
WEIGHTS = matching.Weights(travel_pence_per_km=60, provider_pence=800, handover_pence=150)

_KINDS = {
    ProviderKind.NURSERY: matching.ProviderKind.NURSERY,
    ProviderKind.PRESCHOOL: matching.ProviderKind.PRESCHOOL,
    ProviderKind.NURSERY_CLASS: matching.ProviderKind.SCHOOL,
    ProviderKind.OUT_OF_SCHOOL: matching.ProviderKind.SCHOOL,
    ProviderKind.CHILDMINDER: matching.ProviderKind.CHILDMINDER,
    ProviderKind.OTHER: matching.ProviderKind.NURSERY,
}
_MODES = {
    Asking.THESE_DAYS: matching.Mode.FIXED,
    Asking.SOME_DAYS: matching.Mode.ANY_DAYS,
    Asking.SOME_HOURS: matching.Mode.ANY_HOURS,
}


@dataclass(frozen=True, slots=True)
class Locality:
    """Everything known of the providers in reach, read once."""

    providers: Sequence[Provider]
    sessions: Mapping[int, Sequence[CareSession]]
    links: Sequence[CollectionLink]
    patience: Patience = USUAL

    def find(self, slug: str) -> Provider | None:
        """The provider of a slug, if it is among them."""
        return next((provider for provider in self.providers if provider.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Priced:
    """A care session's price an hour in pence, and whether it was told or taken from its peers."""

    pence_an_hour: Fraction
    is_estimate: bool


def price_sessions(locality: Locality) -> dict[int, Priced]:
    """Each care session's hourly price; an unknown one is the median of its kind, marked so.

    A session whose kind has no known price at all is left out: nothing may be said of its cost.
    """
    known = {
        session.id: pence_an_hour(session)
        for sessions in locality.sessions.values()
        for session in sessions
        if session.price_pence is not None
    }
    by_kind: dict[ProviderKind, list[Fraction]] = {}
    for provider in locality.providers:
        for session in locality.sessions.get(provider.id, ()):
            if session.id in known:
                by_kind.setdefault(provider.kind, []).append(known[session.id])
    priced = {key: Priced(pence, False) for key, pence in known.items()}
    for provider in locality.providers:
        for session in locality.sessions.get(provider.id, ()):
            if session.id not in known and provider.kind in by_kind:
                priced[session.id] = Priced(median(by_kind[provider.kind]), True)
    return priced


def assemble(  # noqa: PLR0913 - the parts of a problem, each named
    need: CareNeed,
    locality: Locality,
    *,
    home: GridPoint,
    work: GridPoint | None,
    funded_minutes: int,
    today: date,
    count_unknown: bool,
) -> matching.Problem:
    """The matcher's problem. `count_unknown` lets places nobody has confirmed count as one.

    Raises NoWeekKeepsAnchors when the provider the family has a place with is not among them.
    """
    priced = price_sessions(locality)
    providers = tuple(
        _provider(provider, sessions, need, locality)
        for provider in locality.providers
        if provider.shown_point is not None
        and (
            sessions := tuple(
                _session(
                    session,
                    provider,
                    priced[session.id],
                    need,
                    free=_free(session, need, today, locality.patience, count_unknown),
                )
                for session in locality.sessions.get(provider.id, ())
                if session.id in priced and suits(session, need)
            )
        )
    )
    listed = {provider.id for provider in providers}
    return matching.Problem(
        name="family",
        slot_minutes=SLOT_MINUTES,
        need=replace(
            _need(need, home, work, funded_minutes),
            anchors=() if need.held is None else tuple(_anchors(need, need.held, locality)),
        ),
        providers=tuple(_only_links_to(provider, listed) for provider in providers),
    )


def in_reach(point: GridPoint, provider: Provider, reach_metres: int) -> bool:
    """Whether a provider is near enough by the matcher's measure of road distance."""
    shown = provider.shown_point
    return shown is not None and round(ROAD_FACTOR * point.metres_to(shown)) <= reach_metres


def suits(session: CareSession, need: CareNeed) -> bool:
    """Whether a care session takes a child of this age, on a working day, at this time of year."""
    return (
        session.day in WORKING_WEEK
        and session.age_from_months <= need.age_months < session.age_to_months
        and not (need.year_round and session.term_only)
        and _slots_inside(session.band)[0] < _slots_inside(session.band)[1]
    )


def _need(
    need: CareNeed, home: GridPoint, work: GridPoint | None, funded_minutes: int
) -> matching.Need:
    some_hours = need.asking is Asking.SOME_HOURS
    return matching.Need(
        born=need.birth.latest_day,
        starts_on=need.starts_on,
        home=(home.easting, home.northing),
        work=(work.easting, work.northing) if work else None,
        mode=_MODES[need.asking],
        intervals=_intervals(need),
        days_wanted=need.days_wanted if need.asking is Asking.SOME_DAYS else None,
        slots_wanted=(need.minutes_wanted or 0) // SLOT_MINUTES if some_hours else None,
        max_days=len(WORKING_WEEK),
        handover_window=_handover_windows(need),
        funded_slots=funded_minutes // SLOT_MINUTES,
        year_round=need.year_round,
        max_providers=need.max_providers,
        max_distance_metres=need.reach_metres,
        slack_slots=0,
        weights=WEIGHTS,
        list_length=LIST_LENGTH,
    )


def _intervals(need: CareNeed) -> dict[int, tuple[tuple[int, int], ...]]:
    spans: dict[int, tuple[tuple[int, int], ...]] = {}
    for day, band in need.days:
        span = (band.start_minutes // SLOT_MINUTES, ceil(band.end_minutes / SLOT_MINUTES))
        spans[int(day)] = (*spans.get(int(day), ()), span)
    return spans


def _handover_windows(need: CareNeed) -> dict[int, tuple[int, int]]:
    if need.handover is None:
        return {}
    start, end = need.handover.start_minutes, need.handover.end_minutes
    return {int(day): (ceil(start / SLOT_MINUTES), end // SLOT_MINUTES) for day, _ in need.days}


def _anchors(need: CareNeed, held: HeldPlace, locality: Locality) -> Iterable[matching.Anchor]:
    """The place the family has. A session that is gone is anchored too: no week can keep it."""
    provider = locality.find(held.provider)
    if provider is None:
        raise matching.NoWeekKeepsAnchors
    if not held.sessions:
        yield matching.Anchor(provider=str(provider.id))
    offered = {session.id: session for session in locality.sessions.get(provider.id, ())}
    for day, key in held.sessions:
        session = offered.get(key)
        yield matching.Anchor(
            provider=str(provider.id),
            day=int(day),
            session=key,
            hours=_held_slots(need, held.band, day, session) if held.band and session else None,
        )


def _held_slots(
    need: CareNeed, band: TimeBand, day: Weekday, session: CareSession
) -> tuple[int, int] | None:
    """What a week must keep: a child may be there outside the session, or the hours asked for."""
    asked = _intervals(need).get(int(day), ())
    spans = (_slots_inside(band), _slots_inside(session.band), *asked)
    start, end = max(span[0] for span in spans), min(span[1] for span in spans)
    return (start, end) if start < end else None


def _provider(
    provider: Provider,
    sessions: tuple[matching.CareSession, ...],
    need: CareNeed,
    locality: Locality,
) -> matching.Provider:
    point = provider.shown_point
    if point is None:
        raise ValueError("A provider without a position can't be in a plan")
    return matching.Provider(
        id=str(provider.id),
        kind=_KINDS[provider.kind],
        location=(point.easting, point.northing),
        # Ages and seasons are the care session's; each was looked at before it came here.
        age_from_months=0,
        age_to_months=need.age_months + 1,
        term_only=False,
        min_days=max(1, provider.min_days_a_week or 1),
        funded_cap_day_slots=_slots_or_none(provider.funded_minutes_a_day),
        funded_cap_week_slots=_slots_or_none(provider.funded_minutes_a_week),
        links=tuple(_links(provider, locality.links)),
        sessions=sessions,
    )


def _links(provider: Provider, links: Iterable[CollectionLink]) -> Iterable[matching.Link]:
    for link in links:
        if link.collector_id == provider.id:
            first = ceil(link.from_minutes / SLOT_MINUTES)
            last = floor(link.to_minutes / SLOT_MINUTES)
            yield matching.Link(
                other=str(link.partner_id),
                windows={int(day): (first, last) for day in link.weekdays},
            )


def _only_links_to(provider: matching.Provider, listed: set[str]) -> matching.Provider:
    kept = tuple(link for link in provider.links if link.other in listed)
    return matching.Provider(
        **{name: getattr(provider, name) for name in provider.__slots__ if name != "links"},
        links=kept,
    )


def _session(
    session: CareSession,
    provider: Provider,
    price: Priced,
    need: CareNeed,
    *,
    free: int,
) -> matching.CareSession:
    start, end = _slots_inside(session.band)
    return matching.CareSession(
        id=session.id,
        day=session.weekday,
        start=start,
        end=end,
        booking=matching.Booking(session.booking.value),
        free_u2=free,
        free_2=free,
        free_3p=free,
        price_pence=_pence_a_slot(session, price),
        funded=funding_of(session, provider, need),
        extra_pence=0,
        min_slots=(
            ceil(session.min_minutes / SLOT_MINUTES) if session.booking is Booking.HOURLY else 0
        ),
    )


def _free(
    session: CareSession, need: CareNeed, today: date, patience: Patience, count_unknown: bool
) -> int:
    places = places_for(session, need, today, patience)
    return (1 if count_unknown else 0) if places is None else places


def places_for(
    session: CareSession, need: CareNeed, today: date, patience: Patience = USUAL
) -> int | None:
    """Places for this child that can be counted on; None when nobody knows."""
    if need.held and session.id in {key for _, key in need.held.sessions}:
        return 1
    return believed_places(
        vacancy_for(session, need), today, starts_on=need.starts_on, patience=patience
    )


def vacancy_for(session: CareSession, need: CareNeed) -> Vacancy | None:
    """What was told of places for this child's age, if anything was."""
    band = age_band(need.age_months)
    return next((row for row in session.vacancies if row.age_band is band), None)


def funding_of(session: CareSession, provider: Provider, need: CareNeed) -> matching.Funded:
    """Whether this child's funded hours can be used: not known counts as no, and is said so."""
    told = provider_funding(provider, need)
    if told is Answer.NO or session.funded in (Answer.NO, Answer.UNKNOWN):
        return matching.Funded.NO
    return matching.Funded.ONLY if session.funded is Answer.ONLY else matching.Funded.YES


def provider_funding(provider: Provider, need: CareNeed) -> Answer:
    """What the provider says of the funding this child has."""
    if need.funded is FundedHours.THIRTY:
        return provider.funds_working_parents
    return provider.funds_two_year_olds if need.age_months < 36 else provider.funds_three_and_four


def _pence_a_slot(session: CareSession, price: Priced) -> int:
    """A whole session's price is spread over the quarter-hours it surely covers."""
    minutes = Fraction(SLOT_MINUTES)
    if session.booking is Booking.SESSION:
        start, end = _slots_inside(session.band)
        minutes = Fraction(session.band.minutes, end - start)
    return round(price.pence_an_hour * minutes / 60)


def _slots_inside(band: TimeBand) -> tuple[int, int]:
    """The whole quarter-hours that times surely cover."""
    return ceil(band.start_minutes / SLOT_MINUTES), floor(band.end_minutes / SLOT_MINUTES)


def _slots_or_none(minutes: int | None) -> int | None:
    return None if minutes is None else minutes // SLOT_MINUTES
