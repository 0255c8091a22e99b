"""Reads of changes to providers' pages."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from hubapp.directory.models import Provider
from hubapp.extensions import db
from hubapp.listing.models import Change, ChangeState, Topic


def find_change(change_id: int, provider_id: int) -> Change | None:
    """One change to a provider's page, or None."""
    return db.session.scalar(
        select(Change).where(Change.id == change_id, Change.provider_id == provider_id)
    )


def find_waiting(provider_id: int, topic: Topic) -> Change | None:
    """The change of a topic that waits for a champion, or None."""
    return db.session.scalar(
        select(Change).where(
            Change.provider_id == provider_id,
            Change.topic == topic,
            Change.state == ChangeState.WAITING,
        )
    )


def list_changes(provider_id: int, limit: int) -> Sequence[Change]:
    """Changes to a provider's page, the latest first."""
    return db.session.scalars(
        select(Change)
        .where(Change.provider_id == provider_id)
        .order_by(Change.id.desc())
        .limit(limit)
    ).all()


def list_waiting(hub_id: int) -> Sequence[Change]:
    """Everything of a hub that waits for a champion, the longest waiting first."""
    return db.session.scalars(
        select(Change)
        .join(Change.provider)
        .where(Provider.hub_id == hub_id, Change.state == ChangeState.WAITING)
        .options(joinedload(Change.provider), joinedload(Change.person))
        .order_by(Change.made_at, Change.id)
    ).all()


def count_waiting(hub_id: int) -> int:
    """How many changes of a hub wait for a champion."""
    counted = db.session.scalar(
        select(func.count())
        .select_from(Change)
        .join(Change.provider)
        .where(Provider.hub_id == hub_id, Change.state == ChangeState.WAITING)
    )
    return counted or 0
