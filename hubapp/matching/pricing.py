"""Stage 3: what a day plan covers, costs, travels and may claim, as one row of numbers.

Cost: a few dozen steps a row.
"""

from typing import NamedTuple

import numpy as np

from hubapp.matching import offers as o
from hubapp.matching import table as t
from hubapp.matching.compiled import Ints, compiled, inlined
from hubapp.matching.offers import road_metres

SINGLE, LINKED, PARENT, SANDWICH = range(4)
"""Kinds of day plan."""

(
    KIND,
    ONE,
    TWO,
    S1,
    E1,
    S2,
    E2,
    E3,
    DAY,
    LOW,
    HIGH,
    P,
    Q,
    COVER,
    FULL,
    TRAVEL,
    TRAVEL_PENCE,
    HANDOVERS,
    MOST_P,
    MOST_Q,
    PRICE_P,
    PRICE_Q,
    MUST_P,
    MUST_Q,
    WIDTH,
) = range(25)
DRAFT = DAY
"""Columns of a day plan's row, how many there are, and how many of them are set in a draft.

LOW and HIGH are its providers by number (HIGH -1: one only), P and Q the same as visited. Stays:
[S1, E1) in block ONE, then [S2, E2) in TWO, then for a sandwich [E2, E3) in ONE again. COVER
slots; FULL pence before funding; TRAVEL hectometres; MOST_* slots that may be funded at a site,
PRICE_* pence a slot there, MUST_* whether all of them must be.
"""


class Market(NamedTuple):
    """What drafting and pricing read, as numbers: see `Offers`.

    `cut` slots are taken off the last stay each time (any hours), 0: never.
    """

    blocks: Ints
    about: Ints
    links: Ints
    counted: Ints
    windows: Ints
    weekdays: Ints
    from_home: Ints
    from_work: Ints
    held: Ints
    home_to_work: int
    slot_minutes: int
    hour: int
    cut: int
    pence_per_km: int
    day_limit: int
    pool: int


@compiled
def priced(market: Market, drafts: Ints) -> Ints:
    """The rows of those drafts that are allowed.

    Every stay covers a needed slot, "funded only" stays can be funded as far as one day tells,
    and the day's anchored bookings are kept.
    """
    blocks, counted, about, held = market.blocks, market.counted, market.about, market.held
    home, work, commute = market.from_home, market.from_work, market.home_to_work
    hour, day_limit, pool = market.hour, market.day_limit, market.pool
    rows = np.empty((len(drafts), WIDTH), dtype=np.int64)
    n = 0
    for i in range(len(drafts)):
        kind, one, two = drafts[i, KIND], drafts[i, ONE], drafts[i, TWO]
        s1, e1, s2 = drafts[i, S1], drafts[i, E1], drafts[i, S2]
        e2, e3 = drafts[i, E2], drafts[i, E3]
        day, p, q = blocks[one, o.DAY], blocks[one, o.PROVIDER], -1
        first = counted[day, e1] - counted[day, s1]
        second = counted[day, e2] - counted[day, s2]
        third = counted[day, e3] - counted[day, e2] if kind == SANDWICH else 0
        if first == 0 or (kind != SINGLE and second == 0) or (kind == SANDWICH and third == 0):
            continue
        booked, inside, last = e1 - s1, _inside(s1, e1, hour), p
        if kind == SANDWICH:
            booked += e3 - e2
            inside += _inside(e2, e3, hour)
        funded_p, funded_q = blocks[one, o.FUNDED], 0
        most_p = _most(funded_p, about[p, t.CAP_DAY], day_limit, booked, inside)
        full = max(booked, blocks[one, o.LEAST]) * blocks[one, o.PRICE] + blocks[one, o.EXTRA]
        most_q = price_q = errand = 0
        if kind != SINGLE:
            q, booked, funded_q = blocks[two, o.PROVIDER], e2 - s2, blocks[two, o.FUNDED]
            inside = _inside(s2, e2, hour)
            most_q = _most(funded_q, about[q, t.CAP_DAY], day_limit, booked, inside)
            price_q = blocks[two, o.PRICE]
            full += max(booked, blocks[two, o.LEAST]) * price_q + blocks[two, o.EXTRA]
            last = p if kind == SANDWICH else q
        if kind == PARENT:
            between = road_metres(about[p, t.X], about[p, t.Y], about[q, t.X], about[q, t.Y])
            errand = work[p] + between + work[q]
        forced_p, forced_q = most_p if funded_p == 2 else 0, most_q if funded_q == 2 else 0
        week_p, week_q = about[p, t.CAP_WEEK], about[q, t.CAP_WEEK] if q >= 0 else -1
        if min(forced_p, forced_q) < 0 or forced_p + forced_q > min(day_limit, pool):
            continue
        if (0 <= week_p < forced_p) or (0 <= week_q < forced_q):
            continue
        row = rows[n]
        row[KIND], row[ONE], row[TWO] = kind, one, two
        row[S1], row[E1], row[S2], row[E2], row[E3] = s1, e1, s2, e2, e3
        row[DAY], row[P], row[Q] = day, p, q
        row[LOW], row[HIGH] = (p, -1) if q < 0 else (min(p, q), max(p, q))
        row[COVER], row[FULL] = first + second + third, full
        # Beyond the way to work: docs/matching.md, Travel.
        metres = home[p] + work[p] + work[last] + home[last] - 2 * commute + errand
        row[TRAVEL] = half_even(max(0, metres), 100)
        row[TRAVEL_PENCE] = half_even(market.pence_per_km * row[TRAVEL], 10)
        row[HANDOVERS] = 0 if kind == SINGLE else 2 if kind == SANDWICH else 1
        row[MOST_P], row[MOST_Q] = most_p, most_q
        row[PRICE_P], row[PRICE_Q] = blocks[one, o.PRICE], price_q
        row[MUST_P], row[MUST_Q] = int(funded_p == 2), int(funded_q == 2)
        if len(held) == 0 or _keeps_bookings(held, row):
            n += 1
    return rows[:n]


@inlined
def half_even(value: int, by: int) -> int:
    """A whole number divided and rounded to the nearest, halves to the even one."""
    whole, rest = value // by, value % by
    if 2 * rest > by or (2 * rest == by and whole % 2 == 1):
        whole += 1
    return whole


@inlined
def _inside(start: int, end: int, hour: int) -> int:
    """Slots of a stay between 06:00 and 20:00 (R22)."""
    return max(0, min(end, o.LAST_FUNDED_HOUR * hour) - max(start, o.FIRST_FUNDED_HOUR * hour))


@inlined
def _most(funded: int, cap: int, day_limit: int, booked: int, inside: int) -> int:
    """Most funded slots at a site; -1 where all booked ones must be funded and cannot."""
    most = min(inside, day_limit)
    if cap >= 0:
        most = min(most, cap)
    if funded == 0:
        most = 0
    if funded == 2 and most != booked:
        most = -1
    return most


@compiled
def _keeps_bookings(held: Ints, row: Ints) -> bool:
    """Whether the stays hold every anchored booking of their day."""
    for i in range(len(held)):
        if held[i, o.HELD_DAY] != row[DAY]:
            continue
        block, start, end = held[i, o.HELD_BLOCK], held[i, o.HELD_FROM], held[i, o.HELD_TO]
        kept = False
        if block == row[ONE]:
            kept = start < 0 or (row[S1] <= start and end <= row[E1])
            if row[KIND] == SANDWICH:
                kept = kept or (row[E2] <= start and end <= row[E3])
        elif block == row[TWO]:
            kept = start < 0 or (row[S2] <= start and end <= row[E2])
        if not kept:
            return False
    return True
