"""One door to the matcher: a problem in, the proved best weeks out.

1. The catalogue: usable sessions, day plans, their prices (`offers`, `drafts`, `dayplans`).
2. The best week, or the best week of each of the best provider sets (`setlist`).
3. On request the least Zs over all weeks (`setlist`), and the frontier (`frontier`).

When told to stop, what is found so far is the answer, with a bound on what Z can still be.
"""

from hubapp.matching.crowd import is_crowd, narrowed
from hubapp.matching.dayplans import Catalogue, build_catalogue
from hubapp.matching.frontier import search_frontier
from hubapp.matching.objective import by_vector, by_z, outweighs
from hubapp.matching.problem import Problem
from hubapp.matching.result import RankedSet, Result, Status, WeeklyPlan
from hubapp.matching.rows import RowStore
from hubapp.matching.screen import Screen
from hubapp.matching.setlist import Found, LeastZs, search_sets
from hubapp.matching.stop import Stop, StopRequested, never
from hubapp.matching.trade import Front, Point
from hubapp.matching.ways import ways_by_z


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
    problem gives the same answer however its providers and sessions are listed.
    """
    work = _Work(build_catalogue(problem), stop)
    listed = work.list_sets(problem.need.list_length if sets or frontier else 1)
    best = work.best_week(listed)
    zs = work.least_zs() if plans else None
    front = work.frontier(best, listed) if frontier else None
    top = listed.plans[: problem.need.list_length]
    return Result(
        name=problem.name,
        status=Status.STOPPED if work.stopped else Status.PROVED,
        plan=best,
        sets=tuple(RankedSet(z=x.vector.z, plan=x) for x in top) if sets else None,
        plans=zs,
        frontier=front,
        bound=work.bound(best) if work.stopped else None,
    )


class _Work:
    """The searches of one problem; each leaves its best so far when the stop ends it."""

    def __init__(self, catalogue: Catalogue, stop: Stop) -> None:
        self.stopped = False
        self._catalogue, self._stop = catalogue, stop
        room = catalogue.offers.need.list_length
        self._near = narrowed(catalogue, room) if is_crowd(catalogue) else catalogue
        self._store = RowStore(self._near)
        self._screen = Screen(self._near, ways_by_z(self._near))
        self._floor: int | None = 0

    def list_sets(self, room: int) -> Found:
        """The best sets by Z."""
        found = Found(self._near, by_vector(self._near, strictly=False), room)
        self._fill(found, self._store, self._screen)
        self._floor = found.floor
        return found

    def best_week(self, listed: Found) -> WeeklyPlan:
        """The least vector: first of the list, unless a total may outweigh an uncovered slot."""
        if outweighs(self._catalogue):
            return listed.plans[0]
        objective = by_vector(self._catalogue, strictly=True)
        found = Found(self._catalogue, objective, 1)
        ways = ways_by_z(self._catalogue, objective.uncovered // objective.total)
        self._fill(found, RowStore(self._catalogue), Screen(self._catalogue, ways))
        return min((*found.plans, *listed.plans), key=lambda plan: plan.vector)

    def least_zs(self) -> tuple[int, ...]:
        """The least Zs over distinct weeks."""
        wanted = LeastZs(by_z(self._near), self._near.offers.need.list_length)
        store = RowStore(self._near, every=True)
        try:
            search_sets(store, self._screen, wanted.objective, wanted, self._stop)
        except StopRequested:
            self.stopped = True
        return tuple(wanted.zs)

    def frontier(self, best: WeeklyPlan, listed: Found) -> tuple[Point, ...]:
        """The undominated trade-offs."""
        least = best.vector.uncovered_slots
        levels = range(least, least + self._catalogue.offers.need.slack_slots + 1)
        front = Front()
        known = [plan.vector.trade for plan in (best, *listed.plans)]
        try:
            search_frontier(self._catalogue, known, levels, front, self._stop)
        except StopRequested:
            self.stopped = True
        return tuple(front.points)

    def bound(self, best: WeeklyPlan) -> int:
        """What Z can still be at best."""
        return best.vector.z if self._floor is None else max(0, min(best.vector.z, self._floor))

    def _fill(self, found: Found, store: RowStore, screen: Screen) -> None:
        try:
            search_sets(store, screen, found.objective, found, self._stop)
        except StopRequested:
            self.stopped = True
