"""Stage 2, handovers by parent: two sites a parent can drive between in the day's window.

1. Every two blocks of a day whose times could leave room for the drive; most cannot.
2. The second stay begins as early as the drive allows, or the first ends as late.
3. Between two hourly providers, once for every end of the first stay.

Cost: all pairs of a day's blocks, by broadcasting, some thousands at a time.
"""

from collections.abc import Iterator

import numpy as np

from hubapp.matching.drafts import PARENT, Drafts, every_end, pair_of
from hubapp.matching.offers import Ints, Offers

METRES_A_MINUTE = 250


PIECE = 1_000_000
"""Pairs of blocks looked at in one go."""


def by_parent_on(offers: Offers, day: int) -> list[Drafts]:
    """Pairs whose gap leaves a parent time to drive inside the day's handover window."""
    window = offers.need.handover_window.get(offers.days[day])
    if window is None:
        return []
    slots = np.arange(offers.problem.slots_per_day + 1)
    seen = np.clip(slots, *window) - window[0]
    return [
        part
        for one, two, drive in _with_room(offers, day, seen)
        for part in (
            _both_fixed_or_second_hourly(offers, one, two, drive, seen),
            _first_hourly_second_fixed(offers, one, two, drive, seen),
            _both_hourly(offers, one, two, drive, seen),
        )
    ]


def _with_room(offers: Offers, day: int, seen: Ints) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Pairs of a day's blocks, and slots the drive takes, if the times could leave room for it.

    `seen[t]` counts the window's slots before slot t.
    """
    blocks = offers.blocks
    earliest = np.where(blocks.hourly, blocks.opens + 1, blocks.closes)
    latest = np.where(blocks.hourly, blocks.closes - 1, blocks.opens)
    on_day = np.flatnonzero(blocks.day == day)
    step = max(1, PIECE // max(1, len(on_day)))
    for start in range(0, len(on_day), step):
        part = on_day[start : start + step]
        room = seen[latest[on_day]][None, :] - seen[earliest[part]][:, None]
        i, j = np.nonzero(room > 0)
        one, two, room = part[i], on_day[j], room[i, j]
        p, q = blocks.provider[one], blocks.provider[two]
        metres = offers.between(p, q)
        drive = np.maximum(1, -(-metres // (METRES_A_MINUTE * offers.problem.slot_minutes)))
        fits = (p != q) & (room >= drive)
        yield one[fits], two[fits], drive[fits]


def _both_fixed_or_second_hourly(
    offers: Offers, one: Ints, two: Ints, drive: Ints, seen: Ints
) -> Drafts:
    rows = ~offers.blocks.hourly[one]
    i, j = one[rows], two[rows]
    return _after(offers, i, j, offers.blocks.closes[i], drive[rows], seen)


def _after(offers: Offers, i: Ints, j: Ints, e1: Ints, drive: Ints, seen: Ints) -> Drafts:
    """The least start of the second stay that leaves the drive after `e1`."""
    blocks = offers.blocks
    least = np.searchsorted(seen, seen[e1] + drive, side="left")
    start = np.where(blocks.hourly[j], np.maximum(blocks.opens[j], least), blocks.opens[j])
    fits = (start >= least) & (start < blocks.closes[j])
    return pair_of(offers, PARENT, i[fits], j[fits], e1[fits], start[fits])


def _first_hourly_second_fixed(
    offers: Offers, one: Ints, two: Ints, drive: Ints, seen: Ints
) -> Drafts:
    blocks = offers.blocks
    rows = blocks.hourly[one] & ~blocks.hourly[two]
    i, j = one[rows], two[rows]
    spare = seen[blocks.opens[j]] - drive[rows]
    greatest = np.searchsorted(seen, spare, side="right") - 1
    end = np.minimum(blocks.closes[i], greatest)
    fits = (spare >= 0) & (end > blocks.opens[i])
    return pair_of(offers, PARENT, i[fits], j[fits], end[fits], blocks.opens[j][fits])


def _both_hourly(offers: Offers, one: Ints, two: Ints, drive: Ints, seen: Ints) -> Drafts:
    rows = offers.blocks.hourly[one] & offers.blocks.hourly[two]
    numbers = np.flatnonzero(rows)
    i, position, e1 = every_end(offers, one[rows], numbers)
    return _after(offers, i, two[position], e1, drive[position], seen)
