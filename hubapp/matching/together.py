"""What is asked and answered where several weeks are worked out together.

Siblings are several children in one week; a year is one child's term week and holiday week. Both
are weeks with problems of their own, tied by what they share: providers and handovers that count
once for all of them. See docs/matching.md, Siblings and Term and holidays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hubapp.matching.problem import Problem
from hubapp.matching.result import Status, Vector, WeeklyPlan

MOST_SIBLINGS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One of the weeks: its problem, and how many times it counts."""

    problem: Problem
    weeks: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWeights:
    """Pence for each different provider beyond the first, and for each different handover."""

    provider_pence: int
    handover_pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Weeks to be worked out together; `same_week`: their children are there at the same time."""

    name: str
    members: tuple[Member, ...]
    weights: SharedWeights
    same_week: bool

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problem of each week."""
        return tuple(member.problem for member in self.members)

    def vector(self, plans: Sequence[WeeklyPlan], providers: int, handovers: int) -> Vector:
        """What weeks come to that use so many different providers and handovers between them."""
        own = [(member.weeks, x.vector) for member, x in zip(self.members, plans, strict=True)]
        shared = self.weights.provider_pence * max(0, providers - 1)
        shared += self.weights.handover_pence * handovers
        return Vector(
            uncovered_slots=sum(weeks * x.uncovered_slots for weeks, x in own),
            total=sum(weeks * x.total for weeks, x in own) + shared,
            cost_pence=sum(weeks * x.cost_pence for weeks, x in own),
            travel_hm=sum(weeks * x.travel_hm for weeks, x in own),
            providers=providers,
            handovers=handovers,
        )


def siblings(name: str, problems: Sequence[Problem], weights: SharedWeights) -> Together:
    """One to four children in the same week, each with a problem among the same providers."""
    if not 1 <= len(problems) <= MOST_SIBLINGS:
        raise ValueError(f"One to {MOST_SIBLINGS} children, not {len(problems)}.")
    members = tuple(Member(problem=problem) for problem in problems)
    return Together(name=name, members=members, weights=weights, same_week=True)


def year(name: str, term: Member, holiday: Member, weights: SharedWeights) -> Together:
    """One child's term week and holiday week; in the holidays nobody open in term only is used."""
    need = replace(holiday.problem.need, year_round=True)
    away = replace(holiday, problem=replace(holiday.problem, need=need))
    return Together(name=name, members=(term, away), weights=weights, same_week=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherResult:
    """The answer: a plan for each member, in order, and what they come to.

    `bound` is None when everything is proved; otherwise no weeks have a Z below it.
    """

    name: str
    status: Status
    plans: tuple[WeeklyPlan, ...]
    vector: Vector
    bound: int | None = None
