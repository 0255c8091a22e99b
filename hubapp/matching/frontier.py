"""The frontier: every (U, C, T, P, H) no other week with so little uncovered time beats.

1. Start from weeks already found.
2. Leave out providers, then provider sets, whose bounds are beaten at every level of U.
3. Search the others, most promising first, until none is left.

Cost: grows with the number of sets whose bounds the frontier cannot beat; see docs/matching.md.
"""

from collections.abc import Iterable

import numpy as np

from hubapp.matching.crowd import among as among_these
from hubapp.matching.crowd import is_crowd
from hubapp.matching.dayplans import Catalogue
from hubapp.matching.offers import Ints
from hubapp.matching.rows import RowStore
from hubapp.matching.setgrowth import all_sets
from hubapp.matching.stop import Stop, check
from hubapp.matching.trade import Front, Point
from hubapp.matching.tradescreen import TradeScreen
from hubapp.matching.tradeweek import extend_front

Bounds = tuple[Ints, Ints]


def search_frontier(
    catalogue: Catalogue, known: Iterable[Point], levels: range, front: Front, stop: Stop
) -> None:
    """Fill `front`; what it holds when StopRequested is raised is the best so far."""
    for point in known:
        if point[0] <= levels[-1]:
            front.add(point)
    screen = TradeScreen(catalogue, levels)
    if is_crowd(catalogue):
        catalogue = among_these(catalogue, screen.open_to(front, 1, screen.with_anyone()))
        screen = TradeScreen(catalogue, levels)
    store, offers = RowStore(catalogue), catalogue.offers
    extend_front(store, front, (), levels, stop)
    anyone = screen.with_anyone()
    for size in range(1, min(offers.need.max_providers, len(offers.providers)) + 1):
        among = np.flatnonzero(screen.open_to(front, size, anyone))
        for sets in all_sets(among, size):
            check(stop)
            _search_piece(store, screen, sets, front, stop)


def _search_piece(
    store: RowStore, screen: TradeScreen, sets: Ints, front: Front, stop: Stop
) -> None:
    """Some sets of one size, in order of their bounds."""
    size = sets.shape[1]
    for start in range(0, len(sets), 5_000):
        piece = sets[start : start + 5_000]
        bounds = screen.bounds(piece)
        alive = np.flatnonzero(screen.open_to(front, size, bounds))
        order = np.argsort((bounds[0] + 5 * bounds[1]).min(axis=0)[alive], kind="stable")
        for i in alive[order].tolist():
            check(stop)
            mine = bounds[0][:, i : i + 1], bounds[1][:, i : i + 1]
            if screen.open_to(front, size, mine).any():
                extend_front(store, front, tuple(piece[i].tolist()), screen.levels, stop)
