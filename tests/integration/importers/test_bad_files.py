"""A file that is not a register is refused with one sentence, and nothing changes."""

import gzip
from datetime import date

import pytest

from hubapp.hubs.models import Hub
from hubapp.importers.options import ImportOptions
from hubapp.importers.services import import_ofsted
from tests.integration.importers.state import whole_database
from tests.unit.importers.files import HEADER, NURSERY, cells_of, csv_text, register_file

GOOD = register_file(NURSERY)
BIG = csv_text([[*cells_of(NURSERY)[:-1], "x" * 10_000_000]]).encode()


@pytest.mark.parametrize(
    ("data", "class_"),
    [
        (b"", "empty_file"),
        (b"<!doctype html><title>Moved</title>", "not_csv_html"),
        (GOOD.decode().encode("utf-16"), "unsupported_encoding"),
        (b"PK\x03\x04" + b"\x00" * 100, "not_csv_xlsx"),
        (bytes(range(256)) * 4, "not_csv_binary"),
        (gzip.compress(GOOD, mtime=0)[:60], "not_csv_binary"),
        (csv_text([], HEADER).encode(), "no_rows"),
        (csv_text([], HEADER[2:]).encode(), "missing_columns"),
        (csv_text([], [*HEADER, "Postcode"]).encode(), "duplicate_columns"),
        (b"a,b,c\n1,2,3\n", "header_not_found"),
        (GOOD + b'"open,1\n', "bad_csv"),
        (BIG, "field_too_large"),
        (GOOD + b"," * 2_000_000, "line_too_long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_changes_nothing(hub: Hub, data: bytes, class_: str) -> None:
    options = ImportOptions(today=date(2026, 1, 1), secret="tests only")
    import_ofsted(GOOD, hub.id, options)
    before = whole_database()
    report = import_ofsted(data, hub.id, options)
    assert report.error is not None
    assert (report.error.class_, report.rows_read, report.written) == (class_, 0, 0)
    assert report.error.message.endswith(".")
    assert whole_database() == before
