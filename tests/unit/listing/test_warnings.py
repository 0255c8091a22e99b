"""Offers that the rules on funded hours forbid, said on the page (R31 to R34, R36, R37)."""

from typing import Any

import pytest

from hubapp.directory.models import (
    Answer,
    Extra,
    ExtraPer,
    FactSource,
    FactTopic,
    Provider,
    ProviderKind,
    RegisterEntry,
)
from hubapp.hubs.models import Hub
from hubapp.listing.warnings import forbidden_charge, warnings_of
from hubapp.listing.week import SessionFacts
from tests.unit.listing.weeks import facts
from tests.village import TODAY, provider

MORNING = facts(0, 9, 12)
LUNCH = facts(0, 12, 13, label="Lunch", funded=Answer.NO)
AFTERNOON = facts(0, 13, 15, label="Afternoon")


def nursery(*extras: tuple[str, str | None], **more: Any) -> Provider:
    made = provider(1, ProviderKind.NURSERY, "Acorn", **more)
    made.extras = [
        Extra(name=name, price_pence=350, per=ExtraPer.DAY, instead=instead)
        for name, instead in extras
    ]
    made.sources = [FactSource(topic=FactTopic.EXTRAS, told_by="the provider", as_at=TODAY)]
    return made


def rules(made: Provider, *week: SessionFacts, exempts: bool | None = False) -> list[str]:
    hub = Hub(small_may_withhold_extras=exempts)
    return [one.rule for one in warnings_of(made, week, hub, TODAY)]


def test_a_fair_offer_is_not_warned_of() -> None:
    assert rules(nursery(("Lunch", "bring your own")), MORNING, AFTERNOON) == []


def test_an_extra_needs_something_else_to_do() -> None:
    assert rules(nursery(("Lunch", None)), MORNING) == ["R31"]


def test_a_least_number_of_days_may_not_bind_funded_hours() -> None:
    assert rules(nursery(min_days_a_week=3), MORNING) == ["R32"]
    assert rules(nursery(min_days_a_week=1), MORNING) == []


def test_a_paid_hour_between_two_funded_sessions_is_warned_of() -> None:
    hub = Hub(small_may_withhold_extras=False)
    (found,) = warnings_of(nursery(), (MORNING, LUNCH, AFTERNOON), hub, TODAY)
    assert found.rule == "R37"
    assert found.sentence.startswith("Monday: 12 noon to 1pm is paid time")
    assert rules(nursery(), MORNING, LUNCH) == []
    other_ages = facts(0, 13, 15, age_from_months=0, age_to_months=24)
    assert rules(nursery(), MORNING, LUNCH, other_ages) == []


@pytest.mark.parametrize(
    ("name", "only_funded", "forbidden"),
    [
        ("Lunch", False, False),
        ("Top-up to our rate", False, True),
        ("Learning resources", False, True),
        ("General charge", False, True),
        ("Registration fee", False, False),
        ("Registration fee", True, True),
        ("Trip to the farm", True, False),
    ],
)
def test_charges_that_may_not_stand_beside_funded_hours(
    name: str, only_funded: bool, forbidden: bool
) -> None:
    assert (forbidden_charge(name, 500, only_funded=only_funded) is not None) is forbidden


def test_who_must_publish_prices_of_extras_is_told_so_until_they_say() -> None:
    silent = nursery()
    silent.sources = []
    assert rules(silent, MORNING) == ["R36"]
    assert rules(nursery(), MORNING) == []
    silent.register_entries = [RegisterEntry(places=10, provider_type="x", redacted=False)]
    assert rules(silent, MORNING, exempts=True) == []
    silent.register_entries[0].places = 11
    assert rules(silent, MORNING, exempts=True) == ["R36"]


def test_where_no_funded_hours_can_be_had_the_rules_are_silent() -> None:
    private = nursery(
        ("Top-up", None),
        funds_two_year_olds=Answer.NO,
        funds_three_and_four=Answer.NO,
        funds_working_parents=Answer.UNKNOWN,
    )
    assert rules(private, facts(0, funded=Answer.NO)) == []
