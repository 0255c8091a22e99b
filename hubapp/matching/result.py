"""What the matcher answers: weekly plans, their cost vectors, and what is proved about them."""

from dataclasses import dataclass
from enum import StrEnum

UNCOVERED_WEIGHT = 1_000_000


class Handover(StrEnum):
    """Who moves the child between two sites on one day."""

    LINKED = "linked"
    PARENT = "parent"


class Status(StrEnum):
    """Whether the search finished, or was stopped first."""

    PROVED = "proved"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Vector:
    """How good a week is, in the order the parts are compared (docs/matching.md, The objective).

    U uncovered slots, G total pence, C the family's cost in pence, T travel in hectometres,
    P providers, H handovers.
    """

    uncovered_slots: int
    total: int
    cost_pence: int
    travel_hm: int
    providers: int
    handovers: int

    @property
    def z(self) -> int:
        """One number to rank by: a million for each uncovered slot, plus the total."""
        return UNCOVERED_WEIGHT * self.uncovered_slots + self.total

    @property
    def trade(self) -> tuple[int, int, int, int, int]:
        """The five measures a family weighs: (U, C, T, P, H)."""
        return (
            self.uncovered_slots,
            self.cost_pence,
            self.travel_hm,
            self.providers,
            self.handovers,
        )


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Leg:
    """One stay at one provider; slots, half-open."""

    provider: str
    session: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan:
    """One attended weekday: its stays in order and who moves the child between them."""

    day: int
    handover: Handover | None
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class FundedSlots:
    """Funded slots claimed at one provider on one weekday."""

    provider: str
    day: int
    slots: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyPlan:
    """A week: who is used, when, what is funded, and the vector it comes to."""

    providers: tuple[str, ...]
    chosen_days: tuple[int, ...] | None
    days: tuple[DayPlan, ...]
    funded: tuple[FundedSlots, ...]
    vector: Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedSet:
    """A set of providers and its best week."""

    z: int
    plan: WeeklyPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The whole answer to one problem.

    `sets`, `plans` and `frontier` are None unless asked for. `bound` is None when everything is
    proved; otherwise no week has a Z below it.
    """

    name: str
    status: Status
    plan: WeeklyPlan
    sets: tuple[RankedSet, ...] | None = None
    plans: tuple[int, ...] | None = None
    frontier: tuple[tuple[int, int, int, int, int], ...] | None = None
    bound: int | None = None
