"""What a test of the family comes to: passed, failed or too close to call, and why."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """`passes` is None where only HMRC can say. `why` is empty for a test that is passed."""

    passes: bool | None
    why: str = ""


PASSED = Verdict(True)


def failed(why: str) -> Verdict:
    """A test that is not passed, with the sentence a parent reads."""
    return Verdict(False, why)


def too_close(why: str) -> Verdict:
    """A test nobody but HMRC can decide."""
    return Verdict(None, why)


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Passed when all are: else a failure, else a doubt; of several the same in whatever order."""
    open_ones = [verdict for verdict in verdicts if verdict.passes is not True]
    return min(open_ones, key=lambda verdict: (verdict.passes is None, verdict.why), default=PASSED)


def either_of(own: Verdict, other: Verdict) -> Verdict:
    """Passed when one is; open when one is open; failed, as the other is, when both are."""
    if own.passes or (own.passes is None and not other.passes):
        return own
    return other
