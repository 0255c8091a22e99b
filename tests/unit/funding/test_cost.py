"""What a household pays: families worked by hand, and mistakes that others have made."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.funding.questions import FIFTEEN, HOUR, THIRTY, ask, child, leg, stretched

# --- section 4's two families -------------------------------------------------------------------


def test_example_a_fifty_hours_in_term_cost_120_pounds_a_week() -> None:
    answer = ask(child(leg("nursery", 50, 750), funded=THIRTY), help_="tfc")
    week = answer["per_funded_week"]
    assert (week["paid_minutes"], week["fees_pence"]) == (20 * HOUR, 150_00)
    assert (week["tfc_pence"], week["parent_pence"]) == (30_00, 120_00)
    assert answer["per_year"]["parent_pence"] == 38 * 120_00


def test_example_b_stretched_over_51_weeks_the_quarters_limit_binds() -> None:
    answer = ask(child(leg("nursery", 50, 750, weeks=51), funded=stretched(51)), help_="tfc")
    week = answer["per_funded_week"]
    # 1,341 minutes are free; 27 h 39 min at £7.50 are £207.375. A quarter of 13 such weeks is
    # £2,695.88, a fifth of it over the limit: £500 ÷ 13 = £38.46, and £168.91 is left to pay.
    assert (week["funded_minutes"], week["paid_minutes"]) == (1341, 1659)
    assert (week["fees_pence"], week["tfc_pence"]) == (207_38, 38_46)
    assert week["parent_pence"] == 168_92
    assert answer["by_quarter"]["tfc_pence"] == [500_00] * 4
    assert "per_other_week" not in answer


# --- mistakes others have made ------------------------------------------------------------------


def test_nurserymatch_shows_nothing_to_pay_where_280_a_month_is_due() -> None:
    # Thirty hours at £8 all year: 1,140 of 1,560 hours are free, not all of them.
    all_year = THIRTY | {"weeks": 52}
    answer = ask(child(leg("nursery", 30, 800, weeks=52), funded=all_year))
    assert answer["per_year"]["funded_minutes"] == 1140 * HOUR
    assert answer["by_month"]["parent_pence"] == [280_00] * 12
    assert answer == ask(child(leg("nursery", 30, 800, weeks=52), funded=THIRTY))


@pytest.mark.parametrize("dearer_first", [True, False])
def test_dfe_platform_shares_the_pool_in_listing_order(dearer_first: bool) -> None:
    # Forty hours at £7 and twenty at £6.50: the childminder's hours first would leave £210 to pay.
    nursery, minder = leg("nursery", 40, 700), leg("minder", 20, 650)
    legs = [nursery, minder] if dearer_first else [minder, nursery]
    answer = ask(child(*legs, funded=THIRTY))
    assert answer["per_funded_week"]["parent_pence"] == 200_00
    assert answer["legs"]["a"]["nursery"]["funded_minutes_per_funded_week"] == 30 * HOUR
    assert answer["legs"]["a"]["minder"]["funded_minutes_per_funded_week"] == 0


def test_no_child_has_45_hours() -> None:
    answer = ask(child(leg("nursery", 60, 600), funded=THIRTY))
    assert answer["per_funded_week"]["funded_minutes"] == 30 * HOUR


def test_a_fee_that_is_no_whole_rate_is_not_rounded_before_the_end() -> None:
    # £260 for 27.5 hours: 15 of them are 15/27.5 of it, ×38 = £5,389.09. At a rate of £9.45 an
    # hour they would be £5,386.50.
    unround = leg("nursery", 0, 0) | {"minutes_per_week": 1650, "fee_pence_per_week": 260_00}
    answer = ask(child(unround, funded=FIFTEEN))
    assert answer["per_year"]["funded_value_pence"] == 5389_09


# --- legs, weeks and patterns -------------------------------------------------------------------


def test_term_time_hours_leave_dear_holiday_weeks() -> None:
    answer = ask(child(leg("nursery", 50, 600, weeks=52), funded=THIRTY))
    assert answer["per_funded_week"]["parent_pence"] == 120_00
    assert answer["per_other_week"]["parent_pence"] == 300_00
    assert answer["per_year"]["parent_pence"] == 38 * 120_00 + 14 * 300_00


def test_stretched_over_52_weeks_every_week_is_alike() -> None:
    answer = ask(child(leg("nursery", 50, 600, weeks=52), funded=stretched(52)))
    assert answer["per_funded_week"]["funded_minutes"] == 1315
    assert answer["per_year"]["funded_minutes"] == 52 * 1315


def test_a_child_there_36_weeks_loses_two_weeks_of_hours() -> None:
    answer = ask(child(leg("preschool", 30, 600, weeks=36), funded=THIRTY))
    assert answer["per_year"]["funded_minutes"] == 1080 * HOUR


def test_stretching_over_fewer_than_38_weeks_gives_no_more_a_week() -> None:
    answer = ask(child(leg("preschool", 40, 600, weeks=36), funded=stretched(36)))
    assert answer["per_year"]["funded_minutes"] == 1080 * HOUR


def test_what_cannot_be_funded_is_paid() -> None:
    club = leg("club", 10, 900) | {"fundable": False}
    answer = ask(child(club, leg("nursery", 20, 600), funded=THIRTY))
    assert answer["legs"]["a"]["club"]["fees_pence"] == 38 * 90_00
    assert answer["legs"]["a"]["nursery"]["fees_pence"] == 0


def test_hours_the_first_leg_leaves_go_to_the_next_week_by_week() -> None:
    # A nursery class of 30 weeks, a childminder all year: in weeks 31 to 38 she has all 15 hours.
    answer = ask(child(leg("class", 15, 700, weeks=30), leg("minder", 20, 600, 50), funded=FIFTEEN))
    assert answer["legs"]["a"]["class"]["funded_minutes"] == 30 * 15 * HOUR
    assert answer["legs"]["a"]["minder"]["funded_minutes"] == 8 * 15 * HOUR
    assert answer["legs"]["a"]["minder"]["funded_minutes_per_funded_week"] == 0


def test_days_of_a_holiday_club_are_in_the_year_and_in_no_week() -> None:
    club = {"id": "club", "days_per_year": 20, "fee_pence_per_day": 45_00}
    answer = ask(child(leg("nursery", 15, 600), club, funded=FIFTEEN))
    assert answer["per_year"]["parent_pence"] == 20 * 45_00
    assert answer["per_funded_week"]["parent_pence"] == 0
    assert answer["by_quarter"]["parent_pence"] == [225_00] * 4


def test_extras_are_paid_beside_funded_hours() -> None:
    meals = {"id": "meals", "pence": 350, "times_per_week": 3, "weeks_per_year": 38}
    answer = ask(child(leg("nursery", 15, 600), funded=FIFTEEN, extras=[meals]))
    assert answer["per_year"]["extras_pence"] == 3 * 350 * 38
    assert answer["per_funded_week"]["parent_pence"] == 3 * 350


def test_a_leg_without_minutes_has_a_fee_all_the_same() -> None:
    club = {"id": "club", "fee_pence_per_week": 25_00, "weeks_per_year": 38}
    answer = ask(child(club))
    assert answer["per_year"]["parent_pence"] == 950_00
    assert answer["per_other_week"]["parent_pence"] == 25_00


def test_with_different_weeks_the_other_week_is_the_first_with_less_funded() -> None:
    older = child(leg("class", 30, 600, weeks=50), funded=THIRTY)
    baby = child(leg("nursery", 30, 800, weeks=50), funded=stretched(50)) | {"id": "b"}
    answer = ask(older, baby)
    # 1,140 hours over 50 weeks are 22.8: 7.2 of the baby's are paid in every week.
    assert answer["per_funded_week"]["parent_pence"] == 57_60
    assert answer["per_other_week"]["parent_pence"] == 57_60 + 180_00


# --- help ---------------------------------------------------------------------------------------


def test_each_child_has_its_own_limit_of_tax_free_childcare() -> None:
    children = [child(leg("nursery", 50, 800, weeks=52)) | {"id": name} for name in "abc"]
    children[1]["disabled"] = True
    children[2]["tfc_ok"] = False
    answer = ask(*children, help_="tfc")
    # £20,800 a year each: a fifth is £4,160.
    by_child = {name: one["tfc_pence"] for name, one in answer["children"].items()}
    assert by_child == {"a": 2_000_00, "b": 4_000_00, "c": 0}
    assert answer["by_quarter"]["tfc_pence"] == [1_500_00] * 4


def test_universal_credit_has_one_limit_for_all_children() -> None:
    one = child(leg("nursery", 20, 600, weeks=52))
    answer = ask(one, help_="uc")
    # £6,240 a year, £520 a month, of which 85 % are £442.
    assert answer["by_month"]["uc_pence"] == [442_00] * 12
    many = [one | {"id": str(number)} for number in range(6)]
    assert ask(*many, help_="uc")["by_month"]["uc_pence"] == [1_836_16] * 12


def test_a_child_universal_credit_is_not_for_counts_for_neither_sum_nor_limit() -> None:
    sums = [120_000]
    first = {"id": "a", "fees_pence_by_month": [200_000]}
    second = {"id": "b", "fees_pence_by_month": sums, "uc_ok": False}
    answer = ask(first, second, help_="uc")
    assert answer["by_month"]["uc_pence"] == [1_071_09]
    assert answer["children"]["b"]["uc_pence"] == 0


def test_a_month_without_costs_of_the_second_child_has_the_limit_for_one() -> None:
    first = {"id": "a", "fees_pence_by_month": [200_000, 200_000]}
    second = {"id": "b", "fees_pence_by_month": [100_000]}
    answer = ask(first, second, help_="uc")
    assert answer["by_month"]["uc_pence"] == [1_836_16, 1_071_09]


def test_what_is_paid_in_brings_a_quarter_more_up_to_what_is_left() -> None:
    deposits = {
        "id": "a",
        "deposits_pence_by_quarter": [100_000, 100_000],
        "topup_used_pence_in_first_quarter": 40_000,
    }
    answer = ask(deposits, help_="tfc")
    assert answer["by_quarter"]["tfc_pence"] == [100_00, 250_00]
    assert answer["by_quarter"]["fees_pence"] == [1_100_00, 1_250_00]
    assert answer["by_quarter"]["parent_pence"] == [1_000_00, 1_000_00]


def test_without_tax_free_childcare_a_deposit_is_only_what_it_is() -> None:
    deposits = {"id": "a", "deposits_pence_by_quarter": [100_000]}
    for help_ in ("none", "uc"):
        assert ask(deposits, help_=help_)["by_quarter"]["fees_pence"] == [1_000_00]
    refused = deposits | {"tfc_ok": False}
    assert ask(refused, help_="tfc")["by_quarter"]["parent_pence"] == [1_000_00]


def test_months_make_quarters_and_quarters_months() -> None:
    months = {"id": "a", "fees_pence_by_month": [60_000, 60_000, 180_000, 30_000]}
    answer = ask(months, help_="tfc")
    # £3,000 in the first quarter, £300 so far in the second.
    assert answer["by_quarter"]["tfc_pence"] == [500_00, 60_00]
    quarters = {"id": "a", "fees_pence_by_quarter": [300_000]}
    assert ask(quarters, help_="uc")["by_month"]["uc_pence"] == [850_00] * 3


def test_of_bare_sums_no_minutes_are_told() -> None:
    answer = ask({"id": "a", "fees_pence_by_month": [120_000]})
    assert "paid_minutes" not in answer["per_year"]
    assert answer["legs"] == {}


def test_few_weeks_of_care_are_helped_as_much_in_a_week_as_in_the_year() -> None:
    answer = ask(child(leg("camp", 40, 750, weeks=2)), help_="tfc")
    assert answer["per_year"]["tfc_pence"] == 120_00
    assert answer["per_other_week"]["tfc_pence"] == 60_00


# --- what always holds --------------------------------------------------------------------------

legs = st.lists(
    st.builds(
        lambda hours, rate, weeks, fundable: leg("", hours, rate, weeks, fundable=fundable),
        st.integers(1, 40),
        st.integers(0, 1500),
        st.integers(0, 53),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
).map(lambda found: [one | {"id": str(number)} for number, one in enumerate(found)])
funded = st.builds(
    lambda per_week, pattern, weeks: {
        "minutes_per_week": per_week,
        "minutes_per_year": per_week * 38,
        "pattern": pattern,
        "weeks": weeks,
    },
    st.integers(0, 1800),
    st.sampled_from(["term_time", "stretched"]),
    st.integers(1, 53),
)
extras = st.lists(
    st.builds(
        lambda pence, times, weeks: {
            "pence": pence,
            "times_per_week": times,
            "weeks_per_year": weeks,
        },
        st.integers(0, 900),
        st.integers(0, 5),
        st.integers(0, 53),
    ),
    max_size=2,
)
children = st.lists(
    st.builds(
        lambda legs, funded, extras, disabled, tfc, uc: {
            "legs": legs,
            "funded": funded,
            "extras": extras,
            "disabled": disabled,
            "tfc_ok": tfc,
            "uc_ok": uc,
        },
        legs,
        funded,
        extras,
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=3,
).map(lambda found: [one | {"id": f"child {number}"} for number, one in enumerate(found)])
helps = st.sampled_from(["none", "tfc", "uc"])


@settings(deadline=None)
@given(children, helps)
def test_funding_and_help_never_pass_a_limit(household: list[dict[str, Any]], help_: str) -> None:
    answer = ask(*household, help_=help_)
    for one in household:
        pool = one["funded"]
        found = answer["children"][one["id"]]
        assert found["funded_minutes"] <= pool["minutes_per_year"]
        if found["funded_minutes"]:
            used = answer["legs"][one["id"]].values()
            in_a_week = sum(leg["funded_minutes_per_funded_week"] for leg in used)
            assert in_a_week <= pool["minutes_per_week"]
        assert found["tfc_pence"] <= (4_000_00 if one["disabled"] else 2_000_00)
        assert found["parent_pence"] >= 0
    assert all(uc <= 1_836_16 for uc in answer["by_month"]["uc_pence"])


@settings(deadline=None)
@given(children, helps)
def test_everything_adds_up(household: list[dict[str, Any]], help_: str) -> None:
    answer = ask(*household, help_=help_)
    year = answer["per_year"]
    assert year["fees_pence"] == year["gross_pence"] - year["funded_value_pence"]
    helped = year["tfc_pence"] + year["uc_pence"]
    assert year["parent_pence"] == year["fees_pence"] + year["extras_pence"] - helped
    for key, whole in year.items():
        assert sum(one[key] for one in answer["children"].values()) == whole
        assert sum(answer["by_quarter"][key]) == whole
        assert sum(answer["by_month"][key]) == whole
    for name, parts in answer["legs"].items():
        fees = sum(part["fees_pence"] for part in parts.values())
        assert fees == answer["children"][name]["fees_pence"]


@settings(deadline=None)
@given(children, helps, st.randoms(use_true_random=False))
def test_the_order_of_listing_changes_nothing(
    household: list[dict[str, Any]], help_: str, rng: random.Random
) -> None:
    shuffled = [
        one | {"legs": rng.sample(one["legs"], len(one["legs"]))}
        for one in rng.sample(household, len(household))
    ]
    assert ask(*household, help_=help_) == ask(*shuffled, help_=help_)


@settings(deadline=None)
@given(children, helps, st.integers(0, 600))
def test_more_entitlement_never_costs_more(
    household: list[dict[str, Any]], help_: str, more: int
) -> None:
    raised = [one | {"funded": _raised(one["funded"], more)} for one in household]
    before, after = ask(*household, help_=help_), ask(*raised, help_=help_)
    assert after["per_year"]["parent_pence"] <= before["per_year"]["parent_pence"] + 1


def _raised(pool: dict[str, Any], minutes: int) -> dict[str, Any]:
    weekly = min(1800, pool["minutes_per_week"] + minutes)
    return pool | {"minutes_per_week": weekly, "minutes_per_year": 38 * weekly}


@settings(deadline=None)
@given(legs, funded)
def test_weeks_add_up_to_the_year(legs: list[dict[str, Any]], funded: dict[str, Any]) -> None:
    alike = [one | {"weeks_per_year": 50} for one in legs]
    weeks = min(funded["weeks"], 38 if funded["pattern"] == "term_time" else 50)
    answer = ask(child(*alike, funded=funded | {"weeks": weeks}))
    if "per_funded_week" not in answer:
        return
    of_weeks = answer["per_funded_week"]["parent_pence"] * weeks
    if "per_other_week" in answer:
        of_weeks += answer["per_other_week"]["parent_pence"] * (50 - weeks)
    assert abs(answer["per_year"]["parent_pence"] - of_weeks) <= 25  # half a penny a week


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 900), st.integers(0, 600))
def test_funding_the_dearer_hour_first_is_never_worse(
    dear: int, cheap: int, rate: int, more: int
) -> None:
    answer = ask(child(leg("dear", dear, rate + more), leg("cheap", cheap, rate), funded=THIRTY))
    free = min(30, dear)
    by_hand = (dear - free) * (rate + more) + (cheap - min(30 - free, cheap)) * rate
    assert answer["per_funded_week"]["parent_pence"] == by_hand
