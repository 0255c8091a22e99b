from datetime import date

import pytest

from hubapp.kernel.ages import (
    AgeBand,
    BirthMonth,
    age_band,
    age_in_months,
    say_age,
    say_age_range,
)


@pytest.mark.parametrize(
    ("on", "months"),
    [
        (date(2026, 4, 10), 35),
        (date(2026, 4, 11), 36),
        (date(2026, 9, 7), 40),
        (date(2023, 4, 11), 0),
    ],
)
def test_a_month_counts_from_the_day_of_birth(on: date, months: int) -> None:
    assert age_in_months(date(2023, 4, 11), on) == months


def test_a_birth_month_never_makes_a_child_older_than_they_are() -> None:
    birth = BirthMonth(2024, 2)
    assert birth.latest_day == date(2024, 2, 29)
    assert age_in_months(birth.latest_day, date(2026, 2, 28)) == 23
    assert age_in_months(birth.earliest_day, date(2026, 2, 28)) == 24


@pytest.mark.parametrize(
    ("months", "band"),
    [
        (23, AgeBand.UNDER_TWO),
        (24, AgeBand.TWO),
        (35, AgeBand.TWO),
        (36, AgeBand.THREE_UP),
    ],
)
def test_bands_change_on_birthdays(months: int, band: AgeBand) -> None:
    assert age_band(months) is band


def test_ages_in_words() -> None:
    assert [say_age(months) for months in (0, 8, 12, 41)] == [
        "0 months",
        "8 months",
        "1 year",
        "3 years 5 months",
    ]
    assert say_age_range(None, None) is None
    assert say_age_range(0, 60) == "birth to 5 years"
    assert say_age_range(9, None) == "from 9 months"
    assert say_age_range(None, 60) == "up to 5 years"
