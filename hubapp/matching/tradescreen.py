"""Frontier, first half: which provider sets may hold a week that no known one beats.

For each allowed number of uncovered slots, a set's cost and travel have lower bounds of their own
(`screen` with other weights: pence, or hectometres, and a pay for covered slots). A set whose
bounds are beaten at every such number cannot add to the frontier.
"""

import numpy as np

from hubapp.matching.charges import Charges
from hubapp.matching.dayplans import Catalogue
from hubapp.matching.offers import Flags, Ints
from hubapp.matching.problem import Mode
from hubapp.matching.screen import Screen
from hubapp.matching.trade import Front
from hubapp.matching.ways import (
    OUT_OF_REACH,
    Rates,
    Ways,
    given_back,
    least_by_group,
    rates_for,
    spread,
)

PAYS = 3


class TradeScreen:
    """Bounds on cost and travel of provider sets at each level of uncovered slots."""

    def __init__(self, catalogue: Catalogue, levels: range) -> None:
        """`levels`: the numbers of uncovered slots weeks of the frontier may have."""
        self._catalogue = catalogue
        self.levels = levels
        self._cost = _Measure(catalogue, catalogue.plans.full, funded=True)
        self._travel = _Measure(catalogue, catalogue.plans.travel, funded=False)

    def bounds(self, sets: Ints) -> tuple[Ints, Ints]:
        """Least pence and least hectometres of each set: (levels, sets) each."""
        return self._cost.at(sets, self.levels), self._travel.at(sets, self.levels)

    def with_anyone(self) -> tuple[Ints, Ints]:
        """The same for every set that holds a provider: (levels, providers) each."""
        return self._cost.anyone_at(self.levels), self._travel.anyone_at(self.levels)

    def open_to(self, front: Front, providers: int, bounds: tuple[Ints, Ints]) -> Flags:
        """Whether each set may still add to a front."""
        alive = np.zeros(bounds[0].shape[1], dtype=np.bool_)
        for level, cost, travel in zip(self.levels, *bounds, strict=True):
            beaten = front.beats(level, providers, cost, travel, np.zeros_like(cost))
            alive |= ~beaten & (cost < self._cost.most) & (travel < self._travel.most)
        return alive


class _Measure:
    """One measure of weeks, bounded for sets under several pays for covered slots."""

    def __init__(self, catalogue: Catalogue, amounts: Ints, *, funded: bool) -> None:
        self._hours = catalogue.offers.need.mode is Mode.ANY_HOURS
        self._wanted = catalogue.offers.need.slots_wanted or 0
        plans = catalogue.plans
        rates = spread(amounts // np.maximum(1, plans.cover), PAYS)
        self.most = 1 + len(catalogue.offers.days) * int(amounts.max(initial=0))
        # The last pay exceeds what any week comes to: a set that cannot cover enough shows.
        pays = [0, *rates, 2 * self.most]
        ways, self._pay = _ways(catalogue, amounts, pays, funded=funded)
        self._screen = Screen(catalogue, ways)

    def at(self, sets: Ints, levels: range) -> Ints:
        return self._by_level(self._screen.by_way(sets), self._pay, levels)

    def anyone_at(self, levels: range) -> Ints:
        values, ways = self._screen.anyone_by_way()
        return self._by_level(values, self._pay[ways], levels)

    def _by_level(self, values: Ints, pay: Ints, levels: range) -> Ints:
        due = [max(0, self._wanted - level) if self._hours else -level for level in levels]
        bounds = [(values + (pay * slots)[:, None]).max(axis=0) for slots in due]
        out: Ints = np.clip(np.array(bounds), 0, OUT_OF_REACH)
        return out


def _ways(
    catalogue: Catalogue, amounts: Ints, pays: list[int], *, funded: bool
) -> tuple[Ways, Ints]:
    offers = catalogue.offers
    nobody = np.zeros(len(pays), dtype=np.int64)
    none = np.zeros((len(pays), len(offers.providers)), dtype=np.int64)
    rates = Rates(Charges(nobody, none, nobody), np.array(pays, dtype=np.int64))
    if funded:
        rates = rates_for(catalogue, pays)
    pay = rates.pay
    least = least_by_group(catalogue, amounts, rates, funded=funded)
    wanted = np.array(offers.need_slots, dtype=np.int64)
    idle = np.zeros((len(pay), len(wanted)), dtype=np.int64)
    if offers.need.mode is not Mode.ANY_HOURS:
        least += wanted[catalogue.group_day][:, None] * pay[None, :]
        idle = pay[:, None] * wanted[None, :]
    ways = Ways(
        least=least,
        idle=idle,
        first=-rates.charges.pool * offers.need.funded_slots,
        given_back=given_back(catalogue, rates.charges),
        further=0,
    )
    return ways, pay
