"""Reasons, and answers at their limits: faults nobody would have noticed (docs/mutation.md)."""

from dataclasses import replace

import pytest

from hubapp.matching import (
    AfterChecks,
    Anchor,
    Funded,
    Link,
    Mode,
    NoWeekKeepsAnchors,
    Status,
    solve,
)
from hubapp.matching.binding import Binding, Rule
from hubapp.matching.explain import explain
from hubapp.matching.solve import best_within
from hubapp.matching.stop import StopRequested
from tests.unit.matching.cases import hourly, problem, provider, session
from tests.unit.matching.random_problems import anchored_problem
from tests.unit.matching.test_explain import rules
from tests.unit.matching.test_gaps_together import checks_of
from tests.unit.matching.test_rules import best, stays

TWO_DAYS = dict.fromkeys((0, 2), ((18, 24),))
POOL = Binding(rule=Rule.FUNDED_POOL)


def bound(case):
    """The rules that bind, in order."""
    result = solve(case)
    return explain(case, result.plan, result).binding


# --- limits on funded slots -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "binds"),
    [
        ({"funded": Funded.NO}, False),
        ({"funded": Funded.YES, "price_pence": 0}, False),
        ({"funded": Funded.YES, "price_pence": 1}, True),
    ],
)
def test_the_pool_binds_only_where_a_slot_could_be_funded_and_is_paid_for(other, binds):
    a = provider("a", session(0, 0, 18, 24, funded=Funded.YES), session(1, 2, 18, 24, **other))
    assert rules(problem(a, intervals=TWO_DAYS, funded_slots=6)) == ({POOL} if binds else set())


def test_a_days_limit_does_not_bind_before_it_is_used_up():
    """Of six slots the pool pays five, so that neither four a day nor ten hours are in the way."""
    a = provider("a", session(0, 0, 18, 24, funded=Funded.YES))
    assert rules(problem(a, funded_slots=5)) == {POOL}
    assert rules(problem(replace(a, funded_cap_day_slots=4), funded_slots=2)) == {POOL}
    assert rules(problem(replace(a, funded_cap_day_slots=1), funded_slots=0)) == set()
    unfunded = provider("a", session(0, 0, 18, 24), funded_cap_day_slots=0)
    assert rules(problem(unfunded, funded_slots=9)) == set()


@pytest.mark.parametrize(
    ("times", "binds"), [((12, 16), False), ((11, 16), True), ((36, 40), False), ((36, 41), True)]
)
def test_funded_times_run_from_six_to_eight(times, binds):
    one = provider("a", session(0, 0, *times, funded=Funded.YES))
    case = problem(one, intervals={0: (times,)}, funded_slots=60)
    assert rules(case) == (
        {Binding(rule=Rule.FUNDED_TIMES, day=0, provider="a")} if binds else set()
    )


def test_one_stay_that_is_not_bound_hides_no_other():
    a = provider("a", session(0, 0, 18, 24), session(1, 2, 10, 14, funded=Funded.YES))
    case = problem(a, intervals={0: ((18, 24),), 2: ((10, 14),)}, funded_slots=60)
    assert rules(case) == {Binding(rule=Rule.FUNDED_TIMES, day=2, provider="a")}


def test_rules_that_bind_come_in_order_of_day_then_provider():
    week = dict.fromkeys(range(5), ((18, 24),))
    one = {"funded": Funded.YES}
    a = provider(
        "a",
        *(session(x, x, 18, 21, **one) for x in week),
        funded_cap_day_slots=1,
        links=(Link(other="b"),),
    )
    b = provider("b", *(session(x, x, 21, 24, **one) for x in week), funded_cap_day_slots=1)
    assert bound(problem(a, b, intervals=week, funded_slots=60)) == tuple(
        Binding(rule=Rule.FUNDED_PROVIDER_DAY, day=x, provider=name) for x in week for name in "ab"
    )


# --- two sites a day --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("third", "asked", "binds"),
    [
        ({}, {}, True),
        ({"age_from_months": 27, "age_to_months": 28}, {}, True),
        ({"age_from_months": 28}, {}, False),
        ({"age_to_months": 27}, {}, False),
        ({"term_only": True}, {}, True),
        ({}, {"year_round": True}, True),
        ({"term_only": True}, {"year_round": True}, False),
        ({"location": (1000, 0)}, {"max_distance_metres": 1300}, True),
        ({"location": (1000, 0)}, {"max_distance_metres": 1299}, False),
        ({"location": (1000, 0)}, {"max_distance_metres": 9, "work": (1000, 0)}, True),
        ({"sessions": (session(0, 0, 18, 20, free_2=0),)}, {}, False),
        ({"sessions": (session(0, 1, 18, 20),)}, {}, False),
        ({"sessions": (session(0, 0, 20, 24),)}, {}, False),
    ],
)
def test_two_sites_a_day_bind_if_a_third_that_may_be_used_is_open(third, asked, binds):
    """a and b leave the first hour uncovered."""
    a = provider("a", session(0, 0, 20, 22), links=(Link(other="b"),))
    b = provider("b", session(0, 0, 22, 24))
    c = replace(provider("c", session(0, 0, 18, 20)), **third)
    case = problem(a, b, c, **asked)
    plan = solve(problem(a, b)).plan
    two = Binding(rule=Rule.TWO_SITES, day=0) in explain(case, plan).binding
    assert two is binds


