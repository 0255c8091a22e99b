"""Near misses as facts: the small change, what it brings, and what a family can do now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from hubapp.availability.models import CareSession
from hubapp.availability.rules import Patience
from hubapp.directory.models import Provider
from hubapp.kernel.week import TimeBand, Weekday
from hubapp.matching.changes import (
    Alternative,
    AnotherDay,
    ChangeKind,
    Farther,
    MovedEdge,
    NewLink,
    OnePlace,
    OneProvider,
)
from hubapp.matching.nearmiss import NearMiss
from hubapp.plans.assemble import SLOT_MINUTES, WEIGHTS, Locality, places_for
from hubapp.plans.facts import Code, Fact
from hubapp.plans.need import Asking, CareNeed
from hubapp.plans.week import Week


@dataclass(frozen=True, slots=True)
class NearMissLine:
    """One change and its gain. `need` is the family's need with it made, when it is theirs to make.

    `ask` are the providers whose change it would be.
    """

    change: Fact
    gain: Fact
    need: CareNeed | None
    ask: tuple[Provider, ...]


@dataclass(frozen=True, slots=True)
class _Telling:
    """What a change is about."""

    need: CareNeed
    providers: Mapping[str, Provider]
    sessions: Mapping[int, CareSession]
    today: date
    cut: CareNeed
    patience: Patience


def tell_near_misses(
    found: Iterable[tuple[NearMiss, Week]],
    best: Week,
    need: CareNeed,
    cut: CareNeed | None,
    locality: Locality,
    today: date,
) -> tuple[NearMissLine, ...]:
    """Each near miss, with the week it brings, as a line to tell and, where it can be, to follow.

    They change the `best` week. `cut` is what an alternative among them stands for
    (`what_is_covered`).
    """
    telling = _Telling(
        need=need,
        providers={str(provider.id): provider for provider in locality.providers},
        sessions={row.id: row for rows in locality.sessions.values() for row in rows},
        today=today,
        cut=cut or need,
        # What is left out for being old is not known to be full, and must not be called so.
        patience=replace(locality.patience, leaves_out_stale=False),
    )
    lines = []
    for miss, then in found:
        tell = _TELLERS.get(type(miss.change))
        if tell is not None:
            fact, changed, ask = tell(miss.change, telling)
            lines.append(NearMissLine(fact, _gain(miss, best.pence - then.pence), changed, ask))
    return tuple(lines)


def what_is_covered(need: CareNeed, week: Week) -> CareNeed | None:
    """The need cut to the times a week covers at the ends of its days; None when that is no help.

    A day nobody covers at all can't be mended by cutting it.
    """
    if need.asking is not Asking.THESE_DAYS or not week.uncovered_minutes:
        return None
    gaps = {day.weekday: day.gaps for day in week.days}
    days = tuple((day, _cut(band, gaps.get(day, ()))) for day, band in need.days)
    if any(band is None for _, band in days):
        return None
    cut = replace(need, days=tuple((day, band) for day, band in days if band))
    return cut if cut != need else None


def _cut(band: TimeBand, gaps: Iterable[TimeBand]) -> TimeBand | None:
    start, end = band.start_minutes, band.end_minutes
    for gap in gaps:
        if gap.start_minutes <= start:
            start = max(start, gap.end_minutes)
        if gap.end_minutes >= end:
            end = min(end, gap.start_minutes)
    return TimeBand(start, end) if start < end else None


_Told = tuple[Fact, CareNeed | None, tuple[Provider, ...]]

_EDGE_CODES = {
    ChangeKind.START_EARLIER: Code.START_EARLIER,
    ChangeKind.START_LATER: Code.START_LATER,
    ChangeKind.END_EARLIER: Code.END_EARLIER,
    ChangeKind.END_LATER: Code.END_LATER,
}


def _moved_edge(change: MovedEdge, telling: _Telling) -> _Told:
    """The day's first start or last end, some quarter-hours on."""
    day = Weekday(change.day)
    need = telling.need
    bands = sorted(band for weekday, band in need.days if weekday is day)
    at_start = change.kind in (ChangeKind.START_EARLIER, ChangeKind.START_LATER)
    later = change.kind in (ChangeKind.START_LATER, ChangeKind.END_LATER)
    shift = change.minutes if later else -change.minutes
    edge = bands[0] if at_start else bands[-1]
    start, end = edge.start_minutes, edge.end_minutes
    moved = TimeBand(start + shift, end) if at_start else TimeBand(start, end + shift)
    days = tuple(
        (weekday, moved if (weekday, band) == (day, edge) else band) for weekday, band in need.days
    )
    fact = Fact(
        code=_EDGE_CODES[change.kind],
        days=(day,),
        minutes=change.minutes,
        at_minutes=moved.start_minutes if at_start else moved.end_minutes,
    )
    return fact, replace(need, days=days), ()


