"""Reads of messages that are to go out."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from hubapp.extensions import db
from hubapp.mail.models import Message


def find_message(key: str) -> Message | None:
    """The message of an occasion, or None."""
    return db.session.scalar(select(Message).where(Message.key == key))


def list_due(now: datetime, limit: int) -> Sequence[Message]:
    """Messages whose turn it is, the longest waiting first."""
    return db.session.scalars(
        select(Message)
        .where(Message.next_try_at <= now)
        .order_by(Message.next_try_at, Message.id)
        .limit(limit)
    ).all()
