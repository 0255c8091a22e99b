"""Counting what pages show. Pages only count in memory; once a minute one of them writes it down.

So a page never waits for the database because of a number. What a process has not written down when
it ends is lost: these are rough numbers, and no more is needed of them.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from threading import Lock

from flask import Flask, current_app
from sqlalchemy import delete, update
from sqlalchemy.exc import SQLAlchemyError

from hubapp.extensions import db
from hubapp.insights.models import ProviderShown
from hubapp.kernel.moments import local_date

WRITTEN_EVERY = timedelta(minutes=1)
KEPT = timedelta(days=400)
_NAME = "hub_shown"
_log = logging.getLogger(__name__)


class Shown:
    """What one process has shown and not yet written down."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._lock = Lock()
        self._times: Counter[tuple[int, date]] = Counter()
        self._since: datetime | None = None

    def add(self, provider_ids: Iterable[int], now: datetime) -> Counter[tuple[int, date]] | None:
        """Count some providers; what is to be written down now, if it is time."""
        day = local_date(now)
        with self._lock:
            self._times.update((key, day) for key in provider_ids)
            self._since = self._since or now
            if now - self._since < WRITTEN_EVERY:
                return None
            due, self._times, self._since = self._times, Counter(), None
            return due

    def put_back(self, times: Counter[tuple[int, date]]) -> None:
        """What could not be written is tried again later."""
        with self._lock:
            self._times.update(times)


def set_up(app: Flask) -> None:
    """Give an app its counter."""
    app.extensions[_NAME] = Shown()


def note_shown(provider_ids: Iterable[int], *, now: datetime) -> None:
    """Count that providers were shown to somebody. Never the page's fault if that fails."""
    shown: Shown = current_app.extensions[_NAME]
    due = shown.add(provider_ids, now)
    if due is None:
        return
    try:
        write_down(due)
    except SQLAlchemyError:
        db.session.rollback()
        shown.put_back(due)
        _log.exception("what was shown could not be written down; it is tried again")


def write_down(times: Counter[tuple[int, date]]) -> None:
    """Add counts to the table; providers that are gone meanwhile are passed over. Commits."""
    for (provider_id, day), number in times.items():
        added = db.session.execute(
            update(ProviderShown)
            .where(ProviderShown.provider_id == provider_id, ProviderShown.day == day)
            .values(times=ProviderShown.times + number)
            .returning(ProviderShown.provider_id)
        ).first()
        if added is None:
            _begin(provider_id, day, number)
    db.session.commit()


def _begin(provider_id: int, day: date, number: int) -> None:
    """A day's first number; with it those of more than a year ago go."""
    old = ProviderShown.provider_id == provider_id, ProviderShown.day < day - KEPT
    try:
        with db.session.begin_nested():
            db.session.execute(delete(ProviderShown).where(*old))
            db.session.add(ProviderShown(provider_id=provider_id, day=day, times=number))
    except SQLAlchemyError:
        _log.info("a count for provider %s was passed over", provider_id)
