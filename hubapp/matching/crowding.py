"""Siblings in one session: who takes its places, and problems with a session closed to a child.

A session has places for each age band; siblings of one band who are in it take one each, but not
those who hold theirs already (an anchored booking). Cost: one pass over the stays.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hubapp.matching.editing import without_sessions
from hubapp.matching.problem import Problem, age_band
from hubapp.matching.result import WeeklyPlan

Place = tuple[int, str, int]
"""A member in a provider's session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The members in a session who are of one band, and how many it has room for."""

    provider: str
    session: int
    members: tuple[int, ...]
    room: int

    def place(self, member: int) -> Place:
        """The place of one of them."""
        return member, self.provider, self.session


def overfull(problems: Sequence[Problem], plans: Sequence[WeeklyPlan]) -> Iterator[Taken]:
    """Sessions with more siblings of a band than places for them."""
    return (taken for taken in _taken(problems, plans) if len(taken.members) > taken.room)


def full_for(
    problem: Problem, problems: Sequence[Problem], plans: Sequence[WeeklyPlan]
) -> Iterator[tuple[str, int]]:
    """Sessions in which siblings have all the places this problem's child could have."""
    for taken in _taken(problems, plans):
        band = age_band(problems[taken.members[0]].need.age_months)
        if band == age_band(problem.need.age_months) and len(taken.members) >= taken.room:
            yield taken.provider, taken.session


def without_session(problem: Problem, provider: str, session: int) -> Problem:
    """The problem with one session closed to its child."""
    return without_sessions(problem, provider, lambda offered: offered.id == session)


def _taken(problems: Sequence[Problem], plans: Sequence[WeeklyPlan]) -> Iterator[Taken]:
    """Every session whose places somebody takes, by band, in order of provider and session."""
    there: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for member, (problem, plan) in enumerate(zip(problems, plans, strict=True)):
        band = age_band(problem.need.age_months)
        held = {(anchor.provider, anchor.session) for anchor in problem.need.anchors}
        used = {(leg.provider, leg.session) for day in plan.days for leg in day.legs}
        for provider, session in used - held:
            there[provider, session, band].append(member)
    for (provider, session, _), members in sorted(there.items()):
        room = _room(problems[members[0]], provider, session)
        yield Taken(provider=provider, session=session, members=tuple(members), room=room)


def _room(problem: Problem, provider: str, session: int) -> int:
    """How many children of this problem's age the session has places for."""
    offered = next(x for x in problem.providers if x.id == provider)
    found = next(x for x in offered.sessions if x.id == session)
    return found.free_at(problem.need.age_months)
