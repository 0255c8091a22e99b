"""The weeks no other week beats in every measure, as they are found: (U, C, T, P, H).

Cost: a few dozen steps for each question, as many for each point taken in.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from hubapp.matching.compiled import Ints, compiled, inlined

Point = tuple[int, int, int, int, int]

ROOM = 4096
"""Points a front can hold; one that is full takes no more, and says so (`full`)."""


class Front(NamedTuple):
    """`points` of which none is at least as good as another; `tally`: how many, how many refused.

    `steps[level]` are the (C, T, H) of points with so few uncovered slots and at most
    `tally[2]` providers, `counts[level]` how many. Level 0 is `lowest` uncovered slots.
    """

    points: Ints
    tally: Ints
    steps: Ints
    counts: Ints
    lowest: int


def front_of(points: Iterable[Point], levels: range) -> Front:
    """A front that starts from some points."""
    front = Front(
        points=np.zeros((ROOM, 5), dtype=np.int64),
        tally=np.zeros(3, dtype=np.int64),
        steps=np.zeros((len(levels), ROOM, 3), dtype=np.int64),
        counts=np.zeros(len(levels), dtype=np.int64),
        lowest=levels[0],
    )
    for point in points:
        if point[0] <= levels[-1]:
            take_in(front, *point)
    return front


@compiled
def take_in(front: Front, u: int, c: int, t: int, p: int, h: int) -> bool:
    """Add a point unless another is at least as good; drop those it beats."""
    points, n = front.points, front.tally[0]
    for i in range(n):
        x = points[i]
        if x[0] <= u and x[1] <= c and x[2] <= t and x[3] <= p and x[4] <= h:
            return False
    kept = 0
    for i in range(n):
        x = points[i]
        if not (u <= x[0] and c <= x[1] and t <= x[2] and p <= x[3] and h <= x[4]):
            points[kept] = points[i]
            kept += 1
    if kept == len(points):
        front.tally[1] += 1
        return False
    points[kept, 0], points[kept, 1], points[kept, 2] = u, c, t
    points[kept, 3], points[kept, 4] = p, h
    front.tally[0] = kept + 1
    lay_steps(front, front.tally[2])
    return True


@compiled
def lay_steps(front: Front, providers: int) -> None:
    """Prepare `beats` for weeks of so many providers."""
    front.tally[2] = providers
    for level in range(len(front.counts)):
        n = 0
        steps = front.steps[level]
        for i in range(front.tally[0]):
            x = front.points[i]
            if x[0] > front.lowest + level or x[3] > providers:
                continue
            j = n
            while j > 0 and steps[j - 1, 0] > x[1]:
                steps[j] = steps[j - 1]
                j -= 1
            steps[j, 0], steps[j, 1], steps[j, 2] = x[1], x[2], x[4]
            n += 1
        front.counts[level] = n


@inlined
def beats(front: Front, level: int, cost: int, travel: int, handovers: int) -> bool:
    """Whether some point is at least as good as a week at this level could be."""
    steps = front.steps[level]
    for i in range(front.counts[level]):
        if steps[i, 0] > cost:
            return False
        if steps[i, 1] <= travel and steps[i, 2] <= handovers:
            return True
    return False
