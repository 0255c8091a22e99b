"""Every combination of every member's weeks, tried one by one: written from docs/matching.md alone.

Weeks that take the same places, providers and handovers differ in nothing the others could see, so
of these only the best is combined.
"""

from collections.abc import Iterator
from itertools import pairwise, product
from math import prod

from hubapp.matching import Problem, Together
from tests.unit.matching.brute_force import Brute, Weighed

Six = tuple[int, int, int, int, int, int]
Handover = tuple[int, frozenset[str], int] | int
Seen = tuple[frozenset[tuple[str, int]], frozenset[Handover]]
"""What other members can see of a week: sessions, and handovers."""


def seen_of(problem: Problem, week: Weighed) -> Seen:
    days = {(p.id, s.id): s.day for p in problem.providers for s in p.sessions}
    handovers: set[Handover] = set()
    for stays in week.stays:
        for (p, s, _, end), (q, _, start, _) in pairwise(stays):
            day = days[p, s]
            handovers.add((day, frozenset({p, q}), end) if end == start else day)
    sessions = {(p, s) for stays in week.stays for p, s, _, _ in stays}
    return frozenset(sessions), frozenset(handovers)


def weeks_of(problem: Problem) -> dict[Seen, Six]:
    """The least vector for everything that can be seen."""
    best: dict[Seen, Six] = {}
    for week in Brute(problem).weeks():
        seen = seen_of(problem, week)
        best[seen] = min(week.vector, best.get(seen, week.vector))
    return best


def combinations(together: Together, lists: list[dict[Seen, Six]]) -> Iterator[Six]:
    """The vector of every combination that fits into the places."""
    members = together.members
    for weeks in product(*(found.items() for found in lists)):
        seen = [x for x, _ in weeks]
        if together.same_week and not fits(together, [sessions for sessions, _ in seen]):
            continue
        providers = len({p for sessions, _ in seen for p, _ in sessions})
        handovers = len({x for _, found in seen for x in found})
        u, g, c, t = (
            sum(m.weeks * v[i] for m, (_, v) in zip(members, weeks, strict=True)) for i in range(4)
        )
        g += together.weights.provider_pence * max(0, providers - 1)
        g += together.weights.handover_pence * handovers
        yield u, g, c, t, providers, handovers


def fits(together: Together, taken: list[frozenset[tuple[str, int]]]) -> bool:
    for provider in together.members[0].problem.providers:
        for s in provider.sessions:
            ages = [
                member.problem.need.age_months
                for member, sessions in zip(together.members, taken, strict=True)
                if (provider.id, s.id) in sessions
                and (provider.id, s.id) not in settled(member.problem)
            ]
            if sum(age < 24 for age in ages) > s.free_u2:
                return False
            if sum(24 <= age < 36 for age in ages) > s.free_2:
                return False
            if sum(age >= 36 for age in ages) > s.free_3p:
                return False
    return True


def settled(problem: Problem) -> set[tuple[str, int | None]]:
    return {(anchor.provider, anchor.session) for anchor in problem.need.anchors}


def count_combinations(lists: list[dict[Seen, Six]]) -> int:
    return prod(len(found) for found in lists)
