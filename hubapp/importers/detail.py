"""The first rows of what an import changes, in words, for the page that shows it beforehand."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from hubapp.directory.rules.facts import InspectionFacts, KnownEntry, as_values, inspection_field
from hubapp.directory.rules.register import EntryChange
from hubapp.directory.services.register import RegisterOutcome
from hubapp.importers.report import Changed, Detail

_SHOWN = 100
_NO_NAME = "name withheld"


def detail_of(outcome: RegisterOutcome) -> Detail:
    """New, changed field by field, and gone: a hundred of each at most."""
    new = (change.record for change in outcome.changes if change.known is None)
    return Detail(
        new=tuple((row.source_id, row.facts.name or _NO_NAME) for row in islice(new, _SHOWN)),
        changed=tuple(islice(_changes(outcome), _SHOWN)),
        gone=tuple(
            (entry.source_id, entry.facts.name or _NO_NAME) for entry in outcome.gone[:_SHOWN]
        ),
    )


def _changes(outcome: RegisterOutcome) -> Iterator[Changed]:
    for change in outcome.changes:
        if change.known is not None:
            for name in change.fields:
                before, after = _values(change, change.known, name)
                urn, known_as = change.known.source_id, change.known.facts.name or _NO_NAME
                yield Changed(urn, known_as, name, before, after)


def _values(change: EntryChange, known: KnownEntry, name: str) -> tuple[str, str]:
    if name == "gone_since":
        return "gone", "back on the register"
    facts = as_values(known.facts)
    if name in facts:
        return _say(facts[name]), _say((change.entry or {}).get(name))
    return _inspection(known.inspections, name), _inspection(change.inspections or (), name)


def _inspection(inspections: tuple[InspectionFacts, ...], name: str) -> str:
    found = next((each for each in inspections if inspection_field(each.framework) == name), None)
    if found is None:
        return _say(None)
    said = [found.outcome, *(f"{area}: {word}" for area, word in found.judged or ())]
    if found.safeguarding:
        said.append(f"safeguarding: {found.safeguarding}")
    return ", ".join([_say(found.inspected_on), *(word for word in said if word)])


def _say(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "not said" if value is None else str(value)
