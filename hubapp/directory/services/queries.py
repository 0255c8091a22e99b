"""Reads of register entries as plain values: a whole register at once, without loading objects."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Column, exists, select
from sqlalchemy.orm import aliased

from hubapp.directory.models import Answer, Inspection, Origin, Provider, RegisterEntry
from hubapp.directory.rules.facts import (
    InspectionFacts,
    KnownEntry,
    KnownProvider,
    ListedFacts,
    RegisterFacts,
)
from hubapp.extensions import Base, db
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
            Provider.shown_easting,
            Provider.shown_northing,
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
            point=_point(easting, northing),
            shown=_point(shown_easting, shown_northing),
        )
        for (
            provider_id,
            publish_address,
            easting,
            northing,
            shown_easting,
            shown_northing,
            *listed,
        ) in rows
    }


def list_keys(hub_id: int, source: str) -> frozenset[str]:
    """The keys a hub holds from one register, gone or not."""
    return frozenset(
        db.session.scalars(
            select(RegisterEntry.source_id).where(
                RegisterEntry.hub_id == hub_id, RegisterEntry.source == source
            )
        )
    )


# What a register never says of a provider: whoever filled these in was somebody here.
_LEFT_OPEN = (
    Provider.description,
    Provider.email,
    Provider.website,
    Provider.age_from_months,
    Provider.age_to_months,
    Provider.term_only,
    Provider.min_days_a_week,
    Provider.funded_minutes_a_day,
    Provider.funded_minutes_a_week,
)
_UNANSWERED = (
    Provider.funds_two_year_olds,
    Provider.funds_three_and_four,
    Provider.funds_working_parents,
)
_IDS_A_QUERY = 500


def list_untouched(provider_ids: Collection[int]) -> frozenset[int]:
    """Those of some providers that came from a register, and that nobody here has added to."""
    wanted = sorted(provider_ids)
    found: set[int] = set()
    for start in range(0, len(wanted), _IDS_A_QUERY):
        some = wanted[start : start + _IDS_A_QUERY]
        bare = (column.is_(None) for column in _LEFT_OPEN)
        unanswered = (column == Answer.UNKNOWN for column in _UNANSWERED)
        found.update(
            db.session.scalars(
                select(Provider.id).where(
                    Provider.id.in_(some), Provider.origin == Origin.REGISTER, *bare, *unanswered
                )
            )
        )
    return frozenset(found - _referred_to()) if found else frozenset()


def _referred_to() -> set[int]:
    """Providers that somebody told something of: a row of such a table names them."""
    found: set[int] = set()
    for column in _told_columns():
        found.update(db.session.scalars(select(column).distinct()))
    return found


def _told_columns() -> list[Column[Any]]:
    """Every column that names a provider, in tables of what somebody here told."""
    return [
        column
        for table in Base.metadata.sorted_tables
        if table.info.get("told", True)
        for column in table.columns
        if any(key.column.table.name == Provider.__tablename__ for key in column.foreign_keys)
    ]


def _point(easting: int | None, northing: int | None) -> GridPoint | None:
    return None if easting is None else GridPoint(easting, northing or 0)


class Offer(NamedTuple):
    """A new registration that may be the same place as a gone one, at one postcode."""

    new_key: str
    new_name: str | None
    gone_key: str
    gone_name: str | None
    postcode: str | None


def list_successions(hub_id: int, source: str) -> list[Offer]:
    """Registrations that may have taken the place of gone ones.

    At one postcode, registered later, and the gone one's provider is on no register any more.
    """
    new, gone, other = (aliased(RegisterEntry) for _ in range(3))
    lives_on = exists().where(
        other.provider_id == gone.provider_id, other.source == source, other.gone_since.is_(None)
    )
    rows = db.session.execute(
        select(new.source_id, new.name, gone.source_id, gone.name, gone.postcode)
        .join(gone, (gone.hub_id == new.hub_id) & (gone.postcode == new.postcode))
        .where(
            new.hub_id == hub_id,
            new.source == source,
            gone.source == source,
            new.gone_since.is_(None),
            gone.gone_since.is_not(None),
            gone.provider_id.is_not(None),
            new.registered_on.is_(None)
            | gone.registered_on.is_(None)
            | (new.registered_on > gone.registered_on),
            ~lives_on,
        )
        .order_by(gone.postcode, new.source_id, gone.source_id)
    )
    return [Offer(*row) for row in rows]