@pytest.mark.parametrize(("anchors", "binds"), [((), False), ((Anchor(provider="c"),), True)])
def test_a_third_provider_that_is_settled_may_be_out_of_reach(anchors, binds):
    """c, 9 km away, has the child on Wednesday anyway; on Monday it is open in the first hour."""
    a = provider("a", session(0, 0, 20, 22), links=(Link(other="b"),))
    b = provider("b", session(0, 0, 22, 24))
    c = provider("c", session(0, 0, 18, 20), session(1, 2, 18, 24), location=(9000, 0))
    case = problem(a, b, c, intervals=TWO_DAYS, anchors=anchors)
    two = Binding(rule=Rule.TWO_SITES, day=0)
    assert (two in rules(case)) is binds


def test_two_sites_that_cover_the_day_do_not_bind():
    a = provider("a", session(0, 0, 18, 20), links=(Link(other="b"),))
    b = provider("b", session(0, 0, 20, 24))
    c = provider("c", hourly(0, 0, 18, 24, price_pence=900))
    assert rules(problem(a, b, c)) == set()


# --- who came second --------------------------------------------------------------------------


def test_only_the_stay_that_is_anchored_is_settled():
    a = provider("a", session(0, 0, 18, 24), session(1, 2, 18, 20), links=(Link(other="b"),))
    b = provider("b", session(0, 0, 18, 24), session(1, 2, 20, 24))
    case = problem(a, b, intervals=TWO_DAYS, anchors=(Anchor(provider="a", day=2, session=1),))
    reasons = explain(case, solve(case).plan).stays
    assert [(x.day, x.provider, x.settled, x.runner_up is None) for x in reasons] == [
        (0, "a", False, False),
        (2, "a", True, True),
        (2, "b", False, False),
    ]


def test_the_only_stay_with_an_anchored_provider_is_settled():
    a, b = (provider(name, session(0, 0, 18, 24)) for name in "ab")
    case = problem(a, b, anchors=(Anchor(provider="a"),))
    (stay,) = explain(case, solve(case).plan).stays
    assert (stay.provider, stay.settled, stay.runner_up) == ("a", True, None)


def test_a_rule_there_was_no_time_to_try_without_is_unchecked():
    case = problem(provider("a", session(0, 0, 18, 24)), max_providers=1)
    result = solve(case)
    explained = explain(case, result.plan, result, stop=AfterChecks(0))
    assert explained.unchecked == (Binding(rule=Rule.MOST_PROVIDERS),)


# --- answers at their limits ------------------------------------------------------------------


@pytest.mark.parametrize("total", [999_999, 1_000_000, 1_000_001, 2_400_000])
def test_no_total_outweighs_an_uncovered_slot(total):
    """Whoever covers the last half hour costs so much; all but that half hour is free."""
    price, extra = divmod(total, 6)
    a = provider("a", session(0, 0, 18, 24, price_pence=price, extra_pence=extra))
    b = provider("b", session(0, 0, 18, 23, price_pence=0))
    plan = best(problem(a, b))
    assert stays(plan) == [(0, "a", 18, 24)]
    assert plan.vector.z == total


@pytest.mark.parametrize("price", [100, 400_000])
def test_the_best_week_is_told_only_within_a_limit(price):
    case = problem(provider("a", session(0, 0, 18, 24, price_pence=price)))
    assert best_within(case, 6 * price) == solve(case).plan
    assert best_within(case, 6 * price - 1) is None
    settled = replace(case, need=replace(case.need, anchors=(Anchor(provider="a"),)))
    assert best_within(settled, 6 * price) == solve(case).plan
    with pytest.raises(StopRequested):
        best_within(case, 6 * price, AfterChecks(0))


def test_stopped_at_its_frontier_a_proved_week_is_its_own_bound():
    a, b = provider("a", session(0, 0, 18, 24)), provider("b", session(0, 0, 18, 22))
    case = problem(a, b, slack_slots=4, list_length=1)
    stopped = solve(case, frontier=True, stop=AfterChecks(checks_of(case)))
    assert (stopped.status, stopped.bound) == (Status.STOPPED, 600)


@pytest.mark.parametrize("seed", range(40))
def test_stopped_before_any_week_keeps_the_anchors_nothing_is_claimed_as_proved(seed):
    case = anchored_problem(seed)
    try:
        proved = solve(case)
    except NoWeekKeepsAnchors:
        return
    for checks in range(3):
        stopped = solve(case, stop=AfterChecks(checks))
        assert stopped.status is Status.PROVED or stopped.bound <= proved.plan.vector.z


def test_where_care_is_free_no_bound_is_above_nothing():
    case = problem(provider("a", session(0, 0, 18, 24, price_pence=0)))
    assert solve(case, stop=AfterChecks(0)).bound == 0


@pytest.mark.parametrize(
    ("mode", "number"), [(Mode.ANY_DAYS, "days_wanted"), (Mode.ANY_HOURS, "max_days")]
)
def test_no_day_wanted_is_the_empty_week(mode, number):
    wanted = {"slots_wanted": 2} if mode is Mode.ANY_HOURS else {}
    case = problem(provider("a", session(0, 0, 18, 24)), mode=mode, **{**wanted, number: 0})
    result = solve(case, sets=True, plans=True, frontier=True)
    uncovered = 2 if wanted else 0
    assert result.frontier == ((uncovered, 0, 0, 0, 0),)
    assert result.plans == (uncovered * 1_000_000,)
    assert (result.plan.days, len(result.sets)) == ((), 1)
