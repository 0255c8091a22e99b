"""Near misses in plain words: the small change, what it brings, and what a family can do now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from hubapp.availability.models import CareSession
from hubapp.directory.distance import METRES_A_MILE
from hubapp.directory.models import Provider
from hubapp.kernel.money import say_pence
from hubapp.kernel.week import TimeBand, Weekday, say_band, say_duration, say_time
from hubapp.matching.changes import (
    Alternative,
    AnotherDay,
    Farther,
    MovedEdge,
    NewLink,
    OnePlace,
    OneProvider,
)
from hubapp.matching.nearmiss import NearMiss
from hubapp.plans.assemble import SLOT_MINUTES, Locality, places_for
from hubapp.plans.need import Asking, CareNeed
from hubapp.plans.week import Week
from hubapp.plans.wording import say_days_and_times

NUMBER_WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}


@dataclass(frozen=True, slots=True)
class NearMissLine:
    """One change. `need` is the family's need with it made, when it is theirs to make.

    `ask` are the providers whose change it would be.
    """

    words: str
    gain: str
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


def tell_near_misses(
    misses: Iterable[NearMiss],
    need: CareNeed,
    cut: CareNeed | None,
    locality: Locality,
    today: date,
) -> tuple[NearMissLine, ...]:
    """Each near miss as a line to read and, where it can be, to follow.

    `cut` is what an alternative among them stands for: `what_is_covered`.
    """
    telling = _Telling(
        need=need,
        providers={str(provider.id): provider for provider in locality.providers},
        sessions={row.id: row for rows in locality.sessions.values() for row in rows},
        today=today,
        cut=cut or need,
    )
    lines = []
    for miss in misses:
        tell = _TELLERS.get(type(miss.change))
        if tell is not None:
            words, changed, ask = tell(miss.change, telling)
            lines.append(NearMissLine(words, _say_gain(miss), changed, ask))
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


_Told = tuple[str, CareNeed | None, tuple[Provider, ...]]


def _moved_edge(change: MovedEdge, telling: _Telling) -> _Told:
    """The day's first start or last end, some quarter-hours on."""
    day = Weekday(change.day)
    need = telling.need
    bands = sorted(band for weekday, band in need.days if weekday is day)
    at_start = change.kind.value.startswith("start")
    later = change.kind.value.endswith("later")
    shift = change.minutes if later else -change.minutes
    edge = bands[0] if at_start else bands[-1]
    start, end = edge.start_minutes, edge.end_minutes
    moved = TimeBand(start + shift, end) if at_start else TimeBand(start, end + shift)
    days = tuple(
        (weekday, moved if (weekday, band) == (day, edge) else band) for weekday, band in need.days
    )
    verb, at = ("Start", moved.start_minutes) if at_start else ("End", moved.end_minutes)
    by = f"{say_duration(change.minutes)} {'later' if later else 'earlier'}"
    return f"{verb} {day.label} {by}, at {say_time(at)}.", replace(need, days=days), ()


def _place(change: OnePlace, telling: _Telling) -> _Told:
    provider = telling.providers[change.provider]
    session = telling.sessions[change.session]
    when = f"{session.day.label}, {say_band(session.start_minutes, session.end_minutes)}"
    known = places_for(session, telling.need, telling.today)
    how = (
        "We do not know: ring and ask."
        if known is None
        else "It is full now: ask to go on its list."
    )
    return f"If {provider.name} had a place on {when}. {how}", None, (provider,)


def _link(change: NewLink, telling: _Telling) -> _Told:
    one, two = telling.providers[change.one], telling.providers[change.two]
    return f"If {one.name} and {two.name} took children to each other. Ask them.", None, (one, two)


def _provider(_change: OneProvider, telling: _Telling) -> _Told:
    more = telling.need.max_providers + 1
    words = f"Use one more place: {NUMBER_WORDS.get(more, more)} in all."
    return words, replace(telling.need, max_providers=more), ()


def _farther(change: Farther, telling: _Telling) -> _Told:
    miles = change.metres / METRES_A_MILE
    reach = telling.need.reach_metres + change.metres
    return f"Go {miles:.1f} miles further.", replace(telling.need, reach_metres=reach), ()


def _another_day(change: AnotherDay, telling: _Telling) -> _Told:
    day = Weekday(change.day)
    bands = tuple(
        (day, TimeBand(start * SLOT_MINUTES, end * SLOT_MINUTES)) for start, end in change.intervals
    )
    need = telling.need
    return f"Use {day.label} as well.", replace(need, days=tuple(sorted((*need.days, *bands)))), ()


def _cut_to_covered(_change: Alternative, telling: _Telling) -> _Told:
    cut = telling.cut
    return f"Ask for {say_days_and_times(cut)} instead.", cut, ()


_TELLERS: Mapping[type, Callable[..., _Told]] = {
    MovedEdge: _moved_edge,
    OnePlace: _place,
    NewLink: _link,
    OneProvider: _provider,
    Farther: _farther,
    AnotherDay: _another_day,
    Alternative: _cut_to_covered,
}


def _say_gain(miss: NearMiss) -> str:
    gain = miss.gain
    if gain.slots > 0:
        if not miss.plan.vector.uncovered_slots:
            return "Then everything is covered"
        return f"Then {say_duration(gain.slots * SLOT_MINUTES)} less is left open"
    if gain.pence > 0:
        return f"Saves {say_pence(gain.pence)} a week"
    if gain.metres > 0:
        return f"Saves {gain.metres / METRES_A_MILE:.0f} miles of travel a week"
    return "Fewer moves in the day" if gain.handovers > 0 else "One place fewer"
