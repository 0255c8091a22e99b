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


TOO_MUCH = "document: is nested too deeply to be read, or holds too long a number."


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "document: is not JSON: Expecting value at line 1, column 1."),
        (" \n", "document: is not JSON: Expecting value at line 2, column 1."),
        ("[]", "document: must be an object, not a list of 0."),
        ("{}{}", "document: is not JSON: Extra data at line 1, column 3."),
        ("[" * 100_000, TOO_MUCH),
        ('{"problem": ' * 100_000, TOO_MUCH),
        ("1" * 10_000, TOO_MUCH),
        ("\ufeff{}", "document: starts with a byte order mark: save it as UTF-8 without."),
        ('{"schema": NaN}', "document: is not JSON: NaN is no number."),
        ('{"other": -Infinity}', "document: is not JSON: -Infinity is no number."),
        ('{"schema": 1e999}', "schema: must be a whole number, not inf."),
        ('{"schema": true}', "schema: must be a whole number, not True."),
        ('{"schema": 1, "schema": 1}', "document: is ambiguous: an object has 'schema' twice."),
        (
            '{"schema": 1, "request": {"a": 1, "b": 2, "b": 3}}',
            "document: is ambiguous: an object has 'b' twice.",
        ),
    ],
)
def test_a_file_that_is_no_problem_is_named_with_one_sentence(text, refusal):
    answer, error = answered(text)
    assert answer == {"name": "family.json", "error": refusal}
    assert error == f"family.json: {refusal}"


@pytest.mark.parametrize("depth", [900, 960, 980, 1000])
def test_what_is_nested_just_deep_enough_to_be_read_is_refused_all_the_same(depth):
    text = json.dumps(document()).replace('"K": 10', '"K": ' + "[" * depth + "]" * depth)
    answer, _ = answered(text)
    assert answer["error"] in (TOO_MUCH, "request.K: must be a whole number, not a list of 1.")


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


def test_numbers_too_large_to_add_up_are_one_sentence():
    case, far = document(), 10**7
    days = [str(day) for day in range(5)]
    case["slot_minutes"] = 15
    case["request"] |= {
        "home": [far, -far],
        "work": [far, far],
        "max_dist_m": 10**9,
        "need": {key: [[0, 96]] for key in days},
        "handover_window": {key: [0, 96] for key in days},
        "weights": dict.fromkeys(("travel_p_per_km", "provider_p", "handover_p"), 10**6),
    }
    dear = {"kind": "hourly", "start": 0, "end": 96, "min_slots": 96}
    dear |= {"price_p": 10**6, "extra_p": 10**6}
    for number, provider in enumerate(case["providers"]):
        provider["loc"] = [-far, far * (-1) ** number]
        session = provider["sessions"][0] | dear
        provider["sessions"] = [session | {"id": day, "day": day} for day in range(5)]
    answer, line = answered(json.dumps(case))
    error = "price_p, extra_p, weights or distances are too large to be added up."
    assert answer == {"name": "sound", "error": error}
    assert line == f"family.json: {error}"
