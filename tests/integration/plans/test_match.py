"""`hub match` as somebody types it: every file gets its line, and a bad one never a traceback."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hubapp.plans.commands import match_command
from tests.unit.matching.cases import document


def match(*files: Path, as_json: bool = True) -> Result:
    options = ["--json"] if as_json else []
    return CliRunner().invoke(match_command, [*options, *map(str, files)])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.json"
    path.write_text(json.dumps(document()), encoding="utf-8")
    return path


def test_a_sound_file_is_answered(good: Path) -> None:
    result = match(good)
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["status"] == "proved"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (json.dumps(document()).encode("utf-16"), "This file is not UTF-8 text."),
        (
            json.dumps(document()).encode("utf-8-sig"),
            "document: starts with a byte order mark: save it as UTF-8 without.",
        ),
        (b"", "document: is not JSON: Expecting value at line 1, column 1."),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_answered(
    tmp_path: Path, good: Path, content: bytes, why: str
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    result = match(bad, good)
    said, answer = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 2
    assert said == {"name": str(bad), "error": why}
    assert answer["status"] == "proved"
    assert result.stderr == f"{bad}: {why}\n"
    told = match(bad, good, as_json=False)
    assert (told.exit_code, told.stderr) == (2, f"{bad}: {why}\n")
    assert told.stdout.startswith("sound\n")


def test_a_folder_and_a_file_that_is_not_there_are_named(tmp_path: Path, good: Path) -> None:
    result = match(tmp_path, tmp_path / "none.json", good)
    folder, missing, answer = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 2
    assert folder["error"] == "This can't be read: Is a directory."
    assert missing["error"] == "This can't be read: No such file or directory."
    assert answer["status"] == "proved"
