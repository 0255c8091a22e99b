"""`hub import` from a terminal: one object or plain words, and a status that tells."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from hubapp.extensions import db
from hubapp.importers.commands import import_commands
from hubapp.places.queries import find_postcode, positions_of
from tests.unit.importers.files import NURSERY, register_file

CODE_POINT = (
    '"BS1 1AD",10,360204,173429,"E92000001","E19000002","E18000010","","E06000023","E05001995"\n'
    '"BS1 1BU",10,358827,172905,"E92000001","E19000002","E18000010","","E06000023","E05001979"\n'
    '"BS991AA",90,0,0,"E92000001","E19000002","E18000010","","E06000023","E05001979"\n'
    '"nonsense",10,1,1,"E92000001","","","","",""\n'
)


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(import_commands, arguments)


@pytest.fixture
def register(tmp_path: Path) -> str:
    path = tmp_path / "register.csv"
    path.write_bytes(register_file(NURSERY))
    return str(path)


@pytest.fixture
def code_point(tmp_path: Path) -> str:
    path = tmp_path / "bs.csv"
    path.write_text(CODE_POINT)
    return str(path)


@pytest.mark.usefixtures("hub")
def test_json_is_one_object_and_nothing_else(app: Flask, register: str) -> None:
    result = run(app, "ofsted", register, "--hub", "bristol", "--as-at", "2021-08-31", "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (report["created"], report["as_at"], report["written"], report["error"]) == (
        1,
        "2021-08-31",
        1,
        None,
    )


@pytest.mark.usefixtures("hub")
def test_words_without_json(app: Flask, register: str) -> None:
    result = run(app, "ofsted", register, "--hub", "bristol")
    assert result.stdout.splitlines() == [
        "1 row read: 1 new, 0 changed, 0 as before.",
        "0 with a position, 1 without one.",
        "Listed from this register: 1.",
        "No postcodes are loaded: type “hub import postcodes wheel”, then import again.",
        "To take this back: hub import undo 1",
    ]


@pytest.mark.usefixtures("hub")
def test_a_refused_file_is_an_error_in_both_forms(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "page.csv"
    path.write_text("<html>Not here</html>")
    told = run(app, "ofsted", str(path), "--hub", "bristol", "--json")
    said = run(app, "ofsted", str(path), "--hub", "bristol")
    assert (told.exit_code, said.exit_code) == (1, 1)
    assert json.loads(told.stdout)["error"] == {
        "class": "not_csv_html",
        "message": "This is a web page, not a CSV file. Download the file itself.",
        "line": None,
    }
    assert said.stdout.splitlines() == [
        "This is a web page, not a CSV file. Download the file itself.",
        "Nothing was written.",
    ]


def test_an_unknown_hub_says_how_to_make_it(app: Flask, register: str) -> None:
    result = run(app, "ofsted", register, "--hub", "nowhere")
    assert (result.exit_code, result.stderr) == (
        1,
        (
            "Error: There is no hub called “nowhere”. Make it with: "
            'hub hub create --slug nowhere --name "Its name"\n'
        ),
    )


@pytest.mark.parametrize("arguments", [("ofsted", "--hub", "bristol"), ("postcodes",)])
def test_a_database_without_tables_says_what_to_type(
    app: Flask, register: str, arguments: tuple[str, ...]
) -> None:
    db.drop_all()
    result = run(app, *arguments, register)
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: The database is not set up yet. Type: hub db upgrade\n",
    )


def test_postcodes_are_loaded_from_a_file_and_again(app: Flask, code_point: str) -> None:
    first = json.loads(run(app, "postcodes", code_point, "--json").stdout)
    second = json.loads(run(app, "postcodes", code_point, "--json").stdout)
    wanted = ("rows_read", "created", "unchanged", "with_position", "without_position", "live")
    assert [first[key] for key in wanted] == [4, 3, 0, 2, 1, 3]
    assert [second[key] for key in wanted] == [4, 0, 3, 2, 1, 3]
    assert first["rejected"] == [{"line": 4, "urn": "nonsense", "reason": "bad_postcode"}]
    assert (first["written"], second["written"], first["terminated"]) == (3, 0, 0)
    assert set(positions_of(["BS11AD", "BS11BU", "BS991AA", "XX11XX"])) == {"BS11AD", "BS11BU"}


def test_a_moved_postcode_is_put_right_and_none_is_taken_away(
    app: Flask, tmp_path: Path, code_point: str
) -> None:
    run(app, "postcodes", code_point)
    later = tmp_path / "later.csv"
    later.write_text(CODE_POINT.splitlines()[0].replace("360204", "360209") + "\n")
    report = json.loads(run(app, "postcodes", str(later), "--json").stdout)
    db.session.expire_all()
    moved, kept = find_postcode("BS11AD"), find_postcode("BS11BU")
    assert moved is not None
    assert kept is not None
    assert (report["updated"], report["changed_by_field"]) == (1, {"easting": 1})
    assert (moved.easting, kept.easting) == (360209, 358827)


def test_a_rehearsal_of_postcodes_writes_none(app: Flask, code_point: str) -> None:
    report = json.loads(run(app, "postcodes", code_point, "--dry-run", "--json").stdout)
    assert (report["created"], report["written"], find_postcode("BS11AD")) == (3, 0, None)


def test_one_bad_file_among_postcodes_writes_none(
    app: Flask, tmp_path: Path, code_point: str
) -> None:
    (tmp_path / "other.csv").write_text("a,b\n")
    result = run(app, "postcodes", code_point, str(tmp_path / "other.csv"), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["class"] == "header_not_found"
    assert find_postcode("BS11AD") is None


def test_the_same_postcodes_twice_in_one_go_are_no_clash(app: Flask, code_point: str) -> None:
    report = json.loads(run(app, "postcodes", code_point, code_point, "--json").stdout)
    assert (report["created"], report["unchanged"], report["error"]) == (3, 3, None)


def test_a_file_that_is_not_there_is_said(app: Flask) -> None:
    result = run(app, "postcodes", "nothing.csv")
    assert (result.exit_code, result.stderr) == (1, "Error: There is no file called nothing.csv.\n")
