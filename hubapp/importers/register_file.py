"""Reads a file of any public register, whole and typed: every row is taken or accounted for."""

from collections.abc import Callable, Set
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from hubapp.directory.rules.facts import RegisterRecord, RegisterRelease
from hubapp.importers.reading import Row, Text
from hubapp.importers.report import Collapsed, Flagged, ImportRefused, Rejected, Skipped
from hubapp.importers.row_reader import RowReader, read_key
from hubapp.importers.table import (
    Columns,
    Keyed,
    Table,
    find_table,
    release_date,
    settle_duplicates,
    wrong_length,
)

Progress = Callable[[int], None]
_ROWS_A_STEP = 2000


@dataclass(frozen=True, slots=True)
class RegisterKind:
    """A sort of register: its columns, how a row is read, which layouts there are.

    `recognise` gets our names of the columns and the folded header; it names the layout, or raises
    ImportRefused for a file that belongs to another importer.
    """

    source: str
    columns: Columns
    read_record: Callable[[RowReader], RegisterRecord | Rejected | Skipped]
    recognise: Callable[[Set[str], Set[str]], str | None]
    check: Callable[["RegisterFile"], None] = lambda _: None


class Line(NamedTuple):
    """Where a taken row stands."""

    line: int
    urn: str


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """What a file holds: the release to take, and what is to be said of every row."""

    layout: str | None
    encoding: str
    header_line: int
    unknown_columns: tuple[str, ...]
    rows_read: int
    blank_rows: int
    release: RegisterRelease
    collapsed: tuple[Collapsed, ...]
    rejected: tuple[Rejected, ...]
    flagged: tuple[Flagged, ...]
    skipped: tuple[Skipped, ...]
    lines: tuple[Line, ...]


@dataclass(slots=True)
class _Read:
    """What has been read so far."""

    kind: RegisterKind
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
        given = row.cells
        cells = {
            name: cell for name, index in self.table.positions.items() if (cell := given[index])
        }
        reader = RowReader(row.line, urn, cells, self.latest)
        outcome = self.kind.read_record(reader)
        if isinstance(outcome, Rejected):
            self.rejected.append(outcome)
        elif isinstance(outcome, Skipped):
            self.skipped.append(outcome)
        else:
            self.records.append(Keyed(row.line, urn, outcome))
            self.flagged.extend(reader.flagged)

    def _key(self, row: Row) -> tuple[str | None, str | None]:
        """The key, and why the row can't be read. A bad key is told as it stands."""
        index = self.table.positions[self.kind.columns.key]
        cell = row.cells[index] if index < len(row.cells) else ""
        urn, reason = read_key(cell)
        return urn or cell or None, wrong_length(row, self.table) or reason


def read_register(
    kind: RegisterKind,
    text: Text,
    *,
    as_at: date | None,
    today: date,
    on_progress: Progress = lambda _: None,
) -> RegisterFile:
    """Everything a file says. Raises ImportRefused when it is not such a file."""
    table = find_table(text, kind.columns)
    layout = kind.recognise(frozenset(table.positions), table.header)
    as_at = as_at or release_date(table.title)
    read = _Read(kind, table, latest=as_at or today)
    for number, row in enumerate(table.body, 1):
        read.take(row)
        if not number % _ROWS_A_STEP:
            on_progress(_ROWS_A_STEP)
    if not read.rows_read:
        raise ImportRefused(
            "no_rows", "The file has column names but no rows under them.", table.header_line
        )
    file = _settled(read, layout, text.encoding, as_at)
    kind.check(file)
    return file


def _settled(read: _Read, layout: str | None, encoding: str, as_at: date | None) -> RegisterFile:
    settled = settle_duplicates(read.records)
    rejected = sorted((*read.rejected, *settled.rejected), key=lambda row: row.line)
    written = {row.line for row in settled.kept}
    return RegisterFile(
        layout=layout,
        encoding=encoding,
        header_line=read.table.header_line,
        unknown_columns=read.table.unknown_columns,
        rows_read=read.rows_read,
        blank_rows=read.blank_rows,
        release=RegisterRelease(
            source=read.kind.source,
            as_at=as_at,
            records=tuple(row.record for row in settled.kept),
            mentioned=frozenset(row.urn for row in rejected if row.urn),
        ),
        collapsed=tuple(settled.collapsed),
        rejected=tuple(rejected),
        flagged=tuple(cell for cell in read.flagged if cell.line in written),
        skipped=tuple(read.skipped),
        lines=tuple(Line(row.line, row.key) for row in settled.kept),
    )
