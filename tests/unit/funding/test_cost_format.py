"""What `hub cost` takes and refuses, and how it answers."""

import json
from typing import Any

import pytest

from hubapp.funding.cost_format import answer_cost
from hubapp.funding.dated import MissingYearError
from hubapp.kernel.fields import FormatError
from tests.unit.funding.questions import THIRTY, ask, child, leg

KEYS = {
    "gross_pence",
    "funded_minutes",
    "paid_minutes",
    "funded_value_pence",
    "fees_pence",
    "extras_pence",
    "tfc_pence",
    "uc_pence",
    "parent_pence",
}


def refused(*children: Any, **more: Any) -> str:
    """The one sentence a question is refused with."""
    question = {"on": "2026-11-22", "children": list(children)} | more
    with pytest.raises(FormatError) as error:
        answer_cost(json.dumps(question))
    sentence = str(error.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_every_sum_has_all_its_keys() -> None:
    answer = ask(child(leg("nursery", 40, 600, weeks=50), funded=THIRTY))
    for sums in (
        answer["per_year"],
        answer["per_funded_week"],
        answer["per_other_week"],
        answer["children"]["a"],
        answer["by_quarter"],
        answer["by_month"],
    ):
        assert set(sums) == KEYS
    assert set(answer["legs"]["a"]["nursery"]) == KEYS | {"funded_minutes_per_funded_week"}


def test_quarters_and_months_are_lists_in_order() -> None:
    answer = ask({"id": "a", "fees_pence_by_quarter": [100, 200, 300, 400]})
    assert answer["by_quarter"]["fees_pence"] == [100, 200, 300, 400]
    assert len(answer["by_month"]["fees_pence"]) == 12


@pytest.mark.parametrize("text", ["{}", '{"children": []}', '{"children": null}'])
def test_no_children_no_answer(text: str) -> None:
    assert answer_cost(text) == "{}"


def test_nearly_everything_may_be_left_out() -> None:
    bare = {"legs": [{"minutes_per_week": 600, "rate_pence_per_hour": 500}]}
    answer = json.loads(answer_cost(json.dumps({"children": [bare, {}]})))
    assert answer["per_year"]["parent_pence"] == 52 * 50_00
    assert answer["legs"] == {"1": answer["legs"]["1"], "2": {}}
    assert answer["legs"]["1"]["1"]["gross_pence"] == 52 * 50_00


def test_the_years_hours_follow_from_the_weeks() -> None:
    for part in ({"minutes_per_week": 1800}, {"minutes_per_year": 68400}):
        answer = ask(child(leg("nursery", 40, 600), funded=part))
        assert answer["per_year"]["funded_minutes"] == 68400


def test_extras_last_as_long_as_the_care() -> None:
    answer = ask(child(leg("nursery", 10, 600, weeks=40), extras=[{"pence": 100}]))
    assert answer["per_year"]["extras_pence"] == 40_00


def test_a_fee_is_the_rate_times_the_hours_where_only_that_is_told() -> None:
    by_rate = {"id": "n", "minutes_per_week": 100, "rate_pence_per_hour": 700, "weeks_per_year": 3}
    # 100 minutes at £7 are £11.666…: three weeks are £35.
    assert ask(child(by_rate))["per_year"]["parent_pence"] == 35_00


# --- refusals -----------------------------------------------------------------------------------


def changed(**more: Any) -> dict[str, Any]:
    return child(leg("nursery", 30, 600) | more)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (changed(minutes_per_week=0), "children[0].legs[0].minutes_per_week: must be more than 0"),
        (
            changed(fee_pence_per_week=-1),
            "children[0].legs[0].fee_pence_per_week: must be at least",
        ),
        (
            changed(fee_pence_per_week=None),
            "children[0].legs[0].fee_pence_per_week: must be a whole",
        ),
        (changed(weeks_per_year=54), "children[0].legs[0].weeks_per_year: must be at most 53"),
        (changed(minutes_per_week=10081), "children[0].legs[0].minutes_per_week: must be at most"),
        (
            changed(fee_pence_per_week=29997000),
            "children[0].legs[0].fee_pence_per_week: comes to £9,999 an hour, over £500.",
        ),
        (
            changed(rate_pence_per_hour=700),
            "children[0].legs[0].rate_pence_per_hour: is 700, but the fee comes to 600 an hour.",
        ),
        (changed(fundable="yes"), "children[0].legs[0].fundable: must be true or false"),
        (changed(feee=1), "children[0].legs[0].feee: is not a key that is known here."),
        (changed(days_per_year=5), "children[0].legs[0].minutes_per_week: can't be told beside"),
        (
            child({"days_per_year": 367, "fee_pence_per_day": 1}),
            "children[0].legs[0].days_per_year: must be at most 366",
        ),
        (
            child({"days_per_year": 3}),
            "children[0].legs[0].fee_pence_per_day: must be a whole number, not missing.",
        ),
        (
            child(leg("n", 1, 1), leg("n", 1, 1)),
            "children[0].legs[1].id: 'n' is used twice.",
        ),
        (
            child(leg("n", 100, 1), leg("m", 100, 1)),
            "children[0].legs: come to more minutes than a week has.",
        ),
        (
            child(extras=[{"pence": -1}]),
            "children[0].extras[0].pence: must be at least 0, not -1.",
        ),
        (
            child(extras=[{"pence": 1, "times": 1}]),
            "children[0].extras[0].times: is not a key that is known here.",
        ),
        (child(names=1), "children[0].names: is not a key that is known here."),
        (child(fees_pence_by_month=[1]), "children[0].legs: can't be told beside"),
        ([], "children[0]: must be an object, not a list of 0."),
    ],
)
def test_what_does_not_fit_is_refused_by_name(given: Any, sentence: str) -> None:
    assert refused(given).startswith(sentence)


