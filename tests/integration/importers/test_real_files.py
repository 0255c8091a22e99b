"""Real public files, where somebody has put them beside the checkout."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from hubapp.hubs.models import Hub
from hubapp.importers.options import ImportOptions
from hubapp.importers.postcodes import import_postcodes
from hubapp.importers.services import import_ofsted
from hubapp.importers.undoing import undo_import
from tests.integration.importers.state import names_listed, whole_database

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
REGISTER = (
    DATA / "ofsted" / ("ofsted_mi_providers_2021-08-31_bristol_gloucestershire_portsmouth.csv")
)
CODE_POINT = DATA / "postcodes" / "codepoint_open_2014-08"

pytestmark = pytest.mark.skipif(not REGISTER.exists(), reason="the real files are not here")


def test_a_regional_release_is_taken_whole_and_again(hub: Hub) -> None:
    options = ImportOptions(today=date(2026, 1, 1), secret="tests only")
    placed = import_postcodes([str(CODE_POINT)], options)
    assert (placed.rows_read, placed.created, placed.rejected, placed.error) == (
        70567,
        70567,
        (),
        None,
    )

    first = import_ofsted(REGISTER.read_bytes(), hub.id, options)
    assert (first.layout, first.encoding, first.header_line) == ("ofsted_2021", "utf-8", 1)
    assert (first.rows_read, first.created, first.rejected, first.flagged) == (1649, 1649, (), ())
    assert (first.unknown_columns, first.duplicates_collapsed, first.skipped) == ((), (), ())
    assert (first.with_position, first.without_position) == (690, 10)
    assert len(names_listed()) == 700

    before = whole_database()
    second = import_ofsted(REGISTER.read_bytes(), hub.id, options)
    assert (second.unchanged, second.updated, second.written) == (1649, 0, 0)
    assert whole_database() == before


def test_the_whole_country_is_taken_in_one_go_and_back(hub: Hub) -> None:
    data = next(REGISTER.parent.glob("*national.csv.gz")).read_bytes()
    options = ImportOptions(today=date(2026, 1, 1), secret="tests only")
    first = import_ofsted(data, hub.id, options)
    assert (first.rows_read, first.created, first.rejected, first.flagged) == (70980, 70980, (), ())
    assert len(names_listed()) == 27358
    second = import_ofsted(data, hub.id, options)
    assert (second.unchanged, second.written) == (70980, 0)
    undone = undo_import(1, secret="tests only", now=options.bringing(b"").at)
    assert (undone.put_back, undone.left, names_listed()) == (70980, 0, [])


def test_a_later_layout_already_reads_by_its_column_names(hub: Hub) -> None:
    file = DATA / "ofsted" / "ofsted_mi_providers_2025-03-31_layout_cp1252_1row.csv"
    options = ImportOptions(today=date(2026, 1, 1), secret="tests only")
    report = import_ofsted(file.read_bytes(), hub.id, options)
    assert (report.encoding, report.created, report.rejected) == ("cp1252", 1, ())
    assert names_listed() == ["Little Tots – Peterborough Mother & Baby Nursery"]


def test_the_readers_own_readme_is_no_register(app: Flask, hub: Hub) -> None:
    options = ImportOptions(today=date(2026, 1, 1), secret="tests only")
    report = import_ofsted((DATA / "README.md").read_bytes(), hub.id, options)
    assert report.error is not None
    assert report.error.class_ == "header_not_found"
