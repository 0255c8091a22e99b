"""Worked numbers of the funding rules: R3, R4, R6, R14, R18, R19."""

from datetime import date

import pytest

from hubapp.funding.dated import figures_on
from hubapp.funding.hours import (
    Entitlements,
    FundedHours,
    first_funded_day,
    school_age_day,
    weekly_funded_minutes,
)
from hubapp.kernel.ages import BirthMonth

DAY = date(2026, 11, 22)


def test_thirty_hours_are_1140_a_year() -> None:
    assert figures_on(Entitlements, DAY).minutes_a_year(FundedHours.THIRTY) == 1140 * 60
    assert weekly_funded_minutes(FundedHours.THIRTY, DAY) == 30 * 60
    assert weekly_funded_minutes(FundedHours.FIFTEEN, DAY) == 15 * 60
    assert weekly_funded_minutes(FundedHours.NONE, DAY) == 0


def test_stretched_hours_are_rounded_down() -> None:
    # 1,140 hours over 51 weeks is 22.35 hours; over 48 weeks 23.75.
    assert weekly_funded_minutes(FundedHours.THIRTY, DAY, weeks=51) == 22 * 60 + 21
    assert weekly_funded_minutes(FundedHours.THIRTY, DAY, weeks=48) == 23 * 60 + 45


@pytest.mark.parametrize("weeks", range(38, 53))
def test_a_year_of_stretched_weeks_never_passes_the_entitlement(weeks: int) -> None:
    assert weekly_funded_minutes(FundedHours.THIRTY, DAY, weeks=weeks) * weeks <= 1140 * 60


def test_fewer_weeks_never_raise_the_weekly_hours() -> None:
    assert weekly_funded_minutes(FundedHours.THIRTY, DAY, weeks=36) == 30 * 60


@pytest.mark.parametrize(
    ("birth", "first"),
    [
        (BirthMonth(2025, 11), date(2026, 9, 1)),
        (BirthMonth(2025, 12), date(2027, 1, 1)),
        (BirthMonth(2025, 7), date(2026, 9, 1)),
        (BirthMonth(2025, 6), date(2026, 4, 1)),
        (BirthMonth(2026, 2), date(2027, 1, 1)),
    ],
)
def test_thirty_hours_begin_the_term_after_nine_months(birth: BirthMonth, first: date) -> None:
    assert first_funded_day(FundedHours.THIRTY, birth, 9) == first


def test_fifteen_hours_begin_the_term_after_a_birthday() -> None:
    birth = BirthMonth(2026, 2)
    assert first_funded_day(FundedHours.FIFTEEN, birth, 30) == date(2028, 4, 1)
    assert first_funded_day(FundedHours.FIFTEEN, birth, 37) == date(2029, 4, 1)
    assert first_funded_day(FundedHours.NONE, birth, 37) is None


@pytest.mark.parametrize(
    ("birth", "term"),
    [
        (BirthMonth(2021, 8), date(2026, 9, 1)),
        (BirthMonth(2021, 9), date(2027, 1, 1)),
        (BirthMonth(2021, 12), date(2027, 1, 1)),
    ],
)
def test_school_age_is_the_term_after_the_fifth_birthday(birth: BirthMonth, term: date) -> None:
    assert school_age_day(birth) == term


@pytest.mark.parametrize("day", [date(2017, 8, 31), date(2090, 1, 1)])
def test_a_day_nobody_wrote_rates_for_is_an_error_that_names_the_file(day: date) -> None:
    with pytest.raises(LookupError, match=r"entitlements\.toml"):
        figures_on(Entitlements, day)
