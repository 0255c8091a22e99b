"""What a champion should do next: whom to ring, write to or visit, with the reason. Pure."""

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hubapp.availability.rules import Freshness
from hubapp.champions.presenters import HubRow
from hubapp.kernel.moments import local_date
from hubapp.reminders.models import Reminder, Stage


class Way(enum.StrEnum):
    """How to reach them."""

    RING = "ring"
    WRITE = "write"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One provider in the queue. `asked_on`: since when mails go unanswered, if any do."""

    row: HubRow
    way: Way
    asked_on: date | None
    told_authority: bool


def queue_of(
    rows: Iterable[HubRow],
    asked: dict[int, Sequence[Reminder]],
    snoozed: dict[int, date],
    today: date,
) -> list[Waiting]:
    """Who is not fresh or did not answer, the longest unconfirmed first; who is put off, is not."""
    waiting = [
        _waiting(row, asked.get(row.provider.id, ()))
        for row in rows
        if snoozed.get(row.provider.id, today) <= today
    ]
    due = [one for one in waiting if one.asked_on or one.row.freshness is not Freshness.FRESH]
    return sorted(
        due,
        key=lambda one: (one.row.confirmed_on or date.min, one.row.provider.name),
    )


def _waiting(row: HubRow, asked: Sequence[Reminder]) -> Waiting:
    """Mails that nobody answered since the provider was last confirmed, and who heard of it."""
    since = row.confirmed_on or date.min
    open_steps = [
        step for step in asked if step.answered_at is None and local_date(step.made_at) > since
    ]
    escalated = [step for step in open_steps if step.stage in (Stage.CHAMPION, Stage.AUTHORITY)]
    mails = [step for step in open_steps if step.stage in (Stage.FIRST, Stage.SECOND)]
    days = [local_date(step.made_at) for step in mails if escalated]
    return Waiting(
        row=row,
        way=_way(row, already_written=bool(mails)),
        asked_on=min(days, default=None),
        told_authority=any(step.stage is Stage.AUTHORITY for step in open_steps),
    )


def _way(row: HubRow, *, already_written: bool) -> Way:
    """Ring where there is a number; write where that was not tried yet; else go there."""
    if row.provider.phone:
        return Way.RING
    return Way.WRITE if row.provider.email and not already_written else Way.VISIT
