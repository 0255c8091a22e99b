from datetime import date

import pytest

from hubapp.kernel.terms import funding_term_of, next_funding_term


@pytest.mark.parametrize(
    ("on", "term"),
    [
        (date(2026, 8, 31), date(2026, 9, 1)),
        (date(2026, 9, 1), date(2027, 1, 1)),
        (date(2026, 3, 31), date(2026, 4, 1)),
        (date(2026, 4, 1), date(2026, 9, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_the_term_after_a_date(on: date, term: date) -> None:
    assert next_funding_term(on) == term


@pytest.mark.parametrize(
    ("on", "term"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 3, 31), date(2026, 1, 1)),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 8, 31), date(2026, 4, 1)),
        (date(2026, 9, 1), date(2026, 9, 1)),
        (date(2026, 12, 31), date(2026, 9, 1)),
    ],
)
def test_the_term_a_date_lies_in(on: date, term: date) -> None:
    assert funding_term_of(on) == term
