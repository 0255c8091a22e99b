"""One door to the matcher: a problem in, the proved best weeks out.

1. The catalogue: usable sessions, day plans, their prices (`offers`, `drafts`, `pricing`).
2. The best week, or the best week of each of the best provider sets (`search`).
3. On request the least Zs over all weeks (`search`), and the frontier (`frontier`).

When told to stop, what is found so far is the answer, with a bound on what Z can still be.
"""

from hubapp.matching.answer import written_out
from hubapp.matching.dayplans import Catalogue, build_catalogue
from hubapp.matching.field import Field, extremes, field_of
from hubapp.matching.frontier import search_frontier
from hubapp.matching.problem import NoWeekKeepsAnchors, Problem
from hubapp.matching.ranking import Ranking, empty_ranking
from hubapp.matching.result import UNCOVERED_WEIGHT, RankedSet, Result, Status, WeeklyPlan
from hubapp.matching.search import Search
from hubapp.matching.stop import Stop, StopRequested, never
from hubapp.matching.trade import Point
from hubapp.matching.ways import ways_of


def solve(
    problem: Problem,
    *,
    sets: bool = False,
    plans: bool = False,
    frontier: bool = False,
    stop: Stop = never,
) -> Result:
    """The proved best week of a problem, and the lists asked for.

    `sets`: the best week of each of the `list_length` best provider sets. `plans`: the least Zs
    over distinct weeks. `frontier`: every undominated (U, C, T, P, H) within the slack. The same
    problem gives the same answer however its providers and sessions are listed. Raises
    NoWeekKeepsAnchors if what is settled fits into no week, NumbersTooLarge if prices, weights or
    distances cannot be added up exactly.
    """
    work = _Work(build_catalogue(problem), stop)
    listed = work.best_sets(problem.need.list_length if sets or frontier else 1)
    best = work.best_week(listed)
    zs = work.least_zs() if plans else None
    front = work.frontier(best, listed) if frontier else None
    return Result(
        name=problem.name,
        status=Status.STOPPED if work.stopped else Status.PROVED,
        plan=best,
        sets=tuple(RankedSet(z=x.vector.z, plan=x) for x in listed) if sets else None,
        plans=zs,
        frontier=front,
        bound=work.bound(best) if work.stopped else None,
    )


def best_within(problem: Problem, ceiling: int, stop: Stop = never) -> WeeklyPlan | None:
    """The best week if its Z is at most `ceiling`: sooner known than the best week.

    Raises as `solve` does, and StopRequested when told to stop.
    """
    return best_among(build_catalogue(problem), ceiling, stop)


def best_among(catalogue: Catalogue, ceiling: int, stop: Stop) -> WeeklyPlan | None:
    """The same of day plans known already."""
    if extremes(catalogue).total >= UNCOVERED_WEIGHT:
        result = solve(catalogue.offers.problem, stop=stop)
        if result.status is not Status.PROVED:
            raise StopRequested
        return result.plan if result.plan.vector.z <= ceiling else None
    field = field_of(catalogue)
    ranking = Search(catalogue, field, ways_of(field), stop).best_sets(1, ceiling)
    return next(iter(written_out(catalogue, field, ranking)), None)


class _Work:
    """The searches of one problem; each leaves its best so far when the stop ends it."""

    def __init__(self, catalogue: Catalogue, stop: Stop) -> None:
        self.stopped = False
        self._catalogue, self._stop = catalogue, stop
        self._field = field_of(catalogue)
        self._search = Search(catalogue, self._field, ways_of(self._field), stop)

    def best_sets(self, room: int) -> list[WeeklyPlan]:
        """The best week of each of the best sets, by Z."""
        return self._filled(self._field, self._search, room)

    def best_week(self, listed: list[WeeklyPlan]) -> WeeklyPlan:
        """The least vector: first of the list, unless a total may outweigh an uncovered slot."""
        most = extremes(self._catalogue).total
        if most < UNCOVERED_WEIGHT:
            return listed[0]
        field = field_of(self._catalogue, most + 1)
        search = Search(self._catalogue, field, ways_of(field), self._stop)
        found = self._filled(field, search, 1)
        return min((*found, *listed), key=lambda plan: plan.vector)

    def least_zs(self) -> tuple[int, ...]:
        """The least Zs over distinct weeks."""
        ranking = self._empty(self._search, self._catalogue.offers.need.list_length, every=True)
        self._fill(self._search, ranking)
        return tuple(ranking.worth[: ranking.tally[0], 0].tolist())

    def frontier(self, best: WeeklyPlan, listed: list[WeeklyPlan]) -> tuple[Point, ...]:
        """The undominated trade-offs."""
        least = best.vector.uncovered_slots
        levels = range(least, least + self._catalogue.offers.need.slack_slots + 1)
        known = [plan.vector.trade for plan in (best, *listed)]
        front, complete = search_frontier(
            self._catalogue, self._field, known, levels, self._search.largest, self._stop
        )
        self.stopped = self.stopped or not complete
        return front

    def bound(self, best: WeeklyPlan) -> int:
        """What Z can still be at best."""
        floor = best.vector.z if self._search.complete else self._search.floor
        return max(0, min(best.vector.z, floor))

    def _filled(self, field: Field, search: Search, room: int) -> list[WeeklyPlan]:
        ranking = self._empty(search, room)
        self._fill(search, ranking)
        if self.stopped and not ranking.tally[0]:
            # Where something is anchored there is no empty week to fall back on.
            search.fill_at_all(ranking)
        if not ranking.tally[0]:
            raise NoWeekKeepsAnchors
        return written_out(self._catalogue, field, ranking)

    def _empty(self, search: Search, room: int, *, every: bool = False) -> Ranking:
        return empty_ranking(room, search.largest, self._catalogue.days, every=every)

    def _fill(self, search: Search, ranking: Ranking) -> None:
        try:
            search.fill(ranking)
        except StopRequested:
            self.stopped = True
