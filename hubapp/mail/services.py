"""Putting messages in the queue, and sending those that wait."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from hubapp.extensions import db
from hubapp.mail import queries
from hubapp.mail.models import Message
from hubapp.mail.rules import WHILE_SENDING, next_try

Carrier = Callable[[Message], None]
"""Takes one message out of the house, or raises."""

_AT_ONCE = 100
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message to queue. `key` names the occasion: the same key is never queued twice."""

    key: str
    to_address: str
    subject: str
    words: str
    html: str | None = None
    stop_address: str | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """How many messages went out, and how many are still to be tried or were given up."""

    sent: int
    failed: int


def queue_message(draft: Draft, *, now: datetime) -> Message:
    """The message in the queue, new or as it was queued before. The caller commits."""
    message = queries.find_message(draft.key)
    if message is None:
        message = Message(
            key=draft.key,
            to_address=draft.to_address,
            subject=" ".join(draft.subject.split()),
            words=draft.words,
            html=draft.html,
            stop_address=draft.stop_address,
            queued_at=now,
            next_try_at=now,
        )
        db.session.add(message)
    return message


def send_waiting(carry: Carrier, *, now: datetime) -> Posted:
    """Send what waits. One that fails keeps its place for a later try and stops no other."""
    sent = failed = 0
    for message in queries.list_due(now, _AT_ONCE):
        if not _claim(message, now):
            continue
        try:
            carry(message)
        except Exception as problem:  # a mail server can fail in any way it likes
            _put_back(message, problem, now)
            failed += 1
        else:
            _mark_sent(message, now)
            sent += 1
    return Posted(sent, failed)


def _claim(message: Message, now: datetime) -> bool:
    """Whether this try is ours: of two workers only one gets it."""
    claimed = db.session.execute(
        update(Message)
        .where(Message.id == message.id, Message.tries == message.tries)
        .where(Message.next_try_at <= now)
        .values(tries=Message.tries + 1, next_try_at=now + WHILE_SENDING)
        .returning(Message.id)
    ).first()
    db.session.commit()
    return claimed is not None


def _put_back(message: Message, problem: Exception, now: datetime) -> None:
    db.session.rollback()
    message.last_problem = type(problem).__name__
    message.next_try_at = next_try(message.tries, now)
    _log.warning(
        "message %s was not sent (try %s): %s", message.id, message.tries, message.last_problem
    )
    db.session.commit()


def _mark_sent(message: Message, now: datetime) -> None:
    message.sent_at = now
    message.next_try_at = None
    message.words, message.html, message.stop_address = "", None, None
    db.session.commit()
