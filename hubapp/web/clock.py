"""What day and time it is: the one place the web reads a clock. Tests put theirs instead."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import cast

from flask import Flask, current_app

from hubapp.kernel.moments import local_date

Clock = Callable[[], datetime]


def read_clock() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is where time comes in


def now() -> datetime:
    """The time now, in UTC, by the app's clock."""
    return cast(Clock, current_app.config["CLOCK"])()


def today() -> date:
    """The date where the hubs are."""
    return local_date(now())


def set_up(app: Flask) -> None:
    """Give the app a clock, and templates `today()`."""
    app.config.setdefault("CLOCK", read_clock)
    app.jinja_env.globals["today"] = today
