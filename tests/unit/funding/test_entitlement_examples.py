"""Cases drawn from the tests of official services; they lie beside the checkout, if at all."""

import json
from pathlib import Path

import pytest

from hubapp.funding.entitlement_format import answer_entitlement

FILE = Path(__file__).parents[4] / "shared" / "design" / "funding_examples.json"
CASES = json.loads(FILE.read_text(encoding="utf-8"))["entitlement"] if FILE.exists() else []


def at(answer: object, way: str) -> object:
    for step in way.split("."):
        answer = answer[int(step)] if isinstance(answer, list) else answer.get(step)
    return answer


def leaves(expected: object, way: str = ""):
    if not isinstance(expected, dict | list):
        yield way, expected
        return
    items = expected.items() if isinstance(expected, dict) else enumerate(expected)
    for key, value in items:
        yield from leaves(value, f"{way}.{key}" if way else str(key))


@pytest.mark.skipif(not CASES, reason="no cases beside this checkout")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_answer_is_the_official_one(case):
    answer = json.loads(answer_entitlement(json.dumps(case["input"])))
    for way, value in leaves(case["expected"]):
        assert at(answer, way) in case.get("accept", {}).get(way, [value]), way
