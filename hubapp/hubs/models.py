"""The hub: one locality's partnership, its look and the rules it sets for itself."""

import enum
from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hubapp.extensions import Base
from hubapp.kernel.geo import GridPoint


class HubPurpose(enum.StrEnum):
    """Whether a hub is real or made up to show the site."""

    LIVE = "live"
    DEMONSTRATION = "demonstration"


class Hub(Base):
    """A locality. `centre` is where its map and its distances begin when nobody gave a postcode.

    `rehearsal_seed` is set while invented sessions are loaded into a real hub: every page says so.
    `weeks_funded` are the weeks a year that stretched hours are spread over (R18).
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
    created_on: Mapped[date]

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
