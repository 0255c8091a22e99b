"""What a provider may charge: the examples of R30 to R36."""

from datetime import date
from fractions import Fraction

import pytest

from hubapp.funding.charges import (
    Charge,
    Charging,
    ExtraLine,
    FundedOffer,
    InvoiceGroup,
    OfferedExtra,
    by_group,
    extra_problems,
    forbidden_for_funded_only,
    forbidden_with_funded_hours,
    free_hours,
    must_publish_extras,
    offer_problems,
    paid_hours,
)
from hubapp.funding.dated import MissingYearError, figures_on

RATES = figures_on(Charging, date(2026, 11, 22))


def test_r30_funded_hours_alone_cost_nothing() -> None:
    assert sum(by_group([free_hours(30 * 60)]).values()) == 0


def test_r31_a_required_extra_is_refused() -> None:
    assert extra_problems(OfferedExtra(name="Trips", alternative="stay behind")) == []
    required = OfferedExtra(name="Trips", is_required=True, alternative="stay behind")
    assert extra_problems(required) == ["Trips must be optional."]
    [sentence] = extra_problems(OfferedExtra(name="Lunch"))
    assert sentence.startswith("Lunch needs an alternative")


def test_r32_nine_to_three_only_with_eight_to_nine_is_refused() -> None:
    assert len(offer_problems(FundedOffer(required_paid_minutes=60))) == 1
    assert len(offer_problems(FundedOffer(required_days=2))) == 1
    assert offer_problems(FundedOffer()) == []


def test_r33_a_top_up_of_2_34_is_refused() -> None:
    assert forbidden_with_funded_hours({Charge.TOP_UP: 800 - 566}) == [Charge.TOP_UP]
    assert forbidden_with_funded_hours({Charge.PAID_HOURS: 800, Charge.FOOD: 300}) == []


def test_r34_deposits_come_back_and_registering_is_free() -> None:
    assert forbidden_for_funded_only({Charge.REFUNDABLE_DEPOSIT: 5000}) == []
    assert forbidden_for_funded_only({Charge.REGISTRATION_FEE: 0}) == []
    assert forbidden_for_funded_only({Charge.REGISTRATION_FEE: 1}) == [Charge.REGISTRATION_FEE]
    assert forbidden_for_funded_only({Charge.KEPT_DEPOSIT: 1}) == [Charge.KEPT_DEPOSIT]


def test_every_charge_has_words() -> None:
    assert Charge.TOP_UP.label == "the difference between the private and the funded rate"
    assert Charge.PAID_HOURS.label == "paid hours"


def test_r35_an_invoice_of_175_pounds_in_five_groups() -> None:
    food = ExtraLine(group=InvoiceGroup.FOOD, name="Meals", pence_each=500, times=5)
    bill = by_group([food, free_hours(30 * 60), paid_hours(20 * 60, Fraction(750))])
    assert bill == {
        InvoiceGroup.FREE_HOURS: 0,
        InvoiceGroup.PAID_HOURS: 150_00,
        InvoiceGroup.FOOD: 25_00,
        InvoiceGroup.CONSUMABLES: 0,
        InvoiceGroup.ACTIVITIES: 0,
    }
    assert sum(bill.values()) == 175_00


@pytest.mark.parametrize(
    ("places", "is_childminder", "council_exempts", "must"),
    [
        (10, False, True, False),
        (11, False, True, True),
        (11, True, True, False),
        (10, True, False, True),
    ],
)
def test_r36_only_small_places_can_be_exempt(places, is_childminder, council_exempts, must) -> None:
    assert must is must_publish_extras(
        places, RATES, is_childminder=is_childminder, council_exempts=council_exempts
    )


def test_before_2026_nothing_is_said_of_publishing() -> None:
    with pytest.raises(MissingYearError, match=r"charges\.toml"):
        figures_on(Charging, date(2025, 12, 31))
