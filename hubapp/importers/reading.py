"""From the bytes of a file to decoded rows with their line numbers, or one plain refusal."""

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from hubapp.importers.report import ImportRefused

MAX_FILE_BYTES = 120_000_000
MAX_LINE_CHARACTERS = 1_000_000
MAX_FIELD_CHARACTERS = csv.field_size_limit()

_HTML = re.compile(rb"\s*<[!?a-zA-Z]")
_UTF16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_OTHER_FORMATS = (b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"SQLite format 3")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f]")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LOOKED_AT = 10_000


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded file, and the encoding it was in."""

    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one record, trimmed, and the physical line it starts on."""

    line: int
    cells: list[str]

    @property
    def is_blank(self) -> bool:
        """Whether it has commas only."""
        return not any(self.cells)


def decode(data: bytes, *, max_bytes: int = MAX_FILE_BYTES) -> Text:
    """Text of a CSV file, gzipped or not. Raises ImportRefused for anything that is not one."""
    if data.startswith(b"\x1f\x8b"):
        data = _gunzip(data, max_bytes)
    if len(data) > max_bytes:
        raise _too_large(max_bytes)
    _refuse_other_formats(data)
    text, encoding = _decoded(data)
    if not text.strip():
        raise ImportRefused("empty_file", "The file is empty.")
    return Text(text.replace("\N{NO-BREAK SPACE}", " "), encoding)


def _gunzip(data: bytes, max_bytes: int) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            return file.read(max_bytes + 1)
    except (OSError, EOFError, zlib.error) as problem:
        raise ImportRefused(
            "not_csv_binary", "The file looks gzipped but is damaged. Download it again."
        ) from problem


def _too_large(max_bytes: int) -> ImportRefused:
    return ImportRefused(
        "file_too_large", f"The file is larger than {max_bytes // 1_000_000} MB: too large to read."
    )


def _refuse_other_formats(data: bytes) -> None:
    if data.startswith(_UTF16_OR_32) or _looks_like_utf16(data):
        raise ImportRefused(
            "unsupported_encoding",
            "The file is in UTF-16. Save it as “CSV UTF-8” and import it again.",
        )
    if data.startswith(b"PK\x03\x04"):
        raise ImportRefused(
            "not_csv_xlsx", "This is a spreadsheet, not a CSV file. Save it as CSV and try again."
        )
    if data.startswith(_OTHER_FORMATS) or _is_binary(data):
        raise ImportRefused("not_csv_binary", "This is not a CSV file: it is not text.")
    start = data.removeprefix(b"\xef\xbb\xbf")[:1000].lstrip()
    if start.startswith((b"<?xml", b"<OfstedChildcareRegister")):
        raise ImportRefused("not_csv_html", "This is an XML file, not a CSV file.")
    if start.startswith((b"{", b"[{")):
        raise ImportRefused("header_not_found", "This is a JSON file, not a table.")
    if _HTML.match(start):
        raise ImportRefused(
            "not_csv_html", "This is a web page, not a CSV file. Download the file itself."
        )


def _is_binary(data: bytes) -> bool:
    """A stray control character is a damaged cell; one in fifty is not text."""
    start = data[:_LOOKED_AT]
    return b"\0" in data or len(_CONTROL.findall(start)) * 50 > len(start)


def _looks_like_utf16(data: bytes) -> bool:
    """Every other byte of English text in UTF-16 is a zero."""
    start = data[:1000]
    return any(
        start[side::2].count(0) > len(start) // 4 and not start[1 - side :: 2].count(0)
        for side in (0, 1)
    )


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith(b"\xef\xbb\xbf"):
        attempts = [("utf-8-sig", "utf-8-bom")]
    else:
        # Never latin-1: its 0x96 is a control character where cp1252 has the dash people typed.
        attempts = [("utf-8", "utf-8"), ("cp1252", "cp1252")]
    for codec, name in attempts:
        try:
            return data.decode(codec), name
        except UnicodeDecodeError:
            continue
    raise ImportRefused(
        "unsupported_encoding",
        "The file's letters can't be read. Save it as “CSV UTF-8” and import it again.",
    )


def rows(text: str) -> Iterator[Row]:
    """Records in order, without empty lines. Raises ImportRefused where the CSV is broken."""
    reader = csv.reader(_lines(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise _refusal(problem, text, line, reader.line_num) from problem
        if cells:
            yield Row(line, [cell.strip() for cell in cells])


def _lines(text: str) -> Iterator[str]:
    """Physical lines with their ends, one at a time: never the whole file a second time."""
    for number, found in enumerate(_LINE.finditer(text), 1):
        line = found[0]
        if len(line) > MAX_LINE_CHARACTERS:
            _refuse_long_line(line, number)
        yield line


def _refuse_long_line(line: str, number: int) -> None:
    if max(map(len, line.split(","))) > MAX_FIELD_CHARACTERS:
        raise _field_too_large(number)
    raise ImportRefused("line_too_long", "A line is too long to be a row of a table.", number)


def _field_too_large(line: int) -> ImportRefused:
    return ImportRefused("field_too_large", "A cell is too large to be part of a table.", line)


def _refusal(problem: csv.Error, text: str, line: int, last_line: int) -> ImportRefused:
    """In plain words. A cell that swallows line after line is a quotation mark left open."""
    if "field larger" in str(problem):
        rest = "".join(list(io.StringIO(text, newline=""))[line - 1 :])
        if last_line == line or rest.count('"') % 2 == 0:
            return _field_too_large(line)
    if "unexpected end" in str(problem) or "field larger" in str(problem):
        return ImportRefused("bad_csv", "A quotation mark is opened but never closed.", line)
    return ImportRefused("bad_csv", "The quotation marks in a row do not fit together.", line)
