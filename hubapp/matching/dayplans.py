"""Stages 1 to 3 together: a problem's day plans, grouped by (day, providers).

Cost: linear in the number of day plans.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hubapp.matching import pricing as d
from hubapp.matching.compiled import Ints, compiled
from hubapp.matching.drafts import draft_day_plans
from hubapp.matching.offers import Offers, gather_offers, trims_hours
from hubapp.matching.problem import Problem


@dataclass(frozen=True)
class Catalogue:
    """The offers of a problem and its day plans: `rows`, columns as in `pricing`.

    Rows are sorted by (day, providers); group g holds the rows starts[g] to starts[g + 1].
    """

    offers: Offers
    rows: Ints
    starts: Ints

    @property
    def providers(self) -> int:
        """How many providers can be used."""
        return len(self.offers.providers)

    @property
    def days(self) -> int:
        """How many days have need."""
        return len(self.offers.days)

    @cached_property
    def groups(self) -> Ints:
        """Day, lower and higher provider (-1: none) of each group, shape (groups, 3)."""
        return np.ascontiguousarray(self.rows[self.starts[:-1], d.DAY : d.HIGH + 1])


def build_catalogue(problem: Problem) -> Catalogue:
    """The whole material the search works on."""
    return catalogue_of(gather_offers(problem))


def catalogue_of(offers: Offers) -> Catalogue:
    """The day plans of some offers."""
    market = market_of(offers)
    rows = d.priced(market, draft_day_plans(market))
    return Catalogue(offers, rows, _group_starts(rows))


def market_of(offers: Offers) -> d.Market:
    """The offers as plain numbers."""
    need, problem = offers.need, offers.problem
    windows = [need.handover_window.get(day, (0, 0)) for day in offers.days]
    return d.Market(
        blocks=offers.blocks,
        about=offers.about,
        links=offers.links,
        counted=offers.counted,
        windows=np.array(windows, dtype=np.int64).reshape(-1, 2),
        weekdays=np.array(offers.days, dtype=np.int64),
        from_home=offers.from_home,
        from_work=offers.from_work,
        held=offers.held,
        home_to_work=offers.home_to_work,
        slot_minutes=problem.slot_minutes,
        hour=problem.slots_per_hour,
        cut=problem.slots_per_hour if trims_hours(offers) else 0,
        pence_per_km=need.weights.travel_pence_per_km,
        day_limit=offers.funded_slots_a_day,
        pool=need.funded_slots,
    )


@compiled
def _group_starts(rows: Ints) -> Ints:
    """Where each (day, providers) begins, and the end."""
    starts = np.empty(len(rows) + 1, dtype=np.int64)
    n = 0
    for i in range(len(rows)):
        if (
            i == 0
            or rows[i, d.DAY] != rows[i - 1, d.DAY]
            or rows[i, d.LOW] != rows[i - 1, d.LOW]
            or rows[i, d.HIGH] != rows[i - 1, d.HIGH]
        ):
            starts[n] = i
            n += 1
    starts[n] = len(rows)
    return starts[: n + 1].copy()
