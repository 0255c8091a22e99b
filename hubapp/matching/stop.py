"""When to give up searching: small rules behind one protocol; a clock is handed in, never read."""

from collections.abc import Callable
from typing import Protocol


class Stop(Protocol):
    """Asked between steps of the search whether to stop."""

    def __call__(self) -> bool:
        """True once the search should end."""
        ...


class StopRequested(Exception):  # noqa: N818 - a signal between stages, not a fault
    """Raised inside a stage when its stop says so; `solve` turns it into a "stopped" result."""


class Never:
    """Search to the end."""

    def __call__(self) -> bool:
        """Never stop."""
        return False


class AfterSeconds:
    """Stop once the given clock has moved on by so many seconds."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        """`clock` counts seconds from any start; the time runs from now."""
        self._clock = clock
        self._ends = clock() + seconds

    def __call__(self) -> bool:
        """True from the deadline on."""
        return self._clock() >= self._ends


class AfterChecks:
    """Stop at the n-th question: reproducible where a clock is not."""

    def __init__(self, checks: int) -> None:
        """`checks`: how many questions are answered with no."""
        self._left = checks

    def __call__(self) -> bool:
        """True from the n-th question on."""
        self._left -= 1
        return self._left < 0


never = Never()


def check(stop: Stop) -> None:
    """Raise `StopRequested` if it is time."""
    if stop():
        raise StopRequested
