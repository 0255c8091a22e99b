"""Takes in a hub's own spreadsheet of places, hours and fees: what is clear, and nothing else."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hubapp.availability.sheet_models import SheetFacts
from hubapp.directory.services.undoing import Undone
from hubapp.extensions import db
from hubapp.importers import queries, records
from hubapp.importers.cells import State, state_of
from hubapp.importers.models import ImportRecord
from hubapp.importers.options import ImportOptions, whole_or_nothing
from hubapp.importers.reading import Row
from hubapp.importers.report import (
    Flagged,
    ImportRefused,
    ImportReport,
    Rejected,
    Skipped,
)
from hubapp.importers.sheet_columns import COLUMNS, has_facts, is_left_alone, layout_of
from hubapp.importers.sheet_files import read_sheet
from hubapp.importers.sheet_keys import Known, Registry, find, is_another_name
from hubapp.importers.sheet_local import follow, put_back_local
from hubapp.importers.sheet_rows import SheetRow, confirmed_on, read_facts
from hubapp.importers.table import (
    Keyed,
    Settled,
    Table,
    release_date,
    settle_duplicates,
    table_in,
    wrong_length,
)

SHEETS = "places"
_TOLD_BY = "the hub’s spreadsheet"
_HIDDEN = ("admin", "never", "hidden", "no visibility", "not visible")


@dataclass(frozen=True, slots=True)
class _Told:
    """What one row clearly says of one provider."""

    provider_id: int
    as_at: date | None
    facts: dict[str, Any] = field(hash=False)


@dataclass(slots=True)
class _Read:
    """What has been read so far."""

    table: Table
    registry: Registry
    day: date
    rows_read: int = 0
    blank_rows: int = 0
    told: list[Keyed[_Told]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    flagged: list[Flagged] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    external: dict[str, str] = field(default_factory=dict)

    def take(self, row: Row) -> None:
        if row.is_blank:
            self.blank_rows += 1
            return
        self.rows_read += 1
        cells = {
            name: row.cells[index]
            for name, index in self.table.positions.items()
            if index < len(row.cells) and row.cells[index]
        }
        known = self._known(row, cells)
        if isinstance(known, str):
            said = cells.get("urn") or None
            self.rejected.append(Rejected(row.line, said, known))
        elif reason := _out_of_scope(self.table, cells):
            self.skipped.append(Skipped(known.key, reason))
        else:
            self._read(row, known, cells)

    def _known(self, row: Row, cells: dict[str, str]) -> Known | str:
        """Whom it is about, or why it is not taken."""
        if reason := wrong_length(row, self.table):
            return reason
        known = find(self.registry, cells.get("urn", ""), cells.get("name"))
        external = cells.get("external_id", "").lower()
        if isinstance(known, Known) and external:
            first = self.external.setdefault(external, known.key)
            if first != known.key:
                return "duplicate_external_id"
        return known

    def _read(self, row: Row, known: Known, cells: dict[str, str]) -> None:
        reader = SheetRow(row.line, known.key, cells, self.day)
        name = reader.given("name")
        if name and known.name and is_another_name(name, known.name):
            reader.flag("name", "name_mismatch")
        facts = read_facts(reader)
        when = None if "vacancies" in facts else confirmed_on(reader)
        if "vacancies" in facts:
            dates = [said.get("confirmed") for said in facts["vacancies"].values()]
            when = date.fromisoformat(dates[0]) if dates[0] else None
        told = _Told(known.provider_id or 0, when, facts)
        self.told.append(Keyed(row.line, known.key, told))
        self.flagged += reader.flagged


def _out_of_scope(table: Table, cells: dict[str, str]) -> str | None:
    """A council's system says who may see a record; when it says nothing, nobody may."""
    if cells.get("dormant", "").lower() in ("yes", "y", "true", "1"):
        return "dormant"
    if "visibility" not in table.positions:
        return None
    said = cells.get("visibility", "").lower()
    if state_of(said) is not State.GIVEN or any(word in said for word in _HIDDEN):
        return "not_public"
    return None


def import_sheet(data: bytes, hub_id: int, options: ImportOptions) -> ImportReport:
    """Take a spreadsheet in. A bad file is a report too."""
    try:
        body, encoding = read_sheet(data)
        read = _read_table(body, hub_id, options)
        settled = settle_duplicates(read.told)
        with whole_or_nothing(dry_run=options.dry_run):
            report = _take(read, settled, encoding, data, hub_id, options)
    except ImportRefused as refusal:
        return ImportReport.refused(SHEETS, refusal, dry_run=options.dry_run)
    return report


