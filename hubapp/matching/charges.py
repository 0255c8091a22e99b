"""Prices put on funded slots so that the days of a week can be weighed one by one.

A week's days are tied together by the funded pool and by providers' weekly limits. Charging every
funded slot `pool` pence, and `extra[p]` more at provider p, and giving back what the limits are
worth, never makes a week look dearer than it is: a lower bound for every choice of charges
(Lagrangian relaxation). With the right charges it is exact unless limits of a day interfere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from hubapp.matching.dayplans import DayPlans
from hubapp.matching.offers import Flags, Ints

MOST_CHARGES = 24


@dataclass(frozen=True, slots=True)
class Charges:
    """Several ways to charge: `pool` and `given_back` of shape (m,), `extra` (m, providers)."""

    pool: Ints
    extra: Ints
    given_back: Ints

    def __len__(self) -> int:
        """How many ways there are."""
        return len(self.pool)


def charges_for(
    prices: Sequence[int],
    pool: int | None,
    capped: Sequence[tuple[int, int, Sequence[int]]],
    providers: int,
) -> Charges:
    """The charges worth trying, given the distinct prices of fundable slots.

    `pool` is None when it cannot bind. `capped` lists (provider, weekly limit, its prices) for
    limits that can. Best charges of a linear programme lie at prices, so these are tried.
    """
    rows: list[tuple[int, tuple[int, ...]]] = []
    for price in (0, *prices) if pool is not None else (0,):
        choices = [[0, *(x - price for x in own if x > price)] for _, _, own in capped]
        rows += [(price, extra) for extra in product(*choices)]
    rows = _thinned(rows)
    extra = np.zeros((len(rows), providers), dtype=np.int64)
    for column, (provider, _, _) in enumerate(capped):
        extra[:, provider] = [row[1][column] for row in rows]
    limits = np.zeros(providers, dtype=np.int64)
    for provider, limit, _ in capped:
        limits[provider] = limit
    charge = np.array([row[0] for row in rows], dtype=np.int64)
    return Charges(charge, extra, charge * (pool or 0) + extra @ limits)


def _thinned(rows: list[tuple[int, tuple[int, ...]]]) -> list[tuple[int, tuple[int, ...]]]:
    """At most MOST_CHARGES rows, evenly chosen: fewer is looser, never wrong."""
    if len(rows) <= MOST_CHARGES:
        return rows
    keep = np.linspace(0, len(rows) - 1, MOST_CHARGES).round().astype(int)
    return [rows[i] for i in sorted(set(keep.tolist()))]


def saved_by_funding(plans: DayPlans, charges: Charges, day_limit: int) -> Ints:
    """Most pence each day plan saves under each way of charging: shape (plans, charges).

    "Funded only" stays are funded whatever they are charged, others only when it pays.
    """
    worth_p = _worth(plans.price_p, plans.must_p, charges, plans.p)
    worth_q = _worth(plans.price_q, plans.must_q, charges, plans.q)
    most_p, most_q = plans.most_p[:, None], plans.most_q[:, None]
    first = plans.must_p[:, None] | (~plans.must_q[:, None] & (worth_p >= worth_q))
    p_first = worth_p * most_p + worth_q * np.minimum(most_q, day_limit - most_p)
    q_first = worth_q * most_q + worth_p * np.minimum(most_p, day_limit - most_q)
    out: Ints = np.where(first, p_first, q_first)
    return out


def _worth(price: Ints, must: Flags, charges: Charges, provider: Ints) -> Ints:
    """Pence a funded slot at this site saves after its charge."""
    worth = price[:, None] - charges.pool[None, :] - charges.extra.T[provider]
    out: Ints = np.where(must[:, None], worth, np.maximum(0, worth))
    return out
