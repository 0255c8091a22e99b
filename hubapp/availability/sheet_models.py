"""The table of what a hub's own spreadsheet says of a provider as a whole."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hubapp.extensions import Base


class SheetFacts(Base):
    """What a row of a spreadsheet told: places by age, hours, fees. Apart from all else.

    A spreadsheet counts places for a provider, not for a day and a time: so they never become
    places in care sessions, which only people who know can tell. `as_at` is the day on which the
    spreadsheet itself says the row was confirmed; null: it does not say.
    """

    __tablename__ = "sheet_facts"

    provider_id: Mapped[int] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), primary_key=True
    )
    told_by: Mapped[str]
    as_at: Mapped[date | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
