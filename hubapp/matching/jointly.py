"""The proved best weeks together, by branching on what one week's search cannot know.

1. Each member's best week by itself. What the weeks share can only add to that, and places can
   only take weeks away: the sum is a bound.
2. Siblings one after the other, each taking its places, so that there is an answer early.
3. Questions, most promising first, until no bound is below the best found. A question is the
   members' problems with some things closed, and the different providers and handovers that are
   counted as used. It is answered if its best weeks fit into the places and use nothing but what
   is counted; else it is split into smaller questions, no weeks being lost:
   * too many siblings in a session: it is closed to the first; or the first is there and it is
     closed to the second; and so on (of twins in all respects, only to the first of them);
   * more different providers, or handovers of a day, than counted: no others than those counted;
     or at least one other, which is counted from now on. Then by name: one of them is closed to
     everybody, or it is the one.

Bounds are compared as whole vectors, so the least (U, G, C, T, P, H) is found, not just the least
Z. Cost: one search for one week whenever a week used what a question closes. How many questions
there are grows with how many weeks lie within what sharing could save.
"""

import heapq
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from hubapp.matching.crowding import Place, Taken, full_for, overfull, without_session
from hubapp.matching.problem import NoWeekKeepsAnchors, Problem
from hubapp.matching.result import Result, Status, Vector, WeeklyPlan
from hubapp.matching.shared import PROVIDERS, Group, Keep, Shared, closed_but, shared_by
from hubapp.matching.solve import solve
from hubapp.matching.stop import Stop, StopRequested, check, never
from hubapp.matching.together import Together, TogetherResult

Plans = tuple[WeeklyPlan, ...]


def solve_together(together: Together, *, stop: Stop = never) -> TogetherResult:
    """The best weeks together; the same however providers and sessions are listed.

    Raises NoWeekKeepsAnchors if no weeks keep what is settled and fit into the places.
    """
    alone = [solve(problem, stop=stop) for problem in together.problems]
    plans = tuple(result.plan for result in alone)
    search = _Search(together, stop)
    fitting = plans if _fits(together, plans) else _one_by_one(together, stop)
    if fitting is not None:
        search.take(fitting)
    floor = search.run(_Question(problems=together.problems, plans=plans))
    if any(result.status is Status.STOPPED for result in alone):
        floor = _floor(together, alone)
    if search.best is None:
        raise NoWeekKeepsAnchors
    vector, plans = search.best
    return TogetherResult(
        name=together.name,
        status=Status.PROVED if floor is None else Status.STOPPED,
        plans=plans,
        vector=vector,
        bound=None if floor is None else min(floor, vector.z),
    )


def _floor(together: Together, alone: Sequence[Result]) -> int:
    """What Z can be at best where not even the weeks by themselves are proved."""
    return sum(
        member.weeks * (result.plan.vector.z if result.bound is None else result.bound)
        for member, result in zip(together.members, alone, strict=True)
    )


def _one_by_one(together: Together, stop: Stop) -> Plans | None:
    """Each member's best week in the places the members before leave over, if there is one."""
    plans: list[WeeklyPlan] = []
    for i, problem in enumerate(together.problems):
        left = problem
        for provider, session in full_for(problem, together.problems[:i], plans):
            left = without_session(left, provider, session)
        try:
            plans.append(solve(left, stop=stop).plan)
        except NoWeekKeepsAnchors:
            return None
    return tuple(plans)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """Problems with some things closed, their best weeks, and what is counted as used.

    `named` are used by somebody; in each group of `further` something not named is used too.
    `seated` members keep their place.
    """

    problems: tuple[Problem, ...]
    plans: Plans
    named: frozenset[Shared] = frozenset()
    further: frozenset[Group] = frozenset()
    seated: frozenset[Place] = frozenset()

    def counted(self, group: Group) -> int:
        """How many of a group are certainly used."""
        return sum(thing.group == group for thing in self.named) + (group in self.further)

    def bound(self, together: Together) -> Vector:
        """No weeks that answer the question come to less."""
        providers = self.counted(PROVIDERS)
        handovers = len(self.named) + len(self.further) - providers
        return together.vector(self.plans, providers, handovers)

    def alike(self, one: int, two: int) -> bool:
        """Whether two siblings could change places, so that only one of them need be looked at."""
        a, b = self.problems[one], self.problems[two]
        seats = [{place[1:] for place in self.seated if place[0] == x} for x in (one, two)]
        return seats[0] == seats[1] and (a.need, a.providers) == (b.need, b.providers)

    def uncounted(self) -> tuple[Group, list[Shared]] | None:
        """A group of which more is used than counted, and what of it is not named."""
        used = shared_by(self.plans)
        for group in sorted({thing.group for thing in used}):
            those = {thing for thing in used if thing.group == group}
            if len(those) > self.counted(group):
                return group, sorted(those - self.named)
        return None


