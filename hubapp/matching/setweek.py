"""Stage 5: the best weeks of one provider set, exactly.

1. Options: for each day the day plans that use only providers of the set, and ways to leave the
   day out (`options`).
2. Charges for funded slots, and pay for slots towards wanted hours, drawn from the set's own
   prices; the few that bound the whole week best are kept (`options`).
3. For every day and state of a half-built week, the least the remaining days can come to, by
   backward induction (`rests`). One view knows who must still be attended and how many days may
   still count; where hours are wanted a second knows how many slots still are. Each is a bound.
4. Depth first through the days, the most promising option first; a half-built week goes when a
   bound is not below what is already found. A whole week's funding is shared exactly (`funding`).

Worth is a pair: Z, then (C, T, P, H) folded into one number (`field`), so that ties are broken by
the same comparison. What is found depends on the set alone, never on what other sets made of the
limit.

Cost: options x charges, states x options, then weeks whose bound lies below the best week's worth.
"""

from typing import NamedTuple

import numpy as np

from hubapp.matching import pricing as d
from hubapp.matching.bounds import Board
from hubapp.matching.compiled import Ints, compiled
from hubapp.matching.field import ANY_DAYS, ANY_HOURS, NEVER, Field
from hubapp.matching.funding import share_pool
from hubapp.matching.options import (
    SKIPPED,
    UNSERVED,
    Charged,
    Options,
    charge_options,
    options_of,
)
from hubapp.matching.rests import Rests, rests_of


@compiled
def best_weeks(
    field: Field,
    board: Board,
    members: Ints,
    every: int,
    limit: int,
    budget: int,
    worth: Ints,
    weeks: Ints,
) -> tuple[int, int]:
    """Up to len(worth) best weeks of exactly these providers with a Z of at most `limit`.

    Written to `worth` (Z, folded rest) and `weeks` (a row of the field, SKIPPED or UNSERVED for
    each day), best first. Returns how many, and the work done; if that exceeds the budget, better
    ones may be missing. `every`: dominated day plans too, and weeks differ by their Z alone.
    """
    found, days = 0, len(field.needs)
    for i in range(len(members)):
        if field.min_days[board.who[members[i]]] > field.choices.shape[1]:
            return 0, 1
    options = options_of(field, board, members, every)
    charged = charge_options(field, board, members, options)
    rests = rests_of(field, board, members, options, charged)
    work = len(options.row) * (len(charged.pay) + len(charged.hours))
    walk = _walk_of(field, options, charged)
    walk.state[0] = rests.start
    walk.base[0, 0] = field.further * max(0, len(members) - 1)
    walk.base[0, 1] = len(members) * field.provider_unit
    depth, entering = 0, True
    while depth >= 0:
        if depth == days:
            found = _weighed(
                field, board, members, options, walk.taken, every, limit, worth, weeks, found
            )
            depth -= 1
            entering = False
            continue
        high, low = _to_beat(limit, every, worth, found)
        if entering:
            work += options.begin[depth + 1] - options.begin[depth]
            if work > budget:
                return found, work
            _line_up(field, options, charged, rests, walk, depth, high, low)
        entering = walk.at[depth] < walk.lined[depth] and _is_below(
            walk.line_high[depth, walk.at[depth]], walk.line_low[depth, walk.at[depth]], high, low
        )
        if entering:
            _step(options, charged, rests, walk, depth)
            depth += 1
        else:
            depth -= 1
    return found, work


class Walk(NamedTuple):
    """The way down through the days: what has been taken before each, and what is still to try.

    By day: `state` and `days_left` as in `rests`, `open_slots` still wanted, slots `covered`,
    `base` and, by charge, pence `saved` so far. `line` lists the day's options in order of their
    bounds, `lined` how many, `at` the next to try; `taken` the option taken.
    """

    state: Ints
    open_slots: Ints
    days_left: Ints
    covered: Ints
    base: Ints
    saved: Ints
    line: Ints
    line_high: Ints
    line_low: Ints
    lined: Ints
    at: Ints
    taken: Ints


