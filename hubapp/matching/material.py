"""One problem's day plans of which any part can be searched by itself, for near misses.

Cost: the day plans and their bounds once; for each search, bounds by group again, then as `search`
but far less, since a limit is known from the start.
"""

import numpy as np

from hubapp.matching import pricing as d
from hubapp.matching.answer import written_out
from hubapp.matching.bounds import with_duty
from hubapp.matching.compiled import Ints, compiled
from hubapp.matching.dayplans import build_catalogue
from hubapp.matching.field import NEVER, Field, field_of
from hubapp.matching.problem import Problem
from hubapp.matching.result import WeeklyPlan
from hubapp.matching.search import Search
from hubapp.matching.stop import Stop
from hubapp.matching.ways import Ways, same_ways, ways_of, weigh_row

UNTAGGED, LEFT_OUT = -1, -2


class Material:
    """The day plans of a problem in which everything is opened at once."""

    def __init__(self, problem: Problem, stop: Stop) -> None:
        """Day plans and bounds are worked out at once."""
        self.catalogue = build_catalogue(problem)
        self.field = field_of(self.catalogue)
        self._ways, self._stop = ways_of(self.field), stop

    def best(self, allowed: Ints, limit: int) -> WeeklyPlan | None:
        """The best week of the allowed rows (flags), if its Z is within the limit.

        Raises StopRequested when told to.
        """
        return self.best_of(self.field, allowed, limit)

    def best_of(self, field: Field, allowed: Ints, limit: int) -> WeeklyPlan | None:
        """The same with rows or days changed; `field` is this material's otherwise."""
        field = field._replace(thin=np.zeros_like(field.thin), dropped=1 - allowed)
        ways = same_ways(self._ways, field)
        ranking = Search(self.catalogue, field, ways, self._stop).best_sets(1, ceiling=limit)
        if not ranking.tally[0]:
            return None
        return written_out(self.catalogue, field, tuple(ranking.weeks[0].tolist()))

    def bounds_by_tag(self, tags: Ints, count: int) -> Ints:
        """For each tag, no week of untagged rows and at least one of its own has a Z below this.

        `tags` numbers each row's tag; some rows may be UNTAGGED or LEFT_OUT.
        """
        return _bounds_by_tag(self.field, self._ways, tags, count)


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