class _Search:
    """Best-first over questions; `best` holds the best weeks found so far."""

    def __init__(self, together: Together, stop: Stop) -> None:
        """`stop` is not listened to before there are any weeks."""
        self.best: tuple[Vector, Plans] | None = None
        self._together, self._given_stop = together, stop

    def run(self, first: _Question) -> int | None:
        """Search to the end, or, when stopped, to the least Z there can still be."""
        line = [(first.bound(self._together), 0, first)]
        asked = 0
        while line and self._could_be_better(line[0][0]):
            try:
                check(self._stop)
                smaller = list(self._split(line[0][2]))
            except StopRequested:
                return min(bound.z for bound, _, _ in line)
            heapq.heappop(line)
            for question in smaller:
                self.take(question.plans)
                bound = question.bound(self._together)
                if self._could_be_better(bound):
                    asked += 1
                    heapq.heappush(line, (bound, asked, question))
        return None

    def take(self, plans: Plans) -> None:
        """Keep weeks if they are better than those known and fit into the places."""
        used = shared_by(plans)
        providers = sum(thing.group == PROVIDERS for thing in used)
        vector = self._together.vector(plans, providers, len(used) - providers)
        if self._could_be_better(vector) and _fits(self._together, plans):
            self.best = vector, plans

    def _could_be_better(self, bound: Vector) -> bool:
        return self.best is None or bound < self.best[0]

    @property
    def _stop(self) -> Stop:
        return never if self.best is None else self._given_stop

    def _split(self, question: _Question) -> Iterator[_Question]:
        """Smaller questions that between them have every week of this one."""
        crowd = self._crowd(question)
        if crowd is not None:
            yield from self._seatings(question, crowd)
            return
        more = question.uncounted()
        if more is not None:
            yield from self._countings(question, *more)

    def _crowd(self, question: _Question) -> Taken | None:
        if not self._together.same_week:
            return None
        return next(overfull(question.problems, question.plans), None)

    def _seatings(self, question: _Question, taken: Taken) -> Iterator[_Question]:
        """Who of too many siblings goes elsewhere."""
        seated = question.seated
        keeping = sum(taken.place(member) in seated for member in taken.members)
        others = [member for member in taken.members if taken.place(member) not in seated]
        for i, member in enumerate(others):
            if keeping > taken.room:
                return
            if not any(question.alike(member, other) for other in others[:i]):
                problems = list(question.problems)
                problems[member] = without_session(problems[member], taken.provider, taken.session)
                yield from self._asked(replace(question, seated=seated), problems, {member})
            seated |= {taken.place(member)}
            keeping += 1

    def _countings(
        self, question: _Question, group: Group, unnamed: list[Shared]
    ) -> Iterator[_Question]:
        """Whether more of a group is used than counted; then, what."""
        if group not in question.further:
            names = {name for of, name in question.named if of == group}
            yield from self._closed_but(question, group, names.__contains__)
            yield replace(question, further=question.further | {group})
            return
        users = Counter(x for plan in question.plans for x in shared_by([plan]))
        thing = min(unnamed, key=lambda x: (-users[x], x))
        yield from self._closed_but(question, group, lambda name: name != thing.name)
        yield replace(question, named=question.named | {thing}, further=question.further - {group})

    def _closed_but(self, question: _Question, group: Group, keep: Keep) -> Iterator[_Question]:
        problems = [closed_but(problem, group, keep) for problem in question.problems]
        touched = {
            member
            for member, plan in enumerate(question.plans)
            if any(x.group == group and not keep(x.name) for x in shared_by([plan]))
        }
        yield from self._asked(question, problems, touched)

    def _asked(
        self, question: _Question, problems: Sequence[Problem], touched: Collection[int]
    ) -> Iterator[_Question]:
        """The question with other problems; nothing if one has no week at all.

        Members not touched keep their best week: what was closed to them it did not use.
        """
        plans = list(question.plans)
        for member in touched:
            try:
                result = solve(problems[member], stop=self._stop)
            except NoWeekKeepsAnchors:
                return
            if result.status is Status.STOPPED:
                raise StopRequested
            plans[member] = result.plan
        yield replace(question, problems=tuple(problems), plans=tuple(plans))


def _fits(together: Together, plans: Sequence[WeeklyPlan]) -> bool:
    """Whether there are places enough."""
    return not together.same_week or not any(overfull(together.problems, plans))
