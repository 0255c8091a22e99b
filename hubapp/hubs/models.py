"""The hub: one locality's partnership, its look and the rules it sets for itself."""

import enum
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hubapp.extensions import Base
from hubapp.kernel.geo import GridPoint


class HubPurpose(enum.StrEnum):
    """Whether a hub is real or made up to show the site."""

    LIVE = "live"
    DEMONSTRATION = "demonstration"


class StalePlaces(enum.StrEnum):
    """What planning a week does with places nobody confirmed for too long."""

    DEMOTED = "demoted"
    LEFT_OUT = "left_out"


class Hub(Base):
    """A locality. `centre` is where its map and its distances begin when nobody gave a postcode.

    `rehearsal_seed` is set while invented sessions are loaded into a real hub: every page says so.
    `max_providers` is the council's limit on places a child's funded hours are shared over (R24).
    `weeks_funded` are the weeks a year that stretched hours are spread over (R18).
    `small_may_withhold_extras`: the council lets childminders and the smallest places keep the
    prices of extras unpublished (R36). Null: not known.
    Places are fresh up to `fresh_days` after they were confirmed, ageing up to `ageing_days`, then
    stale: shown with "ring first", and in planning demoted or left out.
    """

    __tablename__ = "hub"
    __table_args__ = (CheckConstraint("weeks_funded BETWEEN 38 AND 52", name="weeks_funded"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    strapline: Mapped[str | None]
    area_name: Mapped[str | None]
    contact_email: Mapped[str | None]
    purpose: Mapped[HubPurpose] = mapped_column(default=HubPurpose.LIVE)
    rehearsal_seed: Mapped[int | None]
    centre_easting: Mapped[int | None]
    centre_northing: Mapped[int | None]
    max_providers: Mapped[int | None]
    weeks_funded: Mapped[int] = mapped_column(default=51)
    small_may_withhold_extras: Mapped[bool | None]
    fresh_days: Mapped[int] = mapped_column(default=14, server_default="14")
    ageing_days: Mapped[int] = mapped_column(default=28, server_default="28")
    stale_places: Mapped[StalePlaces] = mapped_column(
        default=StalePlaces.DEMOTED, server_default=StalePlaces.DEMOTED.value
    )
    created_on: Mapped[date]

    terms: Mapped[list["SchoolTerm"]] = relationship(
        cascade="all, delete-orphan", order_by="SchoolTerm.starts_on"
    )

    @property
    def centre(self) -> GridPoint | None:
        """Its middle, once known."""
        if self.centre_easting is None or self.centre_northing is None:
            return None
        return GridPoint(self.centre_easting, self.centre_northing)

    @property
    def is_demonstration(self) -> bool:
        """Whether everything in it is made up."""
        return self.purpose is HubPurpose.DEMONSTRATION


class SchoolTerm(Base):
    """A term as the council sets it: days, and the weeks its funded hours are given in (R17)."""

    __tablename__ = "school_term"
    __table_args__ = (
        UniqueConstraint("hub_id", "starts_on"),
        CheckConstraint("starts_on < ends_on", name="forward"),
        CheckConstraint("weeks_funded BETWEEN 1 AND 22", name="weeks_funded"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hub_id: Mapped[int] = mapped_column(ForeignKey("hub.id", ondelete="CASCADE"))
    name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    weeks_funded: Mapped[int]
    told_by: Mapped[str]
    as_at: Mapped[date]