@compiled
def _walk_of(field: Field, options: Options, charged: Charged) -> Walk:
    days = len(field.needs)
    widest = 1
    for day in range(days):
        widest = max(widest, options.begin[day + 1] - options.begin[day])
    open_slots = np.zeros(days + 1, dtype=np.int64)
    days_left = np.zeros(days + 1, dtype=np.int64)
    open_slots[0], days_left[0] = field.wanted, max(0, field.kept)
    return Walk(
        np.zeros(days + 1, dtype=np.int64),
        open_slots,
        days_left,
        np.zeros(days + 1, dtype=np.int64),
        np.zeros((days + 1, 2), dtype=np.int64),
        np.zeros((days + 1, charged.saved.shape[0]), dtype=np.int64),
        np.empty((days + 1, widest), dtype=np.int64),
        np.empty((days + 1, widest), dtype=np.int64),
        np.empty((days + 1, widest), dtype=np.int64),
        np.zeros(days + 1, dtype=np.int64),
        np.zeros(days + 1, dtype=np.int64),
        np.zeros(days, dtype=np.int64),
    )


@compiled
def _to_beat(limit: int, every: int, worth: Ints, found: int) -> tuple[int, int]:
    """The worth a week must be below to enter the list."""
    if found < len(worth):
        return limit, NEVER
    return int(worth[found - 1, 0]), -NEVER if every else int(worth[found - 1, 1])


@compiled
def _is_below(high: int, low: int, than_high: int, than_low: int) -> bool:
    return high < than_high or (high == than_high and low < than_low)


@compiled
def _line_up(
    field: Field,
    options: Options,
    charged: Charged,
    rests: Rests,
    walk: Walk,
    depth: int,
    than_high: int,
    than_low: int,
) -> None:
    """Put a day's options in order of the least a week that takes them can come to.

    Options that cannot be below what is to beat are left out. This is the innermost loop: no
    calls and no slices of arrays in it, both count references.
    """
    kind, takes, gain, option_base = options.kind, options.takes, options.gain, options.base
    charge, pay, first, back = charged.charge, charged.pay, charged.first, charged.back
    option_saved, hour_charges = charged.saved, charged.hours
    after, owed, hours = rests.after, rests.owed, rests.hours
    line, line_high, line_low, saved = walk.line, walk.line_high, walk.line_low, walk.saved
    state, covered = walk.state[depth], walk.covered[depth]
    open_slots, days_left = walk.open_slots[depth], walk.days_left[depth]
    base_high, base_low = walk.base[depth, 0], walk.base[depth, 1]
    unit, then = field.cost_unit, depth + 1
    ways, hour_ways = len(pay), len(hour_charges)
    by_hours, kept = field.mode == ANY_HOURS, field.kept
    n = 0
    for o in range(options.begin[depth], options.begin[then]):
        next_state = after[kind[o], state]
        if next_state < 0:
            continue
        high, low = -NEVER, -NEVER
        for w in range(ways):
            c = charge[w]
            save = saved[depth, c] + option_saved[c, o]
            a = base_high + option_base[o, 0] - save - pay[w] * (covered + gain[o]) + first[w]
            b = base_low + option_base[o, 1] - unit * (save + back[c])
            a += owed[then, next_state, w, 0]
            b += owed[then, next_state, w, 1]
            if a > high or (a == high and b > low):
                high, low = a, b
        if by_hours:
            left = max(0, open_slots - gain[o])
            more_days = days_left - takes[o] if kept >= 0 else 0
            for w in range(hour_ways):
                c = hour_charges[w]
                save = saved[depth, c] + option_saved[c, o] + back[c]
                a = base_high + option_base[o, 0] - save + hours[then, more_days, left, w, 0]
                b = base_low + option_base[o, 1] - unit * save + hours[then, more_days, left, w, 1]
                if a > high or (a == high and b > low):
                    high, low = a, b
        if high > than_high or (high == than_high and low >= than_low):
            continue
        i = n
        while i > 0 and (
            line_high[depth, i - 1] > high
            or (line_high[depth, i - 1] == high and line_low[depth, i - 1] > low)
        ):
            line[depth, i] = line[depth, i - 1]
            line_high[depth, i] = line_high[depth, i - 1]
            line_low[depth, i] = line_low[depth, i - 1]
            i -= 1
        line[depth, i], line_high[depth, i], line_low[depth, i] = o, high, low
        n += 1
    walk.lined[depth], walk.at[depth] = n, 0