@pytest.mark.parametrize(
    ("funded", "sentence"),
    [
        ({}, "minutes_per_week: is needed to know what is funded."),
        ({"minutes_per_week": 10081}, "minutes_per_week: must be at most 10080, not 10081."),
        ({"minutes_per_week": 2700}, "minutes_per_week: must be at most 1800, all entitlements"),
        (
            THIRTY | {"minutes_per_year": 93600},
            "minutes_per_year: must be at most 68400, all entitlements together, not 93600.",
        ),
        (THIRTY | {"weeks": 0}, "weeks: must be at least 1, not 0."),
        (THIRTY | {"weeks": 54}, "weeks: must be at most 53, not 54."),
        (THIRTY | {"pattern": "always"}, "pattern: must be one of term_time, stretched, not"),
        (
            {"minutes_per_week": 1800, "pattern": "stretched"},
            "weeks: is needed where hours are stretched.",
        ),
        (THIRTY | {"hours": 30}, "hours: is not a key that is known here."),
        ([], "must be an object, not a list of 0."),
    ],
)
def test_a_pool_that_does_not_fit_is_refused_by_name(funded: Any, sentence: str) -> None:
    told = refused(child(leg("nursery", 30, 600), funded=funded))
    assert told.removeprefix("children[0].funded").lstrip(".: ").startswith(sentence)


def test_what_may_be_funded_needs_its_minutes() -> None:
    club = {"id": "club", "fundable": True, "fee_pence_per_week": 1000}
    sentence = "children[0].legs[0].fundable: can't be true where minutes_per_week are not told."
    assert refused(child(club, funded=THIRTY)) == sentence
    days = {"id": "club", "fundable": True, "days_per_year": 1, "fee_pence_per_day": 1}
    assert refused(child(days, funded=THIRTY)) == sentence


@pytest.mark.parametrize(
    ("sums", "sentence"),
    [
        ({"fees_pence_by_quarter": [1] * 5}, "fees_pence_by_quarter: may hold at most 4 sums"),
        ({"fees_pence_by_month": [1] * 13}, "fees_pence_by_month: may hold at most 12 sums"),
        ({"fees_pence_by_month": [-1]}, "fees_pence_by_month[0]: must be at least 0, not -1."),
        ({"fees_pence_by_month": [0.5]}, "fees_pence_by_month[0]: must be a whole number"),
        ({"fees_pence_by_month": 7}, "fees_pence_by_month: must be a list, not 7."),
        (
            {"fees_pence_by_quarter": [1], "deposits_pence_by_quarter": [1]},
            "deposits_pence_by_quarter: can't be told beside fees_pence_by_quarter.",
        ),
        (
            {"fees_pence_by_month": [1], "topup_used_pence_in_first_quarter": 1},
            "topup_used_pence_in_first_quarter: belongs to sums by quarter.",
        ),
        (
            {"topup_used_pence_in_first_quarter": 1},
            "topup_used_pence_in_first_quarter: belongs to sums by quarter.",
        ),
    ],
)
def test_sums_that_do_not_fit_are_refused_by_name(sums: dict[str, Any], sentence: str) -> None:
    assert refused({"id": "a"} | sums).startswith(f"children[0].{sentence}")


def test_a_household_that_does_not_fit_is_refused_by_name() -> None:
    assert refused({"id": "a"}, {"id": "a"}) == "children[1].id: 'a' is used twice."
    assert refused({}, help="both").startswith("help: must be one of tfc, uc, none, not 'both'.")
    assert refused({}, on="22 November").startswith("on: must be a date like 2026-09-07")
    assert refused({}, on=None, help="uc") == "on: is needed to know the year's rates of uc."
    assert refused({}, hlep="uc") == "hlep: is not a key that is known here."


def test_what_is_not_json_is_refused() -> None:
    with pytest.raises(FormatError, match="is not JSON"):
        answer_cost("{")


@pytest.mark.parametrize(("help_", "file"), [("uc", "universal_credit"), ("tfc", "tax_free")])
def test_a_year_without_rates_names_the_file(help_: str, file: str) -> None:
    with pytest.raises(MissingYearError, match=rf"1 May 2041.*{file}\.toml"):
        ask({"id": "a", "fees_pence_by_month": [1]}, help_=help_, on="2041-05-01")


def test_a_year_whose_law_is_not_known_funds_nothing() -> None:
    with pytest.raises(MissingYearError, match=r"delivery\.toml"):
        ask(child(leg("nursery", 30, 600), funded=THIRTY), on="2041-05-01")


def test_without_help_or_funding_no_rates_are_needed() -> None:
    assert ask(child(leg("n", 10, 500)), on="2041-05-01")["per_year"]["parent_pence"] == 38 * 50_00
