"""Reads that loading the town and rehearsing need."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, func, select

from hubapp.availability.models import CareSession
from hubapp.directory.models import CollectionLink, Origin, Provider
from hubapp.extensions import db
from hubapp.hubs.models import Hub


def list_rehearsed_hubs() -> Sequence[Hub]:
    """Every hub with invented sessions in it."""
    return db.session.scalars(
        select(Hub).where(Hub.rehearsal_seed.is_not(None)).order_by(Hub.id)
    ).all()


def list_placed_providers(hub_id: int) -> Sequence[Provider]:
    """The hub's own providers whose position is known, in a settled order."""
    return db.session.scalars(
        select(Provider)
        .where(
            Provider.hub_id == hub_id,
            Provider.origin != Origin.REHEARSAL,
            Provider.shown_easting.is_not(None),
            Provider.shown_northing.is_not(None),
        )
        .order_by(Provider.slug)
    ).all()


def list_provider_ids_with_sessions(hub_id: int) -> Collection[int]:
    """Providers that somebody really told us the sessions of."""
    return set(
        db.session.scalars(
            select(CareSession.provider_id)
            .join(Provider, Provider.id == CareSession.provider_id)
            .where(Provider.hub_id == hub_id, CareSession.origin != Origin.REHEARSAL)
            .distinct()
        )
    )


def list_told_links(hub_id: int) -> Collection[tuple[int, int]]:
    """Pairs of collector and partner that somebody really told us of."""
    rows = db.session.execute(
        select(CollectionLink.collector_id, CollectionLink.partner_id)
        .join(Provider, Provider.id == CollectionLink.collector_id)
        .where(Provider.hub_id == hub_id, CollectionLink.origin != Origin.REHEARSAL)
        .distinct()
    )
    return {(collector, partner) for collector, partner in rows}


def ids_of_providers(hub_id: int) -> Select[int]:
    """The ids of a hub's providers, as part of another statement."""
    return select(Provider.id).where(Provider.hub_id == hub_id)


def count_rows(hub_id: int) -> tuple[int, int, int]:
    """How many providers, care sessions and collection links a hub has."""
    own = ids_of_providers(hub_id)
    return (
        _count(select(func.count()).select_from(own.subquery())),
        _count(select(func.count()).where(CareSession.provider_id.in_(own))),
        _count(select(func.count()).where(CollectionLink.collector_id.in_(own))),
    )


def _count(counting: Select[int]) -> int:
    return db.session.scalar(counting) or 0
