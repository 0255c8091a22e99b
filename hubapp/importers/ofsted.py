"""Reads a release of the inspectorate's register of childcare providers, whole and typed."""

from dataclasses import dataclass, field
from datetime import date

from hubapp.directory.rules.facts import RegisterRecord, RegisterRelease
from hubapp.importers.ofsted_columns import COLUMNS, recognise
from hubapp.importers.ofsted_rows import RowReader, read_key, read_record
from hubapp.importers.reading import Row, Text
from hubapp.importers.report import Collapsed, Flagged, ImportRefused, Rejected, Skipped
from hubapp.importers.table import (
    Keyed,
    Table,
    find_table,
    release_date,
    settle_duplicates,
    wrong_length,
)

SOURCE = "ofsted"


@dataclass(frozen=True, slots=True)
class OfstedFile:
    """What a file holds: the release to take, and what is to be said of every row."""

    layout: str | None
    header_line: int
    unknown_columns: tuple[str, ...]
    rows_read: int
    blank_rows: int
    release: RegisterRelease
    collapsed: tuple[Collapsed, ...]
    rejected: tuple[Rejected, ...]
    flagged: tuple[Flagged, ...]
    skipped: tuple[Skipped, ...]


@dataclass(slots=True)
class _Read:
    """What has been read so far."""

    table: Table
    latest: date
    rows_read: int = 0
    blank_rows: int = 0
    records: list[Keyed[RegisterRecord]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    flagged: list[Flagged] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def take(self, row: Row) -> None:
        if row.is_blank:
            self.blank_rows += 1
            return
        self.rows_read += 1
        urn, reason = self._key(row)
        if urn is None or reason is not None:
            self.rejected.append(Rejected(row.line, urn, reason or "missing_urn"))
            return
        cells = {name: row.cells[index] for name, index in self.table.positions.items()}
        reader = RowReader(row.line, urn, cells, self.latest)
        outcome = read_record(reader)
        if isinstance(outcome, Rejected):
            self.rejected.append(outcome)
        elif isinstance(outcome, Skipped):
            self.skipped.append(outcome)
        else:
            self.records.append(Keyed(row.line, urn, outcome))
            self.flagged.extend(reader.flagged)

    def _key(self, row: Row) -> tuple[str | None, str | None]:
        """The key, and why the row can't be read. A bad key is told as it stands."""
        index = self.table.positions[COLUMNS.key]
        cell = row.cells[index] if index < len(row.cells) else ""
        urn, reason = read_key(cell)
        return urn or cell or None, wrong_length(row, self.table) or reason


def read_ofsted(text: Text, *, as_at: date | None, today: date) -> OfstedFile:
    """Everything a file says. Raises ImportRefused when it is not such a file."""
    table = find_table(text, COLUMNS)
    as_at = as_at or release_date(table.title)
    read = _Read(table, latest=as_at or today)
    for row in table.body:
        read.take(row)
    if not read.rows_read:
        raise ImportRefused(
            "no_rows", "The file has column names but no rows under them.", table.header_line
        )
    return _settled(read, as_at)


def _settled(read: _Read, as_at: date | None) -> OfstedFile:
    settled = settle_duplicates(read.records)
    rejected = sorted((*read.rejected, *settled.rejected), key=lambda row: row.line)
    written = {row.line for row in settled.kept}
    return OfstedFile(
        layout=recognise(frozenset(read.table.positions)),
        header_line=read.table.header_line,
        unknown_columns=read.table.unknown_columns,
        rows_read=read.rows_read,
        blank_rows=read.blank_rows,
        release=RegisterRelease(
            source=SOURCE,
            as_at=as_at,
            records=tuple(row.record for row in settled.kept),
            mentioned=frozenset(row.urn for row in rejected if row.urn),
        ),
        collapsed=tuple(settled.collapsed),
        rejected=tuple(rejected),
        flagged=tuple(cell for cell in read.flagged if cell.line in written),
        skipped=tuple(read.skipped),
    )
