"""A hub's spreadsheet as rows of text, whether it comes as CSV or as XLSX."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from hubapp.importers.reading import MAX_FILE_BYTES, Row, decode, rows
from hubapp.importers.report import ImportRefused

_ZIP = b"PK\x03\x04"
_DAMAGED = "The spreadsheet can't be opened. Save it again, or save it as CSV, and try once more."


def read_sheet(data: bytes) -> tuple[Iterator[Row], str]:
    """Rows in order, and the encoding. Raises ImportRefused for anything that is not a table."""
    if data.startswith(_ZIP):
        return _workbook_rows(data), "utf-8"
    text = decode(data)
    return rows(text.text), text.encoding


def _workbook_rows(data: bytes) -> Iterator[Row]:
    """The first sheet, formulas as they are written: they are never worked out here."""
    _refuse_swollen(data)
    try:
        book: Any = load_workbook(io.BytesIO(data), read_only=True)
        sheet = book.worksheets[0]
        found = [
            Row(number, [_text(value) for value in row])
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1)
        ]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError) as problem:
        raise ImportRefused("not_csv_binary", _DAMAGED) from problem
    if not any(not row.is_blank for row in found):
        raise ImportRefused("empty_file", "The spreadsheet is empty.")
    return (row for row in found if row.cells)


def _refuse_swollen(data: bytes) -> None:
    """A small file can unpack to a huge one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
            names = packed.namelist()
    except zipfile.BadZipFile as problem:
        raise ImportRefused("not_csv_binary", _DAMAGED) from problem
    if size > MAX_FILE_BYTES:
        raise ImportRefused("file_too_large", "The spreadsheet is too large to read.")
    if "xl/workbook.xml" not in names:
        raise ImportRefused("not_csv_binary", "This is neither a CSV file nor a spreadsheet.")


def _text(value: object) -> str:
    """A cell as it would stand in a CSV file."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):  # a moment is a date too
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).replace("\N{NO-BREAK SPACE}", " ").strip()
