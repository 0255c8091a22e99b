"""Whom to ask and when, on local clocks, through both changes of the clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubapp.kernel.moments import LOCAL, at_local
from hubapp.kernel.week import Weekday
from hubapp.reminders.models import Stage
from hubapp.reminders.rules import HOURS, Asked, Standing, Step, Timing, latest_period, next_step

TUESDAY = date(2026, 11, 24)
TEN = datetime(2026, 11, 24, 10, tzinfo=UTC)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
QUIET_WEEKS = Standing(
    timing=Timing(Weekday.TUESDAY, 10),
    by_mail=True,
    heard_on=date(2026, 11, 16),
    is_fresh=True,
    asked=(),
)


def asked(stage: Stage, at: datetime, period: date = TUESDAY) -> Asked:
    return Asked(period, stage, at)


def run(standing: Standing, start: datetime, hours: int) -> list[tuple[str, datetime]]:
    """What a worker does that looks in every hour and is never answered."""
    done = []
    for hour in range(hours):
        now = start + timedelta(hours=hour)
        while step := next_step(standing, now):
            done.append((step.stage.value, now))
            standing = replace(
                standing, asked=[*standing.asked, asked(step.stage, now, step.period)]
            )
    return done


def test_asked_at_the_chosen_hour_and_not_a_minute_before() -> None:
    assert next_step(QUIET_WEEKS, TEN - timedelta(minutes=1)) is None
    assert next_step(QUIET_WEEKS, TEN) == Step(TUESDAY, Stage.FIRST)


def test_asked_once_however_often_the_job_runs() -> None:
    standing = replace(QUIET_WEEKS, asked=[asked(Stage.FIRST, TEN)])
    assert next_step(standing, TEN) is None
    assert next_step(standing, TEN + timedelta(hours=30)) is None


@pytest.mark.parametrize(("heard_on", "is_asked"), [(24, False), (23, False), (22, True)])
def test_nobody_is_asked_who_told_us_yesterday(heard_on: int, is_asked: bool) -> None:
    standing = replace(QUIET_WEEKS, heard_on=date(2026, 11, heard_on))
    assert (next_step(standing, TEN) is not None) is is_asked


def test_unanswered_goes_from_mail_to_champion_to_council() -> None:
    done = run(QUIET_WEEKS, TEN, 24 * 20)
    day = timedelta(days=1)
    assert done == [
        ("first", TEN),
        ("second", TEN + 2 * day),
        ("champion", TEN + 4 * day),
        ("first", TEN + 7 * day),
        ("first", TEN + 14 * day),
        ("authority", TEN + 18 * day),
    ]


def test_an_answer_ends_the_asking() -> None:
    standing = replace(QUIET_WEEKS, heard_on=date(2026, 11, 25), asked=[asked(Stage.FIRST, TEN)])
    assert run(standing, TEN + timedelta(days=2), 24 * 4) == []
    next_week = run(standing, TEN + timedelta(days=7), 24 * 3)
    assert [stage for stage, _ in next_week] == ["first", "second"]


def test_a_worker_that_stood_still_asks_once_and_not_days_late() -> None:
    assert next_step(QUIET_WEEKS, TEN + timedelta(weeks=5)) == Step(date(2026, 12, 29), Stage.FIRST)
    assert next_step(QUIET_WEEKS, TEN + timedelta(days=2)) == Step(TUESDAY, Stage.FIRST)
    assert next_step(QUIET_WEEKS, TEN + timedelta(days=3)) is None


@pytest.mark.parametrize("hour", [0, 3, 7, 20, 23])
def test_no_mail_goes_out_at_night(hour: int) -> None:
    late = datetime(2026, 11, 25, hour, 30, tzinfo=UTC)
    assert next_step(QUIET_WEEKS, late) is None
    morning = datetime(2026, 11, 26, 8, tzinfo=UTC)
    assert next_step(QUIET_WEEKS, morning) == Step(TUESDAY, Stage.FIRST)


def test_who_cannot_be_written_to_goes_to_the_champion_once_stale() -> None:
    by_phone = replace(QUIET_WEEKS, by_mail=False)
    assert run(by_phone, TEN, 24 * 7) == []
    done = run(replace(by_phone, is_fresh=False, heard_on=None), TEN, 24 * 21)
    assert done == [("champion", TEN), ("authority", TEN + timedelta(days=14))]


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (date(2027, 3, 23), 10),  # the Tuesday before clocks go forward
        (date(2027, 3, 30), 9),  # and the one after
        (date(2026, 10, 20), 9),  # before they go back
        (date(2026, 10, 27), 10),  # and after
    ],
)
def test_ten_o_clock_is_ten_on_the_providers_wall(day: date, utc_hour: int) -> None:
    moment = datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)
    standing = replace(QUIET_WEEKS, heard_on=None)
    assert next_step(standing, moment) == Step(day, Stage.FIRST)
    a_week_ago = [asked(Stage.FIRST, moment - timedelta(days=7), day - timedelta(days=7))]
    waiting = replace(standing, asked=a_week_ago, heard_on=day - timedelta(days=6))
    assert next_step(waiting, moment - timedelta(minutes=1)) is None
    assert next_step(waiting, moment) == Step(day, Stage.FIRST)


@given(
    st.sampled_from(Weekday),
    st.sampled_from(HOURS),
    MOMENTS,
)
def test_the_latest_period_is_the_last_such_hour_that_came(
    weekday: Weekday, hour: int, now: datetime
) -> None:
    period = latest_period(Timing(weekday, hour), now)
    assert period.weekday() == weekday
    assert at_local(period, hour) <= now < at_local(period + timedelta(days=7), hour)
    assert at_local(period, hour).astimezone(LOCAL).hour == hour


@given(
    st.sampled_from(Weekday),
    st.sampled_from(HOURS),
    MOMENTS,
)
def test_mail_is_never_sent_in_quiet_hours_nor_twice_a_period(
    weekday: Weekday, hour: int, start: datetime
) -> None:
    standing = replace(QUIET_WEEKS, timing=Timing(weekday, hour), heard_on=None)
    done = run(standing, start, 24 * 16)
    mails = [at for stage, at in done if stage in ("first", "second")]
    assert all(8 <= at.astimezone(LOCAL).hour < 20 for at in mails)
    assert [stage for stage, _ in done].count("second") == 1
    assert [stage for stage, _ in done].count("champion") == 1
    assert len(mails) <= 4
