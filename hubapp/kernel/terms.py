"""The funding terms of England: fixed legal dates, not a school's own terms."""

from datetime import date


def next_funding_term(on: date) -> date:
    """First day of the funding term after a date: 1 January, 1 April or 1 September (R3).

    >>> print(next_funding_term(date(2026, 8, 31)))
    2026-09-01
    >>> print(next_funding_term(date(2026, 9, 1)))
    2027-01-01
    """
    if on <= date(on.year, 3, 31):
        return date(on.year, 4, 1)
    if on <= date(on.year, 8, 31):
        return date(on.year, 9, 1)
    return date(on.year + 1, 1, 1)


def funding_term_of(on: date) -> date:
    """First day of the funding term a date lies in.

    >>> print(funding_term_of(date(2026, 8, 31)))
    2026-04-01
    """
    month = 9 if on.month >= 9 else 4 if on.month >= 4 else 1
    return date(on.year, month, 1)
