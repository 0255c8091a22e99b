"""Files brought in the browser: kept until applied or left, and never longer than a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, text

from hubapp.extensions import db
from hubapp.importers import queries
from hubapp.importers.models import ImportUpload

_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file and what it is meant to be."""

    hub_id: int
    person_id: int
    kind: str
    file_name: str
    as_at: date | None
    data: bytes


def keep_upload(upload: Upload, *, now: datetime) -> ImportUpload:
    """Keep a file until somebody decides on it; what nobody decided on in a day is gone."""
    _delete(ImportUpload.made_at < now - _KEPT)
    row = ImportUpload(
        hub_id=upload.hub_id,
        person_id=upload.person_id,
        kind=upload.kind,
        file_name=upload.file_name,
        as_at=upload.as_at,
        made_at=now,
        data=upload.data,
    )
    db.session.add(row)
    db.session.commit()
    return row


def find_upload(hub_id: int, number: int) -> ImportUpload | None:
    """A file somebody of the hub brought, while it is kept."""
    return queries.find_upload(hub_id, number)


def drop_upload(number: int) -> None:
    """Forget a file."""
    _delete(ImportUpload.id == number)
    db.session.commit()


def _delete(which: object) -> None:
    """It may hold addresses: overwritten in the database's file too."""
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("PRAGMA secure_delete=ON"))
    db.session.execute(delete(ImportUpload).where(which))  # type: ignore[arg-type]  # a condition
