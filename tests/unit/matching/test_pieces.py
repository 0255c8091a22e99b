"""How the work is cut up, and who is looked at first, must not show in the answer."""

from contextlib import ExitStack
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.matching import (
    byparent,
    crowd,
    screen,
    setgrowth,
    setlist,
    setqueue,
    solve,
    tradeweek,
    weeksearch,
)
from tests.unit.matching.random_problems import small_problem

ASKED = {"sets": True, "plans": True, "frontier": True}
SEEDS = st.integers(0, 2**40)


@settings(deadline=None)
@given(SEEDS, st.integers(1, 3))
def test_leaving_out_who_cannot_matter_changes_no_answer(seed, promising):
    problem = small_problem(seed)
    right = solve(problem, **ASKED)
    with patch.multiple(crowd, CROWD=0, PROMISING=promising):
        assert solve(problem, **ASKED) == right


@settings(deadline=None)
@given(SEEDS)
def test_pieces_of_any_size_give_the_same_answer(seed):
    problem = small_problem(seed)
    right = solve(problem, **ASKED)
    sizes = [
        (byparent, "PIECE"),
        (screen, "CELLS"),
        (setgrowth, "PIECE"),
        (setlist, "MANY"),
        (setqueue, "FIRST_LOOK"),
        (tradeweek, "CELLS"),
        (weeksearch, "CELLS"),
    ]
    with ExitStack() as stack:
        for module, name in sizes:
            stack.enter_context(patch.object(module, name, 1))
        pieced = solve(problem, **ASKED)
    assert worths(pieced) == worths(right)


def worths(result):
    """All of an answer but which of equally good weeks it shows."""
    vectors = [item.plan.vector for item in result.sets]
    return result.plan.vector, vectors, result.plans, result.frontier
