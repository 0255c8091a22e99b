"""Several ways to weigh day plans one by one, for bounds on very many provider sets (`screen`).

A way charges funded slots (see `charges`) and may pay for covered slots; what it gives back for
the limits it relaxes makes it a lower bound on every week's worth.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np

from hubapp.matching.charges import Charges, saved_by_funding
from hubapp.matching.dayplans import Catalogue
from hubapp.matching.objective import by_z
from hubapp.matching.offers import Ints
from hubapp.matching.problem import Mode
from hubapp.matching.result import UNCOVERED_WEIGHT

OUT_OF_REACH = 1 << 50
MOST_CELLS = 12_000_000
"""Numbers held in a table of pairs; with more providers, fewer ways are tried."""
BLOCK = 2048
"""Day plans weighed at once."""
PRICES = 6
"""How many of the distinct prices are tried as charges, and as pays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """`least` (groups, ways) of the day plans in a group; `idle` (ways, days) of a day left out;
    `first` (ways,) what a week starts from, less `given_back` (ways, providers) for each provider
    of the set; `further` for each provider beyond the first.
    """

    least: Ints
    idle: Ints
    first: Ints
    given_back: Ints
    further: int

    def __len__(self) -> int:
        """How many ways there are."""
        return len(self.first)


@dataclass(frozen=True, slots=True)
class Rates:
    """Parallel: a charge per funded slot, a further one by provider, a pay per covered slot."""

    charges: Charges
    pay: Ints


def ways_by_z(catalogue: Catalogue, slot: int = UNCOVERED_WEIGHT) -> Ways:
    """Ways to weigh Z, where `slot` is what an uncovered slot counts for."""
    offers, plans = catalogue.offers, catalogue.plans
    hours = offers.need.mode is Mode.ANY_HOURS
    pays = [0]
    if hours:
        booked = np.concatenate((plans.price_p, plans.price_q[plans.q >= 0]))
        per_slot = (plans.full + plans.travel_pence) // np.maximum(1, plans.cover)
        prices = np.concatenate((booked, per_slot))
        # Paying more than an open slot counts for would reward covering without end.
        pays += [*spread(prices[prices < slot], PRICES), slot]
    rates = rates_for(catalogue, pays)
    amounts = by_z(catalogue).base(catalogue)
    wanted = np.array(offers.need_slots, dtype=np.int64)
    if hours:
        idle = np.zeros((len(rates.pay), len(wanted)), dtype=np.int64)
        least = least_by_group(catalogue, amounts, rates)
    else:
        idle = np.tile(slot * wanted, (len(rates.pay), 1))
        least = least_by_group(
            catalogue, amounts + slot * (wanted[plans.day] - plans.cover), unpaid(rates)
        )
    return Ways(
        least=least,
        idle=idle,
        first=rates.pay * (offers.need.slots_wanted or 0)
        - rates.charges.pool * offers.need.funded_slots,
        given_back=given_back(catalogue, rates.charges),
        further=offers.need.weights.provider_pence,
    )


def unpaid(rates: Rates) -> Rates:
    """The same charges where covered slots are not paid for."""
    return Rates(rates.charges, np.zeros_like(rates.pay))


def least_by_group(
    catalogue: Catalogue, amounts: Ints, rates: Rates, *, funded: bool = True
) -> Ints:
    """Least over each group of day plans of amount, less what covering pays and funding saves.

    Shape (groups, ways). Taken in blocks of rows: the whole table of a town would not fit.
    """
    starts, plans = catalogue.starts, catalogue.plans
    edges = np.unique(np.searchsorted(starts, np.arange(0, len(plans) + BLOCK, BLOCK)))
    parts = [np.zeros((0, len(rates.pay)), dtype=np.int64)]
    for first, last in pairwise(np.minimum(edges, len(starts) - 1).tolist()):
        rows = slice(int(starts[first]), int(starts[last]))
        block = plans.pick(rows)
        worth = amounts[rows, None] - block.cover[:, None] * rates.pay[None, :]
        if funded:
            worth -= saved_by_funding(block, rates.charges, catalogue.offers.funded_slots_a_day)
        parts.append(np.minimum.reduceat(worth, starts[first:last] - starts[first], axis=0))
    return np.concatenate(parts)


def given_back(catalogue: Catalogue, charges: Charges) -> Ints:
    """What each way gives back for a provider's weekly limit: (ways, providers)."""
    caps = np.array([cap or 0 for cap in catalogue.offers.week_caps], dtype=np.int64)
    out: Ints = charges.extra * caps[None, :]
    return out


def rates_for(catalogue: Catalogue, pays: Iterable[int]) -> Rates:
    """Prices as charges for the pool, with providers' weekly limits open or shut, and each pay."""
    plans = catalogue.plans
    fundable = np.concatenate((plans.price_p[plans.most_p > 0], plans.price_q[plans.most_q > 0]))
    capped = np.array([cap is not None for cap in catalogue.offers.week_caps], dtype=np.bool_)
    top = np.zeros(len(capped), dtype=np.int64)
    second = plans.q >= 0
    np.maximum.at(top, plans.p, plans.price_p)
    np.maximum.at(top, plans.q[second], plans.price_q[second])
    shut = (0, 1) if capped.any() else (0,)
    rows = _affordable(list(product([0, *spread(fundable, PRICES)], pays, shut)), catalogue)
    pool, pay, closed = np.array(rows, dtype=np.int64).T
    extra = np.maximum(0, top[None, :] - pool[:, None]) * (closed[:, None] * capped[None, :])
    return Rates(Charges(pool, extra, np.zeros_like(pool)), pay)


def _affordable(
    rows: list[tuple[int, int, int]], catalogue: Catalogue
) -> list[tuple[int, int, int]]:
    """As many rows as fit in memory, evenly chosen; the first always stays."""
    cells = max(1, len(catalogue.offers.days) * len(catalogue.offers.providers) ** 2)
    most = max(2, MOST_CELLS // cells)
    if len(rows) <= most:
        return rows
    return [rows[i * len(rows) // most] for i in range(most)]


def spread(values: Ints, count: int) -> list[int]:
    """Up to `count` distinct positive values, evenly through the sorted ones."""
    distinct = np.unique(values[values > 0])
    if len(distinct) > count:
        distinct = distinct[np.linspace(0, len(distinct) - 1, count).round().astype(int)]
    return [int(x) for x in distinct]
