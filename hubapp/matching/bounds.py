"""Stage 4: lower bounds on the best week of a set of providers, far quicker than the week itself.

For each way of weighing (`ways`):
1. Per day, the least that any provider or pair of the set can make of it, or leaving it out.
2. The days summed, as many as count.
3. Each provider of the set must be attended on its minimum of days: the most that this adds for
   one of them is added. (Adding it for two would count a day twice that serves both.)
The greatest over all ways is the bound. It never exceeds the worth of the set's best week.

Cost: ways x days x pairs of the set.
"""

from typing import NamedTuple

import numpy as np

from hubapp.matching.compiled import Ints, compiled, inlined
from hubapp.matching.field import NEVER, Field
from hubapp.matching.ways import Ways


class Board(NamedTuple):
    """Some of the providers, by their place on the board, and where their day plans are.

    `who[i]` is a provider's number; `single[d, i]` its group on a day, -1 if none; `pair[i, j]`
    the number of a pair with day plans, -1 if none; `shared[k, d]` a pair's group on a day.
    """

    who: Ints
    single: Ints
    pair: Ints
    shared: Ints


@compiled
def board_of(field: Field, who: Ints) -> Board:
    """A board of these providers, which are in rising order."""
    groups, days = field.groups, len(field.needs)
    place = np.full(len(field.min_days), -1, dtype=np.int64)
    for i in range(len(who)):
        place[who[i]] = i
    single = np.full((days, len(who)), -1, dtype=np.int64)
    pair = np.full((len(who), len(who)), -1, dtype=np.int64)
    pairs = 0
    for g in range(len(groups)):
        i = place[groups[g, 1]]
        if groups[g, 2] < 0 or i < 0:
            continue
        j = place[groups[g, 2]]
        if j >= 0 and pair[i, j] < 0:
            pair[i, j] = pair[j, i] = pairs
            pairs += 1
    shared = np.full((pairs, days), -1, dtype=np.int64)
    for g in range(len(groups)):
        i = place[groups[g, 1]]
        if i < 0:
            continue
        if groups[g, 2] < 0:
            single[groups[g, 0], i] = g
        elif place[groups[g, 2]] >= 0:
            shared[pair[i, place[groups[g, 2]]], groups[g, 0]] = g
    return Board(who, single, pair, shared)


class Scratch(NamedTuple):
    """Room to work in for sets of one size: per day, and per member and day."""

    best: Ints
    mine: Ints
    groups: Ints
    regret: Ints


@compiled
def scratch_for(size: int, days: int) -> Scratch:
    """Room for sets of this size."""
    return Scratch(
        np.empty(days, dtype=np.int64),
        np.empty((size, days), dtype=np.int64),
        np.empty((size, size, days), dtype=np.int64),
        np.empty(days, dtype=np.int64),
    )


@compiled
def set_bound(
    field: Field,
    ways: Ways,
    board: Board,
    members: Ints,
    order: Ints,
    limit: int,
    scratch: Scratch,
) -> int:
    """No week of exactly these providers (places on the board) has a Z below this.

    Ways are tried in `order`; once one shows that the set is above the limit, that is enough.
    """
    further = field.further * max(0, len(members) - 1)
    find_groups(board, members, scratch)
    bound = -NEVER
    for w in order:
        bound = max(bound, further + set_value(field, ways, board, members, w, scratch))
        if bound > limit:
            break
    return min(NEVER, bound)


@inlined
def find_groups(board: Board, members: Ints, scratch: Scratch) -> None:
    """Groups of day plans by each member or pair into `scratch.groups`, -1 if none."""
    groups = scratch.groups
    for i in range(len(members)):
        for day in range(groups.shape[2]):
            groups[i, i, day] = board.single[day, members[i]]
        for j in range(i):
            k = board.pair[members[i], members[j]]
            for day in range(groups.shape[2]):
                groups[i, j, day] = board.shared[k, day] if k >= 0 else -1


@inlined
def set_value(
    field: Field, ways: Ways, board: Board, members: Ints, w: int, scratch: Scratch
) -> int:
    """What a set comes to at least in one way, before further providers' cost."""
    best, mine, regret = scratch.best, scratch.mine, scratch.regret
    for day in range(len(best)):
        best[day] = ways.idle[day, w]
    find_least(ways.least, w, scratch.groups, best, mine)
    total, worst = ways.first[w], -NEVER
    for i in range(len(members)):
        p = board.who[members[i]]
        total -= ways.given_back[p, w]
        duty = with_duty(field.choices, best, mine[i], field.min_days[p], regret)
        worst = max(worst, duty)
    return int(min(NEVER, total + worst))


