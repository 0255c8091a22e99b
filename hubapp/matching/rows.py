"""Which catalogue rows a provider set may use on a day, thinned once and remembered."""

from itertools import combinations

import numpy as np

from hubapp.matching.dayplans import Catalogue, Group
from hubapp.matching.dominance import undominated
from hubapp.matching.objective import Objective
from hubapp.matching.offers import Ints


class RowStore:
    """Rows of a catalogue by (providers, day); dominated ones left out unless `every`."""

    def __init__(self, catalogue: Catalogue, *, every: bool = False) -> None:
        """`every`: keep dominated rows too, for lists of distinct weeks."""
        self.catalogue = catalogue
        self._every = every
        self._kept: dict[tuple[Group, int], Ints] = {}
        self._spans = {
            (group, day): (low, high)
            for group, spans in catalogue.groups.items()
            for day, low, high in spans
        }
        self._bases: dict[Objective, Ints] = {}

    def base(self, objective: Objective) -> Ints:
        """Each row's worth before funding and uncovered time."""
        if objective not in self._bases:
            self._bases[objective] = objective.base(self.catalogue)
        return self._bases[objective]

    def on_day(self, providers: tuple[int, ...], day: int) -> tuple[Ints, Ints]:
        """Rows that use only these providers, and which of them (a bit each)."""
        parts, masks = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        numbered = list(enumerate(providers))
        for size in (1, 2):
            for chosen in combinations(numbered, size):
                rows = self._rows(tuple(p for _, p in chosen), day)
                if rows is not None:
                    parts.append(rows)
                    masks.append(np.full(len(rows), sum(1 << i for i, _ in chosen)))
        return np.concatenate(parts), np.concatenate(masks)

    def _rows(self, group: Group, day: int) -> Ints | None:
        key = group, day
        if key not in self._spans:
            return None
        if key not in self._kept:
            rows = np.arange(*self._spans[key])
            self._kept[key] = rows if self._every else self._thinned(group, rows)
        return self._kept[key]

    def _thinned(self, group: Group, rows: Ints) -> Ints:
        offers = self.catalogue.offers
        capped = any(offers.week_caps[p] is not None for p in group)
        return undominated(self.catalogue.plans, rows, offers.funded_slots_a_day, capped=capped)
