"""Tax-Free Childcare and Universal Credit: the examples of R41 to R44, and section 4's families."""

from datetime import date
from fractions import Fraction

import pytest

from hubapp.funding.amounts import Amounts, total
from hubapp.funding.dated import MissingYearError, figures_on
from hubapp.funding.household import Child, ChildYear, Help, with_help
from hubapp.funding.tax_free import TaxFree, fee_paid_by, quarter_room, quarter_top_up
from hubapp.funding.universal_credit import UniversalCredit, month_help

DAY = date(2026, 11, 22)
TFC = figures_on(TaxFree, DAY)
UC = figures_on(UniversalCredit, DAY)


def test_r41_eighty_pounds_paid_in_pay_a_fee_of_a_hundred() -> None:
    assert fee_paid_by(80_00, quarter_room(TFC), TFC) == 100_00
    assert quarter_top_up(Fraction(100_00), quarter_room(TFC), TFC) == 20_00


@pytest.mark.parametrize(
    ("fee", "disabled", "top_up"),
    [
        (2_499_95, False, 499_99),
        (2_500_00, False, 500_00),
        (3_000_00, False, 500_00),
        (5_000_00, True, 1_000_00),
        (6_000_00, True, 1_000_00),
    ],
)
def test_r42_a_quarters_top_up_is_limited(fee: int, disabled: bool, top_up: int) -> None:
    room = quarter_room(TFC, disabled=disabled)
    assert quarter_top_up(Fraction(fee), room, TFC) == top_up


def test_r42_top_up_used_already_leaves_less_room() -> None:
    assert quarter_room(TFC, used_pence=420_00) == 80_00
    assert quarter_room(TFC, used_pence=600_00) == 0
    assert fee_paid_by(2_000_00, quarter_room(TFC, used_pence=420_00), TFC) == 2_080_00


def test_r43_a_household_never_gets_both() -> None:
    months = (Amounts(fees=Fraction(400_00)),) * 12
    children = [ChildYear(child=Child(id=name), months=months) for name in "ab"]
    for help_ in Help:
        both = total(total(child) for child in with_help(children, help_, DAY))
        assert not (both.tfc and both.uc)
        assert bool(both.tfc) is (help_ is Help.TFC)
        assert bool(both.uc) is (help_ is Help.UC)


@pytest.mark.parametrize(
    ("costs", "paid_back"),
    [
        ([1_000_00], 850_00),
        ([1_260_11], 1_071_09),
        ([1_300_00], 1_071_09),
        ([1_200_00, 1_200_00], 1_836_16),
        ([800_00, 800_00], 1_360_00),
        ([2_400_00, 0], 1_071_09),
        ([700_00, 700_00, 1_000_00], 1_836_16),
        ([], 0),
    ],
)
def test_r44_universal_credit_pays_back_85_percent_up_to_a_limit(
    costs: list[int], paid_back: int
) -> None:
    assert int(month_help([Fraction(pence) for pence in costs], UC)) == paid_back


@pytest.mark.parametrize(
    ("day", "one", "more"),
    [
        (date(2024, 4, 8), 1_014_63, 1_739_37),
        (date(2025, 4, 6), 1_014_63, 1_739_37),
        (date(2025, 4, 7), 1_031_88, 1_768_94),
        (date(2026, 4, 6), 1_071_09, 1_836_16),
    ],
)
def test_the_limits_are_those_of_the_year(day: date, one: int, more: int) -> None:
    rates = figures_on(UniversalCredit, day)
    assert (rates.most_pence_for_one_child, rates.most_pence_for_more_children) == (one, more)


@pytest.mark.parametrize("day", [date(2024, 4, 7), date(2027, 4, 12)])
def test_a_year_nobody_wrote_down_is_an_error_that_names_the_file(day: date) -> None:
    with pytest.raises(MissingYearError, match=r"universal_credit\.toml"):
        figures_on(UniversalCredit, day)


def test_help_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="A day is needed"):
        with_help([ChildYear(child=Child(id="a"), months=())], Help.TFC, None)
