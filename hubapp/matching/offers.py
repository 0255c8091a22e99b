"""Stage 1: which sessions this family could use, in an order no listing can change.

1. The locality's table (`table`), the family's days and needed slots.
2. Providers that take the child's age, within reach; their sessions with a place on a day with
   need (docs/matching.md, Usable sessions). What is anchored asks for neither reach nor place.
3. Laid out as columns, one row a session ("block").

Cost: one pass over the sessions.
"""

from dataclasses import dataclass
from functools import cached_property
from math import sqrt

import numpy as np

from hubapp.matching import table as t
from hubapp.matching.compiled import Ints, compiled, inlined
from hubapp.matching.problem import (
    WEEKDAYS,
    Mode,
    Need,
    NoWeekKeepsAnchors,
    Problem,
    Provider,
    age_band,
)

FIRST_FUNDED_HOUR, LAST_FUNDED_HOUR = 6, 20
FUNDED_HOURS_A_DAY = 10

PROVIDER, DAY, OPENS, CLOSES, HOURLY, PRICE, EXTRA, LEAST, FUNDED, SESSION, ROW, FULL = range(12)
"""Columns of blocks. OPENS and CLOSES are slots: a session's own times, or what of an hourly
provider's opening lies between the day's first and last needed slot. FUNDED as in `table`; ROW is
the session's row there; FULL is 1 if the child has no place in it."""

HELD_DAY, HELD_BLOCK, HELD_FROM, HELD_TO = range(4)
"""Columns of anchored bookings; HELD_FROM is -1 where any time in the block will do."""


@dataclass(frozen=True, kw_only=True)
class Offers:
    """Everything later stages know of a problem.

    Providers and weekdays are meant by their number in `providers` and `days`. `needed[d]` flags
    slots and `counted[d, s]` counts the needed ones before slot s. `about` has the rows of
    `table.who`, distances are metres, shape (providers,); `links` as in `table`, renumbered.
    `required` providers must be used; `held` are the anchored bookings.
    """

    problem: Problem
    days: tuple[int, ...]
    needed: Ints
    counted: Ints
    providers: tuple[Provider, ...]
    about: Ints
    blocks: Ints
    from_home: Ints
    from_work: Ints
    home_to_work: int
    links: Ints
    required: Ints
    held: Ints

    @property
    def need(self) -> Need:
        """The family's need."""
        return self.problem.need

    @property
    def funded_slots_a_day(self) -> int:
        """Funded slots a child may use a day (R21)."""
        return FUNDED_HOURS_A_DAY * self.problem.slots_per_hour

    @cached_property
    def need_slots(self) -> tuple[int, ...]:
        """Needed slots of each day."""
        return tuple(int(count) for count in self.counted[:, -1])

    @cached_property
    def min_days(self) -> Ints:
        """Days each provider must be attended if used at all."""
        return np.ascontiguousarray(self.about[:, t.MIN_DAYS])

    @cached_property
    def week_caps(self) -> Ints:
        """Each provider's limit on funded slots a week; -1 is none."""
        return np.ascontiguousarray(self.about[:, t.CAP_WEEK])


def gather_offers(problem: Problem, *, full_too: bool = False) -> Offers:
    """The usable part of a problem, in canonical order; `full_too`: with sessions that are full."""
    need = problem.need
    table = t.tabulated(problem.providers)
    days = need.days
    needed = np.zeros((len(days), problem.slots_per_day), dtype=np.int64)
    number = np.full(WEEKDAYS, -1, dtype=np.int64)
    for i, day in enumerate(days):
        number[day] = i
        for start, end in need.intervals[day]:
            needed[i, start:end] = 1
    counted = np.zeros((len(days), problem.slots_per_day + 1), dtype=np.int64)
    np.cumsum(needed, axis=1, out=counted[:, 1:])
    anchored, held_rows = _anchored(need, table)
    age, work = need.age_months, need.work or need.home
    places = np.array([*need.home, *work, need.max_distance_metres], dtype=np.int64)
    column = (t.FREE_U2, t.FREE_2, t.FREE_3P)[age_band(age)]
    blocks, used, home, away = _usable(
        table.who,
        table.sessions,
        table.first,
        places,
        np.array([age, column, need.year_round, full_too], dtype=np.int64),
        number,
        needed,
        counted,
        anchored,
        np.sort(held_rows[:, 0]),
    )
    return Offers(
        problem=problem,
        days=days,
        needed=needed,
        counted=counted,
        providers=tuple(table.providers[p] for p in used.tolist()),
        about=table.who[used],
        blocks=blocks,
        from_home=home,
        from_work=away,
        home_to_work=int(road_metres(*need.home, *work)),
        links=_links_between(table.links, used, len(table.providers)),
        required=_required(anchored, used, need),
        held=_held(held_rows, blocks),
    )


@inlined
def road_metres(ax: int, ay: int, bx: int, by: int) -> int:
    """Road distance between two places: 1.3 times the straight line, whole metres."""
    return int(np.rint(1.3 * sqrt((ax - bx) * (ax - bx) + (ay - by) * (ay - by))))