def _read_table(body: Iterator[Row], hub_id: int, options: ImportOptions) -> _Read:
    table = table_in(body, COLUMNS)
    if not has_facts(frozenset(table.positions)):
        raise ImportRefused(
            "missing_columns",
            "The file has no column about places, hours or fees.",
            table.header_line,
        )
    read = _Read(table, queries.registry(hub_id), options.today)
    for row in table.body:
        read.take(row)
    if not read.rows_read:
        raise ImportRefused(
            "no_rows", "The file has column names but no rows under them.", table.header_line
        )
    return read


def _take(
    read: _Read,
    settled: Settled[_Told],
    encoding: str,
    data: bytes,
    hub_id: int,
    options: ImportOptions,
) -> ImportReport:
    record = records.begin(hub_id, SHEETS, options.bringing(data))
    known = queries.sheet_facts(row.record.provider_id for row in settled.kept)
    counts: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    flagged = list(read.flagged)
    for row in settled.kept:
        before = known.get(row.record.provider_id)
        after = _merged(before.facts if before else {}, row.record.facts)
        changed = _changed(before, after)
        local, doubts = follow(row.record.provider_id, before.facts if before else {}, after)
        flagged += [
            Flagged(row.line, row.key, name, "contradiction", str(value)) for name, value in doubts
        ]
        outcome = "created" if before is None else "updated" if changed or local else "unchanged"
        counts[outcome] += 1
        if outcome == "updated":
            fields.update(changed or local)
        if outcome != "unchanged":
            step = {"provider": row.record.provider_id, "before": _plain(before), "local": local}
            _write(row.record, before, after)
            records.add_step(record, {**step, "after": after}, row.key)
    report = _report(read, settled, encoding, options)
    report = replace(
        report,
        created=counts["created"],
        updated=counts["updated"],
        unchanged=counts["unchanged"],
        flagged=_of_written(flagged, settled),
        changed_by_field=dict(sorted(fields.items())),
        written=0 if options.dry_run else counts["created"] + counts["updated"],
    )
    if report.written:
        report = replace(report, notes=(f"To take this back: hub import undo {record.id}",))
        records.finish(record, report)
    else:
        records.drop(record)
    return report


def _of_written(flagged: list[Flagged], settled: Settled[_Told]) -> tuple[Flagged, ...]:
    lines = {row.line for row in settled.kept}
    return tuple(sorted((c for c in flagged if c.line in lines), key=lambda cell: cell.line))


def _merged(before: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """What a newer sheet leaves blank stays as the older one told it, with its own dates."""
    merged = {**before, **told}
    if "vacancies" in before or "vacancies" in told:
        merged["vacancies"] = {**before.get("vacancies", {}), **told.get("vacancies", {})}
    return merged


def _changed(before: SheetFacts | None, after: dict[str, Any]) -> list[str]:
    if before is None:
        return []
    return sorted(name for name, value in after.items() if before.facts.get(name) != value)


def _plain(facts: SheetFacts | None) -> dict[str, Any] | None:
    if facts is None:
        return None
    return {"facts": facts.facts, "as_at": facts.as_at.isoformat() if facts.as_at else None}


def _write(told: _Told, before: SheetFacts | None, after: dict[str, Any]) -> None:
    row = before or SheetFacts(provider_id=told.provider_id)
    row.told_by, row.facts = _TOLD_BY, after
    row.as_at = told.as_at or row.as_at
    db.session.add(row)


def _report(
    read: _Read, settled: Settled[_Told], encoding: str, options: ImportOptions
) -> ImportReport:
    """All but what was written, which does not add up yet."""
    rejected = sorted((*read.rejected, *settled.rejected), key=lambda row: row.line)
    unknown = [name for name in read.table.unknown_columns if not is_left_alone(name)]
    return ImportReport(
        source=SHEETS,
        layout=layout_of(read.table.header),
        encoding=encoding,
        as_at=options.as_at or release_date(read.table.title),
        header_line=read.table.header_line,
        rows_read=read.rows_read,
        blank_rows=read.blank_rows,
        unchanged=len(settled.kept),
        duplicates_collapsed=tuple(settled.collapsed),
        rejected=tuple(rejected),
        skipped=tuple(read.skipped),
        unknown_columns=tuple(unknown),
        dry_run=options.dry_run,
    )


def put_back_sheet(record: ImportRecord) -> Undone:
    """Put back what a sheet told, but for rows that were told anew since. The caller commits."""
    done = left = 0
    for step in queries.list_steps(record.id):
        body = records.unpack(step)
        row = queries.find_sheet_facts(body["provider"])
        if row is None or row.facts != body["after"]:
            left += 1
            continue
        put_back_local(body["provider"], body["local"])
        if body["before"] is None:
            db.session.delete(row)
        else:
            as_at = body["before"]["as_at"]
            row.facts = body["before"]["facts"]
            row.as_at = date.fromisoformat(as_at) if as_at else None
        done += 1
    return Undone(done, left)
