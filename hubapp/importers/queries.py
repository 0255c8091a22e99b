"""Reads of import records."""

from collections.abc import Sequence

from sqlalchemy import select

from hubapp.extensions import db
from hubapp.importers.models import ImportRecord, ImportStep


def find_record(record_id: int) -> ImportRecord | None:
    """One record."""
    return db.session.get(ImportRecord, record_id)


def list_records(hub_id: int | None) -> Sequence[ImportRecord]:
    """A hub's imports and those of postcodes, newest first."""
    return db.session.scalars(
        select(ImportRecord)
        .where((ImportRecord.hub_id == hub_id) | ImportRecord.hub_id.is_(None))
        .order_by(ImportRecord.id.desc())
    ).all()


def list_steps(record_id: int) -> Sequence[ImportStep]:
    """What one import changed, in order."""
    return db.session.scalars(
        select(ImportStep).where(ImportStep.import_id == record_id).order_by(ImportStep.id)
    ).all()


def list_later_steps(record: ImportRecord) -> Sequence[ImportStep]:
    """What imports of the same sort changed afterwards, unless they were undone."""
    same_hub = (
        ImportRecord.hub_id == record.hub_id
        if record.hub_id is not None
        else ImportRecord.hub_id.is_(None)
    )
    return db.session.scalars(
        select(ImportStep)
        .join(ImportRecord, ImportRecord.id == ImportStep.import_id)
        .where(
            same_hub,
            ImportRecord.source == record.source,
            ImportRecord.id > record.id,
            ImportRecord.undone_at.is_(None),
        )
    ).all()
