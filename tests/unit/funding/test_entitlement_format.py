"""Entitlement questions as JSON: every key read, every wrong one refused in a sentence."""

import json

import pytest

from hubapp.funding.dated import MissingYearError
from hubapp.funding.entitlement_format import answer_entitlement
from hubapp.kernel.fields import FormatError

ON = "2026-11-22"


def answer(question: object) -> dict:
    return json.loads(answer_entitlement(json.dumps(question)))


def refusal(question: object) -> str:
    with pytest.raises(FormatError) as refused:
        answer_entitlement(json.dumps(question))
    return str(refused.value)


def test_an_empty_question_has_an_empty_answer() -> None:
    assert answer({}) == {}
    assert answer({"child": None, "parents": [], "household": {}, "on": ON}) == {}


def test_the_days_of_a_child() -> None:
    schemes = answer({"child": {"born": "2022-03-31", "reception": "deferred"}})["schemes"]
    assert list(schemes) == ["working_parent", "two_year_old", "universal", "tfc", "uc"]
    assert schemes["universal"] == {
        "name": "15 hours free childcare for 3 and 4-year-olds",
        "first_use": "2025-04-01",
        "not_from": "2027-04-01",
        "why": "By your child's age this is from 1 April 2025, the term after your child is 3 years"
        " old, until 31 March 2027.",
    }


def test_every_key_is_read() -> None:
    said = answer(
        {
            "nation": "england",
            "on": ON,
            "child": {"due": "2027-02-01", "reception": "2031-09-03", "foster": False, "flags": []},
            "parents": [
                {
                    "age": 30,
                    "work": "self_employed",
                    "weekly_pence": 0,
                    "adjusted_net_income_pence": 10000000,
                    "self_employed_months": 11,
                    "apprentice_first_year": False,
                    "benefits": ["carers_allowance"],
                    "childcare_support": [],
                },
                {
                    "age": 19,
                    "work": "parental_leave",
                    "yearly_pence": 0,
                    "leave_for_this_child": True,
                    "starts_work_in_days": 31,
                },
            ],
            "household": {
                "uc": False,
                "uc_net_earnings_pence_by_month": [1, 2, 3],
                "benefits": ["income_related_esa"],
                "nrpf": "some",
                "income_pence_per_year": 1,
                "capital_pence": 1,
                "in_london": True,
                "children": 2,
            },
            "code": {
                "number": "50012345678",
                "kind": "permanent",
                "submitted": "2026-10-01",
                "valid_from": "2026-10-02",
                "valid_to": "2027-01-02",
            },
            "existing_place": False,
        }
    )
    assert said["parents"] == [
        {"min_earnings": "waived", "min_weekly_pence": 20336},
        {"min_earnings": "waived", "min_weekly_pence": 17360},
    ]
    assert said["funded"] == {"minutes_per_week": 0, "minutes_per_year": 0}
    assert said["compulsory_school_age_from"] == "2032-04-01"
    assert said["code"] == {
        "format_ok": True,
        "kind": "permanent",
        "usable_from": "2027-01-01",
        "discretionary": False,
        "discretionary_start": "2026-10-02",
        "reconfirm_opens": "2026-12-05",
        "reconfirm": "not_due",
        "grace_ends": "2027-03-31",
        "status": "valid",
        "existing_place_ok": True,
        "new_place_ok": False,
    }
    assert said["schemes"]["working_parent"]["usable"] is False


def test_a_doubt_only_hmrc_can_settle_is_null() -> None:
    said = answer(
        {
            "on": ON,
            "child": {"born": "2024-03-15"},
            "parents": [{"age": 30, "work": "employed", "weekly_pence": 20300}],
        }
    )
    assert said["parents"] == [{"min_earnings": "borderline", "min_weekly_pence": 20336}]
    assert said["schemes"]["working_parent"]["usable"] is None
    assert said["schemes"]["universal"]["usable"] is False


def test_pay_that_is_not_said_is_left_out() -> None:
    said = answer({"on": ON, "parents": [{"age": 25, "work": "employed"}]})
    assert said == {"parents": [{"min_weekly_pence": 20336}]}


