"""Ways to weigh the days of a week one by one, for bounds on very many provider sets.

What ties the days of a week together in money is the funded pool and providers' weekly limits.
Charge each funded slot so many pence, pay so many for each slot towards wanted hours, and give
back what the limits are worth: every week then looks no dearer than it is (Lagrangian
relaxation). The best charges lie at prices, so prices are tried.

1. Distinct prices of fundable slots as charges, of all slots as pays; providers with a weekly
   limit charged nothing more, or all they ask.
2. Per day plan group and way, the least of its day plans.

Cost: day plans x ways.
"""

from itertools import product
from typing import NamedTuple

import numpy as np

from hubapp.matching import pricing as d
from hubapp.matching.compiled import Ints, compiled, inlined
from hubapp.matching.field import ANY_HOURS, NEVER, Field, pence_of, saved_by_funding

PRICES = 6
"""How many of the distinct prices are tried as charges, and as pays."""


class Ways(NamedTuple):
    """`least` (groups, ways) of the day plans in a group; `idle` (days, ways) of a day left out.

    `first` (ways,) what a week starts from; `given_back` (providers, ways) what a provider of the
    set takes off for its weekly limit; `open` flags ways that give nothing back. A way charges a
    funded slot `charge`, and `extra` (providers, ways) more there, and pays a covered one `pay`.
    """

    least: Ints
    idle: Ints
    first: Ints
    given_back: Ints
    open: Ints
    charge: Ints
    extra: Ints
    pay: Ints


def ways_of(field: Field) -> Ways:
    """Ways to weigh Z."""
    rows = field.rows
    capped = field.week_caps >= 0
    prices, top = fundable_prices(rows, len(capped))
    pays = [0]
    if field.mode == ANY_HOURS:
        # Paying more than an open slot counts for would reward covering without end.
        pays += [x for x in spread(_slot_prices(rows), PRICES) if x < field.slot] + [field.slot]
    shut = (0, 1) if capped.any() else (0,)
    tried = np.array(list(product([0, *spread(prices, PRICES)], pays, shut)), dtype=np.int64)
    charge, pay, closed = (np.ascontiguousarray(column) for column in tried.T)
    extra = np.maximum(0, top[:, None] - charge[None, :]) * (closed[None, :] * capped[:, None])
    return Ways(
        least=_least_by_group(field, charge, extra, pay),
        idle=_idle(field, len(charge)),
        first=pay * field.wanted - charge * field.pool,
        given_back=extra * np.maximum(0, field.week_caps)[:, None],
        open=1 - closed,
        charge=charge,
        extra=extra,
        pay=pay,
    )


def same_ways(ways: Ways, field: Field) -> Ways:
    """The same charges and pays for a field of which some rows or days have changed."""
    least = _least_by_group(field, ways.charge, ways.extra, ways.pay)
    return ways._replace(least=least, idle=_idle(field, len(ways.charge)))


def _idle(field: Field, ways: int) -> Ints:
    idle = np.zeros((len(field.needs), ways), dtype=np.int64)
    if field.mode != ANY_HOURS:
        idle += field.slot * field.needs[:, None]
    idle[field.held == 1] = NEVER
    return idle


def spread(values: Ints, count: int) -> list[int]:
    """Up to `count` distinct positive values, evenly through the sorted ones."""
    distinct = np.unique(values[values > 0])
    if len(distinct) > count:
        distinct = distinct[np.linspace(0, len(distinct) - 1, count).round().astype(int)]
    return [int(x) for x in distinct]


@compiled
def fundable_prices(rows: Ints, providers: int) -> tuple[Ints, Ints]:
    """The price of each fundable site of each row (0: none), and each provider's dearest."""
    prices = np.zeros(2 * len(rows), dtype=np.int64)
    top = np.zeros(providers, dtype=np.int64)
    for i in range(len(rows)):
        p, q = rows[i, d.P], rows[i, d.Q]
        top[p] = max(top[p], rows[i, d.PRICE_P])
        if rows[i, d.MOST_P] > 0:
            prices[2 * i] = rows[i, d.PRICE_P]
        if q >= 0:
            top[q] = max(top[q], rows[i, d.PRICE_Q])
            if rows[i, d.MOST_Q] > 0:
                prices[2 * i + 1] = rows[i, d.PRICE_Q]
    return prices, top


def _slot_prices(rows: Ints) -> Ints:
    """What slots are sold for, and what covering one comes to."""
    each = (rows[:, d.FULL] + rows[:, d.TRAVEL_PENCE]) // np.maximum(1, rows[:, d.COVER])
    return np.concatenate((rows[:, d.PRICE_P], rows[:, d.PRICE_Q], each))


@compiled
def _least_by_group(field: Field, charge: Ints, extra: Ints, pay: Ints) -> Ints:
    """Least over each group, dropped rows aside: Z less pay for covering and what funding saves."""
    rows, needs, dropped, starts = field.rows, field.needs, field.dropped, field.starts
    ways, day_limit, handover = len(charge), field.day_limit, field.handover
    slot = 0 if field.mode == ANY_HOURS else field.slot
    least = np.full((len(starts) - 1, ways), NEVER, dtype=np.int64)
    for g in range(len(starts) - 1):
        for i in range(starts[g], starts[g + 1]):
            if dropped[i]:
                continue
            p, q, cover = rows[i, d.P], rows[i, d.Q], rows[i, d.COVER]
            whole = whole_of(rows, i, needs, slot, handover)
            for w in range(ways):
                charge_p, charge_q = charge[w] + extra[p, w], charge[w] + extra[q, w]
                saved = saved_by_funding(rows, i, day_limit, charge_p, charge_q)
                least[g, w] = min(least[g, w], whole - pay[w] * cover - saved)
    return least


@inlined
def whole_of(rows: Ints, i: int, needs: Ints, slot: int, handover: int) -> int:
    """Z of a row before anything is paid for covering or saved by funding."""
    return int(pence_of(rows, i, handover) + slot * (needs[rows[i, d.DAY]] - rows[i, d.COVER]))
