"""Frontier, second half: all weeks of one provider set that may add to the frontier.

As `setweek`, but what the remaining days can come to is kept for cost under each charge, travel
and handovers side by side.
1. Each option's uncovered slots beyond its day's least, and what a week may leave uncovered in
   all: its budget. Options beyond it go. (Where hours are wanted: slots still to cover.)
2. Two tables from the last day backwards: by budget left, and by days still owed (`rests`).
3. Depth first; a half-built week goes when at every level some known point is at least as good
   as all it could become. A whole week's funding is shared exactly.

Cost: options x half-built weeks x levels; the frontier so far prunes.
"""

from typing import NamedTuple

import numpy as np

from hubapp.matching import pricing as d
from hubapp.matching.bounds import Board
from hubapp.matching.compiled import Ints, compiled
from hubapp.matching.field import ANY_DAYS, ANY_HOURS, NEVER, Field
from hubapp.matching.options import (
    SKIPPED,
    Charged,
    Options,
    charge_options,
    options_of,
)
from hubapp.matching.rests import states_of
from hubapp.matching.setweek import fund_week
from hubapp.matching.trade import Front, take_in


class Measured(NamedTuple):
    """Options by measure: `amount[o]` pence under each kept charge, then hectometres, handovers.

    `spend[o]` budget the option uses up, or slots it covers where hours are wanted. `first` what a
    week starts from; `by_slots[day, days left, slots, measure]` and `by_duty[day, state, measure]`
    what days from `day` on come to. `slots[level]` is the budget, or slots to cover, at a level;
    below 0 the level is out of reach.
    """

    amount: Ints
    spend: Ints
    first: Ints
    by_slots: Ints
    by_duty: Ints
    after: Ints
    start: int
    slots: Ints


@compiled
def extend_front(field: Field, board: Board, members: Ints, front: Front, budget: int) -> int:
    """Add every week of exactly these providers that the front lacks; returns the work done.

    If that exceeds the budget, weeks may be missing.
    """
    for i in range(len(members)):
        if field.min_days[board.who[members[i]]] > field.choices.shape[1]:
            return 1
    options = options_of(field, board, members, 0)
    charged = charge_options(field, board, members, options)
    measured = _measured(field, board, members, options, charged, front)
    days, levels = len(field.needs), len(measured.slots)
    begin = options.begin
    work = len(options.row) * 20
    if measured.slots[levels - 1] < 0:
        return work
    walk = _walk_of(field, options, measured)
    depth, entering = 0, True
    while depth >= 0:
        if depth == days:
            _weigh(field, board, members, options, walk.taken, front)
            depth -= 1
            entering = False
            continue
        if entering:
            work += (begin[depth + 1] - begin[depth]) * levels
            if work > budget:
                return int(work)
            _line_up(field, options, measured, front, walk, depth, begin[depth], begin[depth + 1])
        entering = walk.at[depth] < walk.lined[depth]
        if not entering:
            depth -= 1
            continue
        o, first = walk.line[depth, walk.at[depth]], walk.at[depth] == 0
        walk.at[depth] += 1
        # The front may have grown since this option was put in line.
        entering = first or _still_open(field, options, measured, front, walk, depth, o)
        if entering:
            _step(field, options, measured, walk, depth, o)
            depth += 1
    return work


class Walk(NamedTuple):
    """The way down through the days, as in `setweek`; `sums` of each measure, `spent` slots."""

    sums: Ints
    spent: Ints
    state: Ints
    days_left: Ints
    line: Ints
    rank: Ints
    lined: Ints
    at: Ints
    taken: Ints


@compiled
def _walk_of(field: Field, options: Options, measured: Measured) -> Walk:
    days, widest = len(field.needs), 1
    for day in range(days):
        widest = max(widest, options.begin[day + 1] - options.begin[day])
    sums = np.zeros((days + 1, len(measured.first)), dtype=np.int64)
    sums[0] = measured.first
    state, days_left = np.zeros(days + 1, dtype=np.int64), np.zeros(days + 1, dtype=np.int64)
    state[0], days_left[0] = measured.start, max(0, field.kept)
    return Walk(
        sums,
        np.zeros(days + 1, dtype=np.int64),
        state,
        days_left,
        np.empty((days + 1, widest), dtype=np.int64),
        np.empty((days + 1, widest), dtype=np.int64),
        np.zeros(days + 1, dtype=np.int64),
        np.zeros(days + 1, dtype=np.int64),
        np.zeros(days, dtype=np.int64),
    )


