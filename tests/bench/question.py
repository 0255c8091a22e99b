"""The best week, then the ten best provider sets, asked of any solver.

Each further set is asked with all sets found so far forbidden.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tests.bench.model import Model

PER_UNCOVERED = 1_000_000


class OutOfTimeError(Exception):
    """A solver was cut off."""


class Solver(Protocol):
    """One loaded model."""

    def next_best(self, seconds: float) -> tuple[int, Sequence[int]] | None:
        """The least Z still allowed and the value of each variable; None if nothing is left."""
        ...

    def forbid(self, used: set[int]) -> None:
        """No more answers in which exactly these provider variables are 1."""
        ...


@dataclass
class Answer:
    """Z of the best sets in order; seconds to the first and to all, None where cut off."""

    zs: list[int] = field(default_factory=list)
    best: float | None = None
    all: float | None = None


def ask(
    load: Callable[[], tuple[Model, Solver]],
    room: int,
    limit: float,
    clock: Callable[[], float],
) -> Answer:
    """Ask for `room` sets within `limit` seconds, loading the model included."""
    began = clock()
    answer = Answer()
    model, solver = load()
    try:
        while len(answer.zs) < room:
            found = solver.next_best(_left(limit, clock() - began))
            if found is None:
                break
            z, values = found
            answer.zs.append(z)
            if answer.best is None:
                answer.best = clock() - began
            solver.forbid({y for y in model.providers.values() if values[y]})
    except OutOfTimeError:
        return answer
    answer.all = clock() - began
    return answer


def _left(limit: float, spent: float) -> float:
    if spent >= limit:
        raise OutOfTimeError
    return limit - spent
