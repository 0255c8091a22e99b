"""Frontier: every provider set of one size that may add to it, as `growth` does for the list.

1. Sets grow a provider at a time, weighed day by day in a few chosen ways.
2. Whole sets that pass are weighed in all ways, with minimum days.

Cost: chosen ways x days for each set.
"""

import numpy as np

from hubapp.matching.bounds import Board, set_values
from hubapp.matching.compiled import Ints, compiled, inlined
from hubapp.matching.field import NEVER, Field
from hubapp.matching.growth import total_of
from hubapp.matching.trade import Front
from hubapp.matching.tradeways import TradeWays, may_add


@compiled
def grow_trades(
    field: Field,
    trade: TradeWays,
    board: Board,
    required: Ints,
    chosen: Ints,
    front: Front,
    size: int,
    begin: int,
    budget: int,
) -> tuple[Ints, Ints, int]:
    """Sets of `size` that may add to the front, their values (sets, ways), and where to go on.

    As `grow_sets`: required places first; stops after the first free place that uses up the
    budget. `chosen` ways are open ones.
    """
    places, days, ways = len(board.who), len(field.needs), len(trade.ways.pay)
    alone, together, hope = _weighed(field, trade, board, chosen)
    sets, values = np.empty((64, size), dtype=np.int64), np.empty((64, ways), dtype=np.int64)
    every = np.arange(ways)
    own = np.empty(ways, dtype=np.int64)
    sums = np.empty(len(chosen), dtype=np.int64)
    n = work = 0
    members = np.empty(size, dtype=np.int64)
    best = np.empty((size + 1, len(chosen), days), dtype=np.int64)
    for w in range(len(chosen)):
        best[0, w] = trade.ways.idle[:, chosen[w]]
    fixed = len(required)
    taken = np.zeros(places, dtype=np.int64)
    for i in range(fixed):
        members[i] = required[i]
        taken[required[i]] = 1
        _joined(board, alone, together, members, i, best)
    depth = fixed
    if fixed < size:
        members[depth] = begin - 1
    whole = fixed == size
    while depth >= fixed:
        if fixed < size:
            members[depth] += 1
            if depth == fixed and members[depth] > begin and work >= budget:
                return sets[:n].copy(), values[:n].copy(), members[depth]
            i = members[depth]
            if i >= places:
                depth -= 1
                continue
            if taken[i]:
                continue
            work += len(chosen)
            _joined(board, alone, together, members, depth, best)
            whole = depth + 1 == size
            if not whole:
                _hoped(field, trade, hope, members, depth + 1, size, chosen, best[depth + 1], sums)
                if may_add(trade, front, sums, chosen):
                    depth += 1
                    members[depth] = i
                continue
            for w in range(len(chosen)):
                sums[w] = trade.ways.first[chosen[w]] + total_of(field.choices, best[size, w])
            if not may_add(trade, front, sums, chosen):
                continue
        else:
            depth = -1
        set_values(field, trade.ways, board, members, own)
        work += 10 * ways
        if may_add(trade, front, own, every):
            if n == len(sets):
                more_sets = np.empty((2 * n, size), dtype=np.int64)
                more_values = np.empty((2 * n, ways), dtype=np.int64)
                more_sets[:n], more_values[:n] = sets, values
                sets, values = more_sets, more_values
            sets[n], values[n] = members, own
            n += 1
    return sets[:n].copy(), values[:n].copy(), places


@compiled
def _weighed(field: Field, trade: TradeWays, board: Board, chosen: Ints) -> tuple[Ints, Ints, Ints]:
    """The chosen ways' tables: by one alone, by a pair, and the best hope (see `growth`)."""
    places, days, ways = len(board.who), len(field.needs), len(chosen)
    alone = np.full((places, ways, days), NEVER, dtype=np.int64)
    together = np.full((len(board.shared), ways, days), NEVER, dtype=np.int64)
    hope = np.full((places + 2, ways, days), NEVER, dtype=np.int64)
    for w in range(ways):
        for day in range(days):
            for i in range(places):
                g = board.single[day, i]
                if g >= 0:
                    alone[i, w, day] = trade.ways.least[g, chosen[w]]
            for k in range(len(board.shared)):
                g = board.shared[k, day]
                if g >= 0:
                    together[k, w, day] = trade.ways.least[g, chosen[w]]
            for i in range(places):
                hope[places, w, day] = min(hope[places, w, day], alone[i, w, day])
                for j in range(places):
                    k = board.pair[i, j]
                    if k >= 0:
                        hope[i, w, day] = min(hope[i, w, day], together[k, w, day])
                hope[places + 1, w, day] = min(
                    hope[places + 1, w, day], hope[i, w, day], alone[i, w, day]
                )
    return alone, together, hope


@inlined
def _joined(
    board: Board, alone: Ints, together: Ints, members: Ints, depth: int, best: Ints
) -> None:
    """`best[depth + 1]`: each day, in each way, with the member at `depth` added."""
    i = members[depth]
    ways, days = best.shape[1], best.shape[2]
    for w in range(ways):
        for day in range(days):
            best[depth + 1, w, day] = min(best[depth, w, day], alone[i, w, day])
    for j in range(depth):
        k = board.pair[i, members[j]]
        if k >= 0:
            for w in range(ways):
                for day in range(days):
                    best[depth + 1, w, day] = min(best[depth + 1, w, day], together[k, w, day])


@inlined
def _hoped(
    field: Field,
    trade: TradeWays,
    hope: Ints,
    members: Ints,
    joined: int,
    size: int,
    chosen: Ints,
    best: Ints,
    sums: Ints,
) -> None:
    """What a set could still come to if the best joined it on every day."""
    days = len(field.needs)
    anyone = hope[len(hope) - 2] if joined + 1 == size else hope[len(hope) - 1]
    hoped = np.empty(days, dtype=np.int64)
    for w in range(len(chosen)):
        for day in range(days):
            hoped[day] = min(best[w, day], anyone[w, day])
            for i in range(joined):
                hoped[day] = min(hoped[day], hope[members[i], w, day])
        sums[w] = trade.ways.first[chosen[w]] + total_of(field.choices, hoped)
