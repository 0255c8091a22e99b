"""Every provider set worth a look, size by size, as far as bounds cannot rule it out.

Cost: charges x days x pairs for each set of a size; sizes with very many sets wait until a limit
is known, and providers that cannot belong to a set within it are left out first.
"""

from collections.abc import Iterator
from math import comb

import numpy as np

from hubapp.matching.offers import Ints
from hubapp.matching.screen import Screen

PIECE = 200_000
"""Sets bounded in one go."""


def count_of(providers: int, size: int) -> int:
    """How many sets of a size there are."""
    return comb(providers, size)


def candidates(screen_bounds: Ints, further: int, size: int, limit: int) -> Ints:
    """Providers that could be in a set of this size or larger with a Z within the limit.

    `screen_bounds` as from `Screen.with_anyone`; `further` pence a further provider counts for.
    """
    return np.flatnonzero(screen_bounds + further * (size - 1) <= limit)


def bounded_sets(screen: Screen, among: Ints, size: int, limit: int) -> Iterator[tuple[Ints, Ints]]:
    """Sets of a size among some providers with quick bounds within the limit, piece by piece."""
    for sets in all_sets(among, size):
        bounds = screen.quick(sets)
        near = bounds <= limit
        yield sets[near], bounds[near]


def all_sets(among: Ints, size: int) -> Iterator[Ints]:
    """All sets of a size in rising order, in pieces."""
    count = len(among)
    if size == 1:
        yield among.reshape(-1, 1)
        return
    for smaller in _positions(count, size - 1):
        more = count - 1 - smaller[:, -1]
        edges = np.cumsum(more)
        start = 0
        while start < len(smaller):
            done = int(edges[start - 1]) if start else 0
            stop = max(start + 1, int(np.searchsorted(edges, done + PIECE, side="right")))
            yield among[_extended(smaller[start:stop], count)]
            start = stop


def _positions(count: int, size: int) -> Iterator[Ints]:
    """Positions 0 to count - 1 taken `size` at a time, in pieces."""
    if size == 1:
        yield np.arange(count).reshape(-1, 1)
        return
    for smaller in _positions(count, size - 1):
        for start in range(0, len(smaller), 2_000):
            yield _extended(smaller[start : start + 2_000], count)


def _extended(sets: Ints, count: int) -> Ints:
    """Each set with every later position added."""
    more = count - 1 - sets[:, -1]
    firsts = np.repeat(np.cumsum(more) - more, more)
    last = np.repeat(sets[:, -1], more) + 1 + np.arange(len(firsts)) - firsts
    return np.column_stack((np.repeat(sets, more, axis=0), last))
