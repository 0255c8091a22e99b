"""Postcode files: what a row says, and which files a folder holds."""

import math
from pathlib import Path

import brotli
import msgpack
import pytest

from hubapp.importers.postcode_files import find_files, open_files, read_code_point
from hubapp.importers.report import Collapsed, ImportRefused, Rejected
from hubapp.importers.wheel import read_letter
from hubapp.places.rules import PostcodeRow

BS1 = [
    "BS1 1AD",
    "10",
    "360204",
    "173429",
    "E92000001",
    "E19000002",
    "E18000010",
    "",
    "E06000023",
    "E05001995",
]


def changed(index: int, value: str) -> list[str]:
    return [*BS1[:index], value, *BS1[index + 1 :]]


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        (BS1, PostcodeRow("BS11AD", 360204, 173429, "E", "E06000023")),
        (changed(0, "B1  1AA"), PostcodeRow("B11AA", 360204, 173429, "E", "E06000023")),
        (changed(1, "90"), PostcodeRow("BS11AD", None, None, "E", "E06000023")),
        (changed(2, "0"), PostcodeRow("BS11AD", None, None, "E", "E06000023")),
        (changed(4, "W92000004"), PostcodeRow("BS11AD", 360204, 173429, "W", "E06000023")),
        (changed(8, ""), PostcodeRow("BS11AD", 360204, 173429, "E", None)),
        (changed(0, "BRISTOL"), "bad_postcode"),
        (changed(0, ""), "missing_urn"),
        (changed(2, "west"), "bad_number"),
        (BS1[:9], "too_few_cells"),
        ([*BS1, "x"], "too_many_cells"),
    ],
)
def test_a_code_point_row(cells: list[str], row: PostcodeRow | str) -> None:
    assert read_code_point(cells) == row


def test_files_are_read_in_batches_and_every_row_is_told(tmp_path: Path) -> None:
    lines = [BS1, BS1, changed(0, "x"), changed(0, "BS1 1AA")]
    path = tmp_path / "bs.csv"
    path.write_text("\n".join(",".join(line) for line in lines) + "\n,,,,,,,,,\n")
    files = open_files([str(path)])
    assert [[row.code for row in batch] for batch in files.batches()] == [["BS11AA", "BS11AD"]]
    assert (files.rows_read, files.blank_rows, files.encoding) == (4, 1, "utf-8")
    assert files.collapsed == [Collapsed(2, "BS11AD")]
    assert files.rejected == [Rejected(3, "x", "bad_postcode")]


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("Provider URN,Provider name\n")
    with pytest.raises(ImportRefused) as refused:
        list(open_files([str(path)]).batches())
    assert refused.value.class_ == "header_not_found"


def test_a_folder_means_its_files_but_not_its_list_of_headers(tmp_path: Path) -> None:
    for name in ("po.csv", "bs.csv.gz", "Code-Point_Open_Column_Headers.csv", "licence.txt"):
        (tmp_path / name).touch()
    assert find_files([str(tmp_path)]) == (tmp_path / "bs.csv.gz", tmp_path / "po.csv")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused):
        find_files([str(tmp_path)])


def test_the_packed_postcodes_leave_northern_ireland_out() -> None:
    nan = math.nan
    data = {
        "pcd": ["W4  1AA", "BT1 1AA", "JE2 3AB", "EH991SP", "BS1 9XS"],
        "laua": ["E09000018", "N09000003", "L99999999", nan, nan],
        "oseast1m": [520000.0, 146000.0, nan, nan, nan],
        "osnrth1m": [178000.0, 529000.0, nan, nan, nan],
    }
    packed = brotli.compress(msgpack.packb({"columns": list(data), "data": data}))
    assert read_letter(packed) == [
        PostcodeRow("BS19XS", None, None, "E", None),
        PostcodeRow("EH991SP", None, None, "S", None),
        PostcodeRow("JE23AB", None, None, "L", "L99999999"),
        PostcodeRow("W41AA", 520000, 178000, "E", "E09000018"),
    ]
