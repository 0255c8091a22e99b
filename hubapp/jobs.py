"""Work beside the pages: named jobs in a Huey queue, each safe to run twice and safe to miss."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from huey import SqliteHuey, crontab

_log = logging.getLogger(__name__)
_NAME = "hub_jobs"


@dataclass(frozen=True, slots=True)
class Job:
    """What to run, and every how many minutes of the hour it runs by itself."""

    run: Callable[[], None]
    every_minutes: int


class Jobs:
    """The jobs of an app. The queue's file is made when it is first needed."""

    def __init__(self, app: Flask, jobs: Mapping[str, Job]) -> None:
        """Bind jobs, each by its name; they run inside the app's context."""
        self._app = app
        self._jobs = dict(jobs)
        self._wake: dict[str, Callable[[], Any]] = {}
        self._huey: Any = None

    @property
    def queue(self) -> Any:
        """The Huey queue, in which every job also runs by itself now and then."""
        if self._huey is None:
            # Nothing is kept of a job that ran: what it did is in the tables.
            huey = SqliteHuey("hub", filename=str(self._app.config["JOBS_FILE"]), results=False)
            for name, job in self._jobs.items():
                self._wake[name] = huey.task(name=name)(self._runner(name))
                when = crontab(minute=f"*/{job.every_minutes}")
                huey.periodic_task(when, name=f"{name}_in_time")(self._runner(name))
            self._huey = huey
        return self._huey

    def wake(self, name: str) -> None:
        """Have a job run at once, if a worker runs."""
        _ = self.queue
        self._wake[name]()

    def run_all(self) -> None:
        """Run every job once, here and now, in the order they were given."""
        for name in self._jobs:
            self._runner(name)()

    def _runner(self, name: str) -> Callable[[], None]:
        def run() -> None:
            with self._app.app_context():
                self._jobs[name].run()

        return run


def set_up(app: Flask, jobs: Mapping[str, Job]) -> None:
    """Give an app its jobs."""
    app.extensions[_NAME] = Jobs(app, jobs)


def jobs_of(app: Flask) -> Jobs:
    """The jobs of an app."""
    found: Jobs = app.extensions[_NAME]
    return found


def wake(name: str) -> None:
    """Have a job of this app run at once. A queue that can't be reached is no fault of the page."""
    try:
        jobs_of(current_app).wake(name)
    except Exception:
        _log.exception("the job %s could not be woken; it runs soon anyway", name)
