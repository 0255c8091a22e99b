"""What a register says, and what stands here already: the values the decisions are made on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hubapp.directory.judged import Judged
from hubapp.directory.models import InspectionFramework, ProviderKind
from hubapp.kernel.geo import GridPoint

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """What a register says of one provider: the compared fields, named like their columns."""

    redacted: bool
    name: str | None
    provider_type: str
    provider_subtype: str | None
    status: str | None
    registers: str | None
    address: str | None
    town: str | None
    postcode: str | None
    phone: str | None
    local_authority: str | None
    places: int | None
    registered_on: date | None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class InspectionFacts:
    """What a register says of one inspection."""

    framework: InspectionFramework
    inspected_on: date | None
    outcome: str | None
    safeguarding: str | None
    number: str | None
    judged: Judged | None = None
    visit_type: str | None = None


@dataclass(frozen=True, slots=True)
class RegisterRecord:
    """One sound row of a release. Fields in `unreadable` are damaged and must not be written.

    `point` is where the register itself says it is, for when its postcode is not known.
    """

    source_id: str
    facts: RegisterFacts
    inspections: tuple[InspectionFacts, ...]
    unreadable: frozenset[str] = frozenset()
    point: GridPoint | None = None


@dataclass(frozen=True, slots=True)
class RegisterRelease:
    """A register's file as read. `mentioned` are keys of rows it has but that were not taken."""

    source: str
    as_at: date | None
    records: tuple[RegisterRecord, ...]
    mentioned: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ListedFacts:
    """The facts of a provider that come from a register until somebody here says otherwise."""

    kind: ProviderKind
    name: str
    area: str | None
    address: str | None
    postcode: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class KnownProvider:
    """A provider as it stands here."""

    id: int
    listed: ListedFacts
    publish_address: bool
    point: GridPoint | None
    shown: GridPoint | None = None

    def value(self, column: str) -> Any:
        """One of its columns that an import may change."""
        points = {"": self.point, "shown_": self.shown}
        for prefix, point in points.items():
            if column in (f"{prefix}easting", f"{prefix}northing"):
                return getattr(point, column.removeprefix(prefix)) if point else None
        if column == "publish_address":
            return self.publish_address
        return getattr(self.listed, column)


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """A register entry as it stands here."""

    id: int
    source_id: str
    as_at: date | None
    gone_since: date | None
    facts: RegisterFacts
    inspections: tuple[InspectionFacts, ...]
    provider: KnownProvider | None


def as_values(facts: RegisterFacts | ListedFacts | InspectionFacts) -> Values:
    """Facts by the name of their column."""
    return {name: getattr(facts, name) for name in type(facts).__dataclass_fields__}


def inspection_field(framework: InspectionFramework) -> str:
    """What a changed or damaged inspection is called in a report."""
    return f"inspection_{framework.value}"
