"""Tables of what was asked for: numbers by day, nothing of who asked."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hubapp.directory.models import NOT_TOLD
from hubapp.extensions import Base


class ProviderShown(Base):
    """How often searches and weeks showed a provider to families on one day."""

    __tablename__ = "provider_shown"
    __table_args__ = NOT_TOLD

    provider_id: Mapped[int] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    times: Mapped[int]
