"""Worked families told elsewhere; they lie beside the checkout, if at all."""

import json
from pathlib import Path
from typing import Any

import pytest

from hubapp.funding.cost_format import answer_cost

FILE = Path(__file__).parents[4] / "shared" / "design" / "funding_examples.json"
CASES = json.loads(FILE.read_text(encoding="utf-8"))["cost"] if FILE.exists() else []


@pytest.mark.skipif(not CASES, reason="no worked families beside this checkout")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_family_pays_what_was_worked_out(case: dict[str, Any]) -> None:
    answer = json.loads(answer_cost(json.dumps(case["input"])))
    wrong = _differences(case["expected"], answer, case["tolerance_pence"])
    assert not wrong


def _differences(expected: Any, found: Any, tolerance: int, at: str = "") -> list[str]:
    if isinstance(expected, dict):
        pairs = [(key, value, found.get(key)) for key, value in expected.items()]
    elif isinstance(expected, list):
        if not isinstance(found, list) or len(expected) != len(found):
            return [f"{at}: {found}, not {expected}"]
        pairs = [(str(i), value, found[i]) for i, value in enumerate(expected)]
    elif found is None or abs(found - expected) > tolerance:
        return [f"{at}: {found}, not {expected}"]
    else:
        return []
    return [
        difference
        for key, value, got in pairs
        for difference in _differences(value, got, tolerance, f"{at}.{key}")
    ]
