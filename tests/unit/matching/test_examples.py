"""Problems whose answers were proved elsewhere; they lie beside the checkout, if at all."""

import json
from pathlib import Path

import pytest

from hubapp.matching import read_problem, solve, verify
from hubapp.matching.writing import write_vector

FOLDER = Path(__file__).parents[4] / "shared" / "matching" / "examples"
FILES = sorted(FOLDER.glob("*.json"))


@pytest.mark.skipif(not FILES, reason="no proven examples beside this checkout")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_answer_is_the_proven_one(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    expected = document["expected"]
    problem = read_problem(document)
    wants_frontier = expected["frontier"] is not None
    result = solve(problem, sets=True, plans=True, frontier=wants_frontier)
    vector = result.plan.vector
    assert write_vector(vector) == expected["optimum"]
    assert [item.z for item in result.sets] == expected["sets"]
    assert list(result.plans) == expected["plans"]
    if wants_frontier:
        assert [list(point) for point in result.frontier] == expected["frontier"]
    plans = [result.plan, *(item.plan for item in result.sets)]
    assert [verify(problem, plan) for plan in plans] == [()] * len(plans)
