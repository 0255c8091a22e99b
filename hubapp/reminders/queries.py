"""Reads of when providers are asked, and of what was asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from hubapp.availability.models import CareSession
from hubapp.directory.models import Provider
from hubapp.directory.queries import is_listed
from hubapp.extensions import db
from hubapp.reminders.models import Reminder, ReminderPlan, Stage

_REMEMBERED = 60
"""So many steps back are looked at: more than a year of asking and ringing."""


def find_plan(provider_id: int) -> ReminderPlan | None:
    """When a provider wants to be asked, if they ever said."""
    return db.session.get(ReminderPlan, provider_id)


def list_plans(provider_ids: Iterable[int]) -> Mapping[int, ReminderPlan]:
    """When providers want to be asked, by provider, for those who said."""
    rows = db.session.scalars(
        select(ReminderPlan).where(ReminderPlan.provider_id.in_(list(provider_ids)))
    )
    return {row.provider_id: row for row in rows}


def find_reminder(reminder_id: int, provider_id: int) -> Reminder | None:
    """One step of asking with its provider, or None."""
    return db.session.scalar(
        select(Reminder)
        .where(Reminder.id == reminder_id, Reminder.provider_id == provider_id)
        .options(joinedload(Reminder.provider))
    )


def find_step(provider_id: int, step: tuple[object, Stage]) -> Reminder | None:
    """The row of a period and stage, or None."""
    period, stage = step
    return db.session.scalar(
        select(Reminder).where(
            Reminder.provider_id == provider_id,
            Reminder.period == period,
            Reminder.stage == stage,
        )
    )


def list_reminders(provider_ids: Iterable[int]) -> Mapping[int, Sequence[Reminder]]:
    """The latest steps of asking each of some providers, oldest first."""
    rows = db.session.scalars(
        select(Reminder)
        .where(Reminder.provider_id.in_(list(provider_ids)))
        .order_by(Reminder.made_at, Reminder.id)
    )
    by_provider: defaultdict[int, list[Reminder]] = defaultdict(list)
    for row in rows:
        by_provider[row.provider_id].append(row)
    return {key: found[-_REMEMBERED:] for key, found in by_provider.items()}


def list_providers_to_ask(hub_id: int) -> Sequence[Provider]:
    """A hub's listed providers that have care sessions."""
    return db.session.scalars(
        select(Provider)
        .where(is_listed(hub_id), exists().where(CareSession.provider_id == Provider.id))
        .order_by(Provider.id)
    ).all()
