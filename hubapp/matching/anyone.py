"""What a provider costs a week at least, if every other day is left to whoever does best.

1. Per day and way of weighing: the least of all day plans, and of those a provider takes part in.
2. The provider must be attended on its minimum of days: its smallest regrets are added.

Cost: linear in the number of day plans; no table of pairs is needed.
"""

from itertools import combinations

import numpy as np

from hubapp.matching.dayplans import Catalogue
from hubapp.matching.offers import Ints
from hubapp.matching.setweek import days_kept
from hubapp.matching.ways import OUT_OF_REACH, Ways


def bounds_with_anyone(catalogue: Catalogue, ways: Ways) -> tuple[Ints, Ints]:
    """For each provider a bound on every set that holds it, before further providers' cost.

    Shape (ways, providers); the second array says which ways these are, for ways that give
    something back for a provider's limit bound known sets only.
    """
    free = np.flatnonzero((ways.given_back == 0).all(axis=1))
    providers, days = len(catalogue.offers.providers), len(catalogue.offers.days)
    if not providers:
        return np.zeros((len(free), 0), dtype=np.int64), free
    mine = np.full((days, providers, len(free)), OUT_OF_REACH, dtype=np.int64)
    best = ways.idle[free].T.copy()
    if len(catalogue.plans):
        least = ways.least[:, free]
        day, p, q = catalogue.group_day, catalogue.group_p, catalogue.group_q
        np.minimum.at(best, day, least)
        np.minimum.at(mine, (day, p), least)
        np.minimum.at(mine, (day[q >= 0], q[q >= 0]), least[q >= 0])
    duty = np.array(catalogue.offers.min_days, dtype=np.int64)
    values = with_duty(day_choices(catalogue), best.T[:, :, None], mine.transpose(2, 0, 1), duty)
    return values + ways.first[free][:, None], free


def with_duty(choices: list[list[int]], days: Ints, mine: Ints, least: Ints) -> Ints:
    """Least sum over days if one provider must serve `least` of them: (charges, sets)."""
    extra = np.minimum(mine, OUT_OF_REACH) - days
    totals = []
    for chosen in choices:
        regret = np.sort(extra[:, chosen], axis=1)
        blocked = np.full((len(regret), 1, regret.shape[2]), OUT_OF_REACH)
        ladder = np.cumsum(np.concatenate((regret, blocked), axis=1), axis=1)
        rung = np.minimum(least, len(chosen) + 1) - 1
        added = np.take_along_axis(ladder, rung.reshape(1, 1, -1), axis=1)[:, 0]
        total = np.broadcast_to(days[:, chosen].sum(axis=1), added.shape) + added
        totals.append(total)
    out: Ints = np.minimum(np.minimum.reduce(totals), OUT_OF_REACH)
    return out


def day_choices(catalogue: Catalogue) -> list[list[int]]:
    """Which days can count at once: all, or every choice of as many as are wanted or allowed."""
    days = range(len(catalogue.offers.days))
    kept = days_kept(catalogue)
    return [list(days)] if kept is None else [list(x) for x in combinations(days, kept)]
