"""Tables of when providers want to be asked, and of every time they were."""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hubapp.directory.models import Provider
from hubapp.extensions import Base


class ReminderPlan(Base):
    """When a provider wants to be asked. Without a row: weekly, at the usual day and hour.

    `stopped_at`: they want no such mail. Nobody writes to them until they start it again.
    `put_off_until`: the champion wants them out of the queue till then.
    """

    __tablename__ = "reminder_plan"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("hour BETWEEN 8 AND 19", name="hour"),
    )

    provider_id: Mapped[int] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), primary_key=True
    )
    weekday: Mapped[int]
    hour: Mapped[int]
    stopped_at: Mapped[datetime | None]
    put_off_until: Mapped[date | None]


class Stage(enum.StrEnum):
    """How far asking has come: two mails, then the champion rings, then the council hears of it."""

    FIRST = "first"
    SECOND = "second"
    CHAMPION = "champion"
    AUTHORITY = "authority"


class Answered(enum.StrEnum):
    """What the provider answered."""

    RIGHT = "right"
    CHANGED = "changed"
    FULL = "full"


class Reminder(Base):
    """One step of asking, once for a provider, a period and a stage: running twice asks once.

    `period` is the local day the asking was due.
    """

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("provider_id", "period", "stage"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id", ondelete="CASCADE"))
    period: Mapped[date]
    stage: Mapped[Stage]
    made_at: Mapped[datetime] = mapped_column(index=True)
    answered_at: Mapped[datetime | None]
    answer: Mapped[Answered | None]

    provider: Mapped[Provider] = relationship()
