"""Tables of imports: which file was taken in, by whom and when, and what it changed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from hubapp.extensions import Base


class ImportRecord(Base):
    """One import that changed something. `counts` is its report, without the long lists.

    `hub_id` null: postcodes, which belong to no hub. `file_hash` is the SHA-256 of the file.
    """

    __tablename__ = "import_record"

    id: Mapped[int] = mapped_column(primary_key=True)
    hub_id: Mapped[int | None] = mapped_column(ForeignKey("hub.id", ondelete="CASCADE"), index=True)
    source: Mapped[str]
    file_name: Mapped[str]
    file_hash: Mapped[str]
    as_at: Mapped[date | None]
    made_at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None]


class ImportStep(Base):
    """A part of what an import changed, packed: what is needed to put it back.

    `key` is the register key the part is about, where it must be possible to forget it alone.
    """

    __tablename__ = "import_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(
        ForeignKey("import_record.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[str | None] = mapped_column(index=True)
    packed: Mapped[bytes] = mapped_column(LargeBinary)


class ImportUpload(Base):
    """A file somebody brought and has not decided on yet. Gone with the decision, or in a day."""

    __tablename__ = "import_upload"

    id: Mapped[int] = mapped_column(primary_key=True)
    hub_id: Mapped[int] = mapped_column(ForeignKey("hub.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[str]
    file_name: Mapped[str]
    as_at: Mapped[date | None]
    made_at: Mapped[datetime]
    data: Mapped[bytes] = mapped_column(LargeBinary)
