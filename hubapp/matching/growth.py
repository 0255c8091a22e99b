"""Every provider set of one size worth a look, as far as bounds cannot rule it out.

1. Sets grow a provider at a time, in rising order, the required ones first.
2. Each is weighed day by day in one way that gives nothing back, the one that has bound best so
   far; a set that could not be within the limit whoever joins it is dropped with all that would
   grow from it. (The frontier grows its sets with the same pieces, in a few ways: `tradegrowth`.)
3. Whole sets that pass get their full bound (`bounds`).

Cost: the last provider is weighed in a few steps a day; full bounds only for those that pass.
"""

from typing import NamedTuple

import numpy as np

from hubapp.matching.bounds import Board, scratch_for, set_bound, total_of
from hubapp.matching.compiled import Ints, compiled, doubled, inlined
from hubapp.matching.field import NEVER, Field
from hubapp.matching.ways import Ways


@compiled
def grow_sets(
    field: Field,
    ways: Ways,
    board: Board,
    required: Ints,
    seen: Ints,
    order: Ints,
    size: int,
    begin: int,
    budget: int,
    limit: int,
) -> tuple[Ints, Ints, int, int]:
    """Sets of `size` within the limit, their bounds, and where to go on.

    Sets are rows of places on the board, required ones first. `seen` flags places: sets of seen
    ones only have been looked at before. `order` lists the ways in the order in which they are
    tried, the first an open one. Stops after the first free place whose turn uses up the budget;
    the third value is the next (past the last: all done), the fourth the work.
    """
    places, days, chosen = len(board.who), len(field.needs), order[:1].copy()
    tables = tables_of(ways, board, chosen)
    sets, bounds = np.empty((64, size), dtype=np.int64), np.empty(64, dtype=np.int64)
    scratch, sums = scratch_for(size, days), np.empty(1, dtype=np.int64)
    n = work = 0
    further = field.further * max(0, size - 1)
    members, best, taken = first_members(tables, board, required, size)
    depth = len(required)
    if depth == size:
        bound = set_bound(field, ways, board, members, order, limit, scratch)
        if bound <= limit:
            sets[0], bounds[0], n = members, bound, 1
        return sets[:n], bounds[:n], places, 1
    members[depth] = begin - 1
    while depth >= len(required):
        members[depth] += 1
        if depth == len(required) and members[depth] > begin and work >= budget:
            return sets[:n].copy(), bounds[:n].copy(), members[depth], work
        i = members[depth]
        if i >= places:
            depth -= 1
            continue
        if taken[i]:
            continue
        work += 1
        join(tables, board, members, depth, best)
        if depth + 1 < size:
            hope_for(field.choices, tables, members, depth + 1, best, days, sums)
            if further + sums[0] <= limit:
                depth += 1
                members[depth] = i
            continue
        sums_of(field.choices, tables, best[size], days, sums)
        if further + sums[0] > limit:
            continue
        if _all_seen(seen, members):
            continue
        bound = set_bound(field, ways, board, members, order, limit, scratch)
        work += 20
        if bound > limit:
            continue
        if n == len(sets):
            sets, bounds = doubled(sets), doubled(bounds)
        sets[n], bounds[n] = members, bound
        n += 1
    return sets[:n].copy(), bounds[:n].copy(), places, work


class Tables(NamedTuple):
    """What days come to in some chosen ways, side by side: a column for each way and day.

    `alone` (places, columns) by one provider, `together` (pairs, columns) by both of two, `idle`
    (columns,) by nobody. `hope[i]` is the least by i together with anyone, `hope[-2]` by anyone
    alone and `hope[-1]` by anyone at all. `first` (ways,) is what a week starts from.
    """

    first: Ints
    idle: Ints
    alone: Ints
    together: Ints
    hope: Ints


@compiled
def tables_of(ways: Ways, board: Board, chosen: Ints) -> Tables:
    """The tables of some ways, on one board."""
    places, days = len(board.who), len(board.single)
    columns = len(chosen) * days
    idle = np.empty(columns, dtype=np.int64)
    alone = np.full((places, columns), NEVER, dtype=np.int64)
    together = np.full((len(board.shared), columns), NEVER, dtype=np.int64)
    hope = np.full((places + 2, columns), NEVER, dtype=np.int64)
    for column in range(columns):
        way, day = chosen[column // days], column % days
        idle[column] = ways.idle[day, way]
        for i in range(places):
            g = board.single[day, i]
            if g >= 0:
                alone[i, column] = ways.least[g, way]
                hope[places, column] = min(hope[places, column], alone[i, column])
        for k in range(len(board.shared)):
            g = board.shared[k, day]
            if g >= 0:
                together[k, column] = ways.least[g, way]
    for i in range(places):
        for j in range(places):
            k = board.pair[i, j]
            if k >= 0:
                for column in range(columns):
                    hope[i, column] = min(hope[i, column], together[k, column])
        for column in range(columns):
            least = min(hope[i, column], alone[i, column])
            hope[places + 1, column] = min(hope[places + 1, column], least)
    return Tables(ways.first[chosen], idle, alone, together, hope)


@compiled
def first_members(
    tables: Tables, board: Board, required: Ints, size: int
) -> tuple[Ints, Ints, Ints]:
    """A set with its required members, what days come to with them, and flags of the taken.

    `best[depth]` (columns,) is the least that the first `depth` members, or nobody, can make.
    """
    members = np.empty(size, dtype=np.int64)
    best = np.empty((size + 1, len(tables.idle)), dtype=np.int64)
    best[0] = tables.idle
    taken = np.zeros(len(board.who), dtype=np.int64)
    for i in range(len(required)):
        members[i] = required[i]
        taken[required[i]] = 1
        join(tables, board, members, i, best)
    return members, best, taken


@inlined
def join(tables: Tables, board: Board, members: Ints, depth: int, best: Ints) -> None:
    """`best[depth + 1]`: with the member at `depth` added."""
    alone, together, i = tables.alone, tables.together, members[depth]
    for column in range(best.shape[1]):
        best[depth + 1, column] = min(best[depth, column], alone[i, column])
    for j in range(depth):
        k = board.pair[i, members[j]]
        if k >= 0:
            for column in range(best.shape[1]):
                best[depth + 1, column] = min(best[depth + 1, column], together[k, column])


@inlined
def sums_of(choices: Ints, tables: Tables, best: Ints, days: int, sums: Ints) -> None:
    """What a whole set comes to at least in each way, from what it makes of the days."""
    for w in range(len(sums)):
        sums[w] = tables.first[w] + total_of(choices, best, w * days)


@inlined
def hope_for(
    choices: Ints, tables: Tables, members: Ints, joined: int, best: Ints, days: int, sums: Ints
) -> None:
    """The same for a set of which only `joined` members are known, if the best join it."""
    hoped = np.empty(best.shape[1], dtype=np.int64)
    hoped_of(tables, members, joined, best, hoped)
    sums_of(choices, tables, hoped, days, sums)


@inlined
def hoped_of(tables: Tables, members: Ints, joined: int, best: Ints, hoped: Ints) -> None:
    """What days come to at least if the best join the `joined` members that are known."""
    hope = tables.hope
    anyone = len(hope) - (2 if joined + 1 == len(members) else 1)
    for column in range(len(hoped)):
        hoped[column] = min(best[joined, column], hope[anyone, column])
        for i in range(joined):
            hoped[column] = min(hoped[column], hope[members[i], column])


@inlined
def _all_seen(seen: Ints, members: Ints) -> bool:
    for i in range(len(members)):
        if not seen[members[i]]:
            return False
    return True
