"""Tables of rhymes, stories and what has been agreed about them."""

import enum
from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hubapp.directory.models import Provider
from hubapp.extensions import Base


class ItemKind(enum.StrEnum):
    """A rhyme is sung or said; a story is told."""

    RHYME = "rhyme"
    STORY = "story"


class LibraryItem(Base):
    """A rhyme or story with the one text every provider uses, and why it is free to use (R63)."""

    __tablename__ = "library_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ItemKind]
    title: Mapped[str]
    words: Mapped[str]
    actions: Mapped[str | None]
    source_note: Mapped[str]


class AgreedSet(Base):
    """The rhymes and stories a hub shares for one term."""

    __tablename__ = "agreed_set"
    __table_args__ = (UniqueConstraint("hub_id", "starts_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    hub_id: Mapped[int] = mapped_column(ForeignKey("hub.id", ondelete="CASCADE"))
    term_name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    items: Mapped[list["AgreedItem"]] = relationship(
        cascade="all, delete-orphan", order_by="AgreedItem.position"
    )


class AgreedItem(Base):
    """One item's place in an agreed set."""

    __tablename__ = "agreed_item"
    __table_args__ = (UniqueConstraint("agreed_set_id", "library_item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreed_set_id: Mapped[int] = mapped_column(ForeignKey("agreed_set.id", ondelete="CASCADE"))
    library_item_id: Mapped[int] = mapped_column(ForeignKey("library_item.id"))
    position: Mapped[int]

    item: Mapped[LibraryItem] = relationship()
    take_ups: Mapped[list["TakeUp"]] = relationship(cascade="all, delete-orphan")


class TakeUp(Base):
    """A provider uses an agreed item, since a date. No row: not known to."""

    __tablename__ = "take_up"
    __table_args__ = (UniqueConstraint("agreed_item_id", "provider_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreed_item_id: Mapped[int] = mapped_column(ForeignKey("agreed_item.id", ondelete="CASCADE"))
    provider_id: Mapped[int] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), index=True
    )
    since: Mapped[date]

    provider: Mapped[Provider] = relationship()
