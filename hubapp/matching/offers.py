"""Stage 1: which sessions this family could use, in an order no listing can change.

1. Providers in order of id, sessions in order of id: the answer never depends on the file's order.
2. Keep sessions the child may attend within reach (docs/matching.md, Usable sessions).
3. Lay them out as arrays, one row a session ("block").

Cost: one pass over the sessions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hubapp.matching.problem import (
    Booking,
    CareSession,
    Funded,
    Interval,
    Mode,
    Need,
    Place,
    Problem,
    Provider,
)

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

FIRST_FUNDED_HOUR, LAST_FUNDED_HOUR = 6, 20
FUNDED_HOURS_A_DAY = 10


def distances(here: Sequence[Place], there: Sequence[Place]) -> Ints:
    """Road metres between two lists of places: shape (len(here), len(there))."""
    a = np.array(here, dtype=np.int64).reshape(-1, 1, 2)
    b = np.array(there, dtype=np.int64).reshape(1, -1, 2)
    squared = ((a - b) ** 2).sum(axis=2)
    return _by_road(squared)


def _by_road(squared: Ints) -> Ints:
    metres: Ints = np.rint(1.3 * np.sqrt(squared)).astype(np.int64)
    return metres


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """Usable sessions as columns; row numbers are "block" numbers everywhere else.

    `opens` and `closes` are slots: a session's own times, or what of an hourly provider's opening
    lies between the day's first and last needed slot.
    """

    provider: Ints
    day: Ints
    session: Ints
    opens: Ints
    closes: Ints
    hourly: Flags
    price: Ints
    extra: Ints
    least: Ints
    fundable: Flags
    funded_only: Flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """Everything later stages know of a problem.

    `providers` are the usable ones; providers and weekdays are meant by their number in these
    tuples. Distances are metres, shape (providers,).
    """

    problem: Problem
    days: tuple[int, ...]
    needed: tuple[Flags, ...]
    providers: tuple[Provider, ...]
    blocks: Blocks
    from_home: Ints
    from_work: Ints
    home_to_work: int
    places: Ints
    min_days: tuple[int, ...]
    week_caps: tuple[int | None, ...]

    def between(self, p: Ints, q: Ints) -> Ints:
        """Road metres between pairs of providers."""
        squared: Ints = ((self.places[p] - self.places[q]) ** 2).sum(axis=-1)
        return _by_road(squared)

    @property
    def need(self) -> Need:
        """The family's need."""
        return self.problem.need

    @property
    def funded_slots_a_day(self) -> int:
        """Funded slots a child may use a day (R21)."""
        return FUNDED_HOURS_A_DAY * self.problem.slots_per_hour

    @property
    def need_slots(self) -> tuple[int, ...]:
        """Needed slots of each day."""
        return tuple(int(flags.sum()) for flags in self.needed)


def gather_offers(problem: Problem) -> Offers:
    """The usable part of a problem, in canonical order."""
    need = problem.need
    days = need.days
    needed = tuple(_needed_slots(need.intervals[day], problem.slots_per_day) for day in days)
    providers: list[Provider] = []
    rows: list[tuple[int, ...]] = []
    for provider in _within_reach(problem):
        blocks = _blocks_of(provider, need, days, needed, len(providers))
        if blocks:
            providers.append(provider)
            rows.extend(blocks)
    places = [provider.location for provider in providers]
    home, work = need.home, need.work or need.home
    return Offers(
        problem=problem,
        days=days,
        needed=needed,
        providers=tuple(providers),
        blocks=_as_columns(rows),
        from_home=distances([home], places)[0],
        from_work=distances([work], places)[0],
        home_to_work=int(distances([home], [work])[0, 0]),
        places=np.array(places, dtype=np.int64).reshape(-1, 2),
        min_days=tuple(max(1, provider.min_days) for provider in providers),
        week_caps=tuple(provider.funded_cap_week_slots for provider in providers),
    )


def _needed_slots(spans: Sequence[Interval], slots: int) -> Flags:
    flags = np.zeros(slots, dtype=np.bool_)
    for start, end in spans:
        flags[start:end] = True
    return flags


def _within_reach(problem: Problem) -> list[Provider]:
    """Providers in order of id that take the child's age and lie near home or work."""
    need, age = problem.need, problem.need.age_months
    ordered = sorted(problem.providers, key=lambda provider: provider.id)
    ends = [need.home] if need.work is None else [need.home, need.work]
    if not ordered:
        return []
    metres = distances([provider.location for provider in ordered], ends).min(axis=1)
    return [
        provider
        for provider, away in zip(ordered, metres, strict=True)
        if away <= need.max_distance_metres
        and provider.age_from_months <= age < provider.age_to_months
        and not (need.year_round and provider.term_only)
    ]


def _blocks_of(
    provider: Provider,
    need: Need,
    days: tuple[int, ...],
    needed: tuple[Flags, ...],
    number: int,
) -> list[tuple[int, ...]]:
    age = need.age_months
    rows = []
    for session in sorted(provider.sessions, key=lambda session: session.id):
        if session.day not in days or session.free_at(age) < 1:
            continue
        day = days.index(session.day)
        opens, closes = _open_times(session, needed[day])
        if opens < closes and needed[day][opens:closes].any():
            rows.append((number, day, opens, closes, *_terms(session)))
    return rows


def _open_times(session: CareSession, needed: Flags) -> tuple[int, int]:
    if session.booking is Booking.SESSION:
        return session.start, session.end
    at = np.flatnonzero(needed)
    return max(session.start, int(at[0])), min(session.end, int(at[-1]) + 1)


def _terms(session: CareSession) -> tuple[int, ...]:
    hourly = session.booking is Booking.HOURLY
    return (
        session.id,
        hourly,
        session.price_pence,
        session.extra_pence,
        session.min_slots if hourly else 0,
        session.funded is not Funded.NO,
        session.funded is Funded.ONLY,
    )


def _as_columns(rows: list[tuple[int, ...]]) -> Blocks:
    table = np.array(rows, dtype=np.int64).reshape(-1, 11).T
    provider, day, opens, closes, session, hourly, price, extra, least, fundable, only = table
    return Blocks(
        provider=provider,
        day=day,
        session=session,
        opens=opens,
        closes=closes,
        hourly=hourly.astype(np.bool_),
        price=price,
        extra=extra,
        least=least,
        fundable=fundable.astype(np.bool_),
        funded_only=only.astype(np.bool_),
    )


def trims_hours(offers: Offers) -> bool:
    """Whether the last stay of a day may end whole hours earlier (any hours only)."""
    return offers.need.mode is Mode.ANY_HOURS
