"""The frontier: points a fault would have lost or made up (docs/mutation.md), a test for each.

Lists are one long, so that all points but the best week's have to be searched.
"""

from unittest.mock import patch

import pytest

from hubapp.matching import Funded, Link, Mode, Status, Weights, solve, trade
from tests.unit.matching.brute_force import truth
from tests.unit.matching.cases import hourly, problem, provider, session

TWO_DAYS = dict.fromkeys((0, 2), ((18, 24),))


def front(*providers, weights=(0, 0, 0), **changes):
    """The frontier, which is also what trying every week finds."""
    travel, each, handover = weights
    weights = Weights(travel_pence_per_km=travel, provider_pence=each, handover_pence=handover)
    case = problem(*providers, list_length=1, weights=weights, **changes)
    found = solve(case, frontier=True)
    assert found.status is Status.PROVED
    assert list(found.frontier) == truth(case).frontier
    return list(found.frontier)


MODES = [
    {},
    {"mode": Mode.ANY_DAYS, "days_wanted": 1},
    {"mode": Mode.ANY_HOURS, "slots_wanted": 6},
]


@pytest.mark.parametrize("asked", MODES)
def test_a_penny_more_for_a_hundred_metres_less(asked):
    """20 m are 26 by road, four times a day: 1 hm; 40 m are 2 hm."""
    far = provider("far", session(0, 0, 18, 24), location=(40, 0))
    near = provider("near", session(0, 0, 18, 24, extra_pence=1), location=(20, 0))
    assert front(far, near, **asked) == [(0, 600, 2, 1, 0), (0, 601, 1, 1, 0)]


@pytest.mark.parametrize("asked", MODES)
def test_what_is_free_but_far_and_what_is_near_but_paid_for(asked):
    """10 pence are less than the 52 hectometres of the way to what is funded in full."""
    far = provider("far", session(0, 0, 18, 24, funded=Funded.YES), location=(1000, 0))
    near = provider("near", session(0, 0, 18, 24, price_pence=0, extra_pence=10))
    found = front(far, near, funded_slots=6, weights=(60, 0, 0), **asked)
    assert found == [(0, 0, 52, 1, 0), (0, 10, 0, 1, 0)]


@pytest.mark.parametrize("asked", MODES)
def test_no_way_but_a_handover_and_a_short_way_without(asked):
    one = provider("one", session(0, 0, 18, 24), location=(20, 0))
    a = provider("a", session(0, 0, 18, 21), links=(Link(other="b"),))
    b = provider("b", session(0, 0, 21, 24))
    found = front(one, a, b, weights=(0, 0, 50), **asked)
    assert found == [(0, 600, 0, 2, 1), (0, 600, 1, 1, 0)]


def test_one_provider_at_a_price_and_two_cheaper_ones():
    one = provider("one", session(0, 0, 18, 24), session(1, 2, 18, 24))
    a = provider("a", session(0, 0, 18, 24, price_pence=10))
    b = provider("b", session(0, 2, 18, 24, price_pence=10))
    assert front(one, a, b, intervals=TWO_DAYS) == [(0, 120, 0, 2, 0), (0, 1200, 0, 1, 0)]


def test_what_a_weekly_limit_on_funded_slots_leaves_to_pay_is_not_overrated():
    """Of twelve slots at far three are funded; near, at £5 a day, there is no way."""
    far = provider(
        "far",
        *(session(on, on, 18, 24, funded=Funded.YES) for on in TWO_DAYS),
        location=(1000, 0),
        funded_cap_week_slots=3,
    )
    near = provider(
        "near", *(session(on, on, 18, 24, price_pence=0, extra_pence=500) for on in TWO_DAYS)
    )
    found = front(far, near, intervals=TWO_DAYS, funded_slots=60, weights=(60, 0, 0))
    assert (0, 900, 104, 1, 0) in found
    assert (0, 1000, 0, 1, 0) in found


@pytest.mark.parametrize(("slack", "points"), [(5, 1), (6, 2)])
def test_nobody_at_all_is_fewer_than_anybody_even_for_nothing(slack, points):
    free = provider("a", session(0, 0, 18, 24, price_pence=0))
    assert front(free, slack_slots=slack) == [(0, 0, 0, 1, 0), (6, 0, 0, 0, 0)][:points]


@pytest.mark.parametrize(("slack", "points"), [(0, 1), (1, 2), (2, 3)])
def test_the_last_slot_of_slack_counts(slack, points):
    every = [
        provider(name, session(0, 0, 18, 24 - n, price_pence=100 - 40 * n))
        for n, name in enumerate("abc")
    ]
    found = front(*every, slack_slots=slack)
    assert found == [(0, 600, 0, 1, 0), (1, 300, 0, 1, 0), (2, 80, 0, 1, 0)][:points]


def test_no_more_days_are_attended_than_may_be():
    week = provider("a", *(hourly(day, day, 18, 24) for day in range(4)))
    spans = dict.fromkeys(range(4), ((18, 24),))
    hours = {"mode": Mode.ANY_HOURS, "slots_wanted": 24, "intervals": spans}
    assert front(week, max_days=1, **hours) == [(18, 600, 0, 1, 0)]
    assert front(week, max_days=3, **hours) == [(6, 1800, 0, 1, 0)]
    days = {"mode": Mode.ANY_DAYS, "days_wanted": 2, "intervals": spans}
    assert front(week, **days) == [(0, 1200, 0, 1, 0)]


def test_a_frontier_with_more_points_than_there_is_room_for_is_not_called_complete():
    every = [
        provider(name, session(0, 0, 18, 24 - n, price_pence=100 - 40 * n))
        for n, name in enumerate("abc")
    ]
    case = problem(*every, slack_slots=2, list_length=1)
    whole = set(solve(case, frontier=True).frontier)
    with patch.object(trade, "ROOM", 2):
        found = solve(case, frontier=True)
    assert found.status is Status.STOPPED
    assert len(found.frontier) == 2
    assert set(found.frontier) < whole
