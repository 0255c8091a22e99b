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
from hubapp.matching.trade import Front, beats, take_in


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
    days, measures, levels = len(field.needs), len(measured.first), len(measured.slots)
    begin = options.begin
    work = len(options.row) * 20
    widest = 1
    for day in range(days):
        widest = max(widest, begin[day + 1] - begin[day])
    if measured.slots[levels - 1] < 0:
        return work
    sums = np.zeros((days + 1, measures), dtype=np.int64)
    sums[0] = measured.first
    spent = np.zeros(days + 1, dtype=np.int64)
    state = np.zeros(days + 1, dtype=np.int64)
    state[0] = measured.start
    days_left = np.zeros(days + 1, dtype=np.int64)
    days_left[0] = max(0, field.kept)
    line = np.empty((days + 1, widest), dtype=np.int64)
    rank = np.empty((days + 1, widest), dtype=np.int64)
    count = np.zeros(days + 1, dtype=np.int64)
    at = np.zeros(days + 1, dtype=np.int64)
    taken = np.zeros(days, dtype=np.int64)
    depth, entering = 0, True
    while depth >= 0:
        if depth == days:
            _weigh(field, board, members, options, taken, front)
            depth -= 1
            entering = False
            continue
        if entering:
            count[depth] = at[depth] = 0
            work += (begin[depth + 1] - begin[depth]) * levels
            if work > budget:
                return int(work)
            for o in range(begin[depth], begin[depth + 1]):
                low = _open(
                    field, options, measured, front, depth, o, sums, spent, state, days_left
                )
                if low < 0:
                    continue
                i = count[depth]
                while i > 0 and rank[depth, i - 1] > low:
                    line[depth, i], rank[depth, i] = line[depth, i - 1], rank[depth, i - 1]
                    i -= 1
                line[depth, i], rank[depth, i] = o, low
                count[depth] += 1
        entering = False
        i = at[depth]
        if i == count[depth]:
            depth -= 1
            continue
        at[depth] += 1
        o = line[depth, i]
        # The front may have grown since this option was put in line.
        if (
            i > 0
            and _open(field, options, measured, front, depth, o, sums, spent, state, days_left) < 0
        ):
            continue
        taken[depth] = o
        for m in range(measures):
            sums[depth + 1, m] = sums[depth, m] + measured.amount[o, m]
        spent[depth + 1] = spent[depth] + measured.spend[o]
        state[depth + 1] = measured.after[options.kind[o], state[depth]]
        days_left[depth + 1] = max(0, days_left[depth] - options.takes[o])
        depth += 1
        entering = True
    return work


@compiled
def _open(
    field: Field,
    options: Options,
    measured: Measured,
    front: Front,
    depth: int,
    o: int,
    sums: Ints,
    spent: Ints,
    state: Ints,
    days_left: Ints,
) -> int:
    """-1 if a half-built week that takes option o cannot add to the front; else how it ranks."""
    after = measured.after[options.kind[o], state[depth]]
    if after < 0:
        return -1
    measures = len(measured.first)
    left = max(0, days_left[depth] - options.takes[o]) if field.kept >= 0 else 0
    duty = measured.by_duty[depth + 1, after]
    if duty[measures - 1] >= NEVER:
        return -1
    for level in range(len(measured.slots) - 1, -1, -1):
        if measured.slots[level] < 0:
            break
        slots = measured.slots[level] - spent[depth] - measured.spend[o]
        if slots < 0:
            if field.mode != ANY_HOURS:
                break
            slots = 0
        rest = measured.by_slots[depth + 1, left, slots]
        if rest[measures - 1] >= NEVER:
            if field.mode != ANY_HOURS:
                break
            continue
        cost = -NEVER
        for m in range(measures - 2):
            due = sums[depth, m] + measured.amount[o, m] + max(rest[m], duty[m])
            cost = max(cost, due)
        m = measures - 2
        travel = sums[depth, m] + measured.amount[o, m] + max(rest[m], duty[m])
        m = measures - 1
        handovers = sums[depth, m] + measured.amount[o, m] + max(rest[m], duty[m])
        if not beats(front, level, cost, travel, handovers):
            return int(max(0, cost) + 5 * travel)
    return -1


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
