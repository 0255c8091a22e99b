"""`hub entitlement` and `hub cost`: cases in, answers or one sentence out."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hubapp.cli import main

CHILD = {"on": "2026-11-22", "child": {"born": "2025-03-15"}}
WEEK = {"children": [{"legs": [{"minutes_per_week": 600, "fee_pence_per_week": 6000}]}]}


def run(command: str, typed: str | bytes, *options: str) -> Result:
    """What the command says to a text on standard input."""
    return CliRunner().invoke(main, [command, *options], input=typed)


def test_one_case_in_one_answer_out() -> None:
    said = run("entitlement", json.dumps(CHILD))
    assert said.exit_code == 0
    answer = json.loads(said.stdout)
    assert answer["schemes"]["working_parent"]["first_use"] == "2026-01-01"
    assert answer["funded"] == {"minutes_per_week": 1800, "minutes_per_year": 68400}


def test_a_case_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "week.json"
    file.write_text(json.dumps(WEEK), encoding="utf-8")
    said = CliRunner().invoke(main, ["cost", str(file)])
    assert said.exit_code == 0
    assert json.loads(said.stdout)["per_year"]["parent_pence"] == 6000 * 52


def test_lines_are_answered_one_by_one_and_a_bad_one_stops_none() -> None:
    said = run("cost", f'{json.dumps(WEEK)}\n\n{{"help": "both"}}\n{json.dumps(WEEK)}\n', "--lines")
    assert said.exit_code == 2
    answers = [json.loads(line) for line in said.stdout.splitlines()]
    assert [next(iter(answer)) for answer in answers] == ["per_year", "error", "per_year"]
    assert said.stderr == "line 3: help: must be one of tfc, uc, none, not 'both'.\n"


@pytest.mark.parametrize(
    ("command", "typed", "says"),
    [
        ("entitlement", "", "document: is not JSON"),
        ("entitlement", "[]", "must be an object, not a list of 0."),
        ("entitlement", '{"child": {"born": "15/03/2025"}}', "child.born: must be a date like"),
        (
            "entitlement",
            '{"on": "2051-01-01", "child": {"born": "2049-03-15"}}',
            "figures for 1 January",
        ),
        ("cost", '{"children": [{"legs": [{"fee_pence_per_week": -1}]}]}', "must be at least 0"),
        ("cost", b"\xff\xfe{}", "is not JSON"),
        ("cost", '{"on": "2051-01-01", "help": "uc", "children": []}', "universal_credit.toml"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(command: str, typed: str | bytes, says: str) -> None:
    said = run(command, typed)
    assert said.exit_code == 2
    assert said.stdout == ""
    assert says in said.stderr
    assert said.stderr.count("\n") == 1
