"""How templates say money, times, dates and ages of facts, and where a static file is."""

from datetime import date

from flask import Flask

from hubapp.kernel.ages import say_age
from hubapp.kernel.moments import local_date
from hubapp.kernel.money import say_pence
from hubapp.kernel.week import say_days, say_duration, say_hours, say_time
from hubapp.web import clock

_DAYS_A_WEEK = 7
_WEEKS_UNTIL = 9 * _DAYS_A_WEEK
_MONTHS_UNTIL = 2 * 365
_DAYS_A_MONTH = 30.44


def say_date(day: date, today: date) -> str:
    """A date as people say it, with the year only when it is not this one."""
    said = f"{day:%A} {day.day} {day:%B}"
    return said if day.year == today.year else f"{said} {day.year}"


def ago(day: date, today: date) -> str:
    """How long ago a day was, in words: "today", "3 days ago", "2 weeks ago", "5 months ago"."""
    days = (today - day).days
    if days < 0:
        return f"on {say_date(day, today)}"
    if days < 2:
        return ("today", "yesterday")[days]
    if days < 2 * _DAYS_A_WEEK:
        return f"{days} days ago"
    if days < _WEEKS_UNTIL:
        return f"{days // _DAYS_A_WEEK} weeks ago"
    if days < _MONTHS_UNTIL:
        return f"{int(days / _DAYS_A_MONTH)} months ago"
    return f"{days // 365} years ago"


def _say_date_now(day: date) -> str:
    return say_date(day, clock.today())


def _ago_now(day: date, today: date | None = None) -> str:
    return ago(day, today or clock.today())


def set_up(app: Flask) -> None:
    """Put the filters where templates find them."""
    app.jinja_env.filters.update(
        pence=say_pence,
        time=say_time,
        duration=say_duration,
        hours=say_hours,
        days=say_days,
        age=say_age,
        say_date=_say_date_now,
        ago=_ago_now,
        local_day=local_date,
    )
