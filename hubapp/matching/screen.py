"""Stage 4: a lower bound on the best week of very many provider sets at once.

1. Every day plan's worth in several ways (`ways`): charged for funded slots, paid for hours.
2. Per day: the least each provider, and each pair of providers, can make of it.
3. For a set: the best of its pairs each day, days chosen as the mode allows.
4. Each provider of the set must be attended on its minimum of days: the most that adds for one of
   them is added. (Adding it for two would count a day both serve twice.)

A set's bound never exceeds the worth of its best week. Cost: charges x days x pairs to prepare,
then charges x days for each set, all in arrays.
"""

from functools import cached_property
from itertools import combinations

import numpy as np

from hubapp.matching.anyone import bounds_with_anyone, day_choices, with_duty
from hubapp.matching.dayplans import Catalogue
from hubapp.matching.offers import Ints
from hubapp.matching.ways import OUT_OF_REACH, Ways

QUICK = 3
"""How many ways of charging the quick bound tries."""
CELLS = 3_000_000
"""Numbers held in one array at a time."""


class Screen:
    """Bounds on provider sets; sets are arrays of provider numbers, shape (sets, size)."""

    def __init__(self, catalogue: Catalogue, ways: Ways) -> None:
        """Prepare the tables for one catalogue."""
        self._ways = ways
        self._min_days = np.array(catalogue.offers.min_days, dtype=np.int64)
        self._choices = day_choices(catalogue)
        self._catalogue = catalogue
        self._quick = np.arange(min(QUICK, len(ways)))

    @cached_property
    def _tables(self) -> tuple[Ints, Ints, Ints]:
        return _tables(self._catalogue, self._ways)

    @property
    def providers(self) -> int:
        """How many providers there are to choose from."""
        return len(self._min_days)

    def choose_quick(self, sets: Ints) -> None:
        """Pick the charges that bound the most promising of these sets best."""
        values = self._without_duty(sets, np.arange(len(self._ways)))
        best = values.max(axis=0)
        leading = np.argsort(best, kind="stable")[:48]
        wins = np.bincount(values[:, leading].argmax(axis=0), minlength=len(values))
        self._quick = np.sort(np.argsort(-wins, kind="stable")[:QUICK])

    def quick(self, sets: Ints) -> Ints:
        """Bounds without minimum days, from few charges."""
        step = max(1, CELLS // (len(self._quick) * max(1, self._tables[0].shape[1])))
        parts = [
            self._without_duty(sets[i : i + step], self._quick).max(axis=0)
            for i in range(0, len(sets), step)
        ]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)

    def full(self, sets: Ints) -> Ints:
        """Bounds with minimum days, from all ways; OUT_OF_REACH where these cannot be met."""
        step = max(1, CELLS // self._tables[0].shape[0] // max(1, self._tables[0].shape[1]))
        parts = [self.by_way(sets[i : i + step]).max(axis=0) for i in range(0, len(sets), step)]
        bounds = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
        return np.minimum(bounds, OUT_OF_REACH)

    def with_anyone(self) -> Ints:
        """For each provider, a bound on every set that holds it, before further providers' cost."""
        bounds: Ints = np.minimum(self.anyone_by_way()[0].max(axis=0), OUT_OF_REACH)
        return bounds

    def anyone_by_way(self) -> tuple[Ints, Ints]:
        """The same each way by itself, (ways, providers), and which ways these are."""
        return bounds_with_anyone(self._catalogue, self._ways)

    # --- the sums -----------------------------------------------------------------------------

    def _start(self, sets: Ints, charges: Ints) -> Ints:
        first = self._ways.first[charges][:, None]
        given_back = self._ways.given_back[charges][:, sets].sum(axis=2)
        out: Ints = first - given_back + self._ways.further * max(0, sets.shape[1] - 1)
        return out

    def _day_bests(self, sets: Ints, charges: Ints) -> Ints:
        """The least each set can make of each day: (charges, days, sets)."""
        table = self._tables[2]
        if not np.array_equal(charges, np.arange(len(table))):
            table = table[charges]
        size = sets.shape[1]
        if size < 2:
            at = sets[:, 0]
            return table[:, :, at, at]
        flat = table.reshape(*table.shape[:2], -1)
        out: Ints = flat.take(sets[:, 0] * self.providers + sets[:, 1], axis=2)
        for i, j in list(combinations(range(size), 2))[1:]:
            values = flat.take(sets[:, i] * self.providers + sets[:, j], axis=2)
            np.minimum(out, values, out=out)
        return out

    def _without_duty(self, sets: Ints, charges: Ints) -> Ints:
        days = self._day_bests(sets, charges)
        first = self._start(sets, charges)
        if len(self._choices) == 1:
            total: Ints = days[:, self._choices[0]].sum(axis=1) + first
            return total
        taken = len(self._choices[0])
        least = np.partition(days, taken - 1, axis=1) if taken else days
        return np.asarray(least[:, :taken].sum(axis=1) + first)

    def by_way(self, sets: Ints) -> Ints:
        """Bounds with minimum days, each way by itself: (ways, sets)."""
        every = np.arange(len(self._ways))
        days = self._day_bests(sets, every)
        worst = np.full((len(every), len(sets)), -OUT_OF_REACH)
        for i in range(sets.shape[1]):
            mine = self._tables[0][:, :, sets[:, i]]
            for j in range(sets.shape[1]):
                if i != j:
                    mine = np.minimum(mine, self._tables[1][:, :, sets[:, i], sets[:, j]])
            bound = with_duty(self._choices, days, mine, self._min_days[sets[:, i]])
            np.maximum(worst, bound, out=worst)
        started: Ints = worst + self._start(sets, every)
        return started


# --- tables -----------------------------------------------------------------------------------


def _tables(catalogue: Catalogue, ways: Ways) -> tuple[Ints, Ints, Ints]:
    """Least worth of a day by one provider alone, by exactly a pair, and by any part of a pair.

    Shapes (ways, days, providers[, providers]); the last includes leaving the day out.
    """
    offers = catalogue.offers
    shape = len(ways), len(offers.days), len(offers.providers)
    alone = np.full(shape, OUT_OF_REACH, dtype=np.int64)
    paired = np.full((*shape, shape[2]), OUT_OF_REACH, dtype=np.int64)
    if len(catalogue.plans):
        least = ways.least.T
        single = catalogue.group_q < 0
        day, p, q = catalogue.group_day, catalogue.group_p, catalogue.group_q
        alone[:, day[single], p[single]] = least[:, single]
        paired[:, day[~single], p[~single], q[~single]] = least[:, ~single]
        paired[:, day[~single], q[~single], p[~single]] = least[:, ~single]
    some = np.minimum(alone, ways.idle[:, :, None])
    best = np.minimum(paired, some[:, :, :, None])
    np.minimum(best, some[:, :, None, :], out=best)
    return alone, paired, best
