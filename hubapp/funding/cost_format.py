"""`hub cost`: a household's childcare as JSON in, what it pays as JSON out.

Every key may be left out: care then runs 52 weeks and extras as long as it, nothing is funded, and
there is no help. A key that is not known is refused.
"""

import json
from collections.abc import Mapping, Sequence

from hubapp.funding.amounts import Figures
from hubapp.funding.cost import CostQuestion, cost
from hubapp.funding.cost_reading import read_child
from hubapp.funding.household import Cost, Help, LegFigures
from hubapp.funding.optional_fields import choice_or, ids_of, is_told, items_of
from hubapp.funding.plan import Plan
from hubapp.kernel.fields import Field, parse_json


def answer_cost(text: str) -> str:
    """The answer to one question, both as JSON text.

    Raises FormatError with a sentence that names the field, or MissingYearError with one that
    names the file of rates.
    """
    question = read_cost(parse_json(text))
    return json.dumps(write_cost(question, cost(question)))


def read_cost(document: object) -> CostQuestion:
    """A question from a parsed document. Raises FormatError and MissingYearError."""
    root = Field(document)
    root.only("on", "help", "children")
    on = root.get("on").date() if is_told(root, "on") else None
    help_ = choice_or(root, "help", Help.NONE)
    if on is None and help_ is not Help.NONE:
        raise root.get("on").refuse(f"is needed to know the year's rates of {help_}.")
    items = items_of(root, "children")
    return CostQuestion(
        children=tuple(
            read_child(item, name, on) for item, name in zip(items, ids_of(items), strict=True)
        ),
        help=help_,
        on=on,
    )


def write_cost(question: CostQuestion, found: Cost) -> dict[str, object]:
    """An answer as JSON-able values. Minutes nobody told are left out, and weeks there are not."""
    if not question.children:
        return {}
    planned = {one.child.id for one in question.children if isinstance(one.care, Plan)}
    keys = _KEYS if planned else _MONEY
    weeks = {"per_funded_week": found.per_funded_week, "per_other_week": found.per_other_week}
    return {
        "per_year": _write(found.per_year, keys),
        **{name: _write(week, keys) for name, week in weeks.items() if week is not None},
        "children": {
            name: _write(child, _KEYS if name in planned else _MONEY)
            for name, child in found.children.items()
        },
        "legs": {
            name: {leg: _write_leg(one) for leg, one in found.legs[name].items()}
            for name in sorted(planned)
        },
        "by_quarter": _write_list(found.by_quarter, keys),
        "by_month": _write_list(found.by_month, keys),
    }


_MONEY = {
    "gross_pence": "gross",
    "funded_value_pence": "funded_value",
    "fees_pence": "fees",
    "extras_pence": "extras",
    "tfc_pence": "tfc",
    "uc_pence": "uc",
    "parent_pence": "parent",
}
_KEYS = _MONEY | {"funded_minutes": "funded_minutes", "paid_minutes": "paid_minutes"}


def _write(figures: Figures, keys: Mapping[str, str]) -> dict[str, int]:
    return {key: getattr(figures, name) for key, name in keys.items()}


def _write_leg(leg: LegFigures) -> dict[str, int]:
    minutes = leg.funded_minutes_per_funded_week
    return {**_write(leg.figures, _KEYS), "funded_minutes_per_funded_week": minutes}


def _write_list(parts: Sequence[Figures], keys: Mapping[str, str]) -> dict[str, list[int]]:
    return {key: [getattr(part, name) for part in parts] for key, name in keys.items()}
