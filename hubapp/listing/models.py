"""The table of changes to a provider's page: what was, what was asked for, and what came of it."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hubapp.accounts.models import Person
from hubapp.directory.models import Provider
from hubapp.extensions import Base


class Topic(enum.StrEnum):
    """What a change is about. Changes of one topic are compared with each other, others are not."""

    WEEK = "week"
    EXTRAS = "extras"
    OFFER = "offer"
    DETAILS = "details"
    PUBLICATION = "publication"


class ChangeState(enum.StrEnum):
    """Where a change is: seen by families at once, or waiting for a champion first."""

    LIVE = "live"
    UNDONE = "undone"
    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Change(Base):
    """One change to a provider's page, from `before` to `after`: only what differs.

    Going back is the same change the other way round. `reply` is what a champion said to it.
    """

    __tablename__ = "listing_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), index=True
    )
    topic: Mapped[Topic]
    state: Mapped[ChangeState]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime]
    role: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    reply: Mapped[str | None]

    provider: Mapped[Provider] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])

    @property
    def is_waiting(self) -> bool:
        """Whether a champion has still to look at it."""
        return self.state is ChangeState.WAITING

    @property
    def is_public(self) -> bool:
        """Whether families see it, unless something newer replaced it."""
        return self.state in (ChangeState.LIVE, ChangeState.APPROVED)
