import json
from itertools import count

import pytest

from hubapp.matching import AfterChecks, answer_file, describe_file
from tests.unit.matching.cases import document


def clock():
    """Seconds that move on by a quarter at every look."""
    ticks = count()
    return lambda: next(ticks) / 4


def answered(text, **asked):
    return answer_file(text, name="family.json", clock=clock(), **asked)


def test_an_answer_holds_what_was_asked_for_and_how_long_it_took():
    answer, error = answered(json.dumps(document()))
    assert error is None
    assert list(answer) == ["schema", "name", "status", "optimum", "plan", "solve_ms"]
    assert answer["solve_ms"] == 250.0
    answer, _ = answered(json.dumps({"problem": document()}), sets=True, plans=True, frontier=True)
    assert {"sets", "plans", "frontier"} < set(answer)


def test_a_stopped_answer_says_what_can_still_be_hoped_for():
    answer, error = answered(json.dumps(document()), stop=AfterChecks(0))
    assert error is None
    assert answer["status"] == "stopped"
    assert answer["bound"] <= 10_000_522  # the Z of the best week, as the timetable below shows


def test_a_file_that_does_not_fit_is_named_with_its_field():
    bad = {**document(), "slot_minutes": 20}
    answer, error = answered(json.dumps(bad))
    assert answer == {"name": "sound", "error": "slot_minutes: must be 15 or 30, not 20."}
    assert error == "family.json: slot_minutes: must be 15 or 30, not 20."


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "1" * 10_000, '{"schema": NaN}'])
def test_a_file_that_is_no_problem_is_named(text):
    answer, error = answered(text)
    assert set(answer) == {"name", "error"}
    assert answer["name"] == "family.json"
    assert error.startswith("family.json: ")
    assert "\n" not in error


def test_the_timetable_reads_as_people_write():
    text, error = describe_file(json.dumps(document()), name="family.json", sets=True)
    assert error is None
    assert text.splitlines() == [
        "sound",
        "  Monday    08:00-13:00  p1",
        "            5 hours funded",
        "  Family pays £4.50 a week; 5 hours not covered;",
        "  1.2 km extra travel; providers: 1; handovers: 0.",
        "  Proved: no week is better.",
        "Best week of each set of providers:",
        "      10000522  p1",
        "      10000522  p2",
        "      16000000  nobody",
    ]


def test_the_timetable_of_a_file_that_does_not_fit_is_its_error():
    text, error = describe_file("{}", name="family.json")
    assert (text, error) == ("", "family.json: schema: must be a whole number, not missing.")
