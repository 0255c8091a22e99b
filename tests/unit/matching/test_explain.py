"""Reasons as data: shares that add up, runners-up that are right, rules that really bound."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.matching import AfterChecks, Anchor, Funded, Link, Status, Weights, solve, verify
from hubapp.matching.binding import Binding, Rule
from hubapp.matching.editing import without_sessions
from hubapp.matching.explain import Term, explain, shares_of
from tests.unit.matching.brute_force import count_weeks, truth
from tests.unit.matching.cases import hourly, problem, provider, session
from tests.unit.matching.random_problems import small_problem

SEEDS = st.integers(0, 2**40)
WEEK = dict.fromkeys(range(5), ((18, 24),))


@settings(deadline=None)
@given(SEEDS)
def test_the_shares_add_up_to_the_total(seed):
    case = small_problem(seed)
    for ranked in solve(case, sets=True).sets:
        shares = {share.term: share for share in shares_of(case, ranked.plan)}
        vector = ranked.plan.vector
        assert list(shares) == list(Term)
        assert sum(share.pence for share in shares.values()) == vector.total
        amounts = tuple(share.amount for share in shares.values())
        assert amounts == vector.trade


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_every_runner_up_is_the_best_week_without_that_stay(seed):
    case = small_problem(seed)
    result = solve(case)
    explained = explain(case, result.plan, result)
    assert {(x.day, x.provider) for x in explained.stays} == {
        (day.day, leg.provider) for day in result.plan.days for leg in day.legs
    }
    for stay in explained.stays:
        other = without_sessions(case, stay.provider, lambda x, day=stay.day: x.day == day)
        runner = stay.runner_up
        assert verify(other, runner.plan) == ()
        assert stay.provider not in runner.providers
        assert runner.plan.vector >= result.plan.vector
        assert runner.total == runner.plan.vector.total - result.plan.vector.total
        if count_weeks(other) <= 3_000:
            u, c, t, p, h = runner.plan.vector.trade
            assert (u, runner.plan.vector.total, c, t, p, h) == truth(other).optimum


@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_without_a_rule_said_to_bind_a_better_week_is_possible(seed):
    case = small_problem(seed)
    result = solve(case)
    for binding in explain(case, result.plan, result).binding:
        if binding.rule is Rule.MOST_PROVIDERS:
            need = replace(case.need, max_providers=case.need.max_providers + 1)
            assert solve(replace(case, need=need)).plan.vector < result.plan.vector
        if binding.rule is Rule.MINIMUM_DAYS:
            few = [
                replace(p, min_days=1 if p.id == binding.provider else p.min_days)
                for p in case.providers
            ]
            other = replace(case, providers=tuple(few))
            assert solve(other).plan.vector < result.plan.vector


def rules(case):
    result = solve(case)
    return set(explain(case, result.plan, result).binding)


def test_a_free_week_has_no_binding_rule():
    assert rules(problem(provider("a", session(0, 0, 18, 24)))) == set()


@pytest.mark.parametrize(("slots", "binds"), [(5, True), (6, False)])
def test_the_pool_binds_once_something_is_left_to_pay(slots, binds):
    case = problem(provider("a", session(0, 0, 18, 24, funded=Funded.YES)), funded_slots=slots)
    assert (Binding(rule=Rule.FUNDED_POOL) in rules(case)) is binds


def test_ten_hours_a_day_bind():
    long = provider("a", session(0, 0, 14, 38, funded=Funded.YES))
    case = problem(long, intervals={0: ((14, 38),)}, funded_slots=60)
    assert rules(case) == {Binding(rule=Rule.FUNDED_DAY, day=0)}


def test_a_providers_day_and_week_limits_bind():
    week = tuple(session(day, day, 18, 24, funded=Funded.YES) for day in range(5))
    case = problem(provider("a", *week, funded_cap_week_slots=20), intervals=WEEK, funded_slots=60)
    assert rules(case) == {Binding(rule=Rule.FUNDED_PROVIDER_WEEK, provider="a")}
    case = problem(provider("a", *week, funded_cap_day_slots=4), intervals=WEEK, funded_slots=60)
    assert rules(case) == {
        Binding(rule=Rule.FUNDED_PROVIDER_DAY, day=day, provider="a") for day in range(5)
    }


def test_times_outside_funded_hours_bind():
    early = provider("a", session(0, 0, 10, 14, funded=Funded.YES))
    case = problem(early, intervals={0: ((10, 14),)}, funded_slots=60)
    assert rules(case) == {Binding(rule=Rule.FUNDED_TIMES, day=0, provider="a")}


def test_a_minimum_charge_binds():
    case = problem(provider("a", hourly(0, 0, 18, 24, min_slots=8)))
    assert rules(case) == {Binding(rule=Rule.MINIMUM_CHARGE, day=0, provider="a")}
    assert rules(problem(provider("a", hourly(0, 0, 18, 24, min_slots=6)))) == set()


def test_two_sites_a_day_bind_if_a_third_would_be_open():
    a = provider("a", session(0, 0, 18, 20), links=(Link(other="b"),))
    b = provider("b", session(0, 0, 20, 22))
    c = provider("c", session(0, 0, 22, 24))
    assert Binding(rule=Rule.TWO_SITES, day=0) in rules(problem(a, b, c))
    assert Binding(rule=Rule.TWO_SITES, day=0) not in rules(problem(a, b))
    away = replace(c, location=(9000, 0))
    assert Binding(rule=Rule.TWO_SITES, day=0) not in rules(problem(a, b, away))


def test_the_most_providers_bind_only_if_one_more_would_help():
    a, b = provider("a", session(0, 0, 18, 24)), provider("b", session(0, 2, 18, 24))
    spans = {0: ((18, 24),), 2: ((18, 24),)}
    case = problem(a, b, max_providers=1, intervals=spans)
    assert rules(case) == {Binding(rule=Rule.MOST_PROVIDERS)}
    assert rules(problem(a, max_providers=1)) == set()


def test_minimum_days_bind_if_fewer_would_be_better():
    sessions = (session(0, 0, 18, 24), session(1, 2, 18, 24, price_pence=900))
    a = provider("a", *sessions, min_days=2)
    b = provider("b", session(0, 2, 18, 24, price_pence=100))
    spans = {0: ((18, 24),), 2: ((18, 24),)}
    assert rules(problem(a, b, intervals=spans)) == {Binding(rule=Rule.MINIMUM_DAYS, provider="a")}


def test_the_runner_up_says_what_it_would_cost_more():
    weights = Weights(travel_pence_per_km=60, provider_pence=0, handover_pence=0)
    a = provider("a", session(0, 0, 18, 24))
    b = provider("b", session(0, 0, 18, 24, price_pence=120), location=(1000, 0))
    case = problem(a, b, weights=weights)
    (stay,) = explain(case, solve(case).plan).stays
    assert (stay.day, stay.provider, stay.runner_up.providers) == (0, "a", ("b",))
    worse = stay.runner_up.worse
    assert (worse.slots, worse.pence, worse.metres) == (0, 120, 5200)
    assert stay.runner_up.total == 120 + 312


def test_a_stay_that_is_settled_has_no_runner_up():
    a, b = (provider(name, session(0, 0, 18, 24)) for name in "ab")
    case = problem(a, b, anchors=(Anchor(provider="a", day=0, session=0),))
    (stay,) = explain(case, solve(problem(a, b)).plan).stays
    assert (stay.provider, stay.settled, stay.runner_up) == ("a", True, None)


def test_told_to_stop_there_is_no_runner_up():
    a, b = (provider(name, session(0, 0, 18, 24)) for name in "ab")
    case = problem(a, b, max_providers=1)
    explained = explain(case, solve(case).plan, stop=AfterChecks(0))
    assert [(stay.settled, stay.runner_up) for stay in explained.stays] == [(False, None)]
    assert explained.binding == ()
    assert explained.unchecked == (Binding(rule=Rule.MOST_PROVIDERS),)


def test_a_rule_that_was_looked_at_is_not_unchecked():
    case = problem(provider("a", session(0, 0, 18, 24)), max_providers=1)
    result = solve(case)
    assert explain(case, result.plan, result).unchecked == ()


def test_beside_an_answer_that_was_stopped_no_rule_of_the_week_is_said_to_bind():
    """The better week might be there with the rule too: nobody has looked."""
    a, b = provider("a", session(0, 0, 18, 24)), provider("b", session(0, 2, 18, 24))
    case = problem(a, b, max_providers=1, intervals={0: ((18, 24),), 2: ((18, 24),)})
    stopped = replace(solve(case), status=Status.STOPPED)
    explained = explain(case, stopped.plan, stopped)
    assert explained.binding == ()
    assert explained.unchecked == (Binding(rule=Rule.MOST_PROVIDERS),)
