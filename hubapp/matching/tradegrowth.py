"""Frontier: every provider set of one size that may add to it, as `growth` does for the list.

1. Sets grow a provider at a time, weighed day by day in a few chosen ways.
2. Whole sets that pass are weighed in all ways, with minimum days.

Cost: chosen ways x days for each set.
"""

import numpy as np

from hubapp.matching.bounds import Board, set_values
from hubapp.matching.compiled import Ints, compiled, doubled
from hubapp.matching.field import Field
from hubapp.matching.growth import first_members, hope_for, join, sums_of, tables_of
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
    tables = tables_of(trade.ways, board, chosen)
    sets, values = np.empty((64, size), dtype=np.int64), np.empty((64, ways), dtype=np.int64)
    every, own = np.arange(ways), np.empty(ways, dtype=np.int64)
    sums = np.empty(len(chosen), dtype=np.int64)
    n = work = 0
    members, best, taken = first_members(tables, board, required, size)
    depth = len(required)
    if depth == size:
        set_values(field, trade.ways, board, members, values[0])
        sets[0], n = members, int(may_add(trade, front, values[0], every))
        return sets[:n], values[:n], places
    members[depth] = begin - 1
    while depth >= len(required):
        members[depth] += 1
        if depth == len(required) and members[depth] > begin and work >= budget:
            return sets[:n].copy(), values[:n].copy(), members[depth]
        i = members[depth]
        if i >= places:
            depth -= 1
            continue
        if taken[i]:
            continue
        work += len(chosen)
        join(tables, board, members, depth, best)
        if depth + 1 < size:
            hope_for(field.choices, tables, members, depth + 1, best, days, sums)
            if may_add(trade, front, sums, chosen):
                depth += 1
                members[depth] = i
            continue
        sums_of(field.choices, tables, best[size], days, sums)
        if not may_add(trade, front, sums, chosen):
            continue
        set_values(field, trade.ways, board, members, own)
        work += 10 * ways
        if not may_add(trade, front, own, every):
            continue
        if n == len(sets):
            sets, values = doubled(sets), doubled(values)
        sets[n], values[n] = members, own
        n += 1
    return sets[:n].copy(), values[:n].copy(), places