def _place(change: OnePlace, telling: _Telling) -> _Told:
    provider = telling.providers[change.provider]
    session = telling.sessions[change.session]
    known = places_for(session, telling.need, telling.today, telling.patience)
    fact = Fact(
        code=Code.PLACE_NOT_KNOWN if known is None else Code.PLACE_FULL,
        provider=provider,
        days=(session.day,),
        band=session.band,
    )
    return fact, None, (provider,)


def _link(change: NewLink, telling: _Telling) -> _Told:
    one, two = telling.providers[change.one], telling.providers[change.two]
    return Fact(code=Code.NEW_LINK, provider=one, partner=two), None, (one, two)


def _provider(_change: OneProvider, telling: _Telling) -> _Told:
    more = telling.need.max_providers + 1
    fact = Fact(code=Code.ONE_PROVIDER_MORE, count=more)
    return fact, replace(telling.need, max_providers=more), ()


def _farther(change: Farther, telling: _Telling) -> _Told:
    reach = telling.need.reach_metres + change.metres
    fact = Fact(code=Code.GO_FARTHER, metres=change.metres)
    return fact, replace(telling.need, reach_metres=reach), ()


def _another_day(change: AnotherDay, telling: _Telling) -> _Told:
    day = Weekday(change.day)
    bands = tuple(
        (day, TimeBand(start * SLOT_MINUTES, end * SLOT_MINUTES)) for start, end in change.intervals
    )
    need = telling.need
    fact = Fact(code=Code.ANOTHER_DAY, days=(day,))
    return fact, replace(need, days=tuple(sorted((*need.days, *bands)))), ()


def _cut_to_covered(_change: Alternative, telling: _Telling) -> _Told:
    cut = telling.cut
    return Fact(code=Code.ASK_FOR_WHAT_IS_COVERED, asked=cut), cut, ()


_TELLERS: Mapping[type, Callable[..., _Told]] = {
    MovedEdge: _moved_edge,
    OnePlace: _place,
    NewLink: _link,
    OneProvider: _provider,
    Farther: _farther,
    AnotherDay: _another_day,
    Alternative: _cut_to_covered,
}


def _gain(miss: NearMiss, pence: int) -> Fact:
    """What a change brings, the weightiest only; `pence` are saved by the page's own prices."""
    gain = miss.gain
    if gain.slots > 0:
        everything = not miss.plan.vector.uncovered_slots
        code = Code.GAINS_EVERYTHING if everything else Code.GAINS_TIME
        return Fact(code=code, minutes=gain.slots * SLOT_MINUTES)
    travel_pence = gain.metres * WEIGHTS.travel_pence_per_km // 1000
    if pence > 0 and pence >= travel_pence:
        return Fact(code=Code.GAINS_MONEY, pence=pence)
    if gain.metres > 0:
        return Fact(code=Code.GAINS_TRAVEL, metres=gain.metres)
    return Fact(code=Code.GAINS_MOVES if gain.handovers > 0 else Code.GAINS_PLACES)
