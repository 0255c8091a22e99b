"""The matcher's loops run compiled or as plain Python, from one source."""

import importlib
import json
import pkgutil
import subprocess
import sys

import hubapp.matching
from hubapp.matching import find_near_misses, solve, write_result
from hubapp.matching.prepare import prepare
from tests.unit.matching.random_problems import anchored_problem, small_problem

SEEDS = range(0, 60, 4)

ANSWERS = """
import json
from tests.unit.matching.test_compiled import SEEDS, answers
print(json.dumps([answers(seed) for seed in SEEDS]))
"""


def answers(seed):
    """Everything the matcher says of a small problem."""
    problem = small_problem(seed)
    result = solve(problem, sets=True, plans=True, frontier=True)
    misses = find_near_misses(problem, result)
    told = [[miss.kind, *map(str, miss.change.key), str(miss.plan)] for miss in misses]
    return [{**write_result(result), "solve_ms": 0}, told]


def test_plain_python_gives_the_same_answers():
    plain = subprocess.run(  # noqa: S603 - this interpreter, our own words
        [sys.executable, "-c", ANSWERS],
        env={"NUMBA_DISABLE_JIT": "1"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert json.loads(plain.stdout) == json.loads(json.dumps([answers(s) for s in SEEDS]))


def variants():
    """How many times each compiled function has been compiled, by its name."""
    found = {}
    for module in pkgutil.iter_modules(hubapp.matching.__path__):
        members = vars(importlib.import_module(f"hubapp.matching.{module.name}"))
        for name, value in members.items():
            if hasattr(value, "overloads"):
                found[f"{module.name}.{name}"] = len(value.overloads)
    return found


def test_once_prepared_no_question_compiles_anything():
    prepare()
    before = variants()
    assert before["ranking.search_sets"] == 1
    for seed in SEEDS:
        answers(seed)
        try:
            solve(anchored_problem(seed), sets=True, frontier=True)
        except ValueError:
            continue
    assert variants() == before
