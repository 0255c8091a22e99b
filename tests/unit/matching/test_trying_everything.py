from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hubapp.matching import solve, verify
from tests.unit.matching.brute_force import count_weeks, truth
from tests.unit.matching.random_problems import small_problem

SEEDS = st.integers(0, 2**40)
MOST_WEEKS = 30_000


@settings(deadline=None)
@given(SEEDS)
def test_nothing_better_is_found_by_trying_everything(seed):
    problem = small_problem(seed)
    assume(count_weeks(problem) <= MOST_WEEKS)
    right = truth(problem)
    result = solve(problem, sets=True, plans=True, frontier=True)
    vector = result.plan.vector
    u, c, t, p, h = vector.trade
    assert (u, vector.total, c, t, p, h) == right.optimum
    assert [item.z for item in result.sets] == right.sets
    assert list(result.plans) == right.plans
    assert list(result.frontier) == right.frontier


@settings(deadline=None)
@given(SEEDS)
def test_every_plan_handed_out_is_sound_and_lists_agree(seed):
    problem = small_problem(seed)
    result = solve(problem, sets=True)
    assert [verify(problem, item.plan) for item in result.sets] == [()] * len(result.sets)
    assert [item.plan.vector.z for item in result.sets] == [item.z for item in result.sets]
    names = [item.plan.providers for item in result.sets]
    assert len(set(names)) == len(names)
    assert result.sets[0].plan == result.plan == solve(problem).plan
