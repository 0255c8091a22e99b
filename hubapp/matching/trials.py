"""Changes tried out: the problem solved again with each, as far as it could be better."""

from dataclasses import dataclass, replace
from functools import cached_property

from hubapp.matching.changes import Change
from hubapp.matching.dayplans import Catalogue, catalogue_of
from hubapp.matching.gains import clear_fall, is_better
from hubapp.matching.offers import PRICE, Offers, gather_offers
from hubapp.matching.problem import NoWeekKeepsAnchors, Problem
from hubapp.matching.result import UNCOVERED_WEIGHT, WeeklyPlan
from hubapp.matching.solve import best_among, best_within
from hubapp.matching.stop import Stop, StopRequested

MOST_MINUTES = 120
"""A day is moved by no more than this."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A change that helps, and the proved best week with it."""

    change: Change
    plan: WeeklyPlan


class Trials:
    """One problem, its best week, and what changes make of it."""

    def __init__(self, problem: Problem, before: WeeklyPlan, stop: Stop) -> None:
        """`before` is the proved best week."""
        self.problem, self.before, self.stop = problem, before, stop

    def of(self, change: Change, given_up: int = 0) -> Tried | None:
        """The change and its best week if that is better; None also when told to stop.

        `given_up`: pence that time given up is worth, which must be saved first.
        """
        return self.judged(change, self.week(change, given_up), given_up)

    def week(self, change: Change, given_up: int = 0) -> WeeklyPlan | None:
        """The best week with a change, as far as it could be better; None as for `of`."""
        ceiling = self.limit if self.is_short else self.limit - given_up
        try:
            return best_within(change.apply(self.problem), ceiling, self.stop)
        except (NoWeekKeepsAnchors, StopRequested):
            return None

    def with_same_days(self, change: Change) -> Tried | None:
        """As `of`, for a change that leaves every day plan as it is."""
        offers = replace(self.offers, problem=change.apply(self.problem))
        try:
            plan = best_among(replace(self.catalogue, offers=offers), self.limit, self.stop)
        except StopRequested:
            return None
        return self.judged(change, plan)

    def judged(self, change: Change, plan: WeeklyPlan | None, given_up: int = 0) -> Tried | None:
        """The change and the best week with it if that is better."""
        if plan is None or not is_better(self.before.vector, plan.vector, given_up):
            return None
        return Tried(change, plan)

    @property
    def is_short(self) -> bool:
        """Whether the best week leaves time uncovered."""
        return self.before.vector.uncovered_slots > 0

    @property
    def limit(self) -> int:
        """A week whose Z is above this is no better."""
        uncovered, total = self.before.vector.uncovered_slots, self.before.vector.total
        return UNCOVERED_WEIGHT * uncovered - 1 if uncovered else total - clear_fall(total)

    @cached_property
    def offers(self) -> Offers:
        """The usable part of the problem."""
        return gather_offers(self.problem)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The day plans of the problem."""
        return catalogue_of(self.offers)

    @cached_property
    def dearest_price(self) -> int:
        """Pence a slot at the dearest usable session: what giving up a slot saves at most."""
        return int(self.offers.blocks[:, PRICE].max(initial=0))
