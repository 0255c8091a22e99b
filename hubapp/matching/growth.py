"""Every provider set of one size worth a look, as far as bounds cannot rule it out.

1. Sets grow a provider at a time, in rising order, the required ones first.
2. Each is weighed day by day in one way that gives nothing back, the one that has bound best so
   far; a set that could not be within the limit whoever joins it is dropped with all that would
   grow from it.
3. Whole sets that pass get their full bound (`bounds`).

Cost: the last provider is weighed in a few steps a day; full bounds only for those that pass.
"""

import numpy as np

from hubapp.matching.bounds import Board, scratch_for, set_bound
from hubapp.matching.compiled import Ints, compiled, inlined
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
    places, days, way = len(board.who), len(field.needs), order[0]
    alone, together, hope = _weighed(field, ways, board, way)
    sets = np.empty((64, size), dtype=np.int64)
    bounds = np.empty(64, dtype=np.int64)
    scratch = scratch_for(size, days)
    n = work = 0
    members = np.empty(size, dtype=np.int64)
    best = np.empty((size + 1, days), dtype=np.int64)
    best[0] = ways.idle[:, way]
    base = ways.first[way] + field.further * max(0, size - 1)
    fixed = len(required)
    taken = np.zeros(places, dtype=np.int64)
    for i in range(fixed):
        members[i] = required[i]
        taken[required[i]] = 1
        _joined(board, alone, together, members, i, best)
    if fixed == size:
        bound = set_bound(field, ways, board, members, order, limit, scratch)
        if bound <= limit:
            sets[0], bounds[0], n = members, bound, 1
        return sets[:n], bounds[:n], places, 1
    depth = fixed
    members[depth] = begin - 1
    while depth >= fixed:
        members[depth] += 1
        if depth == fixed and members[depth] > begin and work >= budget:
            return sets[:n].copy(), bounds[:n].copy(), members[depth], work
        i = members[depth]
        if i >= places:
            depth -= 1
            continue
        if taken[i]:
            continue
        work += 1
        _joined(board, alone, together, members, depth, best)
        if depth + 1 < size:
            if _hopeful(field, hope, members, depth + 1, size, best[depth + 1], base, limit):
                depth += 1
                members[depth] = i
            continue
        if base + total_of(field.choices, best[depth + 1]) > limit:
            continue
        if _all_seen(seen, members):
            continue
        bound = set_bound(field, ways, board, members, order, limit, scratch)
        work += 20
        if bound > limit:
            continue
        if n == len(sets):
            sets, bounds = _longer(sets, bounds)
        sets[n], bounds[n] = members, bound
        n += 1
    return sets[:n].copy(), bounds[:n].copy(), places, work


@compiled
def _longer(sets: Ints, bounds: Ints) -> tuple[Ints, Ints]:
    n = len(sets)
    more_sets = np.empty((2 * n, sets.shape[1]), dtype=np.int64)
    more_bounds = np.empty(2 * n, dtype=np.int64)
    more_sets[:n], more_bounds[:n] = sets, bounds
    return more_sets, more_bounds


@compiled
def _weighed(field: Field, ways: Ways, board: Board, way: int) -> tuple[Ints, Ints, Ints]:
    """One way's table: (places, days) by one alone, (pairs, days) by both, and the best hope.

    `hope[i]` is the least of each day by i together with anyone, `hope[-2]` by anyone alone and
    `hope[-1]` by anyone at all.
    """
    places, days = len(board.who), len(field.needs)
    alone = np.full((places, days), NEVER, dtype=np.int64)
    together = np.full((len(board.shared), days), NEVER, dtype=np.int64)
    hope = np.full((places + 2, days), NEVER, dtype=np.int64)
    for i in range(places):
        for day in range(days):
            g = board.single[day, i]
            if g >= 0:
                alone[i, day] = ways.least[g, way]
                hope[places, day] = min(hope[places, day], alone[i, day])
    for k in range(len(board.shared)):
        for day in range(days):
            g = board.shared[k, day]
            if g >= 0:
                together[k, day] = ways.least[g, way]
    for i in range(places):
        for j in range(places):
            k = board.pair[i, j]
            if k >= 0:
                for day in range(days):
                    hope[i, day] = min(hope[i, day], together[k, day])
        for day in range(days):
            hope[places + 1, day] = min(hope[places + 1, day], hope[i, day], alone[i, day])
    return alone, together, hope


@inlined
def _joined(
    board: Board, alone: Ints, together: Ints, members: Ints, depth: int, best: Ints
) -> None:
    """`best[depth + 1]`: each day with the member at `depth` added."""
    i = members[depth]
    for day in range(best.shape[1]):
        best[depth + 1, day] = min(best[depth, day], alone[i, day])
    for j in range(depth):
        k = board.pair[i, members[j]]
        if k >= 0:
            for day in range(best.shape[1]):
                best[depth + 1, day] = min(best[depth + 1, day], together[k, day])


@inlined
def total_of(choices: Ints, best: Ints) -> int:
    """Least sum over the days that count."""
    lowest = NEVER
    for c in range(len(choices)):
        total = 0
        for n in range(choices.shape[1]):
            total += best[choices[c, n]]
        lowest = min(lowest, total)
    return lowest


@inlined
def _hopeful(
    field: Field,
    hope: Ints,
    members: Ints,
    joined: int,
    size: int,
    best: Ints,
    base: int,
    limit: int,
) -> bool:
    """Whether a set could still come within the limit if the best joined it on every day."""
    days = len(best)
    anyone = hope[len(hope) - 2] if joined + 1 == size else hope[len(hope) - 1]
    hoped = np.empty(days, dtype=np.int64)
    for day in range(days):
        hoped[day] = min(best[day], anyone[day])
        for i in range(joined):
            hoped[day] = min(hoped[day], hope[members[i], day])
    return base + total_of(field.choices, hoped) <= limit


@inlined
def _all_seen(seen: Ints, members: Ints) -> bool:
    for i in range(len(members)):
        if not seen[members[i]]:
            return False
    return True
