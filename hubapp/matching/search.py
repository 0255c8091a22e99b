"""Which provider sets are looked at, in what order, until the list is proved.

1. The empty week, where nothing is anchored.
2. Sets of one provider, two, three … of the few most promising: their list is the first limit.
3. The same of everyone who could be in a set within that limit.
At each size sets are grown (`growth`) and searched in order of bound (`ranking`). The stop is
asked between pieces of work.
"""

import numpy as np

from hubapp.matching.bounds import Board, board_of, order_of_ways, values_with_anyone
from hubapp.matching.compiled import Ints
from hubapp.matching.dayplans import Catalogue
from hubapp.matching.field import Field
from hubapp.matching.growth import grow_sets
from hubapp.matching.ranking import TOP, Ranking, empty_ranking, limit_of, search_sets
from hubapp.matching.stop import Stop, StopRequested, check
from hubapp.matching.ways import Ways

PROMISING = 14
"""How many providers are looked at first."""
LEADING = 4
"""How many of the best sets known choose the ways by which others are weighed first."""
BUDGET = 400_000
"""Steps of work between two questions to the stop: some milliseconds."""


class Search:
    """The search of one question; no week not yet looked at has a Z below `floor`."""

    def __init__(self, catalogue: Catalogue, field: Field, ways: Ways, stop: Stop) -> None:
        """Bounds on every provider by itself are worked out at once."""
        self._field, self._ways, self._stop = field, ways, stop
        self._required = catalogue.offers.required
        self._anyone = values_with_anyone(field, ways).max(axis=1)
        self._settled = np.zeros(len(self._anyone), dtype=np.bool_)
        self._settled[self._required] = True
        need = catalogue.offers.need
        most = min(need.max_providers, catalogue.providers, 2 * field.choices.shape[1])
        self.largest = max(most, len(self._required))
        self.days = len(field.needs)
        self.floor = 0
        self.complete = False

    def best_sets(self, room: int, ceiling: int = TOP) -> Ranking:
        """The best week of each of the `room` best sets with a Z of at most `ceiling`.

        Raises StopRequested when told to.
        """
        ranking = empty_ranking(room, self.largest, self.days, ceiling=ceiling)
        self.fill(ranking)
        return ranking

    def fill_at_all(self, ranking: Ranking) -> None:
        """Fill a list that is still empty, told to stop or not, until it holds a week."""
        asked, self._stop = self._stop, lambda: bool(ranking.tally[0])
        try:
            self.fill(ranking)
        except StopRequested:
            self.complete = False
        finally:
            self._stop = asked

    def fill(self, ranking: Ranking) -> None:
        """Fill a list; raises StopRequested when told to, the list then holds the best so far."""
        self.complete = False
        self.floor = int(self._anyone.min(initial=TOP))
        nobody = np.zeros((1, 0), dtype=np.int64)
        if not len(self._required):
            board = board_of(self._field, np.zeros(0, dtype=np.int64))
            self._drain(board, nobody, np.zeros(1, dtype=np.int64), ranking, self.floor)
        seen = np.zeros(len(self._anyone), dtype=np.int64)
        first = self._settled.copy()
        first[np.argsort(self._anyone, kind="stable")[:PROMISING]] = True
        self._among(np.flatnonzero(first), seen, ranking)
        near = (self._anyone <= limit_of(ranking)) | self._settled
        if (near & ~first).any():
            self._among(np.flatnonzero(near), first.astype(np.int64), ranking, everyone=True)
        self.complete = True

    def _among(self, who: Ints, seen: Ints, ranking: Ranking, *, everyone: bool = False) -> None:
        """All sets of some providers, size by size; `everyone`: no others matter."""
        board = board_of(self._field, who)
        for size in range(max(1, len(self._required)), self.largest + 1):
            further = self._field.further * (size - 1)
            close = self._anyone[who] + further <= limit_of(ranking)
            who = who[close | self._settled[who]]
            if len(who) < size:
                return
            if len(board.who) != len(who):
                board = board_of(self._field, who)
            required = np.searchsorted(who, self._required)
            known = ranking.sets[: min(LEADING, ranking.tally[0])]
            order = order_of_ways(self._field, self._ways, board, known)
            begin = 0
            ahead = int(self._anyone[who].min()) + further if everyone else self.floor
            self.floor = ahead
            while begin < len(who):
                check(self._stop)
                sets, bounds, begin, _ = grow_sets(
                    self._field,
                    self._ways,
                    board,
                    required,
                    seen[who],
                    order,
                    size,
                    begin,
                    BUDGET,
                    limit_of(ranking),
                )
                line = np.argsort(bounds, kind="stable")
                self._drain(board, sets[line], bounds[line], ranking, ahead)

    def _drain(self, board: Board, sets: Ints, bounds: Ints, ranking: Ranking, ahead: int) -> None:
        """Search sets in order of bound until none can enter the list.

        `ahead` bounds the sets that come later.
        """
        at, budget = 0, BUDGET
        while True:
            before = at
            at, _ = search_sets(self._field, board, sets, bounds, at, budget, ranking)
            if at == len(sets):
                self.floor = ahead
                return
            self.floor = min(ahead, int(bounds[at]))
            check(self._stop)
            budget = 4 * budget if at == before else BUDGET
