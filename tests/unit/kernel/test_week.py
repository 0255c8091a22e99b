import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubapp.kernel.week import (
    TimeBand,
    Weekday,
    parse_time,
    say_band,
    say_days,
    say_duration,
    say_hours,
    say_time,
    weekday_mask,
    weekdays_of,
)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("08:30", 510),
        ("8.30am", 510),
        ("8:30 AM", 510),
        ("0830", 510),
        ("3pm", 900),
        ("12pm", 720),
        ("12am", 0),
        ("noon", 720),
        ("12 noon", 720),
        (" 17:00 ", 1020),
        ("9", 540),
    ],
)
def test_times_are_read_as_people_type_them(typed: str, minutes: int) -> None:
    assert parse_time(typed) == minutes


@pytest.mark.parametrize("typed", ["", "half eight", "25:00", "8:75", "13pm", "0am", "8:3", "-1"])
def test_what_is_not_a_time_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match="like 8:30am or 17:00"):
        parse_time(typed)


@given(st.integers(0, 1439))
def test_every_time_said_is_read_back(minutes: int) -> None:
    said = say_time(minutes)
    assert parse_time("00:00" if said == "midnight" else said) == minutes


def test_times_and_lengths_in_words() -> None:
    assert say_band(510, 720) == "8:30am to 12 noon"
    assert [say_duration(minutes) for minutes in (0, 45, 60, 90)] == [
        "0 minutes",
        "45 minutes",
        "1 hour",
        "1 hour 30 minutes",
    ]
    assert [say_hours(minutes) for minutes in (0, 45, 60, 90)] == ["0m", "45m", "1h", "1h 30m"]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([0], "Monday"),
        ([0, 3], "Monday and Thursday"),
        ([0, 1, 2], "Monday to Wednesday"),
        ([0, 1, 3], "Monday, Tuesday and Thursday"),
        ([0, 1, 2, 3, 4], "Monday to Friday"),
    ],
)
def test_days_in_words(days: list[int], words: str) -> None:
    assert say_days(Weekday(day) for day in days) == words


@given(st.sets(st.sampled_from(Weekday)))
def test_weekdays_survive_their_mask(days: set[Weekday]) -> None:
    assert set(weekdays_of(weekday_mask(days))) == days


@pytest.mark.parametrize(("start", "end"), [(600, 600), (600, 540), (-1, 60), (0, 1441)])
def test_a_band_is_forward_and_inside_one_day(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a band of one day"):
        TimeBand(start, end)


def test_bands_that_touch_do_not_overlap() -> None:
    morning = TimeBand(540, 720)
    assert morning.overlap_minutes(TimeBand(720, 900)) == 0
    assert morning.overlap_minutes(TimeBand(660, 900)) == 60
