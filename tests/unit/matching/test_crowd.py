from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.matching import crowd, solve
from tests.unit.matching.random_problems import small_problem


@settings(deadline=None)
@given(st.integers(0, 2**40), st.integers(1, 3))
def test_leaving_out_who_cannot_matter_changes_no_answer(seed, promising):
    problem = small_problem(seed)
    asked = {"sets": True, "plans": True, "frontier": True}
    right = solve(problem, **asked)
    with patch.multiple(crowd, CROWD=0, PROMISING=promising):
        assert solve(problem, **asked) == right