@compiled
def _step(options: Options, charged: Charged, rests: Rests, walk: Walk, depth: int) -> None:
    """Take the next option of a day."""
    o, then = walk.line[depth, walk.at[depth]], depth + 1
    walk.at[depth] += 1
    walk.taken[depth] = o
    walk.state[then] = rests.after[options.kind[o], walk.state[depth]]
    walk.open_slots[then] = max(0, walk.open_slots[depth] - options.gain[o])
    walk.days_left[then] = max(0, walk.days_left[depth] - options.takes[o])
    walk.covered[then] = walk.covered[depth] + options.gain[o]
    for part in range(2):
        walk.base[then, part] = walk.base[depth, part] + options.base[o, part]
    for c in range(walk.saved.shape[1]):
        walk.saved[then, c] = walk.saved[depth, c] + charged.saved[c, o]


@compiled
def _weighed(
    field: Field,
    board: Board,
    members: Ints,
    options: Options,
    taken: Ints,
    every: int,
    limit: int,
    worth: Ints,
    weeks: Ints,
    found: int,
) -> int:
    """A whole week, its funding shared exactly, put into the list if it belongs there."""
    if field.mode == ANY_DAYS and not _is_canonical(field, options, taken):
        return found
    high, low = field.further * max(0, len(members) - 1), len(members) * field.provider_unit
    covered = 0
    for day in range(len(taken)):
        o = taken[day]
        high += options.base[o, 0]
        low += options.base[o, 1]
        covered += options.gain[o]
    if field.mode == ANY_HOURS:
        high += field.slot * max(0, field.wanted - covered)
    slots = np.empty((len(members), len(taken)), dtype=np.int64)
    save = fund_week(field, board.who[members], options.row[taken], slots)
    if save < 0:
        return found
    high -= save
    low -= save * field.cost_unit
    than_high, than_low = _to_beat(limit, every, worth, found)
    if not _is_below(high, low, than_high, than_low):
        return found
    if found < len(worth):
        found += 1
    i = found - 1
    while i > 0 and (worth[i - 1, 0] > high or (worth[i - 1, 0] == high and worth[i - 1, 1] > low)):
        worth[i], weeks[i] = worth[i - 1], weeks[i - 1]
        i -= 1
    worth[i, 0], worth[i, 1] = high, low
    for day in range(len(taken)):
        weeks[i, day] = options.row[taken[day]]
    return found


@compiled
def fund_week(field: Field, who: Ints, week: Ints, slots: Ints) -> int:
    """Pence saved by funding a week best, split in `slots` (providers, days); -1: not allowed."""
    rows, shape = field.rows, (len(who), len(week))
    most, price = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    must, limits = np.zeros(shape, dtype=np.int64), np.empty(shape[0], dtype=np.int64)
    for i in range(shape[0]):
        p = who[i]
        limits[i] = field.week_caps[p]
        for day in range(shape[1]):
            n = week[day]
            if n >= 0 and rows[n, d.P] == p:
                most[i, day], price[i, day] = rows[n, d.MOST_P], rows[n, d.PRICE_P]
                must[i, day] = rows[n, d.MUST_P]
            elif n >= 0 and rows[n, d.Q] == p:
                most[i, day], price[i, day] = rows[n, d.MOST_Q], rows[n, d.PRICE_Q]
                must[i, day] = rows[n, d.MUST_Q]
    return int(share_pool(most, price, must, limits, field.day_limit, field.pool, slots))


@compiled
def _is_canonical(field: Field, options: Options, taken: Ints) -> bool:
    """Whether the chosen days nobody serves are those that need least, so that each week of
    stays counts once."""
    for one in range(len(taken)):
        if options.row[taken[one]] != UNSERVED or field.held[one]:
            continue
        for other in range(len(taken)):
            if options.row[taken[other]] == SKIPPED and (
                field.needs[other] < field.needs[one]
                or (field.needs[other] == field.needs[one] and other < one)
            ):
                return False
    return True
