"""Which term a set of rhymes and stories is agreed for. Pure decisions."""

from dataclasses import dataclass
from datetime import date, timedelta

from hubapp.kernel.terms import next_funding_term

_NAMES = {1: "Spring", 4: "Summer", 9: "Autumn"}


@dataclass(frozen=True, slots=True)
class Term:
    """A funding term by name, with its first and last day."""

    name: str
    starts_on: date
    ends_on: date


def term_of(on: date) -> Term:
    """The funding term a day lies in: "Autumn 2026" runs from 1 September to 31 December."""
    month = max(start for start in _NAMES if start <= on.month)
    return Term(
        name=f"{_NAMES[month]} {on.year}",
        starts_on=date(on.year, month, 1),
        ends_on=next_funding_term(on) - timedelta(days=1),
    )
