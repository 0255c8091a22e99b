"""Frontier, first half: which provider sets may hold a week that no known one beats.

For each allowed number of uncovered slots ("level"), a set's cost and travel have lower bounds of
their own: ways to weigh as in `ways`, in pence or in hectometres, with a pay for covered slots. A
set whose bounds are beaten at every level cannot add to the frontier.

1. A few ways, chosen by how well they bound known sets, weigh every set while it grows.
2. All ways, with minimum days, weigh those that pass.

Cost: as `growth` and `bounds`, a few times over.
"""

from itertools import product
from typing import NamedTuple

import numpy as np

from hubapp.matching import pricing as d
from hubapp.matching.compiled import Ints, compiled, inlined
from hubapp.matching.field import ANY_HOURS, NEVER, Field, saved_by_funding
from hubapp.matching.trade import Front, beats
from hubapp.matching.ways import Ways, fundable_prices, spread

CHARGES, PAYS = 3, 3


class TradeWays(NamedTuple):
    """`ways` to weigh; `costs` 1 for those that weigh pence, 0 for hectometres.

    `most[costs]` is more than any week comes to; `wanted` counts down to a level where hours are
    asked for, and is 0 elsewhere.
    """

    ways: Ways
    costs: Ints
    most: Ints
    wanted: int


def trade_ways_of(field: Field) -> TradeWays:
    """Ways to weigh cost, then ways to weigh travel."""
    rows = field.rows
    prices, top = fundable_prices(rows, len(field.week_caps))
    capped = field.week_caps >= 0
    shut = (0, 1) if capped.any() else (0,)
    tried, most = [], []
    for costs, column in ((0, d.TRAVEL), (1, d.FULL)):
        amounts = rows[:, column]
        most.append(1 + len(field.needs) * int(amounts.max(initial=0)))
        # The last pay exceeds what any week comes to: a set that cannot cover enough shows.
        pays = [0, *spread(amounts // np.maximum(1, rows[:, d.COVER]), PAYS), 2 * most[costs]]
        charges = [0, *spread(prices, CHARGES)] if costs else [0]
        tried += list(product(charges, pays, shut if costs else (0,), [costs]))
    charge, pay, closed, cost_flag = (
        np.ascontiguousarray(column) for column in np.array(tried, dtype=np.int64).T
    )
    extra = np.maximum(0, top[:, None] - charge[None, :]) * (closed[None, :] * capped[:, None])
    idle = np.zeros((len(field.needs), len(pay)), dtype=np.int64)
    if field.mode != ANY_HOURS:
        idle += field.needs[:, None] * pay[None, :]
    idle[field.held == 1] = NEVER
    ways = Ways(
        least=_least_amounts(field, charge, pay, extra, cost_flag),
        idle=idle,
        first=-charge * field.pool,
        given_back=extra * np.maximum(0, field.week_caps)[:, None],
        open=1 - closed,
        charge=charge,
        extra=extra,
        pay=pay,
    )
    return TradeWays(
        ways=ways,
        costs=cost_flag,
        most=np.array(most, dtype=np.int64),
        wanted=field.wanted if field.mode == ANY_HOURS else 0,
    )


@compiled
def _least_amounts(field: Field, charge: Ints, pay: Ints, extra: Ints, costs: Ints) -> Ints:
    """Least over each group of the amount, less what covering pays and funding saves."""
    rows, starts, day_limit = field.rows, field.starts, field.day_limit
    least = np.full((len(starts) - 1, len(charge)), NEVER, dtype=np.int64)
    for g in range(len(starts) - 1):
        for i in range(starts[g], starts[g + 1]):
            slots, p, q = rows[i, d.COVER], rows[i, d.P], rows[i, d.Q]
            if field.mode != ANY_HOURS:
                slots -= field.needs[rows[i, d.DAY]]
            for w in range(len(charge)):
                amount = rows[i, d.TRAVEL]
                if costs[w]:
                    charge_p, charge_q = charge[w] + extra[p, w], charge[w] + extra[q, w]
                    saved = saved_by_funding(rows, i, day_limit, charge_p, charge_q)
                    amount = rows[i, d.FULL] - saved
                least[g, w] = min(least[g, w], amount - pay[w] * slots)
    return least


@inlined
def due(trade: TradeWays, front: Front, level: int, way: int) -> int:
    """What a way adds for the slots that have to be covered at a level."""
    uncovered = front.lowest + level
    slots = max(0, trade.wanted - uncovered) if trade.wanted > 0 else -uncovered
    return int(trade.ways.pay[way] * slots)


@inlined
def may_add(trade: TradeWays, front: Front, values: Ints, chosen: Ints) -> bool:
    """Whether, at some level, a set with these values (one a chosen way) is beaten by no point."""
    for level in range(len(front.counts)):
        cost = travel = 0
        for n in range(len(chosen)):
            bound = values[n] + due(trade, front, level, chosen[n])
            if trade.costs[chosen[n]]:
                cost = max(cost, bound)
            else:
                travel = max(travel, bound)
        within = cost < trade.most[1] and travel < trade.most[0]
        if within and not beats(front, level, cost, travel, 0):
            return True
    return False
