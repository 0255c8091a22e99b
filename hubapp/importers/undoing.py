"""`hub import undo`: takes an import back, but for what has been changed since."""

from dataclasses import dataclass
from datetime import datetime

from hubapp.directory.rules.consent import CONSENTED
from hubapp.directory.services.consent import clear_traces, withdraw
from hubapp.directory.services.log import RegisterLog
from hubapp.directory.services.undoing import Undone, undo_register
from hubapp.extensions import db
from hubapp.importers import queries, records
from hubapp.importers.models import ImportRecord
from hubapp.importers.options import whole_or_nothing
from hubapp.importers.postcodes import POSTCODES
from hubapp.importers.sheets import SHEETS, put_back_sheet
from hubapp.places.rules import PostcodeRow
from hubapp.places.services import put_back


class UndoRefused(Exception):  # noqa: N818 - it says what happened, to a person
    """An import that can't be taken back; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What taking an import back did. `left`: rows changed since, which stay as they are."""

    record_id: int
    source: str
    put_back: int
    left: int

    def in_words(self) -> str:
        """For a person."""
        said = f"Import {self.record_id} ({self.source}) is taken back: {self.put_back:,} put back."
        if not self.left:
            return said
        return f"{said} {self.left:,} left as they are: they were changed since."


def undo_import(record_id: int, *, secret: str, now: datetime) -> UndoReport:
    """Take an import back, in one transaction. Raises UndoRefused."""
    record = queries.find_record(record_id)
    if record is None:
        raise UndoRefused(f"There is no import with the number {record_id}.")
    if record.undone_at is not None:
        raise UndoRefused(f"Import {record_id} was taken back already.")
    with whole_or_nothing(dry_run=False):
        undone = _undo(record, secret)
        record.undone_at = now
    if record.source == CONSENTED:
        clear_traces()
    db.session.expire_all()
    return UndoReport(record_id, record.source, undone.put_back, undone.left)


def _undo(record: ImportRecord, secret: str) -> Undone:
    if record.source == POSTCODES:
        return _undo_postcodes(record)
    if record.hub_id is None:
        raise UndoRefused("The hub of this import is not known any more.")
    if record.source == CONSENTED:
        return _undo_consents(record, record.hub_id, secret)
    if record.source == SHEETS:
        return put_back_sheet(record)
    return _undo_register(record, record.hub_id)


def _undo_register(record: ImportRecord, hub_id: int) -> Undone:
    (step,) = queries.list_steps(record.id)
    log = RegisterLog.from_json(records.unpack(step))
    later: set[int] = set()
    for other in queries.list_later_steps(record):
        later |= RegisterLog.from_json(records.unpack(other)).touched_entries
    return undo_register(hub_id, record.source, log, later)


def _undo_consents(record: ImportRecord, hub_id: int, secret: str) -> Undone:
    """Consents it brought are withdrawn; those it withdrew are forgotten, and stay so."""
    keys = [step.key for step in queries.list_steps(record.id) if step.key]
    done = withdraw(hub_id, keys, secret=secret)
    for key in keys:
        records.forget_key(key)
    return Undone(done, len(keys) - done)


def _undo_postcodes(record: ImportRecord) -> Undone:
    later: set[str] = set()
    for step in queries.list_later_steps(record):
        body = records.unpack(step)
        later |= {*body["created"], *(row[0] for row, _ in body["before"])}
    done = left = 0
    for step in queries.list_steps(record.id):
        body = records.unpack(step)
        created = [code for code in body["created"] if code not in later]
        before = [
            (PostcodeRow(*row), source) for row, source in body["before"] if row[0] not in later
        ]
        put_back(created, before)
        done += len(created) + len(before)
        left += len(body["created"]) + len(body["before"]) - len(created) - len(before)
    return Undone(done, left)
