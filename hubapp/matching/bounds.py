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

from hubapp.matching.compiled import Ints, compiled
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


@compiled
def set_bound(field: Field, ways: Ways, board: Board, members: Ints, values: Ints) -> int:
    """No week of exactly these providers (places on the board) has a Z below this.

    `values` is room for one number a way.
    """
    set_values(field, ways, board, members, values)
    return int(min(NEVER, values.max() + field.further * max(0, len(members) - 1)))


@compiled
def set_values(field: Field, ways: Ways, board: Board, members: Ints, values: Ints) -> None:
    """What a set comes to at least in every way, before further providers' cost."""
    days, size = len(field.needs), len(members)
    best = np.empty(days, dtype=np.int64)
    mine = np.empty((size, days), dtype=np.int64)
    for w in range(len(ways.first)):
        best[:] = ways.idle[:, w]
        mine[:] = NEVER
        for i in range(size):
            for day in range(days):
                g = board.single[day, members[i]]
                if g >= 0:
                    mine[i, day] = min(mine[i, day], ways.least[g, w])
            for j in range(i):
                k = board.pair[members[i], members[j]]
                if k >= 0:
                    for day in range(days):
                        g = board.shared[k, day]
                        if g >= 0:
                            mine[i, day] = min(mine[i, day], ways.least[g, w])
                            mine[j, day] = min(mine[j, day], ways.least[g, w])
        total = ways.first[w]
        for i in range(size):
            total -= ways.given_back[board.who[members[i]], w]
            for day in range(days):
                best[day] = min(best[day], mine[i, day])
        worst = -NEVER
        for i in range(size):
            least = field.min_days[board.who[members[i]]]
            worst = max(worst, with_duty(field.choices, best, mine[i], least))
        values[w] = min(NEVER, total + worst)


@compiled
def with_duty(choices: Ints, best: Ints, mine: Ints, least: int) -> int:
    """Least sum over the days that count if one provider must serve `least` of them."""
    taken = choices.shape[1]
    if least > taken:
        return NEVER
    regret = np.empty(taken, dtype=np.int64)
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


@compiled
def values_with_anyone(field: Field, ways: Ways) -> Ints:
    """The same for every set that holds a provider: (providers, ways).

    Ways that give something back for a provider's limit bound known sets only; they say nothing.
    """
    providers, days, groups = len(field.min_days), len(field.needs), field.groups
    values = np.full((providers, len(ways.first)), -NEVER, dtype=np.int64)
    best = np.empty(days, dtype=np.int64)
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
            value = ways.first[w] + with_duty(field.choices, best, mine[p], field.min_days[p])
            values[p, w] = min(NEVER, value)
    return values
