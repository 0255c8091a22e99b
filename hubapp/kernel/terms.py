"""The funding terms of England: fixed legal dates, not a school's own terms."""

from datetime import date


def next_funding_term(on: date) -> date:
    """First day of the funding term after a date: 1 January, 1 April or 1 September (R3)."""
    if on <= date(on.year, 3, 31):
        return date(on.year, 4, 1)
    if on <= date(on.year, 8, 31):
        return date(on.year, 9, 1)
    return date(on.year + 1, 1, 1)
