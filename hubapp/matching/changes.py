"""Small changes to a problem: what a family, a provider or two of them might yet agree to.

Each change applies to the problem it was found for and says how great it is (`effort`): roughly,
how many quarter-hours of a day somebody gives up. docs/matching.md, Near misses, has the table.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from hubapp.matching.editing import HiddenPlace, cut_off, lengthened, with_links, with_places
from hubapp.matching.problem import CareSession, Interval, Problem

QUARTER_MINUTES = 15
PLACE_EFFORT = 3
LINK_EFFORT = 4
PROVIDER_EFFORT = 5
WEEKDAY_EFFORT = 6
ALTERNATIVE_EFFORT = 9
METRES_A_STEP = 500


class ChangeKind(StrEnum):
    """What is changed; the values are stable."""

    START_LATER = "start_later"
    END_EARLIER = "end_earlier"
    START_EARLIER = "start_earlier"
    END_LATER = "end_later"
    DISTANCE = "distance"
    PLACE = "place"
    LINK = "link"
    PROVIDER = "provider"
    WEEKDAY = "weekday"
    ALTERNATIVE = "alternative"


_AT_START = (ChangeKind.START_LATER, ChangeKind.START_EARLIER)
_LONGER = (ChangeKind.START_EARLIER, ChangeKind.END_LATER)


class Change(Protocol):
    """One change; `key` tells changes of one kind apart and orders them."""

    @property
    def kind(self) -> ChangeKind:
        """What is changed."""
        ...

    @property
    def effort(self) -> int:
        """How great the change is."""
        ...

    @property
    def key(self) -> tuple[str | int, ...]:
        """Apart from others of its kind."""
        ...

    def apply(self, problem: Problem) -> Problem:
        """The problem with this change made."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedEdge:
    """One day's need starts or ends `slots` later or earlier."""

    kind: ChangeKind
    day: int
    slots: int
    minutes: int

    @property
    def effort(self) -> int:
        """A quarter-hour is one."""
        return self.minutes // QUARTER_MINUTES

    @property
    def key(self) -> tuple[str | int, ...]:
        """Day and slots."""
        return (self.day, self.slots)

    def apply(self, problem: Problem) -> Problem:
        """The day's first or last need cut short, or made longer."""
        spans = problem.need.intervals[self.day]
        at_start, at_end = (self.slots, 0) if self.kind in _AT_START else (0, self.slots)
        change = lengthened if self.kind in _LONGER else cut_off
        intervals = {**problem.need.intervals, self.day: change(spans, at_start, at_end)}
        return replace(problem, need=replace(problem.need, intervals=intervals))


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePlace:
    """One more place in a care session; `hidden` is the session if the problem leaves it out."""

    provider: str
    session: int
    day: int
    hidden: CareSession | None = None

    @property
    def kind(self) -> ChangeKind:
        """A place."""
        return ChangeKind.PLACE

    @property
    def effort(self) -> int:
        """One telephone call."""
        return PLACE_EFFORT

    @property
    def key(self) -> tuple[str | int, ...]:
        """Provider and session."""
        return (self.provider, self.session)

    def apply(self, problem: Problem) -> Problem:
        """The session with a place for every age: the child has but one."""
        return with_places(problem, {(self.provider, self.session)}, self._listed())

    def _listed(self) -> tuple[HiddenPlace, ...]:
        if self.hidden is None:
            return ()
        return (HiddenPlace(provider=self.provider, session=self.hidden),)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """Two providers begin to hand over to each other, on any day at any time."""

    one: str
    two: str

    @property
    def kind(self) -> ChangeKind:
        """A link."""
        return ChangeKind.LINK

    @property
    def effort(self) -> int:
        """Two providers must agree."""
        return LINK_EFFORT

    @property
    def key(self) -> tuple[str | int, ...]:
        """Both providers."""
        return (self.one, self.two)

    def apply(self, problem: Problem) -> Problem:
        """The link listed with the first of them."""
        return with_links(problem, [(self.one, self.two)])


@dataclass(frozen=True, slots=True, kw_only=True)
class OneProvider:
    """One provider more than the family asked for."""

    @property
    def kind(self) -> ChangeKind:
        """A provider."""
        return ChangeKind.PROVIDER

    @property
    def effort(self) -> int:
        """One more place to get to know."""
        return PROVIDER_EFFORT

    @property
    def key(self) -> tuple[str | int, ...]:
        """There is only one such change."""
        return ()

    def apply(self, problem: Problem) -> Problem:
        """The limit raised by one."""
        more = problem.need.max_providers + 1
        return replace(problem, need=replace(problem.need, max_providers=more))


@dataclass(frozen=True, slots=True, kw_only=True)
class Farther:
    """Providers a little farther away count too."""

    metres: int

    @property
    def kind(self) -> ChangeKind:
        """Distance."""
        return ChangeKind.DISTANCE

    @property
    def effort(self) -> int:
        """Half a kilometre is one."""
        return self.metres // METRES_A_STEP

    @property
    def key(self) -> tuple[str | int, ...]:
        """Metres."""
        return (self.metres,)

    def apply(self, problem: Problem) -> Problem:
        """The limit raised."""
        reach = problem.need.max_distance_metres + self.metres
        return replace(problem, need=replace(problem.need, max_distance_metres=reach))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnotherDay:
    """Another weekday is possible, at the times of the days already possible."""

    day: int
    intervals: tuple[Interval, ...]

    @property
    def kind(self) -> ChangeKind:
        """A weekday."""
        return ChangeKind.WEEKDAY

    @property
    def effort(self) -> int:
        """A day rearranged."""
        return WEEKDAY_EFFORT

    @property
    def key(self) -> tuple[str | int, ...]:
        """The day."""
        return (self.day,)

    def apply(self, problem: Problem) -> Problem:
        """The day added to the possible ones."""
        intervals = {**problem.need.intervals, self.day: self.intervals}
        return replace(problem, need=replace(problem.need, intervals=intervals))


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another problem altogether, as a start a term later; `code` is the caller's name for it."""

    code: str
    problem: Problem

    @property
    def kind(self) -> ChangeKind:
        """The caller's own."""
        return ChangeKind.ALTERNATIVE

    @property
    def effort(self) -> int:
        """More than any other change."""
        return ALTERNATIVE_EFFORT

    @property
    def key(self) -> tuple[str | int, ...]:
        """The caller's code."""
        return (self.code,)

    def apply(self, problem: Problem) -> Problem:
        """The other problem."""
        return self.problem
