"""Tables of care sessions and vacancies."""

import enum
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
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
    from_date: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    confirmed_by_role: Mapped[str | None]
    told_by: Mapped[str | None]

    care_session: Mapped[CareSession] = relationship(back_populates="vacancies")