@inlined
def find_least(least: Ints, w: int, groups: Ints, best: Ints, mine: Ints) -> None:
    """What groups of a set make of the days in one way, into `best` if below, by member `mine`."""
    mine[:] = NEVER
    for day in range(len(best)):
        lowest = best[day]
        for i in range(len(mine)):
            for j in range(i + 1):
                g = groups[i, j, day]
                if g >= 0:
                    worth = least[g, w]
                    mine[i, day] = min(mine[i, day], worth)
                    mine[j, day] = min(mine[j, day], worth)
                    lowest = min(lowest, worth)
        best[day] = lowest


@compiled
def set_values(field: Field, ways: Ways, board: Board, members: Ints, values: Ints) -> None:
    """The same in every way."""
    scratch = scratch_for(len(members), len(field.needs))
    find_groups(board, members, scratch)
    for w in range(len(ways.first)):
        values[w] = set_value(field, ways, board, members, w, scratch)


@inlined
def with_duty(choices: Ints, best: Ints, mine: Ints, least: int, regret: Ints) -> int:
    """Least sum over the days that count if one provider must serve `least` of them.

    `regret` is room for a number a day.
    """
    taken = choices.shape[1]
    if least > taken:
        return NEVER
    lowest = NEVER
    for c in range(len(choices)):
        total = 0
        for n in range(taken):
            day = choices[c, n]
            total += best[day]
            extra = mine[day] - best[day]
            at = n
            while at > 0 and regret[at - 1] > extra:
                regret[at] = regret[at - 1]
                at -= 1
            regret[at] = extra
        for n in range(least):
            total += regret[n]
        lowest = min(lowest, total)
    return lowest


@inlined
def total_of(choices: Ints, best: Ints, start: int) -> int:
    """Least sum over the days that count; day d is the number at `start` + d."""
    lowest = NEVER
    for c in range(len(choices)):
        total = 0
        for n in range(choices.shape[1]):
            total += best[start + choices[c, n]]
        lowest = min(lowest, total)
    return lowest


@compiled
def values_with_anyone(field: Field, ways: Ways) -> Ints:
    """The same for every set that holds a provider: (providers, ways).

    Ways that give something back for a provider's limit bound known sets only; they say nothing.
    """
    providers, days, groups = len(field.min_days), len(field.needs), field.groups
    values = np.full((providers, len(ways.first)), -NEVER, dtype=np.int64)
    best, regret = np.empty(days, dtype=np.int64), np.empty(days, dtype=np.int64)
    mine = np.empty((providers, days), dtype=np.int64)
    for w in range(len(ways.first)):
        if not ways.open[w]:
            continue
        best[:] = ways.idle[:, w]
        mine[:] = NEVER
        for g in range(len(groups)):
            day, p, q = groups[g, 0], groups[g, 1], groups[g, 2]
            worth = ways.least[g, w]
            best[day] = min(best[day], worth)
            mine[p, day] = min(mine[p, day], worth)
            if q >= 0:
                mine[q, day] = min(mine[q, day], worth)
        for p in range(providers):
            duty = with_duty(field.choices, best, mine[p], field.min_days[p], regret)
            values[p, w] = min(NEVER, ways.first[w] + duty)
    return values


@compiled
def order_of_ways(field: Field, ways: Ways, board: Board, sets: Ints) -> Ints:
    """Ways in order of how often they bound these sets best, an open one first.

    `sets` are rows of provider numbers, -1 to fill; those with a provider not on the board, or
    with none at all, say nothing.
    """
    count = len(ways.first)
    wins, values = np.zeros(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    for n in range(len(sets)):
        size = 0
        while size < sets.shape[1] and sets[n, size] >= 0:
            size += 1
        members = np.searchsorted(board.who, sets[n, :size])
        known = size > 0
        for i in range(size):
            known = known and members[i] < len(board.who) and board.who[members[i]] == sets[n, i]
        if known:
            set_values(field, ways, board, members, values)
            wins[np.argmax(values)] += 1
    order = np.argsort(-wins, kind="mergesort")
    for n in range(count):
        if ways.open[order[n]]:
            first = order[n]
            for i in range(n, 0, -1):
                order[i] = order[i - 1]
            order[0] = first
            break
    return order
