"""Reads Code-Point Open files: postcodes of Great Britain with grid positions, no header."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hubapp.importers.cells import read_number
from hubapp.importers.reading import MAX_FILE_BYTES, Row, decode, rows
from hubapp.importers.report import Collapsed, ImportRefused, Rejected
from hubapp.importers.table import Keyed, settle_duplicates
from hubapp.places.rules import PostcodeRow, country_letter, tidy_postcode

LAYOUT = "codepoint_open"
_WIDTH = 10
_QUALITY, _EASTING, _NORTHING, _COUNTRY, _DISTRICT = 1, 2, 3, 4, 8
_NO_POSITION = 90
_HEADERS = frozenset(("pc", "postcode"))


@dataclass(slots=True)
class CodePointFiles:
    """Files as they are read: rows to take, and what was not taken. Counts grow as rows go by."""

    paths: tuple[Path, ...]
    encoding: str | None = None
    header_line: int | None = None
    rows_read: int = 0
    blank_rows: int = 0
    collapsed: list[Collapsed] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    def batches(self) -> Iterator[list[PostcodeRow]]:
        """One file's sound rows at a time, by code."""
        for path in self.paths:
            text = decode(read_bytes(path))
            self.encoding = text.encoding
            settled = settle_duplicates(self._read(rows(text.text), path))
            self.collapsed += settled.collapsed
            self.rejected += settled.rejected
            yield sorted(row.record for row in settled.kept)

    def _read(self, body: Iterable[Row], path: Path) -> Iterator[Keyed[PostcodeRow]]:
        for index, row in enumerate(body):
            if index == 0 and self._is_header(row, path):
                continue
            if row.is_blank:
                self.blank_rows += 1
                continue
            self.rows_read += 1
            record = read_row(row.cells)
            if isinstance(record, str):
                self.rejected.append(Rejected(row.line, row.cells[0] or None, record))
            else:
                yield Keyed(row.line, record.code, record)

    def _is_header(self, row: Row, path: Path) -> bool:
        if row.cells[0].lower() in _HEADERS:
            self.header_line = row.line
            return True
        if len(row.cells) != _WIDTH or tidy_postcode(row.cells[0]) is None:
            raise ImportRefused(
                "header_not_found",
                f"{path.name} is not a Code-Point Open file: its rows have {_WIDTH} columns, the "
                "first of them a postcode.",
                row.line,
            )
        return False


def read_row(cells: list[str]) -> PostcodeRow | str:
    """One row, or the reason it is not taken."""
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
