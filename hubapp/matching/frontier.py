"""The frontier: every (U, C, T, P, H) no other week with so little uncovered time beats.

1. Start from weeks already found.
2. Leave out providers, then provider sets, whose bounds are beaten at every level of U.
3. Search the others, most promising first, until none is left.

Cost: grows with the number of sets whose bounds the frontier cannot beat; see docs/matching.md.
"""

from collections.abc import Iterable

import numpy as np

from hubapp.matching.bounds import Board, board_of, set_values, values_with_anyone
from hubapp.matching.compiled import Ints, compiled
from hubapp.matching.dayplans import Catalogue
from hubapp.matching.field import Field
from hubapp.matching.stop import Stop, StopRequested, check
from hubapp.matching.trade import Front, Point, front_of, lay_steps
from hubapp.matching.tradegrowth import grow_trades
from hubapp.matching.tradeways import TradeWays, due, may_add, trade_ways_of
from hubapp.matching.tradeweek import extend_front

BUDGET = 1_000_000
"""Steps of work between two questions to the stop: some milliseconds."""
NO_LIMIT = 1 << 60


def search_frontier(
    catalogue: Catalogue,
    field: Field,
    known: Iterable[Point],
    levels: range,
    largest: int,
    stop: Stop,
) -> tuple[tuple[Point, ...], bool]:
    """The frontier in order, and whether it is complete: it is not when told to stop."""
    front = front_of(known, levels)
    complete = True
    try:
        _fill(field, trade_ways_of(field), catalogue.offers.required, front, largest, stop)
    except StopRequested:
        complete = False
    points = sorted(tuple(point) for point in front.points[: front.tally[0]].tolist())
    return tuple(points), complete and not front.tally[1]


def _fill(
    field: Field, trade: TradeWays, required: Ints, front: Front, largest: int, stop: Stop
) -> None:
    nobody = np.zeros(0, dtype=np.int64)
    if not len(required):
        lay_steps(front, 0)
        extend_front(field, board_of(field, nobody), nobody, front, NO_LIMIT)
    anyone = values_with_anyone(field, trade.ways)
    for size in range(max(1, len(required)), largest + 1):
        lay_steps(front, size)
        who = np.union1d(np.flatnonzero(_may_add_each(trade, front, anyone)), required)
        if len(who) < size:
            continue
        board = board_of(field, who)
        fixed = np.searchsorted(who, required)
        chosen = _choose(field, trade, board, anyone[who], front, size)
        begin = 0
        while begin < len(who):
            check(stop)
            sets, values, begin = grow_trades(
                field, trade, board, fixed, chosen, front, size, begin, BUDGET
            )
            order = np.argsort(_promise(trade, front, values), kind="stable")
            _drain(field, trade, board, sets[order], values[order], front, stop)


def _drain(
    field: Field,
    trade: TradeWays,
    board: Board,
    sets: Ints,
    values: Ints,
    front: Front,
    stop: Stop,
) -> None:
    at, budget = 0, BUDGET
    while True:
        before = at
        at = _extend(field, trade, board, sets, values, front, at, budget)
        if at == len(sets):
            return
        check(stop)
        budget = 4 * budget if at == before else BUDGET


@compiled
def _extend(
    field: Field,
    trade: TradeWays,
    board: Board,
    sets: Ints,
    values: Ints,
    front: Front,
    begin: int,
    budget: int,
) -> int:
    """Search sets into the front; the first not done with when the budget is used up."""
    every = np.arange(len(trade.ways.pay))
    work = 0
    for n in range(begin, len(sets)):
        if work >= budget:
            return n
        if may_add(trade, front, values[n], every):
            more = extend_front(field, board, np.sort(sets[n]), front, budget)
            work += more
            if more > budget:
                return n
        work += 100
    return len(sets)


@compiled
def _may_add_each(trade: TradeWays, front: Front, values: Ints) -> Ints:
    every = np.flatnonzero(trade.ways.open)
    out = np.zeros(len(values), dtype=np.int64)
    for i in range(len(values)):
        out[i] = int(may_add(trade, front, values[i][every], every))
    return out


@compiled
def _promise(trade: TradeWays, front: Front, values: Ints) -> Ints:
    """Least pence, and five a hectometre, over the levels: the order in which sets are searched."""
    out = np.empty(len(values), dtype=np.int64)
    for i in range(len(values)):
        for level in range(len(front.counts)):
            cost = travel = 0
            for w in range(len(trade.ways.pay)):
                bound = values[i, w] + due(trade, front, level, w)
                if trade.costs[w]:
                    cost = max(cost, bound)
                else:
                    travel = max(travel, bound)
            if level == 0 or cost + 5 * travel < out[i]:
                out[i] = cost + 5 * travel
    return out


def _choose(
    field: Field, trade: TradeWays, board: Board, anyone: Ints, front: Front, size: int
) -> Ints:
    """Open ways that bind best, for pence and for hectometres, at the least and the most level."""
    promising = np.argsort(_promise(trade, front, anyone), kind="stable")[:size]
    values = np.empty(len(trade.ways.pay), dtype=np.int64)
    set_values(field, trade.ways, board, np.sort(promising), values)
    chosen = set()
    for costs in (0, 1):
        for level in (0, len(front.counts) // 2, len(front.counts) - 1):
            own = np.flatnonzero((trade.costs == costs) & (trade.ways.open == 1))
            bounds = [int(values[w]) + due(trade, front, level, w) for w in own.tolist()]
            chosen.add(int(own[int(np.argmax(bounds))]))
    return np.array(sorted(chosen), dtype=np.int64)
