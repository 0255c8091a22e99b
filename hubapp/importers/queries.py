"""Reads of import records, and of whom a spreadsheet can be about."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from hubapp.availability.sheet_models import SheetFacts
from hubapp.directory.models import Provider, RegisterEntry
from hubapp.directory.rules.consent import CONSENTED
from hubapp.extensions import db
from hubapp.importers.models import ImportRecord, ImportStep, ImportUpload
from hubapp.importers.sheet_keys import Known, Registry, registry_of

_IDS_A_QUERY = 500


def find_record(record_id: int) -> ImportRecord | None:
    """One record."""
    return db.session.get(ImportRecord, record_id)


def find_upload(hub_id: int, number: int) -> ImportUpload | None:
    """A file brought to a hub, while it is kept."""
    return db.session.scalar(
        select(ImportUpload).where(ImportUpload.hub_id == hub_id, ImportUpload.id == number)
    )


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


def registry(hub_id: int) -> Registry:
    """Everybody in a hub that a row of a spreadsheet can be about."""
    rows = db.session.execute(
        select(RegisterEntry.source_id, RegisterEntry.provider_id, Provider.name)
        .outerjoin(Provider, Provider.id == RegisterEntry.provider_id)
        .where(RegisterEntry.hub_id == hub_id, RegisterEntry.source != CONSENTED)
    )
    names = db.session.scalars(select(Provider.name).where(Provider.hub_id == hub_id)).all()
    return registry_of([Known(*row) for row in rows], list(names))


def sheet_facts(provider_ids: Iterable[int]) -> dict[int, SheetFacts]:
    """What spreadsheets told of some providers so far."""
    wanted = sorted(set(provider_ids))
    found: dict[int, SheetFacts] = {}
    for start in range(0, len(wanted), _IDS_A_QUERY):
        some = wanted[start : start + _IDS_A_QUERY]
        rows = db.session.scalars(select(SheetFacts).where(SheetFacts.provider_id.in_(some)))
        found |= {row.provider_id: row for row in rows}
    return found


def find_sheet_facts(provider_id: int) -> SheetFacts | None:
    """What spreadsheets told of one provider."""
    return db.session.get(SheetFacts, provider_id)


def get_provider(provider_id: int) -> Provider:
    """A provider by its number. Raises NoResultFound."""
    return db.session.get_one(Provider, provider_id)