@compiled
def _usable(
    who: Ints,
    sessions: Ints,
    first: Ints,
    places: Ints,
    child: Ints,
    number: Ints,
    needed: Ints,
    counted: Ints,
    anchored: Ints,
    held: Ints,
) -> tuple[Ints, Ints, Ints, Ints]:
    """Blocks, the providers that have any, and their metres from home and from work.

    `held` are rows of sessions, in order, of which no place is asked.
    """
    blocks = np.empty((len(sessions), 12), dtype=np.int64)
    used = np.empty(len(who), dtype=np.int64)
    home = np.empty(len(who), dtype=np.int64)
    work = np.empty(len(who), dtype=np.int64)
    age, free, year_round, full_too = child[0], child[1], child[2], child[3]
    begin = np.zeros(len(needed), dtype=np.int64)
    end = np.zeros(len(needed), dtype=np.int64)
    for day in range(len(needed)):
        wanted = np.flatnonzero(needed[day])
        begin[day], end[day] = wanted[0], wanted[-1] + 1
    n = m = 0
    for p in range(len(who)):
        if not who[p, t.AGE_FROM] <= age < who[p, t.AGE_TO]:
            continue
        if year_round and who[p, t.TERM_ONLY]:
            continue
        home[m] = road_metres(who[p, t.X], who[p, t.Y], places[0], places[1])
        work[m] = road_metres(who[p, t.X], who[p, t.Y], places[2], places[3])
        if min(home[m], work[m]) > places[4] and not anchored[p]:
            continue
        some = False
        for s in range(first[p], first[p + 1]):
            day = number[sessions[s, t.DAY]]
            if day < 0:
                continue
            at = np.searchsorted(held, s)
            full = sessions[s, free] < 1 and (at == len(held) or held[at] != s)
            if full and not full_too:
                continue
            opens, closes = sessions[s, t.START], sessions[s, t.END]
            if sessions[s, t.HOURLY]:
                opens, closes = max(opens, begin[day]), min(closes, end[day])
            if opens >= closes or counted[day, closes] == counted[day, opens]:
                continue
            blocks[n, PROVIDER], blocks[n, DAY] = m, day
            blocks[n, OPENS], blocks[n, CLOSES] = opens, closes
            blocks[n, HOURLY], blocks[n, PRICE] = sessions[s, t.HOURLY], sessions[s, t.PRICE]
            blocks[n, EXTRA], blocks[n, LEAST] = sessions[s, t.EXTRA], sessions[s, t.LEAST]
            blocks[n, FUNDED], blocks[n, SESSION] = sessions[s, t.FUNDED], sessions[s, t.ID]
            blocks[n, ROW], blocks[n, FULL] = s, full
            n += 1
            some = True
        if some:
            used[m] = p
            m += 1
    return blocks[:n].copy(), used[:m].copy(), home[:m].copy(), work[:m].copy()


def _links_between(links: Ints, used: Ints, providers: int) -> Ints:
    """Links of which both ends are usable, by the ends' new numbers, in order."""
    number = np.full(providers, -1, dtype=np.int64)
    number[used] = np.arange(len(used))
    out = links.copy()
    out[:, :2] = number[links[:, :2]]
    return np.ascontiguousarray(out[(out[:, :2] >= 0).all(axis=1)])


# --- anchors ----------------------------------------------------------------------------------


def _anchored(need: Need, table: t.Table) -> tuple[Ints, Ints]:
    """Flags of anchored providers, and (session row, hours from, hours to) of each booking."""
    number = {provider.id: p for p, provider in enumerate(table.providers)}
    flags = np.zeros(len(table.providers), dtype=np.int64)
    held: list[tuple[int, int, int]] = []
    for anchor in need.anchors:
        if anchor.provider not in number:
            raise NoWeekKeepsAnchors
        p = number[anchor.provider]
        flags[p] = 1
        if anchor.day is not None:
            own = table.sessions[table.first[p] : table.first[p + 1]]
            rows = np.flatnonzero((own[:, t.ID] == anchor.session) & (own[:, t.DAY] == anchor.day))
            if not len(rows):
                raise NoWeekKeepsAnchors
            held.append((int(table.first[p] + rows[0]), *(anchor.hours or (-1, -1))))
    return flags, np.array(held, dtype=np.int64).reshape(-1, 3)


def _required(anchored: Ints, used: Ints, need: Need) -> Ints:
    """The anchored providers among the usable ones, by their numbers there."""
    found = np.flatnonzero(anchored[used])
    if len(found) < anchored.sum() or len(found) > need.max_providers:
        raise NoWeekKeepsAnchors
    return found


def _held(rows: Ints, blocks: Ints) -> Ints:
    """Anchored bookings by day and block."""
    found = []
    for row, start, end in rows.tolist():
        at = np.flatnonzero(blocks[:, ROW] == row)
        if not len(at):
            raise NoWeekKeepsAnchors
        found.append((int(blocks[at[0], DAY]), int(at[0]), start, end))
    return np.array(found, dtype=np.int64).reshape(-1, 4)


def trims_hours(offers: Offers) -> bool:
    """Whether the last stay of a day may end whole hours earlier (any hours only)."""
    return offers.need.mode is Mode.ANY_HOURS
