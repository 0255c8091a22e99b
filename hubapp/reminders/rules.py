"""Whom to ask, when, and what comes when nobody answers. Pure: the clock is an argument."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hubapp.kernel.moments import at_local, local_date, local_hour
from hubapp.kernel.week import Weekday
from hubapp.reminders.models import Stage

HOURS = range(8, 20)
"""Full hours at which mail may go out; all others are quiet."""

LINK_LASTS = timedelta(days=14)
_JUST_HEARD = timedelta(days=1)
_TOO_LATE = timedelta(days=3)
_SECOND_AFTER = timedelta(days=2)
_CHAMPION_AFTER = timedelta(days=2)
_AUTHORITY_AFTER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Timing:
    """The day and hour, on local clocks, at which a provider wants to be asked every week."""

    weekday: Weekday = Weekday.TUESDAY
    hour: int = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """One step that was taken."""

    period: date
    stage: Stage
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """The step to take now."""

    period: date
    stage: Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of asking one provider.

    `heard_on`: the day they last answered, or by which everything known was vouched for, whichever
    is later. `by_mail`: there is an address, and they did not stop it. `is_fresh`: as the hub
    counts it.
    """

    timing: Timing
    by_mail: bool
    heard_on: date | None
    is_fresh: bool
    asked: Sequence[Asked]


def latest_period(timing: Timing, now: datetime) -> date:
    """The last local day, today among them, whose hour for asking has come."""
    today = local_date(now)
    day = today - timedelta(days=(today.weekday() - timing.weekday) % 7)
    return day if at_local(day, timing.hour) <= now else day - timedelta(days=7)


def next_step(standing: Standing, now: datetime) -> Step | None:
    """The one step to take now, if any. Taken and asked for again, it is not told twice.

    Nobody is asked whom we heard from yesterday or today. Only the latest period counts, so that a
    worker that stood still for weeks asks once; and a question is not asked days late.
    """
    today = local_date(now)
    heard_on = standing.heard_on
    if heard_on is not None and today - heard_on <= _JUST_HEARD:
        return None
    open_steps = [
        step for step in standing.asked if heard_on is None or local_date(step.made_at) > heard_on
    ]
    steps = _by_mail if standing.by_mail else _by_phone
    quiet = local_hour(now) not in HOURS
    for step in steps(standing, open_steps, now):
        if not (quiet and step.stage in (Stage.FIRST, Stage.SECOND)):
            return step
    return None


def _by_mail(standing: Standing, open_steps: list[Asked], now: datetime) -> Iterator[Step]:
    period = latest_period(standing.timing, now)
    asked = any(step.stage is Stage.FIRST and step.period == period for step in standing.asked)
    if not asked and now - at_local(period, standing.timing.hour) < _TOO_LATE:
        yield Step(period, Stage.FIRST)
    yield from _next_after(open_steps, Stage.FIRST, Stage.SECOND, _SECOND_AFTER, now)
    yield from _next_after(open_steps, Stage.SECOND, Stage.CHAMPION, _CHAMPION_AFTER, now)
    yield from _next_after(open_steps, Stage.CHAMPION, Stage.AUTHORITY, _AUTHORITY_AFTER, now)


def _by_phone(standing: Standing, open_steps: list[Asked], now: datetime) -> Iterator[Step]:
    """Who can't be written to goes to the champion, once what is known is no longer fresh."""
    if not standing.is_fresh and _earliest(open_steps, Stage.CHAMPION) is None:
        yield Step(latest_period(standing.timing, now), Stage.CHAMPION)
    yield from _next_after(open_steps, Stage.CHAMPION, Stage.AUTHORITY, _AUTHORITY_AFTER, now)


def _next_after(
    open_steps: list[Asked], before: Stage, stage: Stage, wait: timedelta, now: datetime
) -> Iterator[Step]:
    """The next stage, once, when the one before it has gone unanswered for long enough."""
    first = _earliest(open_steps, before)
    if first and _earliest(open_steps, stage) is None and now - first.made_at >= wait:
        yield Step(first.period, stage)


def _earliest(steps: list[Asked], stage: Stage) -> Asked | None:
    found = (step for step in steps if step.stage is stage)
    return min(found, key=lambda step: step.made_at, default=None)
