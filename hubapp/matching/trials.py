"""Changes tried out: the problem solved again with each, as far as bounds leave a chance."""

from dataclasses import dataclass
from functools import cached_property

from hubapp.matching.changes import Change
from hubapp.matching.dayplans import Catalogue, build_catalogue
from hubapp.matching.gains import clear_fall, is_better
from hubapp.matching.nearbounds import SLOT, Frame, Rows, weighed
from hubapp.matching.offers import gather_offers
from hubapp.matching.problem import Problem
from hubapp.matching.result import Status, WeeklyPlan
from hubapp.matching.solve import solve
from hubapp.matching.stop import Stop

MOST_MINUTES = 120
"""A day is moved by no more than this."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A change that helps, and the proved best week with it."""

    change: Change
    plan: WeeklyPlan


class Trials:
    """One problem, its best week, and what changes make of it."""

    def __init__(self, problem: Problem, widest: Problem, before: WeeklyPlan, stop: Stop) -> None:
        """`widest`: the problem with every place that could be opened, open."""
        self.problem, self.widest, self.before = problem, widest, before
        self._stop = stop

    def of(self, change: Change, given_up: int = 0) -> Tried | None:
        """The change and its best week if that is better; None also when told to stop."""
        if self._stop():
            return None
        result = solve(change.apply(self.problem), stop=self._stop)
        if result.status is not Status.PROVED:
            return None
        if not is_better(self.before.vector, result.plan.vector, given_up):
            return None
        return Tried(change, result.plan)

    @property
    def is_short(self) -> bool:
        """Whether the best week leaves time uncovered."""
        return self.before.vector.uncovered_slots > 0

    @property
    def limit(self) -> int:
        """A week that comes to no less than this, as the frame counts, is no better."""
        uncovered, total = self.before.vector.uncovered_slots, self.before.vector.total
        return SLOT * uncovered if uncovered else total - clear_fall(total) + 1

    @cached_property
    def catalogue(self) -> Catalogue:
        """The day plans there are."""
        return build_catalogue(self.problem)

    @cached_property
    def frame(self) -> Frame:
        """Bounds on weeks with something new."""
        names = [provider.id for provider in gather_offers(self.widest).providers]
        return Frame(self.catalogue, names, self.before)

    @cached_property
    def slack(self) -> int:
        """Pence by which time given up may flatter a week where time is uncovered anyway."""
        return self.problem.slots_per_day * self.dearest_price if self.is_short else 0

    @property
    def dearest_price(self) -> int:
        """Pence a slot at the dearest session: what giving up a slot saves at most."""
        return int(self.catalogue.offers.blocks.price.max(initial=0))

    def rows_of(self, catalogue: Catalogue) -> Rows:
        """Day plans of another catalogue, weighed as the frame weighs."""
        return weighed(catalogue, self.frame.numbers, self.frame.rates)
