import copy
import json
from itertools import count

import pytest

from hubapp.matching import (
    AfterChecks,
    FormatError,
    SharedWeights,
    answer_file,
    describe_file,
    read_problem,
    read_question,
)
from tests.unit.matching.cases import document

TOGETHER = {"provider_p": 800, "handover_p": 100}


def family_document():
    """Two siblings of one age, who find one place."""
    out = document()
    request = out.pop("request")
    return {**out, "requests": [request, copy.deepcopy(request)], "together": dict(TOGETHER)}


def year_document():
    """The same need in term and in the holidays."""
    out = document()
    request = out.pop("request")
    return {
        **out,
        "term": {"weeks": 38, "request": request},
        "holiday": {"weeks": 14, "request": copy.deepcopy(request)},
        "together": dict(TOGETHER),
    }


def answered(document, **asked):
    ticks = count()
    return answer_file(json.dumps(document), name="file.json", clock=lambda: next(ticks), **asked)


def test_a_family_file_holds_one_problem_a_child():
    together = read_question(family_document())
    alone = read_problem(document())
    assert together.problems == (alone, alone)
    assert together.weights == SharedWeights(provider_pence=800, handover_pence=100)
    assert (together.name, together.same_week) == ("sound", True)


def test_a_year_file_holds_two_with_their_weeks():
    together = read_question({"problem": year_document()})
    assert [member.weeks for member in together.members] == [38, 14]
    assert [problem.need.year_round for problem in together.problems] == [False, True]
    assert not together.same_week


def test_a_file_with_a_request_is_one_problem_whatever_else_it_holds():
    both = {**family_document(), **document()}
    assert read_question(both) == read_problem(document())


@pytest.mark.parametrize(
    ("made", "path", "value", "field"),
    [
        (family_document, "requests", {}, "requests"),
        (family_document, "requests", [], "requests"),
        (family_document, "requests", [None] * 5, "requests"),
        (family_document, "requests.1", None, "requests[1]"),
        (family_document, "requests.1.mode", "often", "requests[1].mode"),
        (family_document, "requests.1.child.dob", "2026-10-01", "requests[1].child.start"),
        (family_document, "requests.0.weights.handover_p", -1, "requests[0].weights.handover_p"),
        (family_document, "slot_minutes", 20, "slot_minutes"),
        (family_document, "providers.1.id", "p1", "providers[1].id"),
        (family_document, "together", None, "together"),
        (family_document, "together.provider_p", -1, "together.provider_p"),
        (family_document, "together.handover_p", None, "together.handover_p"),
        (year_document, "term", None, "term"),
        (year_document, "holiday", None, "holiday"),
        (year_document, "term.weeks", 0, "term.weeks"),
        (year_document, "holiday.weeks", 53, "holiday.weeks"),
        (year_document, "holiday.request", None, "holiday.request"),
        (year_document, "holiday.request.K", 0, "holiday.request.K"),
        (year_document, "together.provider_p", 1_000_001, "together.provider_p"),
    ],
)
def test_what_does_not_fit_is_refused_by_field_in_one_sentence(made, path, value, field):
    out = made()
    at = out
    *parents, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    for key in parents:
        at = at[key]
    at[last] = value
    with pytest.raises(FormatError) as refusal:
        read_question(out)
    assert refusal.value.field == field
    assert str(refusal.value).startswith(f"{field}: ")
    assert str(refusal.value).endswith(".")
    answer, line = answered(out)
    assert answer == {"name": "sound", "error": str(refusal.value)}
    assert line == f"file.json: {refusal.value}"


@pytest.mark.parametrize("junk", [None, 7, "text", [], {}, {"problem": None}])
def test_what_is_no_question_is_refused(junk):
    with pytest.raises(FormatError):
        read_question(junk)


def test_the_answer_has_a_plan_for_each_child():
    answer, error = answered(family_document(), sets=True)
    assert error is None
    assert list(answer) == ["schema", "name", "status", "optimum", "members", "solve_ms"]
    assert answer["status"] == "proved"
    travel = round(60 * 12 / 10)
    assert answer["optimum"] == {"U": 20, "G": 2 * (450 + travel) + 800, "C": 900} | {
        "T": 24,
        "P": 2,
        "H": 0,
    }
    assert sorted(member["plan"]["providers"] for member in answer["members"]) == [["p1"], ["p2"]]
    assert [member["vector"]["U"] for member in answer["members"]] == [10, 10]


def test_a_stopped_answer_says_what_can_still_be_hoped_for():
    answer, _ = answered(year_document(), stop=AfterChecks(0))
    proved, _ = answered(year_document())
    least = proved["optimum"]
    assert answer["status"] == "stopped"
    assert answer["bound"] <= 1_000_000 * least["U"] + least["G"]
    assert answer["optimum"]["U"] == (38 + 14) * 16


def test_the_timetable_says_every_childs_week():
    text, error = describe_file(json.dumps(family_document()), name="file.json")
    assert error is None
    lines = text.splitlines()
    assert [lines.count(line) for line in ("sound", "Child 1:", "Child 2:")] == [1, 1, 1]
    assert lines[-2:] == [
        "Together £9.00; different providers: 2; different handovers: 0.",
        "  Proved: no week is better.",
    ]


def test_the_timetable_of_a_year_says_how_many_weeks():
    lines = describe_file(json.dumps(year_document()), name="file.json")[0].splitlines()
    assert lines[1:3] == ["Term, weeks: 38", "  Monday    08:00-13:00  p1"]
    assert "Holidays, weeks: 14" in lines
