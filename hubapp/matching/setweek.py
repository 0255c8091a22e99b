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
    _room, found = len(worth), 0
    days = len(field.needs)
    for i in range(len(members)):
        if field.min_days[board.who[members[i]]] > field.choices.shape[1]:
            return 0, 1
    options = options_of(field, board, members, every)
    charged = charge_options(field, board, members, options)
    rests = rests_of(field, board, members, options, charged)
    ways, hour_ways = len(charged.pay), len(charged.hours)
    work = len(options.row) * (ways + hour_ways)
    begin = options.begin
    widest = 1
    for day in range(days):
        widest = max(widest, begin[day + 1] - begin[day])
    # One row a depth: what has been taken so far, and the options still to try there.
    state = np.zeros(days + 1, dtype=np.int64)
    open_slots = np.zeros(days + 1, dtype=np.int64)
    days_left = np.zeros(days + 1, dtype=np.int64)
    covered = np.zeros(days + 1, dtype=np.int64)
    base = np.zeros((days + 1, 2), dtype=np.int64)
    saved = np.zeros((days + 1, charged.saved.shape[0]), dtype=np.int64)
    line = np.empty((days + 1, widest), dtype=np.int64)
    line_bound = np.empty((days + 1, widest, 2), dtype=np.int64)
    count = np.zeros(days + 1, dtype=np.int64)
    at = np.zeros(days + 1, dtype=np.int64)
    taken = np.zeros(days, dtype=np.int64)
    state[0] = rests.start
    open_slots[0] = field.wanted
    days_left[0] = max(0, field.kept)
    base[0, 0] = field.further * max(0, len(members) - 1)
    base[0, 1] = len(members) * field.provider_unit
    depth, entering = 0, True
    while depth >= 0:
        if depth == days:
            found = _weighed(
                field, board, members, options, taken, every, limit, worth, weeks, found
            )
            depth -= 1
            entering = False
            continue
        if entering:
            count[depth] = 0
            at[depth] = 0
            work += begin[depth + 1] - begin[depth]
            if work > budget:
                return found, work
            for o in range(begin[depth], begin[depth + 1]):
                after = rests.after[options.kind[o], state[depth]]
                if after < 0:
                    continue
                high, low = _bound(
                    field,
                    options,
                    charged,
                    rests,
                    depth,
                    o,
                    after,
                    open_slots[depth],
                    days_left[depth],
                    covered[depth],
                    base[depth],
                    saved[depth],
                )
                if not _may_enter(high, low, limit, worth, found, every):
                    continue
                i = count[depth]
                while i > 0 and (
                    line_bound[depth, i - 1, 0] > high
                    or (line_bound[depth, i - 1, 0] == high and line_bound[depth, i - 1, 1] > low)
                ):
                    line[depth, i] = line[depth, i - 1]
                    line_bound[depth, i] = line_bound[depth, i - 1]
                    i -= 1
                line[depth, i] = o
                line_bound[depth, i, 0], line_bound[depth, i, 1] = high, low
                count[depth] += 1
        entering = False
        i = at[depth]
        if i == count[depth] or not _may_enter(
            line_bound[depth, i, 0], line_bound[depth, i, 1], limit, worth, found, every
        ):
            depth -= 1
            continue
        at[depth] += 1
        o = line[depth, i]
        taken[depth] = o
        state[depth + 1] = rests.after[options.kind[o], state[depth]]
        open_slots[depth + 1] = max(0, open_slots[depth] - options.gain[o])
        days_left[depth + 1] = max(0, days_left[depth] - options.takes[o])
        covered[depth + 1] = covered[depth] + options.gain[o]
        base[depth + 1, 0] = base[depth, 0] + options.base[o, 0]
        base[depth + 1, 1] = base[depth, 1] + options.base[o, 1]
        for c in range(saved.shape[1]):
            saved[depth + 1, c] = saved[depth, c] + charged.saved[c, o]
        depth += 1
        entering = True
    return found, work


@compiled
def _may_enter(high: int, low: int, limit: int, worth: Ints, found: int, every: int) -> bool:
    """Whether a week of such a worth would enter the list."""
    if high > limit:
        return False
    if found < len(worth):
        return True
    last = worth[found - 1]
    return bool(high < last[0] or (high == last[0] and low < last[1] and not every))


@compiled
def _bound(
    field: Field,
    options: Options,
    charged: Charged,
    rests: Rests,
    depth: int,
    o: int,
    after: int,
    open_slots: int,
    days_left: int,
    covered: int,
    base: Ints,
    saved: Ints,
) -> tuple[int, int]:
    """The least a half-built week can come to if it takes option o on this day."""
    high, low = -NEVER, -NEVER
    base_high, base_low = base[0] + options.base[o, 0], base[1] + options.base[o, 1]
    covered += options.gain[o]
    for w in range(len(charged.pay)):
        c = charged.charge[w]
        save = saved[c] + charged.saved[c, o]
        a = base_high - save - charged.pay[w] * covered + charged.first[w]
        a += rests.owed[depth + 1, after, w, 0]
        b = base_low - field.cost_unit * save - field.cost_unit * charged.back[c]
        b += rests.owed[depth + 1, after, w, 1]
        if a > high or (a == high and b > low):
            high, low = a, b
    if field.mode == ANY_HOURS:
        left = max(0, open_slots - options.gain[o])
        days_left -= options.takes[o]
        if field.kept < 0:
            days_left = 0
        for w in range(len(charged.hours)):
            c = charged.hours[w]
            save = saved[c] + charged.saved[c, o]
            a = base_high - save - charged.back[c] + rests.hours[depth + 1, days_left, left, w, 0]
            b = base_low - field.cost_unit * (save + charged.back[c])
            b += rests.hours[depth + 1, days_left, left, w, 1]
            if a > high or (a == high and b > low):
                high, low = a, b
    return high, low


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
    if not _may_enter(high, low, limit, worth, found, every):
        return found
    if found < len(worth):
        found += 1
    i = found - 1
    while i > 0 and (worth[i - 1, 0] > high or (worth[i - 1, 0] == high and worth[i - 1, 1] > low)):
        worth[i], weeks[i] = worth[i - 1], weeks[i - 1]
        i -= 1
    worth[i, 0], worth[i, 1] = high, low
    weeks[i] = options.row[taken]
    return found


@compiled
def fund_week(field: Field, who: Ints, week: Ints, slots: Ints) -> int:
    """Pence saved by funding a week best, split in `slots` (providers, days); -1: not allowed."""
    shape = len(who), len(week)
    most, price = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    must, limits = np.zeros(shape, dtype=np.int64), np.empty(shape[0], dtype=np.int64)
    for i in range(shape[0]):
        p = who[i]
        limits[i] = field.week_caps[p]
        for day in range(shape[1]):
            if week[day] < 0:
                continue
            row = field.rows[week[day]]
            if row[d.P] == p:
                most[i, day], price[i, day] = row[d.MOST_P], row[d.PRICE_P]
                must[i, day] = row[d.MUST_P]
            elif row[d.Q] == p:
                most[i, day], price[i, day] = row[d.MOST_Q], row[d.PRICE_Q]
                must[i, day] = row[d.MUST_Q]
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
