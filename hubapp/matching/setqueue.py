"""Provider sets in order of the best they could come to, each looked at no closer than needed.

A set is first known by a quick bound, then by a full one (`screen`), then opened (`setweek`); at
each step it goes back in line behind every set that may still do better. Sets whose bound is
above the limit never come out.

Cost: a heap step a look; most sets never get a second.
"""

import heapq
from dataclasses import dataclass

import numpy as np

from hubapp.matching.objective import Objective
from hubapp.matching.offers import Ints
from hubapp.matching.rows import RowStore
from hubapp.matching.screen import Screen
from hubapp.matching.setweek import SetWeek, open_set
from hubapp.matching.stop import Stop, check
from hubapp.matching.ways import OUT_OF_REACH

FIRST_LOOK = 24
"""How many sets get a full bound at first; then ever more at a time."""


@dataclass(slots=True)
class _Line:
    """Sets of one size in order of their quick bounds; those before `at` have moved on."""

    sets: Ints
    bounds: Ints
    at: int = 0

    @property
    def head(self) -> int:
        return int(self.bounds[self.at]) if self.at < len(self.bounds) else OUT_OF_REACH


class SetQueue:
    """Opened sets by bound; bounds and limits are Z."""

    def __init__(self, screen: Screen, store: RowStore, objective: Objective, stop: Stop) -> None:
        """`objective` is what opened sets are bound by."""
        self._screen, self._store = screen, store
        self._objective, self._stop = objective, stop
        self._lines: list[_Line] = []
        self._heap: list[tuple[int, tuple[int, ...], SetWeek | None]] = []
        self._look = FIRST_LOOK
        self._out = OUT_OF_REACH

    def add(self, sets: Ints, bounds: Ints) -> None:
        """More sets of one size, with quick bounds."""
        order = np.argsort(bounds, kind="stable")
        self._lines.append(_Line(sets[order], bounds[order]))

    @property
    def floor(self) -> int:
        """No set still here, or handed out last, has a best week below this."""
        heads = [line.head for line in self._lines]
        return min([self._out, self._heap[0][0] if self._heap else OUT_OF_REACH, *heads])

    def next(self, limit: int) -> SetWeek | None:
        """The most promising set, opened; None when no set can be within the limit.

        Raises StopRequested when told to.
        """
        self._out = OUT_OF_REACH
        while self.floor <= min(limit, OUT_OF_REACH - 1):
            check(self._stop)
            line = min(self._lines, key=lambda x: x.head, default=None)
            if line is not None and line.head <= min(limit, self._top()):
                self._look_closer(line, limit)
                continue
            bound, providers, week = heapq.heappop(self._heap)
            if week is not None:
                self._out = bound
                return week
            self._open(providers, limit)
        return None

    def _top(self) -> int:
        return self._heap[0][0] if self._heap else OUT_OF_REACH

    def _look_closer(self, line: _Line, limit: int) -> None:
        rows = slice(line.at, line.at + self._look)
        bounds = np.maximum(self._screen.full(line.sets[rows]), line.bounds[rows])
        for bound, providers in zip(bounds.tolist(), line.sets[rows].tolist(), strict=True):
            if bound <= limit:
                heapq.heappush(self._heap, (bound, tuple(providers), None))
        line.at += self._look
        self._look = min(4096, self._look * 3 // 2)

    def _open(self, providers: tuple[int, ...], limit: int) -> None:
        week = open_set(self._store, self._objective, providers)
        bound = self._objective.z(week.bound)
        if bound <= limit:
            heapq.heappush(self._heap, (bound, providers, week))
