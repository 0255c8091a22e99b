"""What a funded week may look like: the examples of R16 to R26, R29, R37 and R38."""

from dataclasses import replace
from datetime import date

import pytest

from hubapp.funding.dated import figures_on
from hubapp.funding.delivery import (
    Delivery,
    FundedStay,
    all_together,
    breaches,
    crowded_days,
    fundable_minutes,
    over_after_moving,
    over_day,
    over_week,
    over_year,
    overlaps,
    paid_gaps,
    stretched_minutes,
    too_many_providers,
)
from hubapp.kernel.week import TimeBand, Weekday

LIMITS = figures_on(Delivery, date(2026, 11, 22))
HOUR = 60
FIFTEEN, THIRTY = 15 * HOUR, 30 * HOUR
YEAR = 1140 * HOUR


def hours(start: float, end: float) -> TimeBand:
    return TimeBand(int(start * HOUR), int(end * HOUR))


def stay(site: str, start: float, end: float, day: Weekday = Weekday.MONDAY) -> FundedStay:
    return FundedStay(provider=site, site=site, weekday=day, band=hours(start, end))


def test_r16_a_week_of_31_hours_is_too_long_and_one_of_30_is_not() -> None:
    assert over_week(31 * HOUR, THIRTY) == HOUR
    assert over_week(30 * HOUR, THIRTY) == 0


def test_r17_twenty_four_hours_in_48_weeks_are_12_too_many() -> None:
    assert over_year(30 * HOUR, 38, YEAR) == 0
    assert over_year(24 * HOUR, 48, YEAR) == 12 * HOUR


@pytest.mark.parametrize(
    ("weeks", "minutes"), [(45, 1520), (48, 1425), (50, 1368), (51, 1341), (52, 1315)]
)
def test_r18_stretched_hours_are_rounded_down_to_minutes(weeks: int, minutes: int) -> None:
    # Councils say 25.33, 23.75, 22.8, 22.35 and 21.92 hours.
    assert stretched_minutes(YEAR, weeks, THIRTY) == minutes
    assert over_year(minutes, weeks, YEAR) == 0


def test_r18_a_minute_more_than_stretched_is_too_many() -> None:
    # 22.36 hours over 51 weeks are 1,140.36 hours; 1,342 minutes are the next whole ones.
    assert over_year(1342, 51, YEAR) == 42


def test_r19_fewer_than_38_weeks_lose_hours() -> None:
    assert stretched_minutes(YEAR, 36, THIRTY) == THIRTY
    assert YEAR - 36 * THIRTY == 60 * HOUR


def test_r20_entitlements_never_come_to_45_hours() -> None:
    assert all_together([THIRTY, FIFTEEN], LIMITS.week_minutes) == THIRTY
    assert all_together([FIFTEEN], LIMITS.week_minutes) == FIFTEEN


def test_r21_ten_funded_hours_a_day_over_all_sites() -> None:
    assert over_day([stay("nursery", 8, 14), stay("minder", 14, 18)], LIMITS) == {}
    too_long = [stay("nursery", 8, 14), stay("minder", 14, 18.5)]
    assert over_day(too_long, LIMITS) == {Weekday.MONDAY: 30}


def test_r22_only_six_to_eight_can_be_funded() -> None:
    assert fundable_minutes(hours(5.5, 8.5), LIMITS) == 2.5 * HOUR
    assert fundable_minutes(hours(19, 21), LIMITS) == HOUR


def test_r23_two_sites_a_day_and_a_third_on_another() -> None:
    tuesday = [stay(site, 8, 9, Weekday.TUESDAY) for site in ("a", "b")]
    third = stay("c", 8, 9, Weekday.TUESDAY)
    assert crowded_days([*tuesday, third], LIMITS) == [Weekday.TUESDAY]
    assert crowded_days([*tuesday, replace(third, weekday=Weekday.WEDNESDAY)], LIMITS) == []


def test_r24_the_number_of_providers_is_the_councils_to_limit() -> None:
    assert not too_many_providers(["a", "b", "c", "d"], None)
    assert too_many_providers(["a", "b", "c", "d"], 3)
    assert not too_many_providers(["a", "b", "c", "a"], 3)


def test_r25_half_an_hour_can_be_funded() -> None:
    assert breaches([stay("a", 9, 9.5)], THIRTY, LIMITS) == []


def test_r26_sixteen_of_thirty_hours_are_fine() -> None:
    days = (Weekday.MONDAY, Weekday.TUESDAY)
    assert breaches([stay("a", 9, 17, day) for day in days], THIRTY, LIMITS) == []


def test_r29_no_hour_is_funded_twice() -> None:
    first, second, after = stay("a", 9, 12), stay("b", 11, 13), stay("b", 13, 15)
    assert overlaps([first, second, after]) == [(first, second)]


def test_r37_lunch_between_funded_blocks_is_not_a_paid_hour() -> None:
    funded = [hours(9, 12), hours(13, 15)]
    assert paid_gaps(funded, [hours(12, 13)]) == [hours(12, 13)]
    assert paid_gaps(funded, [hours(8, 9), hours(15, 18)]) == []
    assert paid_gaps([], [hours(12, 13)]) == []


def test_r38_the_hours_of_a_bank_holiday_move_to_a_week_with_room() -> None:
    assert over_after_moving(24 * HOUR, 6 * HOUR, THIRTY) == 0
    assert over_after_moving(27 * HOUR, 6 * HOUR, THIRTY) == 3 * HOUR


def test_a_week_that_breaks_every_rule_names_each() -> None:
    week = [
        stay("a", 5, 13),
        stay("b", 12, 15),
        stay("c", 15, 16),
        stay("d", 9, 10, Weekday.TUESDAY),
    ]
    found = breaches(week, 10 * HOUR, LIMITS, most_providers=3)
    assert [breach.rule for breach in found] == ["R16", "R21", "R22", "R29", "R23", "R24"]
    assert found[0].sentence == "The week has 3 hours more than the child's funded hours."
    assert found[1].sentence == "Monday has 2 hours too much funded time."
