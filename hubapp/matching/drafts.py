"""Stage 2: every day plan the rules may allow (docs/matching.md, Day plans), still without a price.

On each day, for each provider in order:
1. Singles: one block.
2. With every later provider, in both directions: handovers between linked providers, sandwiches,
   and handovers by a parent who has time to drive in the day's window.
3. Any hours: the last stay may also end whole hours earlier.
They come out sorted by (day, providers).

Cost: pairs of a day's blocks where a parent can drive, else linked pairs; then the drafts.
"""

import numpy as np

from hubapp.matching import offers as o
from hubapp.matching import pricing as d
from hubapp.matching import table as t
from hubapp.matching.compiled import Ints, compiled, doubled, inlined
from hubapp.matching.offers import road_metres
from hubapp.matching.pricing import LINKED, PARENT, SANDWICH, SINGLE, Market

METRES_A_MINUTE = 250


@compiled
def draft_day_plans(market: Market) -> Ints:
    """All day plans as drafts: the first columns of their rows, DRAFT of them."""
    blocks, links = market.blocks, market.links
    providers, days = len(market.about), len(market.counted)
    first = np.zeros((days, providers + 1), dtype=np.int64)
    order = _by_day(blocks, days, providers, first)
    joining = _first_links(links, providers)
    drafts = np.empty((256, d.DRAFT), dtype=np.int64)
    tally = np.zeros(1, dtype=np.int64)
    for day in range(days):
        by_parent = market.windows[day, 0] < market.windows[day, 1]
        for p in range(providers):
            mine = order[first[day, p] : first[day, p + 1]]
            if not len(mine):
                continue
            for b in mine:
                opens, closes = blocks[b, o.OPENS], blocks[b, o.CLOSES]
                drafts = _add(drafts, tally, SINGLE, b, -1, opens, closes, 0, 0, 0)
                drafts = _trim(blocks, market.cut, drafts, tally)
            link = joining[p]
            q = p + 1 if by_parent else _other(links, link, joining[p + 1], providers)
            while q < providers:
                theirs = order[first[day, q] : first[day, q + 1]]
                together = links[link : _last_link(links, link, joining[p + 1], q)]
                if len(theirs):
                    drafts = _pairs(market, drafts, tally, mine, theirs, together)
                link += len(together)
                q = q + 1 if by_parent else _other(links, link, joining[p + 1], providers)
    return drafts[: tally[0]]


@inlined
def _add(
    drafts: Ints,
    tally: Ints,
    kind: int,
    one: int,
    two: int,
    s1: int,
    e1: int,
    s2: int,
    e2: int,
    e3: int,
) -> Ints:
    """`drafts` with one more; a longer array when full."""
    n = tally[0]
    if n == len(drafts):
        drafts = doubled(drafts)
    drafts[n, d.KIND], drafts[n, d.ONE], drafts[n, d.TWO] = kind, one, two
    drafts[n, d.S1], drafts[n, d.E1], drafts[n, d.S2] = s1, e1, s2
    drafts[n, d.E2], drafts[n, d.E3] = e2, e3
    tally[0] = n + 1
    return drafts


@compiled
def _by_day(blocks: Ints, days: int, providers: int, first: Ints) -> Ints:
    """Block numbers by (day, provider), and in `first` where each begins."""
    count = np.zeros((days, providers), dtype=np.int64)
    for b in range(len(blocks)):
        count[blocks[b, o.DAY], blocks[b, o.PROVIDER]] += 1
    at = 0
    for day in range(days):
        for p in range(providers):
            first[day, p] = at
            at += count[day, p]
        first[day, providers] = at
    order = np.empty(len(blocks), dtype=np.int64)
    count[:] = 0
    for b in range(len(blocks)):
        day, p = blocks[b, o.DAY], blocks[b, o.PROVIDER]
        order[first[day, p] + count[day, p]] = b
        count[day, p] += 1
    return order


@compiled
def _first_links(links: Ints, providers: int) -> Ints:
    """Where each provider's rows of `links` begin: they are in order of their first end."""
    begin = np.zeros(providers + 1, dtype=np.int64)
    for i in range(len(links)):
        begin[links[i, t.ONE] + 1] += 1
    return np.cumsum(begin)


@compiled
def _other(links: Ints, link: int, last: int, none: int) -> int:
    """The other end of a link, `none` past the last."""
    return int(links[link, t.OTHER]) if link < last else none


@compiled
def _last_link(links: Ints, link: int, last: int, q: int) -> int:
    """Past the links, from this one on, that lead to q."""
    while link < last and links[link, t.OTHER] == q:
        link += 1
    return link


@compiled
def _pairs(
    market: Market, drafts: Ints, tally: Ints, mine: Ints, theirs: Ints, links: Ints
) -> Ints:
    """Day plans of two providers, either first: their blocks of a day, and links between them."""
    blocks, linked = market.blocks, len(links) > 0
    day = blocks[mine[0], o.DAY]
    low, high = market.windows[day, 0], market.windows[day, 1]
    at = t.WINDOWS + 2 * market.weekdays[day]
    drive = -1
    for b in mine:
        for c in theirs:
            if blocks[b, o.FULL] and blocks[c, o.FULL]:
                continue  # no small change
            for swapped in range(2):
                one, two = (b, c) if swapped == 0 else (c, b)
                if linked:
                    drafts = _linked(blocks, market.cut, drafts, tally, one, two, links, at)
                if _room(blocks, low, high, one, two) > 0:
                    if drive < 0:
                        drive = _drive(market, one, two)
                    drafts = _by_parent(
                        blocks, market.cut, drafts, tally, one, two, low, high, drive
                    )
    return drafts


