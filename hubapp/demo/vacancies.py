"""Places left, as a town would tell them: some free, many full, some nobody has asked about."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from hubapp.availability.models import VacancyState
from hubapp.demo.chance import draw
from hubapp.demo.specs import CareSessionSpec, Offer, VacancySpec
from hubapp.directory.models import ProviderKind
from hubapp.kernel.ages import AGE_BAND_MONTHS, AgeBand
from hubapp.kernel.terms import next_funding_term
from hubapp.kernel.week import Weekday

# A whole day is only as free as its fuller half, which pulls the shares below towards "full":
# drawn so that all the rows together come to about 40, 10, 8, 27 and 15 in a hundred.
_STATES = (
    (VacancyState.PLACES, 48),
    (VacancyState.LIMITED, 13),
    (VacancyState.WAITING_LIST, 10),
    (VacancyState.FULL, 22),
    (VacancyState.UNKNOWN, 7),
)
_WORST_FIRST = (
    VacancyState.FULL,
    VacancyState.WAITING_LIST,
    VacancyState.UNKNOWN,
    VacancyState.LIMITED,
    VacancyState.PLACES,
)
_SAME_ALL_DAY = 0.8
_MORNING_ENDS, _AFTERNOON_BEGINS = 690, 840  # half past eleven, two o'clock
_FROM_NEXT_TERM = 0.12

# Staff ratios keep these small; a childminder may care for one child under one, three under five.
_MOST_PLACES = {
    ProviderKind.CHILDMINDER: {AgeBand.UNDER_TWO: 1, AgeBand.TWO: 2, AgeBand.THREE_UP: 3},
}
_MOST_ELSEWHERE = {AgeBand.UNDER_TWO: 2, AgeBand.TWO: 4, AgeBand.THREE_UP: 5}

CONFIRMED_DAYS_AGO = (((0, 14), 65), ((15, 27), 20), ((30, 120), 15))
"""How long ago places were vouched for: mostly lately, some getting old, some stale."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What is settled before chance decides.

    `roomy` bands have a place at once; `crowded` days and bands never do; `silent`: nobody told.
    """

    roomy: frozenset[AgeBand] = frozenset()
    crowded: frozenset[tuple[Weekday, AgeBand]] = frozenset()
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Voucher:
    """Who vouched for a provider's places, and when."""

    on: date
    role: str
    told_by: str


@dataclass(frozen=True, slots=True)
class _Half:
    """The places of one half of one day for one band."""

    state: VacancyState
    places: int | None = None


@dataclass(slots=True)
class _Teller:
    """Draws each half-day once and remembers it, so that sessions that overlap agree."""

    kind: ProviderKind
    demand: Demand
    rng: Random
    _drawn: dict[tuple[Weekday, AgeBand, int], tuple[_Half, _Half]] = field(default_factory=dict)

    def tell(self, session: CareSessionSpec, band: AgeBand) -> _Half:
        """What is left in a session for a band: the worse of the halves it runs through."""
        key = (session.weekday, band, session.age_from_months)
        if key not in self._drawn:
            self._drawn[key] = self._draw_day(session.weekday, band)
        morning, afternoon = self._drawn[key]
        halves = []
        if session.start_minutes < _MORNING_ENDS:
            halves.append(morning)
        if session.end_minutes > _AFTERNOON_BEGINS or not halves:
            halves.append(afternoon)
        return min(halves, key=lambda half: (_WORST_FIRST.index(half.state), half.places or 0))

    def _draw_day(self, day: Weekday, band: AgeBand) -> tuple[_Half, _Half]:
        morning = self._draw_half(day, band)
        same = self.rng.random() < _SAME_ALL_DAY
        return morning, morning if same else self._draw_half(day, band)

    def _draw_half(self, day: Weekday, band: AgeBand) -> _Half:
        if self.demand.silent:
            return _Half(VacancyState.UNKNOWN)
        state = draw(_STATES, self.rng)
        if (day, band) in self.demand.crowded and state in _WORST_FIRST[3:]:
            state = VacancyState.FULL
        if band in self.demand.roomy:
            state = VacancyState.PLACES
        if state is not VacancyState.PLACES:
            return _Half(state)
        most = _MOST_PLACES.get(self.kind, _MOST_ELSEWHERE)[band]
        return _Half(state, self.rng.randint(1, most))


def draw_voucher(rng: Random, today: date, *, told_by: str, days_ago: tuple[int, int]) -> Voucher:
    """Somebody who vouched within a span of days before today."""
    role = draw((("provider", 3), ("champion", 2)), rng)
    on = today - timedelta(days=rng.randint(*days_ago))
    return Voucher(on, role, f"by phone, {told_by}" if role == "champion" else told_by)


def with_places(
    offer: Offer,
    kind: ProviderKind,
    rng: Random,
    *,
    demand: Demand,
    voucher: Voucher,
) -> Offer:
    """The same offer with its places told."""
    teller = _Teller(kind, demand, rng)
    later = rng.random() < _FROM_NEXT_TERM and not demand.roomy
    starts_next = next_funding_term(voucher.on) if later else None
    sessions = (
        replace(
            session,
            told_by=voucher.told_by,
            as_at=voucher.on,
            vacancies=tuple(_vacancies(session, teller, voucher, starts_next)),
        )
        for session in offer.sessions
    )
    return replace(offer, sessions=tuple(sessions))


def bands_of(session: CareSessionSpec) -> tuple[AgeBand, ...]:
    """The bands a session's ages reach into."""
    return tuple(
        band
        for band, (start, end) in AGE_BAND_MONTHS.items()
        if session.age_from_months < end and start < session.age_to_months
    )


def _vacancies(
    session: CareSessionSpec, teller: _Teller, voucher: Voucher, starts_next: date | None
) -> Iterator[VacancySpec]:
    for band in bands_of(session):
        told = teller.tell(session, band)
        known = told.state is not VacancyState.UNKNOWN
        yield VacancySpec(
            age_band=band,
            state=told.state,
            places=told.places,
            from_date=starts_next if told.places else None,
            confirmed_on=voucher.on if known else None,
            confirmed_by_role=voucher.role if known else None,
            told_by=voucher.told_by if known else None,
        )
