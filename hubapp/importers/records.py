"""Keeps what every import did: the file, who, when, the counts, and what to put back."""

import hashlib
import json
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from hubapp.extensions import db
from hubapp.importers.models import ImportRecord, ImportStep
from hubapp.importers.report import ImportReport

_TOLD = 500  # rows of each list that a record keeps to be looked at


@dataclass(frozen=True, slots=True)
class Bringing:
    """The file that is brought, by whom (null: from a terminal), and when."""

    name: str
    digest: str
    at: datetime
    person_id: int | None = None


def digest_of(data: bytes) -> str:
    """The SHA-256 of a file, by which it is known again."""
    return hashlib.sha256(data).hexdigest()


def begin(hub_id: int | None, source: str, bringing: Bringing) -> ImportRecord:
    """A record with its number, before its counts are known. The caller commits."""
    record = ImportRecord(
        hub_id=hub_id,
        source=source,
        file_name=bringing.name,
        file_hash=bringing.digest,
        made_at=bringing.at,
        person_id=bringing.person_id,
        counts={},
    )
    db.session.add(record)
    db.session.flush()
    return record


def add_step(record: ImportRecord, body: Any, key: str | None = None) -> None:
    """Keep a part of what was changed."""
    packed = zlib.compress(json.dumps(body, ensure_ascii=False).encode(), 1)
    db.session.add(ImportStep(import_id=record.id, key=key, packed=packed))
    db.session.flush()


def unpack(step: ImportStep) -> Any:
    """What `add_step` kept."""
    return json.loads(zlib.decompress(step.packed))


def finish(record: ImportRecord, report: ImportReport, *, with_cells: bool = True) -> None:
    """Put the counts on the record; without cells nothing of a file's words is kept."""
    said = report.as_json()
    for name, value in said.items():
        if isinstance(value, list):
            said[name] = value[:_TOLD]
    if not with_cells:
        for cell in said["flagged"]:
            cell["value"] = ""
    record.as_at = report.as_at
    record.counts = said


def drop(record: ImportRecord) -> None:
    """An import that changed nothing leaves no record."""
    db.session.execute(delete(ImportStep).where(ImportStep.import_id == record.id))
    db.session.delete(record)
    db.session.flush()


def forget_key(key: str) -> None:
    """Forget what all records kept about one key: its consent is withdrawn."""
    db.session.execute(delete(ImportStep).where(ImportStep.key == key))
