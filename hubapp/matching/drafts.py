"""Stage 2: every day plan the rules allow (docs/matching.md, Day plans), each priced as it is made.

On each day, for each provider in order:
1. Singles: one block.
2. With every later provider, in both directions: handovers between linked providers, sandwiches,
   and handovers by a parent who has time to drive in the day's window.
3. Any hours: the last stay may also end whole hours earlier.
Those of which every stay covers a needed slot, and whose "funded only" stays can be funded as far
as one day tells, become rows (`pricing`). They come out sorted by (day, providers).

Cost: pairs of a day's blocks where a parent can drive, else linked pairs; then the rows.
"""

import numpy as np

from hubapp.matching import offers as o
from hubapp.matching import pricing as d
from hubapp.matching import table as t
from hubapp.matching.compiled import Ints, compiled
from hubapp.matching.offers import road_metres
from hubapp.matching.pricing import LINKED, PARENT, SANDWICH, SINGLE, Market, priced

METRES_A_MINUTE = 250


@compiled
def draft_rows(market: Market) -> Ints:
    """All day plans as rows."""
    blocks, links = market.blocks, market.links
    providers, days = len(market.about), len(market.counted)
    first = np.zeros((days, providers + 1), dtype=np.int64)
    order = _by_day(blocks, days, providers, first)
    joining = _first_links(links, providers)
    rows = np.empty((256, d.WIDTH), dtype=np.int64)
    tally = np.zeros(1, dtype=np.int64)
    draft = np.zeros(d.WIDTH, dtype=np.int64)
    for day in range(days):
        by_parent = market.windows[day, 0] < market.windows[day, 1]
        for p in range(providers):
            mine = order[first[day, p] : first[day, p + 1]]
            if not len(mine):
                continue
            for b in mine:
                _set_stays(draft, SINGLE, b, -1)
                draft[d.S1], draft[d.E1] = blocks[b, o.OPENS], blocks[b, o.CLOSES]
                rows = _with_trims(market, rows, tally, draft)
            link = joining[p]
            q = p + 1 if by_parent else _other(links, link, joining[p + 1], providers)
            while q < providers:
                while link < joining[p + 1] and links[link, t.OTHER] < q:
                    link += 1
                theirs = order[first[day, q] : first[day, q + 1]]
                together = links[link : _last_link(links, link, joining[p + 1], q)]
                rows = _pairs(market, rows, tally, draft, mine, theirs, together)
                link += len(together)
                q = q + 1 if by_parent else _other(links, link, joining[p + 1], providers)
    return rows[: tally[0]].copy()


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
def _set_stays(draft: Ints, kind: int, one: int, two: int) -> None:
    """A draft of this kind at these blocks, its stays still to be set."""
    draft[:] = 0
    draft[d.KIND], draft[d.ONE], draft[d.TWO] = kind, one, two


@compiled
def _pairs(
    market: Market, rows: Ints, tally: Ints, draft: Ints, mine: Ints, theirs: Ints, links: Ints
) -> Ints:
    """Day plans of two providers, either first: their blocks of a day, and links between them."""
    for b in mine:
        for c in theirs:
            for swapped in range(2):
                one, two = (b, c) if swapped == 0 else (c, b)
                if len(links):
                    rows = _linked(market, rows, tally, draft, one, two, links)
                if _room(market, one, two) > 0:
                    rows = _by_parent(market, rows, tally, draft, one, two)
    return rows


# --- 2. linked --------------------------------------------------------------------------------


@compiled
def _linked(
    market: Market, rows: Ints, tally: Ints, draft: Ints, one: int, two: int, links: Ints
) -> Ints:
    """The first stay ends where the second begins; or the first provider also has the end."""
    blocks = market.blocks
    a, b = blocks[one, o.OPENS], blocks[one, o.CLOSES]
    c, e = blocks[two, o.OPENS], blocks[two, o.CLOSES]
    low, high = _handovers(a, b, blocks[one, o.HOURLY], c, e, blocks[two, o.HOURLY])
    day = blocks[one, o.DAY]
    for slot in range(low, high + 1):
        if _admits(market, links, day, slot):
            _set_stays(draft, LINKED, one, two)
            draft[d.S1], draft[d.E1], draft[d.S2], draft[d.E2] = a, slot, slot, e
            rows = _with_trims(market, rows, tally, draft)
    around = blocks[one, o.HOURLY] and not blocks[two, o.HOURLY] and a < c and e < b
    if around and _admits(market, links, day, c) and _admits(market, links, day, e):
        _set_stays(draft, SANDWICH, one, two)
        draft[d.S1], draft[d.E1], draft[d.S2], draft[d.E2], draft[d.E3] = a, c, c, e, b
        rows = _with_trims(market, rows, tally, draft)
    return rows


