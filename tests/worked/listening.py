"""Run with NUMBA_DISABLE_JIT=1: what the search for the worked family's list looks at, as JSON."""

import json
import sys
from typing import Any
from unittest.mock import patch

import numpy as np

from hubapp.matching import growth, ranking, search, solve
from hubapp.matching.dayplans import build_catalogue
from tests.worked import problem


class Listener:
    """Stands between the search and its pieces, and writes down what passes."""

    def __init__(self) -> None:
        self.names = [x.id for x in build_catalogue(problem()).offers.providers]
        self.log: list[list[Any]] = []
        self._bounds: dict[tuple[str, ...], int] = {}
        self._bound: dict[tuple[str, ...], int] = {}
        self._too_far: list[list[Any]] = []
        self._pieces = growth.set_bound, search.grow_sets, search.search_sets, ranking.best_weeks

    def set_bound(self, field: Any, ways: Any, board: Any, members: Any, *rest: Any) -> int:
        bound = self._pieces[0](field, ways, board, members, *rest)
        self._bounds[self._named(board, members)] = bound
        return bound

    def grow_sets(self, *asked: Any) -> Any:
        self._bounds.clear()
        sets, bounds, begin, work = self._pieces[1](*asked)
        board, limit = asked[2], asked[-1]
        kept = {self._named(board, x) for x in sets}
        self._too_far = [
            [name, bound, limit, False, None]
            for name, bound in sorted(self._bounds.items(), key=lambda x: x[1])
            if name not in kept
        ]
        return sets, bounds, begin, work

    def search_sets(self, field: Any, board: Any, sets: Any, bounds: Any, *rest: Any) -> Any:
        self._bound = {self._named(board, x): int(y) for x, y in zip(sets, bounds, strict=True)}
        looked_at = len(self.log)
        out = self._pieces[2](field, board, sets, bounds, *rest)
        done = [name for name, *_ in self.log[looked_at:]]
        limit = int(ranking.limit_of(rest[-1]))
        self.log += [[x, y, limit, False, None] for x, y in self._bound.items() if x not in done]
        self.log += self._too_far
        self._too_far = []
        return out

    def best_weeks(self, field: Any, board: Any, members: Any, *rest: Any) -> Any:
        found, work = self._pieces[3](field, board, members, *rest)
        name, limit, worth = self._named(board, members), rest[1], rest[3]
        z = int(worth[0, 0]) if found else None
        self.log.append([name, self._bound[name], int(limit), True, z])
        return found, work

    def _named(self, board: Any, members: Any) -> tuple[str, ...]:
        return tuple(self.names[x] for x in np.sort(board.who[members]))


def main() -> None:
    listener = Listener()
    with (
        patch.object(growth, "set_bound", listener.set_bound),
        patch.object(search, "grow_sets", listener.grow_sets),
        patch.object(search, "search_sets", listener.search_sets),
        patch.object(ranking, "best_weeks", listener.best_weeks),
    ):
        solve(problem(), sets=True)
    sys.stdout.write(json.dumps(listener.log))


if __name__ == "__main__":
    main()
