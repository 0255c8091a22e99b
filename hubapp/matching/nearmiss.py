"""Near misses: the least changes that would cover more, or be clearly better, each proved.

1. Every kind of change lists what could help; bounds leave out what cannot (`opening`, `moving`).
2. What is left is solved with the change made; only proved answers count.
3. Changes that help are put in order: the smaller first, then the better week.

Cost: see docs/matching.md, Near misses.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hubapp.matching.changes import Alternative, Change, ChangeKind, Farther, OneProvider
from hubapp.matching.editing import HiddenPlace
from hubapp.matching.gains import Gain, gain_between
from hubapp.matching.moving import another_days, least_longer_days, least_shorter_days
from hubapp.matching.offers import gather_offers
from hubapp.matching.opening import best_links, best_places
from hubapp.matching.problem import Problem
from hubapp.matching.result import DayPlan, Result, Status, Vector, WeeklyPlan
from hubapp.matching.stop import Stop, never
from hubapp.matching.trials import Trials, Tried

NEAR_MISSES = 8
OF_ONE_KIND = 3
FARTHER_METRES = (500, 1000, 2000)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A change, what it gains, and the proved best week with it."""

    change: Change
    gain: Gain
    plan: WeeklyPlan

    @property
    def kind(self) -> ChangeKind:
        """What is changed."""
        return self.change.kind


def find_near_misses(
    problem: Problem,
    result: Result,
    *,
    hidden: Sequence[HiddenPlace] = (),
    alternatives: Sequence[Alternative] = (),
    stop: Stop = never,
    limit: int = NEAR_MISSES,
) -> tuple[NearMiss, ...]:
    """The smallest changes that help, at most `limit` and three of a kind; () if none does.

    `result` answers `problem`. `hidden` are care sessions the problem leaves out, `alternatives`
    problems in which something else is changed. Once told to stop, what is proved by then counts.
    """
    if result.status is not Status.PROVED or not problem.need.days:
        return ()  # a longer search might gain what a change seems to
    trials = Trials(problem, result.plan, stop)
    found: list[Tried] = []
    for kind in (
        _farther(trials),
        best_places(trials, hidden, OF_ONE_KIND),
        best_links(trials, OF_ONE_KIND),
        _one_more_provider(trials),
        least_shorter_days(trials, OF_ONE_KIND),
        least_longer_days(trials, OF_ONE_KIND),
        another_days(trials),
        [trials.of(change) for change in alternatives],
    ):
        helpful = sorted((x for x in kind if x is not None), key=_order)
        found += _distinct(helpful)[:OF_ONE_KIND]
    return tuple(
        NearMiss(change=x.change, gain=gain_between(result.plan.vector, x.plan.vector), plan=x.plan)
        for x in _distinct(sorted(found, key=_order))[:limit]
    )


def _order(tried: Tried) -> tuple[int, Vector, ChangeKind, tuple[str | int, ...]]:
    """The smaller change first, then the better week, then any order that is always the same."""
    return (tried.change.effort, tried.plan.vector, tried.change.kind, tried.change.key)


def _distinct(ordered: Sequence[Tried]) -> list[Tried]:
    """Of changes that lead to the same week the first."""
    kept: dict[tuple[DayPlan, ...], Tried] = {}
    for tried in ordered:
        kept.setdefault(tried.plan.days, tried)
    return list(kept.values())


def _farther(trials: Trials) -> list[Tried | None]:
    """The least distance that helps; none does if no week is better even at the greatest."""
    changes = [Farther(metres=metres) for metres in FARTHER_METRES]
    in_reach = len(trials.offers.providers)
    farthest = changes[-1].apply(trials.problem)
    if len(gather_offers(farthest).providers) == in_reach or not trials.week(changes[-1]):
        return []
    for change in changes:
        then = len(gather_offers(change.apply(trials.problem)).providers)
        tried = trials.of(change) if then > in_reach else None
        if tried:
            return [tried]
        in_reach = then
    return []


def _one_more_provider(trials: Trials) -> list[Tried | None]:
    """One provider more, if as many could be used."""
    need, usable = trials.problem.need, len(trials.offers.providers)
    if need.max_providers >= min(usable, 2 * len(need.days)):
        return []
    return [trials.with_same_days(OneProvider())]
