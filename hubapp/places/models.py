"""The postcode table."""

import enum

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from hubapp.extensions import Base
from hubapp.kernel.geo import GridPoint


class PostcodeSource(enum.StrEnum):
    """Where a row came from."""

    CODE_POINT_OPEN = "codepoint_open"
    ONSPD = "onspd"
    NSPL = "nspl"
    ONSPD_WHEEL = "onspd_wheel"
    DEMONSTRATION = "demonstration"


class Postcode(Base):
    """One postcode. `code` has no space; the position is null where the source has none.

    `country` is the first letter of its national code: E, W, S, N, L (Channel Islands), M (Man).
    `terminated` is the month (YYYYMM) since when nobody has it any more; old addresses still do.
    """

    __tablename__ = "postcode"
    # One tree keyed by the code itself: half the size for 2.6 million rows.
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own form

    code: Mapped[str] = mapped_column(String(7), primary_key=True)
    easting: Mapped[int | None]
    northing: Mapped[int | None]
    country: Mapped[str] = mapped_column(String(1))
    district_code: Mapped[str | None] = mapped_column(String(9))
    source: Mapped[PostcodeSource]
    terminated: Mapped[str | None] = mapped_column(String(6))

    @property
    def point(self) -> GridPoint | None:
        """Where its middle is, when the source says."""
        if self.easting is None or self.northing is None:
            return None
        return GridPoint(self.easting, self.northing)
