"""What a champion should do next: whom to ring, write to or visit, with the reason. Pure."""

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hubapp.availability.rules import Freshness
from hubapp.champions.presenters import HubRow
from hubapp.kernel.moments import local_date
from hubapp.reminders.models import Reminder, Stage

SHOWN_DAYS = 28
"""How far back it counts how often families saw a provider."""
NOBODY: Mapping[int, int] = {}
_NEVER_DAYS = 365


class Way(enum.StrEnum):
    """How to reach them."""

    RING = "ring"
    WRITE = "write"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One provider in the queue. `asked_on`: since when mails go unanswered, if any do.

    `shown`: how often families saw them lately, in searches and in weeks.
    """

    row: HubRow
    way: Way
    asked_on: date | None
    told_authority: bool
    shown: int = 0


def queue_of(
    rows: Iterable[HubRow],
    asked: dict[int, Sequence[Reminder]],
    snoozed: dict[int, date],
    today: date,
    shown: Mapping[int, int] = NOBODY,
) -> list[Waiting]:
    """Who is not fresh or did not answer; who is put off, is not.

    First comes who is stale for long and shown often: days since confirmed, times one more than how
    often families saw them lately.
    """
    waiting = [
        _waiting(row, asked.get(row.provider.id, ()), shown.get(row.provider.id, 0))
        for row in rows
        if snoozed.get(row.provider.id, today) <= today
    ]
    due = [one for one in waiting if one.asked_on or one.row.freshness is not Freshness.FRESH]
    return sorted(due, key=lambda one: (-_weight(one, today), one.row.provider.name))


def _weight(one: Waiting, today: date) -> int:
    """What was never confirmed counts as a year old."""
    confirmed_on = one.row.confirmed_on
    days = (today - confirmed_on).days if confirmed_on else _NEVER_DAYS
    return days * (1 + one.shown)


def _waiting(row: HubRow, asked: Sequence[Reminder], shown: int) -> Waiting:
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
        shown=shown,
    )


def _way(row: HubRow, *, already_written: bool) -> Way:
    """Ring where there is a number; write where that was not tried yet; else go there."""
    if row.provider.phone:
        return Way.RING
    return Way.WRITE if row.provider.email and not already_written else Way.VISIT
