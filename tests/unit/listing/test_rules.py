"""What families see at once, and what waits for a champion."""

import pytest

from hubapp.availability.models import PriceUnit
from hubapp.listing.models import Topic
from hubapp.listing.rules import is_usual_price, may_undo, waits
from tests.unit.listing.weeks import facts


@pytest.mark.parametrize(
    ("topic", "waiting"),
    [
        (Topic.WEEK, False),
        (Topic.EXTRAS, False),
        (Topic.OFFER, False),
        (Topic.DETAILS, True),
        (Topic.PUBLICATION, True),
    ],
)
def test_who_and_where_waits_and_the_week_does_not(topic: Topic, waiting: bool) -> None:
    assert waits(topic, (), is_public=True, by_champion=False) is waiting
    assert not waits(topic, (), is_public=True, by_champion=True)


def test_before_the_first_publication_only_that_waits() -> None:
    assert not waits(Topic.DETAILS, (), is_public=False, by_champion=False)
    assert waits(Topic.PUBLICATION, (), is_public=False, by_champion=False)


@pytest.mark.parametrize(
    ("pence", "unit", "usual"),
    [
        (650, PriceUnit.HOUR, True),
        (65, PriceUnit.HOUR, False),
        (6500, PriceUnit.HOUR, False),
        (6500, PriceUnit.SESSION, True),  # £65 for ten hours
        (650, PriceUnit.SESSION, False),
        (None, PriceUnit.HOUR, True),
    ],
)
def test_a_price_out_of_all_bounds_waits(pence: int | None, unit: PriceUnit, usual: bool) -> None:
    session = facts(0, 8, 18, price_pence=pence, price_unit=unit)
    assert is_usual_price(session) is usual
    assert waits(Topic.WEEK, [session], is_public=True, by_champion=False) is not usual


def test_what_a_champion_looked_at_is_not_put_back_without_one() -> None:
    assert not may_undo(Topic.DETAILS, is_public=True, by_champion=False)
    assert may_undo(Topic.DETAILS, is_public=True, by_champion=True)
    assert may_undo(Topic.WEEK, is_public=True, by_champion=False)
