"""The routes to 15 hours for some 2-year-olds (section 1.1)."""

from datetime import date

import pytest

from hubapp.funding.dated import MissingYearError
from hubapp.funding.question import Child, Flag, Household, HouseholdBenefit, NoPublicFunds
from hubapp.funding.two_year_old import additional_support

ON = date(2026, 11, 22)


def has(household: Household | None = None, child: Child | None = None, on: date = ON) -> bool:
    return bool(additional_support(child or Child(), household or Household(), on).passes)


def test_a_family_that_names_no_route_has_none() -> None:
    assert has() is False


@pytest.mark.parametrize(
    ("flag", "route"),
    [
        (Flag.DLA, True),
        (Flag.EHCP, True),
        (Flag.LOOKED_AFTER, True),
        (Flag.LEFT_CARE, True),
        (Flag.PIP, False),
        (Flag.REGISTERED_BLIND, False),
        (Flag.SEND_SUPPORT, False),
    ],
)
def test_what_a_child_gets_can_be_a_route_whatever_the_income(flag, route) -> None:
    rich = Household(uc=True, uc_net_earnings_pence=(900_000,))
    assert has(rich, Child(flags=frozenset({flag}))) is route


def test_a_foster_child_is_looked_after() -> None:
    assert has(child=Child(foster=True)) is True


@pytest.mark.parametrize(
    ("months", "route"),
    [
        ((128_333,), True),
        ((128_334,), False),
        ((), True),  # not said
        ((200_000, 56_667), True),  # two months within 2,566.67
        ((200_000, 56_668), False),
        ((200_000, 180_000, 5_000), True),  # three months within 3,850.00
        ((200_000, 180_000, 5_001), False),
        ((128_333, 900_000, 900_000), True),  # the latest month alone is enough
        ((0,), True),
        ((200_000, 180_000, 5_001, 0, 0, 0), False),  # a fourth month counts for nothing
    ],
)
def test_universal_credit_counts_take_home_pay_of_one_two_or_three_months(months, route) -> None:
    assert has(Household(uc=True, uc_net_earnings_pence=months)) is route


@pytest.mark.parametrize("benefit", list(HouseholdBenefit))
def test_which_benefits_are_routes_by_themselves(benefit) -> None:
    dead = benefit is HouseholdBenefit.CHILD_TAX_CREDIT  # ended in April 2025
    assert has(Household(benefits=frozenset({benefit}))) is not dead


@pytest.mark.parametrize(
    ("children", "in_london", "limit"),
    [
        (1, False, 2_650_000),
        (2, False, 3_060_000),
        (5, False, 3_060_000),
        (1, True, 3_450_000),
        (2, True, 3_860_000),
    ],
)
def test_a_family_without_public_funds_has_a_limit_by_children_and_place(
    children, in_london, limit
) -> None:
    for income, route in ((limit, True), (limit + 1, False)):
        family = Household(
            nrpf=NoPublicFunds.ALL,
            income_pence_a_year=income,
            capital_pence=1_600_000,
            children=children,
            in_london=in_london,
        )
        assert has(family) is route


def test_a_family_without_public_funds_may_save_sixteen_thousand_pounds() -> None:
    poor = {"nrpf": NoPublicFunds.ALL, "income_pence_a_year": 0}
    assert has(Household(**poor, capital_pence=1_600_000)) is True
    assert has(Household(**poor, capital_pence=1_600_001)) is False
    assert has(Household(**poor)) is True


@pytest.mark.parametrize("which", [NoPublicFunds.SOME, NoPublicFunds.NONE])
def test_the_route_without_public_funds_is_for_families_none_of_whom_may_claim(which) -> None:
    assert has(Household(nrpf=which, income_pence_a_year=0, capital_pence=0)) is False


def test_limits_nobody_wrote_down_are_asked_for_only_where_they_matter() -> None:
    early = date(2023, 5, 1)
    assert has(child=Child(flags=frozenset({Flag.DLA})), on=early) is True
    with pytest.raises(MissingYearError, match=r"two_year_old\.toml"):
        has(Household(uc=True), on=early)
