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
from hubapp.matching.ways import Ways, same_ways, ways_of, worth_of


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

        `tags` numbers each row's tag; -1 is none, -2 leaves the row out.
        """
        return _bounds_by_tag(self.field, self._ways, tags, count)


@compiled
def _bounds_by_tag(field: Field, ways: Ways, tags: Ints, count: int) -> Ints:
    """One way at a time: the best of every day, and a day on which a tagged row must be used."""
    days = len(field.needs)
    bounds = np.full(count, -NEVER, dtype=np.int64)
    best = np.empty(days, dtype=np.int64)
    mine = np.empty((count, days), dtype=np.int64)
    both = np.empty(days, dtype=np.int64)
    for w in range(len(ways.first)):
        if not ways.open[w]:
            continue
        best[:] = ways.idle[:, w]
        mine[:] = NEVER
        for i in range(len(tags)):
            if tags[i] == -2:
                continue
            worth = worth_of(field, ways.charge, ways.extra, ways.pay, i, w)
            day = field.rows[i, d.DAY]
            if tags[i] < 0:
                best[day] = min(best[day], worth)
            else:
                mine[tags[i], day] = min(mine[tags[i], day], worth)
        for tag in range(count):
            for day in range(days):
                both[day] = min(best[day], mine[tag, day])
            bound = ways.first[w] + with_duty(field.choices, both, mine[tag], 1)
            bounds[tag] = max(bounds[tag], min(NEVER, bound))
    return bounds
