"""The same made-up problems at every run: between them each rule binds somewhere.

Property tests try other problems each time; these take a second or two in plain Python, which is
what a mutation run needs (docs/mutation.md).
"""

from functools import cache
from itertools import islice

import pytest

from hubapp.matching import NoWeekKeepsAnchors, find_near_misses, solve, verify
from hubapp.matching.gains import gain_between
from tests.unit.matching.brute_force import Truth, count_weeks, truth
from tests.unit.matching.random_problems import anchored_problem, small_problem
from tests.unit.matching.test_near_misses import helps, scarce

MOST_WEEKS = 6_000


TOO_MANY = "too many weeks to try them all"


def small_ones(make, count):
    """The first `count` numbers whose problems have few enough weeks to try them all."""
    return list(islice((x for x in range(2 * count) if _weeks(make, x) <= MOST_WEEKS), count))


def _weeks(make, seed):
    try:
        return count_weeks(make(seed))
    except NoWeekKeepsAnchors:
        return 0


@cache
def case(make, seed):
    """The problem, and the right answer by trying everything; None where no week is allowed."""
    made = make(seed)
    try:
        return made, truth(made) if count_weeks(made) <= MOST_WEEKS else TOO_MANY
    except NoWeekKeepsAnchors:
        return made, None


@cache
def best_after(seed, change):
    """The best vector once a change is made, by trying everything."""
    changed = change.apply(scarce(seed))
    return truth(changed).optimum if count_weeks(changed) <= MOST_WEEKS else TOO_MANY


def parts(vector):
    """A vector as trying everything has it."""
    u, c, t, p, h = vector.trade
    return (u, vector.total, c, t, p, h)


def agree(problem, right):
    """Everything a result says is the truth."""
    result = solve(problem, sets=True, plans=True, frontier=True)
    sets, plans = [item.z for item in result.sets], list(result.plans)
    assert Truth(parts(result.plan.vector), sets, plans, list(result.frontier)) == right
    assert [verify(problem, item.plan) for item in result.sets] == [()] * len(result.sets)


@pytest.mark.parametrize("seed", small_ones(small_problem, 120))
def test_nothing_better_is_found_by_trying_everything(seed):
    agree(*case(small_problem, seed))


@pytest.mark.parametrize("seed", small_ones(anchored_problem, 60))
def test_nothing_better_keeps_what_is_settled(seed):
    problem, right = case(anchored_problem, seed)
    if right is None:
        with pytest.raises(NoWeekKeepsAnchors):
            solve(problem)
    else:
        agree(problem, right)


@pytest.mark.parametrize("seed", range(40))
def test_every_near_miss_gains_what_trying_everything_finds(seed):
    problem = scarce(seed)
    result = solve(problem)
    for miss in find_near_misses(problem, result):
        assert verify(miss.change.apply(problem), miss.plan) == ()
        assert miss.gain == gain_between(result.plan.vector, miss.plan.vector)
        assert helps(problem, result.plan, miss.change) == miss.plan
        assert best_after(seed, miss.change) in (TOO_MANY, parts(miss.plan.vector))