# --- 2. linked --------------------------------------------------------------------------------


@compiled
def _linked(
    blocks: Ints,
    cut: int,
    drafts: Ints,
    tally: Ints,
    one: int,
    two: int,
    links: Ints,
    at: int,
) -> Ints:
    """The first stay ends where the second begins; or the first provider also has the end."""
    a, b = blocks[one, o.OPENS], blocks[one, o.CLOSES]
    c, e = blocks[two, o.OPENS], blocks[two, o.CLOSES]
    low, high = _handovers(a, b, blocks[one, o.HOURLY], c, e, blocks[two, o.HOURLY])
    for slot in range(low, high + 1):
        if _admits(links, at, slot):
            drafts = _add(drafts, tally, LINKED, one, two, a, slot, slot, e, 0)
            drafts = _trim(blocks, cut, drafts, tally)
    around = blocks[one, o.HOURLY] and not blocks[two, o.HOURLY] and a < c and e < b
    if around and _admits(links, at, c) and _admits(links, at, e):
        drafts = _add(drafts, tally, SANDWICH, one, two, a, c, c, e, b)
        drafts = _trim(blocks, cut, drafts, tally)
    return drafts


@inlined
def _handovers(a: int, b: int, one_hourly: int, c: int, e: int, two_hourly: int) -> tuple[int, int]:
    """First and last slot at which [a, b) may end and [c, e) begin; first above last: none."""
    low = a + 1 if one_hourly else b
    high = e - 1 if two_hourly else c
    return max(low, c), min(high, b)


@inlined
def _admits(links: Ints, at: int, slot: int) -> bool:
    """Whether some of these links admits a handover at this slot; `at` is the day's column."""
    for i in range(len(links)):
        if links[i, at] <= slot <= links[i, at + 1]:
            return True
    return False


# --- 2. by parent -----------------------------------------------------------------------------


@inlined
def _seen(low: int, high: int, slot: int) -> int:
    """Slots of a handover window before this slot."""
    return min(max(slot, low), high) - low


@inlined
def _room(blocks: Ints, low: int, high: int, one: int, two: int) -> int:
    """Slots of a window there can be between two blocks' stays, at most."""
    earliest = blocks[one, o.OPENS] + 1 if blocks[one, o.HOURLY] else blocks[one, o.CLOSES]
    latest = blocks[two, o.CLOSES] - 1 if blocks[two, o.HOURLY] else blocks[two, o.OPENS]
    return _seen(low, high, latest) - _seen(low, high, earliest)


@compiled
def _drive(market: Market, one: int, two: int) -> int:
    """Whole slots the drive between two blocks takes, one at least."""
    p, q = market.blocks[one, o.PROVIDER], market.blocks[two, o.PROVIDER]
    about = market.about
    metres = road_metres(about[p, t.X], about[p, t.Y], about[q, t.X], about[q, t.Y])
    a_slot = METRES_A_MINUTE * market.slot_minutes
    return max(1, (metres + a_slot - 1) // a_slot)


@compiled
def _by_parent(
    blocks: Ints,
    cut: int,
    drafts: Ints,
    tally: Ints,
    one: int,
    two: int,
    low: int,
    high: int,
    drive: int,
) -> Ints:
    """The second stay begins as early as the drive allows, or the first ends as late."""
    a, b = blocks[one, o.OPENS], blocks[one, o.CLOSES]
    c, e = blocks[two, o.OPENS], blocks[two, o.CLOSES]
    first, last = b, b
    if blocks[one, o.HOURLY] and blocks[two, o.HOURLY]:
        first = a + 1
    elif blocks[one, o.HOURLY]:
        first = last = min(b, low + _seen(low, high, c) - drive)
    for end in range(max(first, a + 1), last + 1):
        least = low + _seen(low, high, end) + drive
        start = max(c, least) if blocks[two, o.HOURLY] else c
        if least <= min(start, high) and start < e:
            drafts = _add(drafts, tally, PARENT, one, two, a, end, start, e, 0)
            drafts = _trim(blocks, cut, drafts, tally)
    return drafts


# --- 3. trims ---------------------------------------------------------------------------------


@inlined
def _trim(blocks: Ints, cut: int, drafts: Ints, tally: Ints) -> Ints:
    """For any hours, the last draft again with its hourly last stay `cut` slots shorter each."""
    return drafts if cut == 0 else _trimmed(blocks, cut, drafts, tally)


@compiled
def _trimmed(blocks: Ints, cut: int, drafts: Ints, tally: Ints) -> Ints:
    n = tally[0] - 1
    kind, one, two = drafts[n, d.KIND], drafts[n, d.ONE], drafts[n, d.TWO]
    s1, e1, s2 = drafts[n, d.S1], drafts[n, d.E1], drafts[n, d.S2]
    e2, e3 = drafts[n, d.E2], drafts[n, d.E3]
    last = one if kind in (SINGLE, SANDWICH) else two
    if not blocks[last, o.HOURLY]:
        return drafts
    booked = e1 - s1 if kind == SINGLE else e2 - s2
    if kind == SANDWICH:
        booked = e1 - s1 + e3 - e2
    least = max(1, blocks[last, o.LEAST])
    while booked - cut >= least and (kind != SANDWICH or e3 - cut > e2):
        booked -= cut
        if kind == SINGLE:
            e1 -= cut
        elif kind == SANDWICH:
            e3 -= cut
        else:
            e2 -= cut
        drafts = _add(drafts, tally, kind, one, two, s1, e1, s2, e2, e3)
    return drafts