@compiled
def _step(
    field: Field, options: Options, measured: Measured, walk: Walk, depth: int, o: int
) -> None:
    """Take an option."""
    then = depth + 1
    walk.taken[depth] = o
    for m in range(len(measured.first)):
        walk.sums[then, m] = walk.sums[depth, m] + measured.amount[o, m]
    walk.spent[then] = walk.spent[depth] + measured.spend[o]
    walk.state[then] = measured.after[options.kind[o], walk.state[depth]]
    walk.days_left[then] = max(0, walk.days_left[depth] - options.takes[o])


@compiled
def _still_open(
    field: Field,
    options: Options,
    measured: Measured,
    front: Front,
    walk: Walk,
    depth: int,
    o: int,
) -> bool:
    """Whether one option of a day may still add to the front."""
    line, rank, count, at = walk.line[depth], walk.rank[depth], walk.lined[depth], walk.at[depth]
    kept_option, kept_rank = line[0], rank[0]
    _line_up(field, options, measured, front, walk, depth, o, o + 1)
    is_open = walk.lined[depth] == 1
    line[0], rank[0], walk.lined[depth], walk.at[depth] = kept_option, kept_rank, count, at
    return bool(is_open)


@compiled
def _line_up(
    field: Field,
    options: Options,
    measured: Measured,
    front: Front,
    walk: Walk,
    depth: int,
    begin: int,
    end: int,
) -> None:
    """Put options of a day in line, most promising first, without those that cannot add.

    An option is left out if at every level some point of the front is at least as good as all
    that could come of it. This is the innermost loop: no calls and no slices of arrays in it.
    """
    amount, spend, level_slots = measured.amount, measured.spend, measured.slots
    by_slots, by_duty, after = measured.by_slots, measured.by_duty, measured.after
    kind, takes, sums, line, rank = options.kind, options.takes, walk.sums, walk.line, walk.rank
    steps, counts = front.steps, front.counts
    hours, kept, measures, then = field.mode == ANY_HOURS, field.kept, amount.shape[1], depth + 1
    state, spent, days_left = walk.state[depth], walk.spent[depth], walk.days_left[depth]
    moves, drive = measures - 1, measures - 2
    n = 0
    for o in range(begin, end):
        following = after[kind[o], state]
        if following < 0 or by_duty[then, following, moves] >= NEVER:
            continue
        left = max(0, days_left - takes[o]) if kept >= 0 else 0
        promise = -1
        for level in range(len(level_slots) - 1, -1, -1):
            slots = level_slots[level] - spent - spend[o]
            if level_slots[level] < 0 or (slots < 0 and not hours):
                break
            slots = max(0, slots)
            if by_slots[then, left, slots, moves] >= NEVER:
                if hours:
                    continue
                break
            cost = -NEVER
            for m in range(drive):
                rest = max(by_slots[then, left, slots, m], by_duty[then, following, m])
                cost = max(cost, sums[depth, m] + amount[o, m] + rest)
            rest = max(by_slots[then, left, slots, drive], by_duty[then, following, drive])
            travel = sums[depth, drive] + amount[o, drive] + rest
            rest = max(by_slots[then, left, slots, moves], by_duty[then, following, moves])
            handovers = sums[depth, moves] + amount[o, moves] + rest
            beaten = False
            for i in range(counts[level]):
                if steps[level, i, 0] > cost:
                    break
                if steps[level, i, 1] <= travel and steps[level, i, 2] <= handovers:
                    beaten = True
                    break
            if not beaten:
                promise = max(0, cost) + 5 * travel
                break
        if promise < 0:
            continue
        i = n
        while i > 0 and rank[depth, i - 1] > promise:
            line[depth, i], rank[depth, i] = line[depth, i - 1], rank[depth, i - 1]
            i -= 1
        line[depth, i], rank[depth, i] = o, promise
        n += 1
    walk.lined[depth], walk.at[depth] = n, 0


