"""How the work is cut up, and who is looked at first, must not show in the answer."""

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.matching import frontier, search, solve
from tests.unit.matching.random_problems import small_problem

ASKED = {"sets": True, "plans": True, "frontier": True}
SEEDS = st.integers(0, 2**40)


@settings(deadline=None)
@given(SEEDS, st.integers(0, 3))
def test_who_is_looked_at_first_changes_no_answer(seed, promising):
    problem = small_problem(seed)
    right = solve(problem, **ASKED)
    with patch.object(search, "PROMISING", promising):
        assert solve(problem, **ASKED) == right


@settings(deadline=None)
@given(SEEDS, st.integers(1, 300))
def test_pieces_of_any_size_give_the_same_answer(seed, budget):
    problem = small_problem(seed)
    right = solve(problem, **ASKED)
    with patch.object(search, "BUDGET", budget), patch.object(frontier, "BUDGET", budget):
        assert solve(problem, **ASKED) == right
