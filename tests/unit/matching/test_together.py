from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hubapp.matching import (
    AfterChecks,
    NoWeekKeepsAnchors,
    Status,
    solve_together,
    verify_together,
)
from tests.unit.matching.brute_force import count_weeks
from tests.unit.matching.brute_force_together import combinations, count_combinations, weeks_of
from tests.unit.matching.random_together import small_family, small_year
from tests.unit.matching.test_invariants import shuffled

SEEDS = st.integers(0, 2**40)
SMALL = st.sampled_from([small_family, small_family, small_year])
MOST_WEEKS = 4_000
MOST_COMBINATIONS = 60_000


def parts(vector):
    u, c, t, p, h = vector.trade
    return (u, vector.total, c, t, p, h)


def answer(together):
    """The answer, or None where anchors leave none."""
    try:
        return solve_together(together)
    except NoWeekKeepsAnchors:
        return None


@settings(deadline=None)
@given(SMALL, SEEDS)
def test_nothing_better_is_found_by_trying_every_combination(made, seed):
    together = made(seed)
    assume(all(count_weeks(problem) <= MOST_WEEKS for problem in together.problems))
    lists = [weeks_of(problem) for problem in together.problems]
    assume(count_combinations(lists) <= MOST_COMBINATIONS)
    right = min(combinations(together, lists), default=None)
    if right is None:
        with pytest.raises(NoWeekKeepsAnchors):
            solve_together(together)
        return
    result = solve_together(together)
    assert result.status is Status.PROVED
    assert parts(result.vector) == right
    assert verify_together(together, result.plans, result.vector) == ()


@settings(deadline=None)
@given(SMALL, SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_listing_changes_nothing(made, seed, rng):
    together = made(seed)
    providers = shuffled(together.problems[0], rng).providers  # one list serves all members
    members = tuple(
        replace(member, problem=replace(member.problem, providers=providers))
        for member in together.members
    )
    other = replace(together, members=members)
    assert answer(other) == answer(together)


@settings(deadline=None)
@given(SMALL, SEEDS, st.integers(0, 200))
def test_a_stopped_search_brackets_the_proved_answer(made, seed, checks):
    together = made(seed)
    proved = answer(together)
    assume(proved is not None)
    stopped = solve_together(together, stop=AfterChecks(checks))
    assert verify_together(together, stopped.plans, stopped.vector) == ()
    assert stopped.vector >= proved.vector
    if stopped.status is Status.PROVED:
        assert stopped == proved
    else:
        assert stopped.bound <= proved.vector.z
