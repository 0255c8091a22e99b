"""What a spreadsheet adds to a provider's local facts: only where nobody has said anything yet."""

from typing import Any

from hubapp.directory.models import Answer, Provider
from hubapp.importers import queries

_ANSWERS = ("funds_two_year_olds", "funds_three_and_four", "funds_working_parents")

Local = dict[str, list[Any]]
"""A provider's changed columns: what each was, and what it became."""


def follow(
    provider_id: int, before: dict[str, Any], after: dict[str, Any]
) -> tuple[Local, list[tuple[str, Any]]]:
    """Fill in facts, or let them follow the sheet they came from; and what contradicts people.

    The caller commits.
    """
    provider = queries.get_provider(provider_id)
    wanted, was = _columns(after), _columns(before)
    changed: Local = {}
    doubts = []
    for name, value in wanted.items():
        ours = getattr(provider, name)
        if ours == value:
            continue
        if ours in (None, Answer.UNKNOWN) or ours == was.get(name):
            setattr(provider, name, value)
            changed[name] = [_plain(ours), _plain(value)]
        elif value != was.get(name):
            doubts.append((name, _plain(value)))
    return changed, doubts


def put_back_local(provider_id: int, local: Local) -> None:
    """Put columns back that still say what the sheet made of them."""
    provider: Provider = queries.get_provider(provider_id)
    for name, (before, after) in local.items():
        if _plain(getattr(provider, name)) == after:
            setattr(provider, name, Answer(before) if name in _ANSWERS else before)


def _columns(facts: dict[str, Any]) -> dict[str, Any]:
    """A provider's columns that a sheet can speak of."""
    said = {name: Answer.YES if facts[name] else Answer.NO for name in _ANSWERS if name in facts}
    columns: dict[str, Any] = dict(said)
    if "term_only" in facts:
        columns["term_only"] = facts["term_only"]
    if "ages" in facts:
        columns["age_from_months"], columns["age_to_months"] = facts["ages"]
    return columns


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Answer) else value
