"""Tables of care sessions, the places in them, who told what and when, and closures."""

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hubapp.directory.models import Answer, Origin, Provider
from hubapp.extensions import Base
from hubapp.kernel.ages import AgeBand
from hubapp.kernel.week import TimeBand, Weekday


class Booking(enum.StrEnum):
    """Booked as the whole session, or by the hour inside it."""

    SESSION = "session"
    HOURLY = "hourly"


class PriceUnit(enum.StrEnum):
    """What the price buys."""

    HOUR = "hour"
    SESSION = "session"


class VacancyState(enum.StrEnum):
    """What is known about places. Unknown is a state of its own."""

    PLACES = "places"
    LIMITED = "limited"
    WAITING_LIST = "waiting_list"
    FULL = "full"
    UNKNOWN = "unknown"


class CareSession(Base):
    """A recurring block at a provider: one weekday, from, to, for an age range, at a price.

    `min_minutes`: booked by the hour, at least this much is charged. A null price is not known.
    """

    __tablename__ = "care_session"
    __table_args__ = (
        UniqueConstraint(
            "provider_id", "weekday", "start_minutes", "end_minutes", "age_from_months"
        ),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("start_minutes >= 0 AND end_minutes <= 1440", name="one_day"),
        CheckConstraint("start_minutes < end_minutes", name="forward"),
        CheckConstraint("age_from_months < age_to_months", name="ages"),
        CheckConstraint("price_pence > 0", name="price"),
        CheckConstraint("min_minutes >= 0", name="min_minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), index=True
    )
    label: Mapped[str]
    weekday: Mapped[int]
    start_minutes: Mapped[int]
    end_minutes: Mapped[int]
    booking: Mapped[Booking]
    min_minutes: Mapped[int] = mapped_column(default=0)
    term_only: Mapped[bool] = mapped_column(default=False)
    age_from_months: Mapped[int]
    age_to_months: Mapped[int]
    price_pence: Mapped[int | None]
    price_unit: Mapped[PriceUnit]
    funded: Mapped[Answer]
    origin: Mapped[Origin]
    told_by: Mapped[str | None]
    as_at: Mapped[date | None]

    provider: Mapped[Provider] = relationship()
    vacancies: Mapped[list["Vacancy"]] = relationship(
        back_populates="care_session", cascade="all, delete-orphan"
    )

    @property
    def day(self) -> Weekday:
        """Its weekday."""
        return Weekday(self.weekday)

    @property
    def band(self) -> TimeBand:
        """Its time of day."""
        return TimeBand(self.start_minutes, self.end_minutes)


class Vacancy(Base):
    """What is known of the places in a care session for one age band, from a date on.

    The three `confirmed`/`told` columns move only when somebody vouches for the state.
    `funded_places` and `paid_places` are how many of the places can be had with funded hours, and
    by paying; a place can be both, and null is not known. `version` grows when what is told
    changes, so that nobody overwrites what they have not seen.
    """

    __tablename__ = "vacancy"
    __table_args__ = (
        UniqueConstraint("care_session_id", "age_band"),
        CheckConstraint("(state = 'places') = (places IS NOT NULL)", name="number_when_places"),
        CheckConstraint("places > 0", name="places"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    care_session_id: Mapped[int] = mapped_column(ForeignKey("care_session.id", ondelete="CASCADE"))
    age_band: Mapped[AgeBand]
    state: Mapped[VacancyState]
    places: Mapped[int | None]
    funded_places: Mapped[int | None]
    paid_places: Mapped[int | None]
    from_date: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    confirmed_by_role: Mapped[str | None]
    told_by: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    care_session: Mapped[CareSession] = relationship(back_populates="vacancies")


class TellingKind(enum.StrEnum):
    """What somebody did about a provider's places."""

    CONFIRMED = "confirmed"
    CHANGED = "changed"
    FULL = "full"
    UNDONE = "undone"


class Telling(Base):
    """Somebody told us about a provider's places: who, in which role, when, and what they did.

    `told_by` is where the champion has it from ("by phone, the manager"). Kept for good: it is the
    history of every place, and what an undo goes back by.
    """

    __tablename__ = "telling"

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[TellingKind]
    made_at: Mapped[datetime] = mapped_column(index=True)
    role: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    told_by: Mapped[str | None]
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("telling.id", ondelete="SET NULL"))

    steps: Mapped[list["VacancyStep"]] = relationship(
        back_populates="telling", cascade="all, delete-orphan", order_by="VacancyStep.id"
    )


class VacancyStep(Base):
    """What one telling made of one vacancy: from what, to what. `told.Standing` reads both."""

    __tablename__ = "vacancy_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    telling_id: Mapped[int] = mapped_column(
        ForeignKey("telling.id", ondelete="CASCADE"), index=True
    )
    vacancy_id: Mapped[int] = mapped_column(
        ForeignKey("vacancy.id", ondelete="CASCADE"), index=True
    )
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)

    telling: Mapped[Telling] = relationship(back_populates="steps")
    vacancy: Mapped[Vacancy] = relationship()


class Closure(Base):
    """Days, both included, on which a provider is closed: a holiday, or today."""

    __tablename__ = "closure"
    __table_args__ = (CheckConstraint("starts_on <= ends_on", name="forward"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), index=True
    )
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[str | None]
    made_at: Mapped[datetime]
    role: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    told_by: Mapped[str | None]


class FreshnessDay(Base):
    """How fresh a hub's places were on one day: noted once, so that the weeks can be compared."""

    __tablename__ = "freshness_day"

    hub_id: Mapped[int] = mapped_column(ForeignKey("hub.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    places: Mapped[int]
    fresh: Mapped[int]
