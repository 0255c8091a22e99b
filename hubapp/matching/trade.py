"""The weeks no other week beats in every measure, as they are found: (U, C, T, P, H)."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from hubapp.matching.offers import Flags, Ints

Point = tuple[int, int, int, int, int]


class Front:
    """Points of which none is at least as good as another in all five measures."""

    def __init__(self, points: Iterable[Point] = ()) -> None:
        """Start from some points."""
        self.points: list[Point] = []
        self._columns: NDArray[np.int64] = np.zeros((0, 5), dtype=np.int64)
        for point in points:
            self.add(point)

    def add(self, point: Point) -> bool:
        """Take a point in, unless another is at least as good; drop those it beats."""
        if any(all(a <= b for a, b in zip(x, point, strict=True)) for x in self.points):
            return False
        kept = [x for x in self.points if any(a < b for a, b in zip(x, point, strict=True))]
        self.points = sorted([*kept, point])
        self._columns = np.array(self.points, dtype=np.int64)
        return True

    def beats(self, uncovered: int, providers: int, cost: Ints, travel: Ints, moves: Ints) -> Flags:
        """Whether some point is at least as good as each (uncovered, C, T, providers, H)."""
        rows = (self._columns[:, 0] <= uncovered) & (self._columns[:, 3] <= providers)
        out = np.zeros(cost.shape, dtype=np.bool_)
        for _, point_cost, point_travel, _, point_moves in self._columns[rows].tolist():
            out |= (cost >= point_cost) & (travel >= point_travel) & (moves >= point_moves)
        return out