@compiled
def _measured(
    field: Field, board: Board, members: Ints, options: Options, charged: Charged, front: Front
) -> Measured:
    kept = charged.hours if field.mode == ANY_HOURS else charged.charge
    measures = len(kept) + 2
    amount = np.zeros((len(options.row), measures), dtype=np.int64)
    spend = np.zeros(len(options.row), dtype=np.int64)
    least = 0
    for day in range(len(field.needs)):
        lowest = NEVER
        for o in range(options.begin[day], options.begin[day + 1]):
            row = options.row[o]
            open_slots = field.needs[day]
            if row >= 0:
                for m in range(len(kept)):
                    amount[o, m] = field.rows[row, d.FULL] - charged.saved[kept[m], o]
                amount[o, measures - 2] = field.rows[row, d.TRAVEL]
                amount[o, measures - 1] = field.rows[row, d.HANDOVERS]
                open_slots -= field.rows[row, d.COVER]
            elif row == SKIPPED:
                open_slots = 0
            spend[o] = options.gain[o] if field.mode == ANY_HOURS else open_slots
            lowest = min(lowest, spend[o])
        if field.mode != ANY_HOURS and lowest < NEVER:
            least += lowest
            for o in range(options.begin[day], options.begin[day + 1]):
                spend[o] -= lowest
    slots = np.empty(len(front.counts), dtype=np.int64)
    for level in range(len(slots)):
        slots[level] = front.lowest + level - least
        if field.mode == ANY_HOURS:
            slots[level] = max(0, field.wanted - front.lowest - level)
    first = np.zeros(measures, dtype=np.int64)
    for m in range(len(kept)):
        first[m] = -charged.back[kept[m]]
    owed = np.empty(len(members), dtype=np.int64)
    for i in range(len(members)):
        owed[i] = field.min_days[board.who[members[i]]]
    start, after, done = states_of(field, owed)
    return Measured(
        amount,
        spend,
        first,
        _by_slots(field, options, amount, spend, max(0, slots.max())),
        _by_duty(field, options, amount, after, done),
        after,
        start,
        slots,
    )


@compiled
def _by_slots(field: Field, options: Options, amount: Ints, spend: Ints, most: int) -> Ints:
    days, measures, top = len(field.needs), amount.shape[1], max(0, field.kept)
    rest = np.full((days + 1, top + 1, most + 1, measures), NEVER, dtype=np.int64)
    for left in range(top + 1):
        if field.mode == ANY_DAYS and left > 0:
            continue
        if field.mode == ANY_HOURS:
            rest[days, left, 0] = 0
        else:
            rest[days, left] = 0
    widest = 0
    for o in range(len(spend)):
        widest = max(widest, spend[o])
    least = np.empty((2, widest + 1, measures), dtype=np.int64)
    for day in range(days - 1, -1, -1):
        least[:] = NEVER
        for o in range(options.begin[day], options.begin[day + 1]):
            takes = options.takes[o] if field.kept >= 0 else 0
            for m in range(measures):
                least[takes, spend[o], m] = min(least[takes, spend[o], m], amount[o, m])
        for takes in range(2):
            for used in range(widest + 1):
                if least[takes, used, 0] >= NEVER:
                    continue
                for left in range(takes, top + 1):
                    for slots in range(most + 1):
                        then = slots - used
                        if then < 0:
                            if field.mode != ANY_HOURS:
                                continue
                            then = 0
                        for m in range(measures):
                            value = rest[day + 1, left - takes, then, m] + least[takes, used, m]
                            rest[day, left, slots, m] = min(rest[day, left, slots, m], value)
    return rest


@compiled
def _by_duty(field: Field, options: Options, amount: Ints, after: Ints, done: Ints) -> Ints:
    days, measures, states = len(field.needs), amount.shape[1], after.shape[1]
    rest = np.full((days + 1, states, measures), NEVER, dtype=np.int64)
    for state in range(states):
        if done[state]:
            rest[days, state] = 0
    least = np.empty((len(after), measures), dtype=np.int64)
    for day in range(days - 1, -1, -1):
        least[:] = NEVER
        for o in range(options.begin[day], options.begin[day + 1]):
            for m in range(measures):
                kind = options.kind[o]
                least[kind, m] = min(least[kind, m], amount[o, m])
        for kind in range(len(after)):
            if least[kind, 0] >= NEVER:
                continue
            for state in range(states):
                then = after[kind, state]
                if then < 0:
                    continue
                for m in range(measures):
                    value = rest[day + 1, then, m] + least[kind, m]
                    rest[day, state, m] = min(rest[day, state, m], value)
    return rest


@compiled
def _weigh(
    field: Field, board: Board, members: Ints, options: Options, taken: Ints, front: Front
) -> None:
    """A whole week, its funding shared exactly, into the front."""
    uncovered = cost = travel = handovers = covered = 0
    for day in range(len(taken)):
        row = options.row[taken[day]]
        if row >= 0:
            cost += field.rows[row, d.FULL]
            travel += field.rows[row, d.TRAVEL]
            handovers += field.rows[row, d.HANDOVERS]
            covered += field.rows[row, d.COVER]
        if row != SKIPPED:
            uncovered += field.needs[day]
    uncovered = max(0, field.wanted - covered) if field.mode == ANY_HOURS else uncovered - covered
    if uncovered >= front.lowest + len(front.counts):
        return
    slots = np.empty((len(members), len(taken)), dtype=np.int64)
    saved = fund_week(field, board.who[members], options.row[taken], slots)
    if saved >= 0:
        take_in(front, uncovered, cost - saved, travel, len(members), handovers)
