"""Day plans of which any part can be searched by itself, for near misses.

1. Some rows are tagged with the one thing they need that is not there yet.
2. For each tag a bound: the best of every day, with a day on which a tagged row must be used.
3. In order of bound, each tag's rows are opened, the sets searched that hold the providers they
   need, and the rows shut again.

Cost: the day plans and their bounds once; for each tag a search among sets that hold one or two
given providers, with a limit known from the start.
"""

import numpy as np

from hubapp.matching import pricing as d
from hubapp.matching.answer import written_out
from hubapp.matching.bounds import Board, board_of, order_of_ways, with_duty
from hubapp.matching.compiled import Ints, compiled
from hubapp.matching.dayplans import catalogue_of
from hubapp.matching.field import NEVER, Field, field_of
from hubapp.matching.growth import grow_sets
from hubapp.matching.offers import Offers
from hubapp.matching.ranking import Ranking, empty_ranking, limit_of, search_sets
from hubapp.matching.result import WeeklyPlan
from hubapp.matching.search import Search
from hubapp.matching.stop import Stop, check
from hubapp.matching.ways import Ways, same_ways, ways_of, weigh_row

UNTAGGED, LEFT_OUT = -1, -2
NO_LIMIT = 1 << 60


class Material:
    """The day plans of offers in which everything is opened at once."""

    def __init__(self, offers: Offers, stop: Stop) -> None:
        """Day plans and bounds are worked out at once."""
        self.catalogue = catalogue_of(offers)
        self.field = field_of(self.catalogue)
        self._ways, self._stop = ways_of(self.field), stop

    def best_of(self, field: Field, allowed: Ints, limit: int) -> WeeklyPlan | None:
        """The best week of the allowed rows (flags), if its Z is within the limit.

        `field` is this material's, or has rows or days changed. Raises StopRequested.
        """
        field = field._replace(thin=np.zeros_like(field.thin), dropped=1 - allowed)
        ways = same_ways(self._ways, field)
        ranking = Search(self.catalogue, field, ways, self._stop).best_sets(1, ceiling=limit)
        return self.week(field, ranking)

    def week(self, field: Field, ranking: Ranking) -> WeeklyPlan | None:
        """The first week of a list, if there is any."""
        return next(iter(written_out(self.catalogue, field, ranking)), None)

    def bounds_by_tag(self, tags: Ints, count: int) -> Ints:
        """For each tag, no week of untagged rows and at least one of its own has a Z below this.

        `tags` numbers each row's tag; some rows may be UNTAGGED or LEFT_OUT.
        """
        return _bounds_by_tag(self.field, self._ways, tags, count)

    def tags_opened(self, tags: Ints) -> "TagSearch":
        """Tags to be searched one by one."""
        return TagSearch(self, self._ways, tags, self._stop)


class TagSearch:
    """Untagged rows, to which the rows of one tag at a time are added."""

    def __init__(self, material: Material, ways: Ways, tags: Ints, stop: Stop) -> None:
        """Bounds by group are worked out for the untagged rows."""
        self._material, self._stop = material, stop
        field = material.field
        self._field = field._replace(
            thin=np.zeros_like(field.thin), dropped=(tags != UNTAGGED).astype(np.int64)
        )
        self._ways = same_ways(ways, self._field)
        offers = material.catalogue.offers
        self._board = board_of(self._field, np.arange(len(offers.providers)))
        self._group = np.repeat(np.arange(len(field.starts) - 1), np.diff(field.starts))
        self._required = offers.required
        self._by_tag = np.argsort(tags, kind="stable")
        self._tags = tags[self._by_tag]
        most = min(offers.need.max_providers, 2 * field.choices.shape[1], len(offers.providers))
        self._largest = max(most, len(self._required))

    def best(self, tag: int, holders: list[int], limit: int) -> WeeklyPlan | None:
        """The best week of untagged rows and those of this tag, if its Z is within the limit.

        Only weeks with all of `holders` are looked at: the providers of each of the tag's rows.
        Raises StopRequested when told to.
        """
        check(self._stop)
        first, last = np.searchsorted(self._tags, (tag, tag + 1))
        ranking = empty_ranking(1, self._largest, len(self._field.needs), ceiling=limit)
        _search_with(
            self._field,
            self._ways,
            self._board,
            self._by_tag[first:last],
            self._group,
            np.union1d(holders, self._required),
            self._largest,
            ranking,
        )
        return self._material.week(self._field, ranking)


@compiled
def _search_with(
    field: Field,
    ways: Ways,
    board: Board,
    mine: Ints,
    group: Ints,
    holders: Ints,
    largest: int,
    ranking: Ranking,
) -> None:
    """Open some rows, search the sets that hold some providers, and shut the rows again."""
    kept_least = np.empty((len(mine), len(ways.first)), dtype=np.int64)
    kept_thin = np.empty(len(mine), dtype=np.int64)
    worth = np.empty(len(ways.first), dtype=np.int64)
    for n in range(len(mine)):
        g = group[mine[n]]
        kept_least[n], kept_thin[n] = ways.least[g], field.thin[g]
        field.dropped[mine[n]] = 0
        # Rows that are open only for now must not push others out for good.
        field.thin[g] = 1
        weigh_row(field, ways, mine[n], worth)
        for w in range(len(worth)):
            ways.least[g, w] = min(ways.least[g, w], worth[w])
    order = order_of_ways(field, ways, board, holders.reshape(1, -1))
    unseen = np.zeros(len(board.who), dtype=np.int64)
    for size in range(max(1, len(holders)), largest + 1):
        sets, bounds, _, _ = grow_sets(
            field, ways, board, holders, unseen, order, size, 0, NO_LIMIT, limit_of(ranking)
        )
        line = np.argsort(bounds)
        search_sets(field, board, sets[line], bounds[line], 0, NO_LIMIT, ranking)
    for n in range(len(mine) - 1, -1, -1):
        g = group[mine[n]]
        ways.least[g], field.thin[g] = kept_least[n], kept_thin[n]
        field.dropped[mine[n]] = 1


@compiled
def _bounds_by_tag(field: Field, ways: Ways, tags: Ints, count: int) -> Ints:
    """The best of every day in each way, and a day on which a tagged row must be used."""
    days, tried = len(field.needs), len(ways.first)
    best, mine = ways.idle.copy(), np.full((count, days, tried), NEVER, dtype=np.int64)
    worth = np.empty(tried, dtype=np.int64)
    for i in range(len(tags)):
        day = field.rows[i, d.DAY]
        if tags[i] == LEFT_OUT:
            continue
        weigh_row(field, ways, i, worth)
        for w in range(tried):
            if tags[i] == UNTAGGED:
                best[day, w] = min(best[day, w], worth[w])
            else:
                mine[tags[i], day, w] = min(mine[tags[i], day, w], worth[w])
    bounds = np.full(count, -NEVER, dtype=np.int64)
    own, both = np.empty(days, dtype=np.int64), np.empty(days, dtype=np.int64)
    regret = np.empty(days, dtype=np.int64)
    for tag in range(count):
        for w in range(tried):
            if ways.open[w]:
                for day in range(days):
                    own[day] = mine[tag, day, w]
                    both[day] = min(best[day, w], own[day])
                duty = with_duty(field.choices, both, own, 1, regret)
                bounds[tag] = max(bounds[tag], min(NEVER, ways.first[w] + duty))
    return bounds
