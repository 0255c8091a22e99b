"""Reads files of postcodes: Code-Point Open, and the directories of the ONS in every layout."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hubapp.importers.cells import read_number
from hubapp.importers.ons_postcodes import find_columns
from hubapp.importers.reading import MAX_FILE_BYTES, Row, Text, decode, rows
from hubapp.importers.report import Collapsed, ImportRefused, Rejected
from hubapp.importers.table import Keyed, fold, settle_duplicates
from hubapp.places.models import PostcodeSource
from hubapp.places.rules import PostcodeRow, country_letter, is_first_half, tidy_postcode

CODE_POINT = "codepoint_open"
_WIDTH = 10
_QUALITY, _EASTING, _NORTHING, _COUNTRY, _DISTRICT = 1, 2, 3, 4, 8
_NO_POSITION = 90
_HEADERS = frozenset(("pc", "postcode"))

ReadRow = Callable[[list[str]], PostcodeRow | str]


@dataclass(slots=True)
class PostcodeFiles:
    """Files as they are read: rows to take, and what was not taken. Counts grow as rows go by."""

    paths: tuple[Path, ...]
    source: PostcodeSource
    layout: str | None = None
    encoding: str | None = None
    header_line: int | None = None
    rows_read: int = 0
    blank_rows: int = 0
    unknown_columns: tuple[str, ...] = ()
    collapsed: list[Collapsed] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    def batches(self) -> Iterator[list[PostcodeRow]]:
        """One file's sound rows at a time, by code."""
        for path in self.paths:
            body, read = self._begin(decode(read_bytes(path)), path)
            settled = settle_duplicates(self._read(body, read))
            self.collapsed += settled.collapsed
            self.rejected += settled.rejected
            yield sorted(row.record for row in settled.kept)

    def _begin(self, text: Text, path: Path) -> tuple[Iterator[Row], ReadRow]:
        """Past the header, if there is one, and how to read what follows."""
        body = rows(text.text)
        self.encoding = text.encoding
        found, layout = layout_of(text, path)
        if self.layout not in (None, layout):
            raise ImportRefused(
                "header_not_found", f"{path.name} has another layout than the file before it."
            )
        self.layout = layout
        if found is None:
            return self._without_header(body), read_code_point
        self.unknown_columns = found.unknown
        for row in body:
            if row.line == found.line:
                break
        self.header_line = found.line
        return body, found.read_row

    def _without_header(self, body: Iterator[Row]) -> Iterator[Row]:
        for row in body:
            if self.rows_read == 0 and fold(row.cells[0]) in _HEADERS:
                self.header_line = row.line
            else:
                yield row

    def _read(self, body: Iterable[Row], read: ReadRow) -> Iterator[Keyed[PostcodeRow]]:
        for row in body:
            if row.is_blank:
                self.blank_rows += 1
                continue
            self.rows_read += 1
            record = read(row.cells)
            if isinstance(record, str):
                self.rejected.append(Rejected(row.line, row.cells[0] or None, record))
            else:
                yield Keyed(row.line, record.code, record)


def open_files(sources: Iterable[str]) -> PostcodeFiles:
    """The files meant, their layout known. Raises ImportRefused for anything else."""
    paths = find_files(sources)
    _, layout = layout_of(decode(read_bytes(paths[0])), paths[0])
    source = next(each for each in PostcodeSource if layout.startswith(each.value))
    return PostcodeFiles(paths, source)


@dataclass(frozen=True, slots=True)
class Found:
    """A header of the ONS: its line, how to read the rows below, columns it has that we lack."""

    line: int
    read_row: ReadRow
    unknown: tuple[str, ...]


def layout_of(text: Text, path: Path) -> tuple[Found | None, str]:
    """Which layout a file has, and its header; none in Code-Point Open."""
    first = next(iter(rows(text.text)), None)
    if first is None:
        raise ImportRefused("no_rows", "There are no rows in the file.")
    columns = find_columns(first.cells)
    if columns is not None:
        return Found(first.line, columns.read_row, columns.unknown), columns.layout
    if fold(first.cells[0]) in _HEADERS and len(first.cells) == _WIDTH:
        second = next((row for row in rows(text.text) if row.line > first.line), first)
        if not is_first_half(second.cells[0]):
            return None, CODE_POINT
    elif len(first.cells) == _WIDTH and tidy_postcode(first.cells[0]) is not None:
        return None, CODE_POINT
    raise ImportRefused(
        "header_not_found",
        f"{path.name} is not a file of postcodes that we know: neither Code-Point Open, ONSPD nor "
        "NSPL.",
        first.line,
    )


def read_code_point(cells: Sequence[str]) -> PostcodeRow | str:
    """One row of Code-Point Open, or the reason it is not taken."""
    if len(cells) != _WIDTH:
        return "too_few_cells" if len(cells) < _WIDTH else "too_many_cells"
    code = tidy_postcode(cells[0])
    if code is None:
        return "bad_postcode" if cells[0] else "missing_urn"
    numbers = [read_number(cells[index]) for index in (_QUALITY, _EASTING, _NORTHING)]
    if None in numbers:
        return "bad_number"
    quality, easting, northing = numbers
    known = quality != _NO_POSITION and bool(easting and northing)
    return PostcodeRow(
        code=code,
        easting=easting if known else None,
        northing=northing if known else None,
        country=country_letter(code, cells[_COUNTRY] or cells[_DISTRICT]),
        district_code=cells[_DISTRICT] or None,
    )


def find_files(sources: Iterable[str]) -> tuple[Path, ...]:
    """The files meant: those named, and those in named folders but for lists of column names."""
    found: list[Path] = []
    for source in sources:
        path = Path(source)
        if path.is_dir():
            inside = (*path.glob("*.csv"), *path.glob("*.csv.gz"))
            found += sorted(each for each in inside if "header" not in each.name.lower())
        else:
            found.append(path)
    if not found:
        raise ImportRefused("empty_file", "There are no .csv or .csv.gz files in that folder.")
    return tuple(found)


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises ImportRefused when it is too large to be one of ours."""
    if path.stat().st_size > MAX_FILE_BYTES:
        raise ImportRefused(
            "file_too_large",
            f"{path.name} is larger than {MAX_FILE_BYTES // 1_000_000} MB: too large to read.",
        )
    return path.read_bytes()
