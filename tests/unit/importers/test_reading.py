"""Bytes become rows with their line numbers, or one plain refusal: never anything else."""

import gzip
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.importers.reading import Row, Text, decode, rows
from hubapp.importers.report import ImportRefused


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a,b\n", Text("a,b\n", "utf-8")),
        ("Crèche\n".encode(), Text("Crèche\n", "utf-8")),
        (b"\xef\xbb\xbfa\n", Text("a\n", "utf-8-bom")),
        (b"Tots \x96 Nursery\n", Text("Tots – Nursery\n", "cp1252")),
        ("a\N{NO-BREAK SPACE}b\n".encode(), Text("a b\n", "utf-8")),
        (gzip.compress(b"a,b\n", mtime=0), Text("a,b\n", "utf-8")),
    ],
)
def test_decodes_what_registers_are_published_in(data: bytes, expected: Text) -> None:
    assert decode(data) == expected


@pytest.mark.parametrize(
    ("data", "class_"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf \r\n", "empty_file"),
        (gzip.compress(b"", mtime=0), "empty_file"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "not_csv_html"),
        (b"\n  <html>", "not_csv_html"),
        (b"PK\x03\x04\x14\x00\x06\x00", "not_csv_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not_csv_binary"),
        (b"%PDF-1.7 and more", "not_csv_binary"),
        (b"a,b\0c\n" * 9, "not_csv_binary"),
        (gzip.compress(b"a,b\n" * 99, mtime=0)[:-20], "not_csv_binary"),
        ("a,b\n1,2\n".encode("utf-16"), "unsupported_encoding"),
        ("Provider URN,Provider name\n".encode("utf-16-le"), "unsupported_encoding"),
        ("Provider URN,Provider name\n".encode("utf-16-be"), "unsupported_encoding"),
        (b"caf\x81\n", "unsupported_encoding"),
        (b"\xef\xbb\xbfcaf\xe9\n", "unsupported_encoding"),
    ],
)
def test_refuses_what_is_not_a_csv_file(data: bytes, class_: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        decode(data)
    assert refused.value.class_ == class_


@pytest.mark.parametrize("data", [b"a" * 101, gzip.compress(b"a" * 101, mtime=0)])
def test_refuses_a_file_over_the_limit_before_reading_it_all(data: bytes) -> None:
    with pytest.raises(ImportRefused) as refused:
        decode(data, max_bytes=100)
    assert refused.value.class_ == "file_too_large"


def test_a_row_is_numbered_by_its_first_physical_line() -> None:
    text = 'a,b\r\n"one\r\ntwo",2\r\n\r\n , \r\nlast,"3 ""x"""\r\n'
    assert list(rows(text)) == [
        Row(1, ["a", "b"]),
        Row(2, ["one\r\ntwo", "2"]),
        Row(5, ["", ""]),
        Row(6, ["last", '3 "x"']),
    ]


@pytest.mark.parametrize(
    ("text", "class_", "line"),
    [
        ('a,b\n1,"open\n2,3\n', "bad_csv", 2),
        ('a,b\n1,"open\n' + "2,3\n" * 50_000, "bad_csv", 2),
        ('a,b\n"x"y,2\n', "bad_csv", 2),
        ("a,b\n1," + "x" * 10_000_000 + "\n", "field_too_large", 2),
        ('a,b\n1,"' + "x\n" * 200_000 + '"\n', "field_too_large", 2),
        ("a,b\n" + "x," * 600_000 + "\n", "line_too_long", 2),
        ("a\n" + "x" * 200_000 + "\n", "field_too_large", 2),
    ],
    ids=lambda value: str(value)[:20],
)
def test_refuses_broken_csv_by_its_line(text: str, class_: str, line: int) -> None:
    with pytest.raises(ImportRefused) as refused:
        list(rows(text))
    assert (refused.value.class_, refused.value.line) == (class_, line)


@settings(deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_rows_or_a_refusal(data: bytes) -> None:
    _read_or_refuse(data)


@settings(deadline=None)
@given(
    st.text(alphabet='a1,"\n\r\t ;é–\x0b\x1c', max_size=200), st.sampled_from(["utf-8", "cp1252"])
)
def test_any_text_is_rows_or_a_refusal(text: str, encoding: str) -> None:
    _read_or_refuse(text.encode(encoding, errors="replace"))


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_damaged_gzip_is_a_refusal_or_rows(data: bytes) -> None:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as file:
        file.write(data)
    _read_or_refuse(packed.getvalue()[: -len(data) // 2 or None])
    _read_or_refuse(b"\x1f\x8b" + data)


def _read_or_refuse(data: bytes) -> None:
    try:
        lines = [row.line for row in rows(decode(data).text)]
    except ImportRefused:
        return
    assert lines == sorted(set(lines))
