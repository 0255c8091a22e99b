"""A table inside a file: its header found below any title rows, its columns known by any name."""

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Generic, TypeVar

from hubapp.importers.cells import read_date
from hubapp.importers.reading import Row, Text, rows
from hubapp.importers.report import Collapsed, ImportRefused, Rejected

TITLE_ROWS = 10
_ENOUGH_TO_BE_A_HEADER = 3
_AS_AT = re.compile(
    r"\bas (?:at|of):?\s+(?:the\s+)?(?P<day>\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9},?\s+\d{4}"
    r"|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)

Record = TypeVar("Record")


def fold(name: str) -> str:
    """A column's name without case, underscores or extra spaces: how names are compared."""
    return " ".join(name.replace("_", " ").replace("’", "'").lower().split())


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns a kind of file may have: each name's folded aliases, the key, the required."""

    aliases: Mapping[str, tuple[str, ...]]
    key: str
    required: tuple[str, ...]

    def by_alias(self) -> dict[str, str]:
        """From each folded alias to the column's own name."""
        return {alias: name for name, aliases in self.aliases.items() for alias in aliases}

    def said(self, name: str) -> str:
        """What to call a column to a person."""
        return self.aliases[name][0].capitalize().replace("urn", "URN")


@dataclass(frozen=True, slots=True)
class Table:
    """A found table: what stands above it, where each known column is, and its rows to come."""

    title: tuple[str, ...]
    header_line: int
    width: int
    positions: Mapping[str, int]
    unknown_columns: tuple[str, ...]
    header: frozenset[str]
    body: Iterator[Row]


def find_table(text: Text, columns: Columns) -> Table:
    """The table in a file. Raises ImportRefused when it has no header we can use."""
    return table_in(rows(text.text), columns)


def table_in(body: Iterator[Row], columns: Columns) -> Table:
    """The table among some rows. Raises ImportRefused when there is no header we can use."""
    above = list(islice(body, TITLE_ROWS + 1))
    for index, row in enumerate(above):
        if any(fold(cell) in columns.aliases[columns.key] for cell in row.cells):
            return _table(above[:index], row, _rejoined(above[index + 1 :], body), columns)
    raise _no_header(above, columns)


def _rejoined(first: list[Row], rest: Iterator[Row]) -> Iterator[Row]:
    yield from first
    yield from rest


def _no_header(above: list[Row], columns: Columns) -> ImportRefused:
    """Tell a header that lacks its key from a file that has none at all."""
    known = columns.by_alias()
    for row in above:
        if sum(fold(cell) in known for cell in row.cells) >= _ENOUGH_TO_BE_A_HEADER:
            return _missing([columns.key], row.line, columns)
    return ImportRefused(
        "header_not_found",
        f"No row of column names was found: none of the first {TITLE_ROWS + 1} rows has a "
        f"column called “{columns.said(columns.key)}”.",
    )


def _missing(names: Iterable[str], line: int, columns: Columns) -> ImportRefused:
    said = ", ".join(f"“{columns.said(name)}”" for name in names)
    return ImportRefused("missing_columns", f"The file has no column called {said}.", line)


def _table(title: list[Row], header: Row, body: Iterator[Row], columns: Columns) -> Table:
    positions: dict[str, int] = {}
    seen: set[str] = set()
    unknown = []
    known = columns.by_alias()
    for index, cell in enumerate(header.cells):
        folded = fold(cell)
        name = known.get(folded)
        if name is not None and folded in seen:
            raise ImportRefused(
                "duplicate_columns", f"The file has two columns called “{cell}”.", header.line
            )
        seen.add(folded)
        if name is not None:
            positions.setdefault(name, index)  # of two names for one column, the first stands
        elif cell:
            unknown.append(cell)
    missing = [name for name in columns.required if name not in positions]
    if missing:
        raise _missing(missing, header.line, columns)
    width = max(index for index, cell in enumerate(header.cells) if cell) + 1
    said = tuple(cell for row in title for cell in row.cells if cell)
    return Table(said, header.line, width, positions, tuple(unknown), frozenset(seen), body)


def wrong_length(row: Row, table: Table) -> str | None:
    """The reason a row does not fit its header; spare empty cells at the end are no harm."""
    if len(row.cells) < table.width:
        return "too_few_cells"
    return "too_many_cells" if any(row.cells[table.width :]) else None


@dataclass(frozen=True, slots=True)
class Keyed(Generic[Record]):
    """What a row says, with its key and its line."""

    line: int
    key: str
    record: Record


@dataclass(frozen=True, slots=True)
class Settled(Generic[Record]):
    """Rows of one key brought down to one, or to none where they contradict each other."""

    kept: list[Keyed[Record]]
    collapsed: list[Collapsed]
    rejected: list[Rejected]


def settle_duplicates(read: Iterable[Keyed[Record]]) -> Settled[Record]:
    """One record a key; none where its rows differ, for nobody can tell which of them is right."""
    by_key: dict[str, list[Keyed[Record]]] = {}
    for row in read:
        by_key.setdefault(row.key, []).append(row)
    settled: Settled[Record] = Settled([], [], [])
    for first, *others in by_key.values():
        if all(other.record == first.record for other in others):
            settled.kept.append(first)
            settled.collapsed.extend(Collapsed(other.line, other.key) for other in others)
        else:
            settled.rejected.extend(
                Rejected(row.line, row.key, "duplicate_urn_conflict") for row in (first, *others)
            )
    return settled


def release_date(title: Iterable[str]) -> date | None:
    """The day a title names: "… as at 31 August 2021"."""
    for cell in title:
        if found := _AS_AT.search(cell):
            return read_date(found["day"]) or _spelled_date(found["day"])
    return None


def _spelled_date(text: str) -> date | None:
    day, month, year = re.sub(r"(?<=\d)(?:st|nd|rd|th)|,", "", text, flags=re.IGNORECASE).split()
    months = [name[:3].lower() for name in calendar.month_name]
    try:
        return date(int(year), months.index(month[:3].lower()), int(day))
    except ValueError:
        return None
