"""What taking a release in changed, kept so that it can be put back: plain values, ids and days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hubapp.directory.models import InspectionFramework, ProviderKind
from hubapp.directory.rules.facts import (
    InspectionFacts,
    KnownEntry,
    KnownProvider,
    Values,
    as_values,
)
from hubapp.directory.rules.register import EntryChange

_DAYS = frozenset(("as_at", "gone_since", "registered_on", "inspected_on"))


@dataclass(frozen=True, slots=True)
class EntryStep:
    """What an entry's changed columns were. Inspections null: they did not change."""

    entry_id: int
    before: Values
    inspections: tuple[InspectionFacts, ...] | None


@dataclass(frozen=True, slots=True)
class ProviderStep:
    """What a provider's changed columns were, and became."""

    provider_id: int
    before: Values
    after: Values


@dataclass(frozen=True, slots=True)
class RegisterLog:
    """Everything one import did to a register's entries and to the providers they list."""

    created_entries: list[int] = field(default_factory=list)
    created_providers: list[int] = field(default_factory=list)
    entries: list[EntryStep] = field(default_factory=list)
    providers: list[ProviderStep] = field(default_factory=list)

    @property
    def touched_entries(self) -> set[int]:
        """Entries it made or changed."""
        return {*self.created_entries, *(step.entry_id for step in self.entries)}

    def as_json(self) -> dict[str, Any]:
        """The log as JSON can hold it."""
        return {
            "created_entries": self.created_entries,
            "created_providers": self.created_providers,
            "entries": [
                [step.entry_id, _plain(step.before), _plain_inspections(step.inspections)]
                for step in self.entries
            ],
            "providers": [
                [step.provider_id, _plain(step.before), _plain(step.after)]
                for step in self.providers
            ],
        }

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "RegisterLog":
        """The log that was kept."""
        return cls(
            created_entries=said["created_entries"],
            created_providers=said["created_providers"],
            entries=[
                EntryStep(entry_id, _typed(before), _typed_inspections(inspections))
                for entry_id, before, inspections in said["entries"]
            ],
            providers=[
                ProviderStep(provider_id, _typed(before), _typed(after))
                for provider_id, before, after in said["providers"]
            ],
        )


def before_change(change: EntryChange) -> EntryStep:
    """How an entry stood before one row of a release changed it."""
    known = change.known
    if known is None:
        raise ValueError("An entry that is new had no state before")
    before = _columns_of(known, change.entry or ())
    if change.adds_provider:
        before["provider_id"] = None
    return EntryStep(known.id, before, None if change.inspections is None else known.inspections)


def before_gone(known: KnownEntry) -> EntryStep:
    """How an entry stood before it was marked as gone."""
    return EntryStep(known.id, {"gone_since": None}, None)


def provider_step(known: KnownProvider, after: Values) -> ProviderStep:
    """How a provider stood before it followed its register."""
    return ProviderStep(known.id, {name: known.value(name) for name in after}, after)


def _columns_of(known: KnownEntry, names: Iterable[str]) -> Values:
    own = {"as_at": known.as_at, "gone_since": known.gone_since}
    facts = as_values(known.facts)
    return {name: own[name] if name in own else facts[name] for name in names}


def _plain(values: Values) -> Values:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def _typed(values: Values) -> Values:
    return {name: _typed_value(name, value) for name, value in values.items()}


def _typed_value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name == "kind":
        return ProviderKind(value)
    if name == "framework":
        return InspectionFramework(value)
    if name == "judged":
        return tuple((area, word) for area, word in value)
    return date.fromisoformat(value) if name in _DAYS else value


def _plain_inspections(inspections: tuple[InspectionFacts, ...] | None) -> list[Values] | None:
    if inspections is None:
        return None
    return [_plain(as_values(each)) for each in inspections]


def _typed_inspections(said: list[Values] | None) -> tuple[InspectionFacts, ...] | None:
    if said is None:
        return None
    return tuple(InspectionFacts(**_typed(each)) for each in said)
