"""Reads of register entries as plain values: a whole register at once, without loading objects."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from hubapp.directory.models import Inspection, Provider, RegisterEntry
from hubapp.directory.rules.facts import (
    InspectionFacts,
    KnownEntry,
    KnownProvider,
    ListedFacts,
    RegisterFacts,
)
from hubapp.extensions import db
from hubapp.kernel.geo import GridPoint

# Named once, so that rows become facts by position: 70,000 of them in a moment.
_FACTS: tuple[Any, ...] = tuple(
    getattr(RegisterEntry, name) for name in RegisterFacts.__dataclass_fields__
)
_INSPECTION: tuple[Any, ...] = tuple(
    getattr(Inspection, name) for name in InspectionFacts.__dataclass_fields__
)
_LISTED: tuple[Any, ...] = tuple(
    getattr(Provider, name) for name in ListedFacts.__dataclass_fields__
)


def list_known_entries(hub_id: int, source: str) -> dict[str, KnownEntry]:
    """Everything a hub holds from one register, by key."""
    inspections = _inspections(hub_id, source)
    providers = _providers(hub_id, source)
    rows = db.session.execute(
        select(
            RegisterEntry.id,
            RegisterEntry.source_id,
            RegisterEntry.as_at,
            RegisterEntry.gone_since,
            RegisterEntry.provider_id,
            *_FACTS,
        ).where(RegisterEntry.hub_id == hub_id, RegisterEntry.source == source)
    )
    return {
        source_id: KnownEntry(
            id=entry_id,
            source_id=source_id,
            as_at=as_at,
            gone_since=gone_since,
            facts=RegisterFacts(*facts),
            inspections=tuple(inspections.get(entry_id, ())),
            provider=providers.get(provider_id),
        )
        for entry_id, source_id, as_at, gone_since, provider_id, *facts in rows
    }


def list_slugs(hub_id: int) -> set[str]:
    """Every slug in use in a hub."""
    return set(db.session.scalars(select(Provider.slug).where(Provider.hub_id == hub_id)))


def list_shown_points(hub_id: int) -> list[GridPoint]:
    """Where a hub's providers may be shown, as far as known."""
    rows = db.session.execute(
        select(Provider.shown_easting, Provider.shown_northing).where(
            Provider.hub_id == hub_id, Provider.shown_easting.is_not(None)
        )
    )
    return [
        GridPoint(easting, northing)
        for easting, northing in rows
        if easting is not None and northing is not None
    ]


def _inspections(hub_id: int, source: str) -> dict[int, list[InspectionFacts]]:
    rows = db.session.execute(
        select(Inspection.register_entry_id, *_INSPECTION)
        .join(RegisterEntry, RegisterEntry.id == Inspection.register_entry_id)
        .where(RegisterEntry.hub_id == hub_id, RegisterEntry.source == source)
        .order_by(Inspection.register_entry_id, Inspection.framework)
    )
    found: dict[int, list[InspectionFacts]] = defaultdict(list)
    for entry_id, *facts in rows:
        found[entry_id].append(InspectionFacts(*facts))
    return found


def _providers(hub_id: int, source: str) -> dict[int | None, KnownProvider]:
    rows = db.session.execute(
        select(
            Provider.id,
            Provider.publish_address,
            Provider.easting,
            Provider.northing,
            *_LISTED,
        )
        .join(RegisterEntry, RegisterEntry.provider_id == Provider.id)
        .where(RegisterEntry.hub_id == hub_id, RegisterEntry.source == source)
    )
    return {
        provider_id: KnownProvider(
            id=provider_id,
            listed=ListedFacts(*listed),
            publish_address=publish_address,
            point=None if easting is None else GridPoint(easting, northing or 0),
        )
        for provider_id, publish_address, easting, northing, *listed in rows
    }
