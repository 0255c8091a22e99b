"""The table of messages that are to go out, or went."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from hubapp.extensions import Base


class Message(Base):
    """One message. What it says is wiped when it has gone: a code or a link is for one reader.

    `key` names the occasion, so that a job that runs twice queues one message. `next_try_at` null:
    gone, or given up.
    """

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_next_try_at", "next_try_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    to_address: Mapped[str]
    subject: Mapped[str]
    words: Mapped[str]
    html: Mapped[str | None]
    stop_address: Mapped[str | None]
    queued_at: Mapped[datetime]
    next_try_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    last_problem: Mapped[str | None]
