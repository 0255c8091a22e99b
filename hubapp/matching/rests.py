"""What the remaining days of a week can come to at least, for every state of a half-built one.

1. A state counts the days still owed to each provider of the set, and the days that may still be
   attended or must still be chosen. Options that attend the same providers lead to the same state.
2. From the last day backwards, per state and way of charging: the least of the day's options with
   what is left after them.
3. Where hours are wanted, a second table counts the slots still wanted instead of days owed.

Cost: days x states x kinds of option x ways.
"""

from typing import NamedTuple

import numpy as np

from hubapp.matching.bounds import Board
from hubapp.matching.compiled import Ints, compiled, inlined
from hubapp.matching.field import ANY_DAYS, ANY_HOURS, NEVER, Field
from hubapp.matching.options import Charged, Options, pair_of_kind


class Rests(NamedTuple):
    """`after[kind, state]` is the next state, -1: not allowed; `start` the first.

    `owed[day, state, way]` and `hours[day, days left, slots left, way]` are what days from `day`
    on come to: Z and (C, T, P, H) folded.
    """

    start: int
    after: Ints
    owed: Ints
    hours: Ints


@compiled
def rests_of(
    field: Field, board: Board, members: Ints, options: Options, charged: Charged
) -> Rests:
    """Both tables for one provider set."""
    owed = np.empty(len(members), dtype=np.int64)
    for i in range(len(members)):
        owed[i] = field.min_days[board.who[members[i]]]
    start, after, done = states_of(field, owed)
    return Rests(
        start,
        after,
        _owed_rest(field, options, charged, after, done),
        _hours_rest(field, options, charged),
    )


@compiled
def states_of(field: Field, owed: Ints) -> tuple[int, Ints, Ints]:
    """First state, next states (kinds, states), and flags of those a week may end in."""
    size, top = len(owed), max(0, field.kept)
    states = top + 1
    for i in range(size):
        states *= owed[i] + 1
    pairs = size * (size - 1) // 2
    after = np.full((size + pairs + 2, states), -1, dtype=np.int64)
    done = np.zeros(states, dtype=np.int64)
    left = np.empty(size, dtype=np.int64)
    for state in range(states):
        rest = state // (top + 1)
        days_left = state % (top + 1)
        ends = field.mode != ANY_DAYS or days_left == 0
        for i in range(size):
            left[i] = rest % (owed[i] + 1)
            rest //= owed[i] + 1
            ends = ends and left[i] == 0
        done[state] = int(ends)
        for kind in range(size + pairs + 2):
            takes = int(kind < size + pairs + 1)
            if field.kept >= 0 and takes > days_left:
                continue
            one = other = -1
            if kind < size:
                one = kind
            elif kind < size + pairs:
                one, other = pair_of_kind(kind - size)
            number, factor = 0, 1
            for i in range(size):
                n = left[i]
                if (i in (one, other)) and n > 0:
                    n -= 1
                number += n * factor
                factor *= owed[i] + 1
            spent = takes if field.kept >= 0 else 0
            after[kind, state] = number * (top + 1) + days_left - spent
    return states - 1, after, done


@compiled
def _owed_rest(field: Field, options: Options, charged: Charged, after: Ints, done: Ints) -> Ints:
    days, kinds, states = len(field.needs), len(after), after.shape[1]
    ways = len(charged.pay)
    rest = np.full((days + 1, states, ways, 2), NEVER, dtype=np.int64)
    for state in range(states):
        if done[state]:
            rest[days, state] = 0
    least = np.empty((kinds, ways, 2), dtype=np.int64)
    for day in range(days - 1, -1, -1):
        least[:] = NEVER
        for o in range(options.begin[day], options.begin[day + 1]):
            for w in range(ways):
                save = charged.saved[charged.charge[w], o]
                a = options.base[o, 0] - save - charged.pay[w] * options.gain[o]
                b = options.base[o, 1] - field.cost_unit * save
                lower(least[options.kind[o], w], a, b)
        for kind in range(kinds):
            for state in range(states):
                then = after[kind, state]
                if then < 0 or least[kind, 0, 0] >= NEVER:
                    continue
                for w in range(ways):
                    if rest[day + 1, then, w, 0] < NEVER:
                        a = least[kind, w, 0] + rest[day + 1, then, w, 0]
                        b = least[kind, w, 1] + rest[day + 1, then, w, 1]
                        lower(rest[day, state, w], a, b)
    return rest


@inlined
def lower(pair: Ints, high: int, low: int) -> None:
    """Make a pair the lesser of itself and another."""
    if high < pair[0] or (high == pair[0] and low < pair[1]):
        pair[0], pair[1] = high, low


@compiled
def _hours_rest(field: Field, options: Options, charged: Charged) -> Ints:
    days, ways = len(field.needs), len(charged.hours)
    if field.mode != ANY_HOURS:
        return np.empty((0, 0, 0, 0, 0), dtype=np.int64)
    top = max(0, field.kept)
    rest = np.full((days + 1, top + 1, field.wanted + 1, ways, 2), NEVER, dtype=np.int64)
    for left in range(field.wanted + 1):
        rest[days, :, left, :, 0] = field.slot * left
        rest[days, :, left, :, 1] = 0
    most = 0
    for o in range(len(options.row)):
        most = max(most, options.gain[o])
    least = np.empty((most + 1, ways, 2), dtype=np.int64)
    for day in range(days - 1, -1, -1):
        least[:] = NEVER
        for o in range(options.begin[day], options.begin[day + 1]):
            for w in range(ways):
                save = charged.saved[charged.hours[w], o]
                a = options.base[o, 0] - save
                lower(least[options.gain[o], w], a, options.base[o, 1] - field.cost_unit * save)
        # Fewer slots than this cannot be left when the day comes.
        fewest = max(0, field.wanted - day * most)
        for gain in range(most + 1):
            if least[gain, 0, 0] >= NEVER:
                continue
            takes = int(gain > 0 and field.kept >= 0)
            for days_left in range(takes, top + 1):
                for left in range(fewest, field.wanted + 1):
                    then = max(0, left - gain)
                    for w in range(ways):
                        a = least[gain, w, 0] + rest[day + 1, days_left - takes, then, w, 0]
                        b = least[gain, w, 1] + rest[day + 1, days_left - takes, then, w, 1]
                        lower(rest[day, days_left, left, w], a, b)
    return rest
