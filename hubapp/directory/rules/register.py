"""Decides what a register's release changes: register facts follow it, local facts do not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hubapp.directory.rules.facts import (
    InspectionFacts,
    KnownEntry,
    KnownProvider,
    ListedFacts,
    RegisterFacts,
    RegisterRecord,
    RegisterRelease,
    Values,
    as_values,
    inspection_field,
)
from hubapp.directory.rules.listing import (
    Surroundings,
    is_listable,
    listed_facts,
    new_provider,
    placed,
    point_of,
)
from hubapp.kernel.geo import GridPoint

_SAME_PLACE_METRES = 15  # releases of the postcode table move a point by a few metres


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What to write for one key. Nulls mean: leave as it is."""

    record: RegisterRecord
    known: KnownEntry | None
    entry: Values | None = None
    inspections: tuple[InspectionFacts, ...] | None = None
    provider: Values | None = None
    fields: tuple[str, ...] = ()

    @property
    def adds_provider(self) -> bool:
        """Whether it lists somebody who was not listed."""
        return self.provider is not None and (self.known is None or self.known.provider is None)

    @property
    def is_listed(self) -> bool:
        """Whether its provider stands in the directory once this is written."""
        return self.adds_provider or (self.known is not None and self.known.provider is not None)

    @property
    def has_position(self) -> bool:
        """Whether its provider's position is known once this is written."""
        if self.provider is not None and "easting" in self.provider:
            return self.provider["easting"] is not None
        return bool(self.known and self.known.provider and self.known.provider.point)

    @property
    def writes(self) -> bool:
        """Whether anything in the database changes."""
        return not (self.entry is None and self.inspections is None and self.provider is None)


def decide_entry(
    record: RegisterRecord, known: KnownEntry | None, release_as_at: date | None, by: Surroundings
) -> EntryChange:
    """What one row of a release changes. A change of the release's date alone is no update."""
    if known is None:
        provider = (
            new_provider(record.source_id, record.facts, by, record.point)
            if is_listable(record.facts)
            else None
        )
        entry = {**as_values(record.facts), "as_at": release_as_at}
        return EntryChange(record, None, entry, record.inspections, provider)
    facts = _readable(record, known.facts)
    inspections = _readable_inspections(record, known.inspections)
    values = _differences(known.facts, facts)
    changed = [*values, *_changed_inspections(known.inspections, inspections)]
    if known.gone_since is not None:
        values["gone_since"] = None
        changed.append("gone_since")
    # An updated row carries its own release's date; an unchanged one keeps a date over no date.
    if known.as_at != release_as_at and (changed or release_as_at):
        values["as_at"] = release_as_at
    return EntryChange(
        record,
        known,
        entry=values or None,
        inspections=inspections if inspections != known.inspections else None,
        provider=_provider_change(record.source_id, known, facts, by),
        fields=tuple(changed),
    )


def decide_gone(known: Iterable[KnownEntry], release: RegisterRelease) -> list[KnownEntry]:
    """Entries the release no longer has."""
    present = {record.source_id for record in release.records} | release.mentioned
    return [entry for entry in known if entry.gone_since is None and entry.source_id not in present]


def successors(
    new: Iterable[RegisterRecord], gone: Iterable[KnownEntry]
) -> list[tuple[str, str, str]]:
    """New keys at the postcode of a gone one: (new key, gone key, postcode)."""
    at: dict[str, list[str]] = {}
    for entry in gone:
        if entry.facts.postcode:
            at.setdefault(entry.facts.postcode, []).append(entry.source_id)
    return [
        (record.source_id, source_id, record.facts.postcode)
        for record in new
        if record.facts.postcode
        for source_id in at.get(record.facts.postcode, ())
    ]


def _differences(old: RegisterFacts | ListedFacts, new: RegisterFacts | ListedFacts) -> Values:
    if old == new:
        return {}
    before = as_values(old)
    return {name: value for name, value in as_values(new).items() if value != before[name]}


def _readable(record: RegisterRecord, old: RegisterFacts) -> RegisterFacts:
    """The new facts, with the old one wherever the new cell is damaged."""
    if not record.unreadable:
        return record.facts
    values = as_values(record.facts)
    values |= {name: v for name, v in as_values(old).items() if name in record.unreadable}
    return RegisterFacts(**values)


def _readable_inspections(
    record: RegisterRecord, old: tuple[InspectionFacts, ...]
) -> tuple[InspectionFacts, ...]:
    by_framework = {each.framework: each for each in record.inspections}
    for each in old:
        if inspection_field(each.framework) in record.unreadable:
            by_framework[each.framework] = each
    return _in_order(by_framework.values())


def _in_order(inspections: Iterable[InspectionFacts]) -> tuple[InspectionFacts, ...]:
    return tuple(sorted(inspections, key=lambda each: each.framework.value))


def _changed_inspections(
    old: tuple[InspectionFacts, ...], new: tuple[InspectionFacts, ...]
) -> list[str]:
    if old == new:
        return []
    changed = {each.framework for each in set(old) ^ set(new)}
    return sorted(inspection_field(framework) for framework in changed)


def _provider_change(
    source_id: str, known: KnownEntry, facts: RegisterFacts, by: Surroundings
) -> Values | None:
    """List somebody newly named; else let what still stands as the register had it follow."""
    provider = known.provider
    if provider is None:
        newly = is_listable(facts) and not is_listable(known.facts)
        return new_provider(source_id, facts, by) if newly else None
    before, after = listed_facts(known.facts), listed_facts(facts)
    ours = as_values(provider.listed)
    was = as_values(before)
    values = {n: v for n, v in _differences(before, after).items() if ours[n] == was[n]}
    point = _followed_point(provider, known.facts, facts, by)
    if point != provider.point:
        values |= placed(
            point,
            publish_address=provider.publish_address,
            surroundings=by,
            source_id=source_id,
        )
    return values or None


def _followed_point(
    provider: KnownProvider, old: RegisterFacts, new: RegisterFacts, by: Surroundings
) -> GridPoint | None:
    """A missing position is filled in; a known one moves only with its own postcode."""
    typed = provider.listed.postcode
    own = typed is not None and typed not in (old.postcode, new.postcode)
    if provider.point is None:
        return point_of(typed if own else new.postcode, by)
    if own or old.postcode == new.postcode:
        return provider.point
    before = point_of(old.postcode, by)
    if before is None or before.metres_to(provider.point) > _SAME_PLACE_METRES:
        return provider.point
    return point_of(new.postcode, by)