@compiled
def _handovers(a: int, b: int, one_hourly: int, c: int, e: int, two_hourly: int) -> tuple[int, int]:
    """First and last slot at which [a, b) may end and [c, e) begin; first above last: none."""
    low = a + 1 if one_hourly else b
    high = e - 1 if two_hourly else c
    return max(low, c), min(high, b)


@compiled
def _admits(market: Market, links: Ints, day: int, slot: int) -> bool:
    """Whether some of these links admits a handover at this slot."""
    at = t.WINDOWS + 2 * market.weekdays[day]
    for i in range(len(links)):
        if links[i, at] <= slot <= links[i, at + 1]:
            return True
    return False


# --- 2. by parent -----------------------------------------------------------------------------


@compiled
def _seen(market: Market, day: int, slot: int) -> int:
    """Slots of the day's handover window before this slot."""
    low, high = market.windows[day, 0], market.windows[day, 1]
    return int(min(max(slot, low), high) - low)


@compiled
def _room(market: Market, one: int, two: int) -> int:
    """Slots of the window there can be between two blocks' stays, at most."""
    blocks = market.blocks
    day = blocks[one, o.DAY]
    earliest = blocks[one, o.OPENS] + 1 if blocks[one, o.HOURLY] else blocks[one, o.CLOSES]
    latest = blocks[two, o.CLOSES] - 1 if blocks[two, o.HOURLY] else blocks[two, o.OPENS]
    return _seen(market, day, latest) - _seen(market, day, earliest)


@compiled
def _drive(market: Market, one: int, two: int) -> int:
    """Whole slots the drive between two blocks takes, one at least."""
    p, q = market.blocks[one, o.PROVIDER], market.blocks[two, o.PROVIDER]
    about = market.about
    metres = road_metres(about[p, t.X], about[p, t.Y], about[q, t.X], about[q, t.Y])
    a_slot = METRES_A_MINUTE * market.slot_minutes
    return max(1, (metres + a_slot - 1) // a_slot)


@compiled
def _by_parent(market: Market, rows: Ints, tally: Ints, draft: Ints, one: int, two: int) -> Ints:
    """The second stay begins as early as the drive allows, or the first ends as late."""
    blocks, drive = market.blocks, _drive(market, one, two)
    day = blocks[one, o.DAY]
    a, b = blocks[one, o.OPENS], blocks[one, o.CLOSES]
    c, e = blocks[two, o.OPENS], blocks[two, o.CLOSES]
    low, high = market.windows[day, 0], market.windows[day, 1]
    first, last = b, b
    if blocks[one, o.HOURLY] and blocks[two, o.HOURLY]:
        first = a + 1
    elif blocks[one, o.HOURLY]:
        first = last = min(b, low + _seen(market, day, c) - drive)
    for end in range(max(first, a + 1), last + 1):
        least = low + _seen(market, day, end) + drive
        start = max(c, least) if blocks[two, o.HOURLY] else c
        if least <= min(start, high) and start < e:
            _set_stays(draft, PARENT, one, two)
            draft[d.S1], draft[d.E1], draft[d.S2], draft[d.E2] = a, end, start, e
            rows = _with_trims(market, rows, tally, draft)
    return rows


# --- 3. trims ---------------------------------------------------------------------------------


@compiled
def _with_trims(market: Market, rows: Ints, tally: Ints, draft: Ints) -> Ints:
    """A day plan, and for any hours those whose hourly last stay ends whole hours earlier."""
    rows = priced(market, rows, tally, draft)
    kind = draft[d.KIND]
    last = draft[d.ONE] if kind in (SINGLE, SANDWICH) else draft[d.TWO]
    if not market.trims or not market.blocks[last, o.HOURLY]:
        return rows
    end = d.E1 if kind == SINGLE else d.E3 if kind == SANDWICH else d.E2
    least = max(1, market.blocks[last, o.LEAST])
    draft[end] -= market.hour
    while _booked_last(draft) >= least and (kind != SANDWICH or draft[d.E3] > draft[d.E2]):
        rows = priced(market, rows, tally, draft)
        draft[end] -= market.hour
    return rows


@compiled
def _booked_last(draft: Ints) -> int:
    """Slots booked at the last site, a sandwich's two stays together."""
    if draft[d.KIND] == SINGLE:
        return int(draft[d.E1] - draft[d.S1])
    if draft[d.KIND] == SANDWICH:
        return int(draft[d.E1] - draft[d.S1] + draft[d.E3] - draft[d.E2])
    return int(draft[d.E2] - draft[d.S2])