def test_a_code_that_is_no_code_is_no_error() -> None:
    assert answer({"code": {"number": "9001234567A"}})["code"] == {
        "format_ok": False,
        "kind": "permanent",
    }
    assert answer({"code": {"number": ""}})["code"] == {"format_ok": False}


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ([], "document: must be an object, not a list of 0."),
        ({"nation": "france"}, "nation: must be one of england, wales, scotland,"),
        ({"on": "22/11/2026"}, "on: must be a date like 2026-09-07, not '22/11/2026'."),
        ({"on": "20261122"}, "on: must be a date like 2026-09-07, not '20261122'."),
        ({"on": 20261122}, "on: must be a non-empty text, not 20261122."),
        ({"on": "0001-01-01"}, "on: must be between 1900 and 2199, not 0001-01-01."),
        ({"day": ON}, "day: is not a key that is known here."),
        ({"child": {"birth": ON}}, "child.birth: is not a key that is known here."),
        ({"child": {"born": ON, "due": ON}}, "child.due: cannot be given together with born."),
        ({"child": {"born": "9999-01-01"}}, "child.born: must be between 1900 and 2199"),
        ({"child": {"born": "2023-02-29"}}, "child.born: must be a date"),
        ({"child": {"reception": "soon"}}, "child.reception: must be usual, deferred or a date,"),
        ({"child": {"reception": True}}, "child.reception: must be usual, deferred or a date,"),
        ({"child": {"reception": ["usual"]}}, "child.reception: must be usual, deferred or a"),
        (
            {"child": {"born": ON, "reception": "2026-09-01"}},
            "child.reception: must be after the child is born.",
        ),
        ({"child": {"foster": "yes"}}, "child.foster: must be true or false, not 'yes'."),
        ({"child": {"flags": ["ill"]}}, "child.flags[0]: must be one of dla, ehcp,"),
        ({"child": {"flags": "dla"}}, "child.flags: must be a list, not 'dla'."),
        ({"parents": {}}, "parents: must be a list, not an object."),
        ({"parents": [{}, {}, {}]}, "parents: may hold at most two parents, not 3."),
        ({"parents": [None]}, "parents[0]: must be an object, not missing."),
        ({"parents": [{"wage": 1}]}, "parents[0].wage: is not a key that is known here."),
        ({"parents": [{"age": -1}]}, "parents[0].age: must be at least 0, not -1."),
        ({"parents": [{"work": "farmer"}]}, "parents[0].work: must be one of employed,"),
        ({"parents": [{"weekly_pence": -5}]}, "parents[0].weekly_pence: must be at least 0, not"),
        ({"parents": [{"weekly_pence": 1.5}]}, "parents[0].weekly_pence: must be a whole number"),
        (
            {"parents": [{"weekly_pence": 1, "yearly_pence": 52}]},
            "parents[0].yearly_pence: cannot be given together with weekly_pence.",
        ),
        (
            {"parents": [{"adjusted_net_income_pence": -1}]},
            "parents[0].adjusted_net_income_pence: must be at least 0, not -1.",
        ),
        ({"household": {"uc": 1}}, "household.uc: must be true or false, not 1."),
        (
            {"household": {"nrpf": True}},
            "household.nrpf: must be one of all, some, none, not True.",
        ),
        (
            {"household": {"uc_net_earnings_pence_by_month": [-1]}},
            "household.uc_net_earnings_pence_by_month[0]: must be at least 0, not -1.",
        ),
        ({"code": {"number": 50012345678}}, "code.number: must be a text, not 50012345678."),
        (
            {"code": {"valid_from": "2026-10-02", "valid_to": "2026-10-01"}},
            "code.valid_to: is before valid_from.",
        ),
        ({"code": {"nino": "AB123456C"}}, "code.nino: is not a key that is known here."),
        ({"existing_place": 1}, "existing_place: must be true or false, not 1."),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence_that_names_the_field(
    question, sentence
) -> None:
    assert refusal(question).startswith(sentence)
    assert refusal(question).endswith(".")
    assert "\n" not in refusal(question)


@pytest.mark.parametrize("text", ["", "{", "nothing", '{"on": "2026-11-22", "on": "2026-11-23"}'])
def test_what_is_not_json_is_refused(text) -> None:
    with pytest.raises(FormatError, match="document"):
        answer_entitlement(text)


def test_a_year_nobody_wrote_down_names_the_file() -> None:
    with pytest.raises(MissingYearError, match=r"hubapp/funding/data/entitlements\.toml\.$"):
        answer({"on": "2090-01-01", "child": {"born": "2088-01-01"}})
    with pytest.raises(MissingYearError, match=r"hubapp/funding/data/earnings\.toml\.$"):
        answer({"on": "2090-01-01", "parents": [{"age": 30}]})


def test_twins_are_two_questions_with_one_answer() -> None:
    question = {"on": ON, "child": {"born": "2024-03-15"}}
    assert answer(question) == answer(question)
