"""Stage 3: what a day plan covers, costs, travels and may claim, as one row of numbers.

Cost: a few dozen steps a row.
"""

from typing import NamedTuple

import numpy as np

from hubapp.matching import offers as o
from hubapp.matching import table as t
from hubapp.matching.compiled import Ints, compiled
from hubapp.matching.offers import road_metres

SINGLE, LINKED, PARENT, SANDWICH = range(4)
"""Kinds of day plan."""

(
    DAY,
    LOW,
    HIGH,
    KIND,
    ONE,
    TWO,
    S1,
    E1,
    S2,
    E2,
    E3,
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
"""Columns of a day plan's row, and how many there are.

LOW and HIGH are its providers by number (HIGH -1: one only), P and Q the same as visited. Stays:
[S1, E1) in block ONE, then [S2, E2) in TWO, then for a sandwich [E2, E3) in ONE again. COVER
slots; FULL pence before funding; TRAVEL hectometres; MOST_* slots that may be funded at a site,
PRICE_* pence a slot there, MUST_* whether all of them must be.
"""


class Market(NamedTuple):
    """What pricing and drafting read, as numbers: see `Offers`."""

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
    trims: int
    pence_per_km: int
    day_limit: int
    pool: int


@compiled
def priced(market: Market, rows: Ints, tally: Ints, draft: Ints) -> Ints:
    """`rows` with this day plan added, if it is allowed; a longer array when full.

    A draft is a row of which KIND, ONE, TWO and the stays are set; `tally[0]` counts the rows.
    """
    blocks, counted = market.blocks, market.counted
    one, two, kind = draft[ONE], draft[TWO], draft[KIND]
    s1, e1, s2, e2, e3 = draft[S1], draft[E1], draft[S2], draft[E2], draft[E3]
    day, p, q = blocks[one, o.DAY], blocks[one, o.PROVIDER], -1
    first = counted[day, e1] - counted[day, s1]
    second = counted[day, e2] - counted[day, s2]
    third = counted[day, e3] - counted[day, e2] if kind == SANDWICH else 0
    if first == 0 or (kind != SINGLE and second == 0) or (kind == SANDWICH and third == 0):
        return rows
    booked, inside = e1 - s1, _inside(s1, e1, market.hour)
    if kind == SANDWICH:
        booked += e3 - e2
        inside += _inside(e2, e3, market.hour)
    draft[MOST_P] = _most(market, one, booked, inside)
    draft[PRICE_P] = blocks[one, o.PRICE]
    draft[MUST_P] = blocks[one, o.FUNDED] == 2
    draft[FULL] = _bill(blocks[one], booked)
    if kind != SINGLE:
        q = blocks[two, o.PROVIDER]
        draft[MOST_Q] = _most(market, two, e2 - s2, _inside(s2, e2, market.hour))
        draft[PRICE_Q] = blocks[two, o.PRICE]
        draft[MUST_Q] = blocks[two, o.FUNDED] == 2
        draft[FULL] += _bill(blocks[two], e2 - s2)
    draft[DAY], draft[P], draft[Q] = day, p, q
    draft[LOW], draft[HIGH] = (p, -1) if q < 0 else (min(p, q), max(p, q))
    draft[COVER] = first + second + third
    draft[TRAVEL] = _travel(market, kind, p, q)
    draft[TRAVEL_PENCE] = half_even(market.pence_per_km * draft[TRAVEL], 10)
    draft[HANDOVERS] = 0 if kind == SINGLE else 2 if kind == SANDWICH else 1
    if not _can_be_funded(market, draft) or not _keeps_bookings(market.held, draft):
        return rows
    n = tally[0]
    if n == len(rows):
        longer = np.empty((2 * n, WIDTH), dtype=np.int64)
        longer[:n] = rows
        rows = longer
    rows[n] = draft
    tally[0] = n + 1
    return rows


@compiled
def _bill(block: Ints, booked: int) -> int:
    """Pence for so many slots and the day's extra, before funding."""
    return int(max(booked, block[o.LEAST]) * block[o.PRICE] + block[o.EXTRA])


@compiled
def half_even(value: int, by: int) -> int:
    """A whole number divided and rounded to the nearest, halves to the even one."""
    whole, rest = value // by, value % by
    if 2 * rest > by or (2 * rest == by and whole % 2 == 1):
        whole += 1
    return whole


@compiled
def _travel(market: Market, kind: int, p: int, q: int) -> int:
    """Hectometres a parent drives beyond the way to work (docs/matching.md, Travel)."""
    home, work, about = market.from_home, market.from_work, market.about
    last = p if kind in (SINGLE, SANDWICH) else q
    metres = home[p] + work[p] + work[last] + home[last] - 2 * market.home_to_work
    if kind == PARENT:
        between = road_metres(about[p, t.X], about[p, t.Y], about[q, t.X], about[q, t.Y])
        metres += work[p] + between + work[q]
    return half_even(max(0, metres), 100)


@compiled
def _inside(start: int, end: int, hour: int) -> int:
    """Slots of a stay between 06:00 and 20:00 (R22)."""
    return max(0, min(end, o.LAST_FUNDED_HOUR * hour) - max(start, o.FIRST_FUNDED_HOUR * hour))


@compiled
def _most(market: Market, block: int, booked: int, inside: int) -> int:
    """Most funded slots at a site; -1 where all booked ones must be funded and cannot."""
    blocks = market.blocks
    cap = market.about[blocks[block, o.PROVIDER], t.CAP_DAY]
    most = min(inside, market.day_limit)
    if cap >= 0:
        most = min(most, cap)
    if blocks[block, o.FUNDED] == 0:
        most = 0
    if blocks[block, o.FUNDED] == 2 and most != booked:
        most = -1
    return most


@compiled
def _can_be_funded(market: Market, draft: Ints) -> bool:
    """Whether "funded only" stays can be funded as far as one day tells."""
    forced_p = draft[MOST_P] if draft[MUST_P] else 0
    forced_q = draft[MOST_Q] if draft[MUST_Q] else 0
    cap_p = market.about[draft[P], t.CAP_WEEK]
    cap_q = market.about[draft[Q], t.CAP_WEEK] if draft[Q] >= 0 else -1
    if forced_p < 0 or forced_q < 0:
        return False
    if (cap_p >= 0 and forced_p > cap_p) or (cap_q >= 0 and forced_q > cap_q):
        return False
    return bool(forced_p + forced_q <= min(market.day_limit, market.pool))


@compiled
def _keeps_bookings(held: Ints, draft: Ints) -> bool:
    """Whether the stays hold every anchored booking of their day."""
    for i in range(len(held)):
        if held[i, o.HELD_DAY] != draft[DAY]:
            continue
        block, start, end = held[i, o.HELD_BLOCK], held[i, o.HELD_FROM], held[i, o.HELD_TO]
        kept = False
        if block == draft[ONE]:
            kept = start < 0 or (draft[S1] <= start and end <= draft[E1])
            if draft[KIND] == SANDWICH:
                kept = kept or (draft[E2] <= start and end <= draft[E3])
        elif block == draft[TWO]:
            kept = start < 0 or (draft[S2] <= start and end <= draft[E2])
        if not kept:
            return False
    return True
