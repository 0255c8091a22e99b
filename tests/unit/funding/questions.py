"""Questions of `hub cost` in few words, and their answers as read back from JSON."""

import json
from typing import Any

from hubapp.funding.cost_format import answer_cost

HOUR = 60
FIFTEEN = {
    "minutes_per_week": 15 * HOUR,
    "minutes_per_year": 570 * HOUR,
    "pattern": "term_time",
    "weeks": 38,
}
THIRTY = FIFTEEN | {"minutes_per_week": 30 * HOUR, "minutes_per_year": 1140 * HOUR}


def stretched(weeks: int) -> dict[str, Any]:
    """Thirty hours, stretched."""
    return THIRTY | {"pattern": "stretched", "weeks": weeks}


def leg(name: str, hours: int, rate_pence: int, weeks: int = 38, **more: Any) -> dict[str, Any]:
    """So many hours a week at so much an hour, fundable."""
    return {
        "id": name,
        "minutes_per_week": hours * HOUR,
        "fee_pence_per_week": hours * rate_pence,
        "weeks_per_year": weeks,
        "fundable": True,
        **more,
    }


def child(*legs: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A child with such care."""
    return {"id": "a", "legs": list(legs), **more}


def ask(*children: dict[str, Any], help_: str = "none", on: str = "2026-11-22") -> dict[str, Any]:
    """The answer to a household's question."""
    question = {"on": on, "help": help_, "children": list(children)}
    answer: dict[str, Any] = json.loads(answer_cost(json.dumps(question)))
    return answer
