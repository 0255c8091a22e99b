"""The best weeks of distinct provider sets: which sets to look at, in what order, until proved.

1. The empty week, so that there is always an answer.
2. Sets of one provider, two, three …: bounded together; where there are very many, the smaller
   sizes are searched first so that most of the larger need no look.
3. Sets are searched in order of bound until no other can belong to the list.
"""

from bisect import insort
from dataclasses import dataclass, field
from typing import Protocol

from hubapp.matching.answer import written_out
from hubapp.matching.dayplans import Catalogue
from hubapp.matching.objective import Objective
from hubapp.matching.result import Vector, WeeklyPlan
from hubapp.matching.rows import RowStore
from hubapp.matching.screen import Screen
from hubapp.matching.setgrowth import bounded_sets, candidates, count_of
from hubapp.matching.setqueue import SetQueue
from hubapp.matching.setweek import SetWeek, open_set
from hubapp.matching.stop import Stop, check, never
from hubapp.matching.ways import OUT_OF_REACH
from hubapp.matching.weeksearch import Week, WeekSearch

MANY = 40_000
"""Sets of one size beyond which smaller sizes are searched first."""


class Wanted(Protocol):
    """A list being filled with weeks.

    `limit`: weeks above this Z are of no interest. `per_set`: how many of one provider set are.
    `floor`: no week of a set not yet searched has a Z below it; None once nothing is left.
    """

    @property
    def limit(self) -> int:
        """The highest Z still of interest."""
        ...

    per_set: int
    floor: int | None

    def add(self, week: Week) -> None:
        """Take a week into the list, if it belongs there."""
        ...


_Key = tuple[int, Vector, tuple[str, ...]]


@dataclass(slots=True)
class Found:
    """The best week of each set found so far, best first, at most `room` and their ties."""

    catalogue: Catalogue
    objective: Objective
    room: int
    weeks: list[tuple[_Key, WeeklyPlan]] = field(default_factory=list)
    per_set: int = 1
    floor: int | None = 0

    @property
    def limit(self) -> int:
        """Sets above this Z are of no more interest."""
        return OUT_OF_REACH if len(self.weeks) < self.room else self.weeks[self.room - 1][0][0]

    def add(self, week: Week) -> None:
        """Take a set's best week into the list."""
        z = self.objective.z(week.worth)
        if z > self.limit:
            return
        plan = written_out(self.catalogue, week.rows)
        insort(self.weeks, ((z, plan.vector, plan.providers), plan), key=lambda x: x[0])

    @property
    def plans(self) -> list[WeeklyPlan]:
        """The list."""
        return [plan for _, plan in self.weeks[: self.room]]


@dataclass(slots=True)
class LeastZs:
    """The least Zs over distinct weeks; `per_set` as many as the whole list has room for."""

    objective: Objective
    per_set: int
    zs: list[int] = field(default_factory=list)
    floor: int | None = 0

    @property
    def limit(self) -> int:
        """Weeks from the last of a full list on change nothing."""
        return OUT_OF_REACH if len(self.zs) < self.per_set else self.zs[-1] - 1

    def add(self, week: Week) -> None:
        """Take a week's Z into the list."""
        insort(self.zs, self.objective.z(week.worth))
        del self.zs[self.per_set :]


def search_sets(
    store: RowStore, screen: Screen, objective: Objective, found: Wanted, stop: Stop
) -> None:
    """Fill `found`; what it holds when StopRequested is raised is the best so far."""
    catalogue = store.catalogue
    empty = open_set(store, objective, ())
    _take(WeekSearch(catalogue, objective, never), empty, found)
    search = WeekSearch(catalogue, objective, stop)
    queue = SetQueue(screen, store, objective, stop)
    anyone = screen.with_anyone()
    further = catalogue.offers.need.weights.provider_pence
    largest = min(catalogue.offers.need.max_providers, screen.providers)
    for size in range(1, largest + 1):
        among = candidates(anyone, further, size, found.limit)
        if count_of(len(among), size) > MANY:
            _drain(queue, search, found, int(anyone.min()) + further * (size - 1))
            among = candidates(anyone, further, size, found.limit)
        unlisted = int(anyone.min()) + further * (size - 1)
        for sets, bounds in bounded_sets(screen, among, size, found.limit):
            found.floor = min(queue.floor, unlisted)
            check(stop)
            queue.add(sets, bounds)
        if size == 2 and len(among) > 1:
            screen.choose_quick(sets)
    _drain(queue, search, found, OUT_OF_REACH)
    found.floor = None


def _drain(queue: SetQueue, search: WeekSearch, found: Wanted, unlisted: int) -> None:
    """Search sets in order of bound until none can enter the list."""
    while True:
        try:
            week = queue.next(found.limit)
            if week is None:
                return
            _take(search, week, found)
        finally:
            found.floor = min(queue.floor, unlisted)


def _take(search: WeekSearch, week: SetWeek, found: Wanted) -> None:
    for best in search.best(week, found.limit, found.per_set):
        found.add(best)
