"""The number the search makes small: a weighted sum whose order is the order wanted.

Ranking by Z needs one weight; a full comparison of (U, G, C, T, P, H) is folded into one whole
number by weights so large that no later part can outweigh an earlier one. All parts are sums over
days, so bounds work on the folded number as they do on pence.
"""

from dataclasses import dataclass

import numpy as np

from hubapp.matching.dayplans import Catalogue
from hubapp.matching.offers import Ints
from hubapp.matching.result import UNCOVERED_WEIGHT

SAFE = 1 << 58
"""Sums of folded numbers stay exact in 64 bits below this; above it they are Python integers."""

NEVER = 1 << 61
"""More than any week is worth as long as 64 bits hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """Weights of U, G, C, T and H; `dtype` holds the sums exactly."""

    uncovered: int
    total: int
    cost: int
    travel: int
    handover: int
    dtype: type

    @property
    def pence(self) -> int:
        """Weight of a penny of the family's cost, which counts in both G and C."""
        return self.total + self.cost

    @property
    def never(self) -> int:
        """More than any week is worth: what is not allowed."""
        return NEVER if self.dtype is np.int64 else NEVER**4

    def highest(self, z: int) -> int:
        """The largest folded number a week of this Z can have."""
        return z * self.total + self.total - 1

    def z(self, folded: int) -> int:
        """The Z inside a folded number (where uncovered weighs a million totals)."""
        return folded // self.total

    def base(self, catalogue: Catalogue) -> Ints:
        """Each day plan's own worth before funding and uncovered time."""
        plans, weights = catalogue.plans, catalogue.offers.need.weights
        parts = [
            (self.total, plans.travel_pence + weights.handover_pence * plans.handovers),
            (self.pence, plans.full),
            (self.travel, plans.travel),
            (self.handover, plans.handovers),
        ]
        out: Ints = np.zeros(len(plans), dtype=self.dtype)
        for weight, values in parts:
            out = out + values.astype(self.dtype) * weight
        return out


@dataclass(frozen=True, slots=True)
class Extremes:
    """The most a week's uncovered slots, G, C, T and H can come to."""

    uncovered: int
    total: int
    cost: int
    travel: int
    handovers: int


def extremes(catalogue: Catalogue) -> Extremes:
    """Upper limits for any week of a problem."""
    offers, plans = catalogue.offers, catalogue.plans
    weights, days = offers.need.weights, len(offers.days)
    cost, travel, pence = (
        days * int(values.max(initial=0))
        for values in (plans.full, plans.travel, plans.travel_pence)
    )
    most = min(2 * days, offers.need.max_providers, len(offers.providers))
    total = cost + pence + weights.handover_pence * 2 * days + weights.provider_pence * most
    uncovered = max(sum(offers.need_slots), offers.need.slots_wanted or 0)
    return Extremes(uncovered, total, cost, travel, 2 * days)


def by_z(catalogue: Catalogue) -> Objective:
    """Z alone."""
    most = extremes(catalogue)
    return _weighted(UNCOVERED_WEIGHT, most, (0, 0, 0), 1)


def by_vector(catalogue: Catalogue, *, strictly: bool) -> Objective:
    """Z, then C, T and H; `strictly`: uncovered time outweighs any total, not just a million."""
    most = extremes(catalogue)
    travel = most.handovers + 1
    cost = travel * (most.travel + 1)
    total = cost * (most.cost + 1)
    weight = max(UNCOVERED_WEIGHT, most.total + 1) if strictly else UNCOVERED_WEIGHT
    return _weighted(weight, most, (cost, travel, 1), total)


def _weighted(weight: int, most: Extremes, tail: tuple[int, int, int], total: int) -> Objective:
    cost, travel, handover = tail
    largest = (most.uncovered * weight + most.total) * total + total
    return Objective(
        uncovered=weight * total,
        total=total,
        cost=cost,
        travel=travel,
        handover=handover,
        dtype=np.int64 if largest < SAFE else object,
    )


def outweighs(catalogue: Catalogue) -> bool:
    """Whether a slot always counts more than any total, so that Z orders as (U, G) does."""
    return extremes(catalogue).total < UNCOVERED_WEIGHT
