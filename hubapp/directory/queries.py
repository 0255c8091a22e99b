"""Reads of the directory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from hubapp.directory.models import CollectionLink, Origin, Provider, ProviderKind, RegisterEntry
from hubapp.directory.rules.consent import CONSENTED
from hubapp.extensions import db
from hubapp.kernel.geo import GridPoint


@dataclass(frozen=True, slots=True)
class Area:
    """A named neighbourhood or town, where its listed providers are on average."""

    name: str
    point: GridPoint
    providers: int


def is_listed(hub_id: int) -> ColumnElement[bool]:
    """A hub's public providers, but for those whose register entry has since been withheld."""
    return and_(_is_held(hub_id), Provider.is_public.is_(True))


def _is_held(hub_id: int) -> ColumnElement[bool]:
    """A hub's providers whose name may be known to somebody here, public yet or not.

    Who consents to be named by a list of their own may, whatever the register withholds.
    """
    withheld = exists().where(
        RegisterEntry.provider_id == Provider.id, RegisterEntry.redacted.is_(True)
    )
    named = exists().where(
        RegisterEntry.provider_id == Provider.id,
        RegisterEntry.source == CONSENTED,
        RegisterEntry.gone_since.is_(None),
    )
    shown = or_(Provider.origin != Origin.REGISTER, not_(withheld), named)
    return and_(Provider.hub_id == hub_id, shown)


def find_provider(hub_id: int, slug: str) -> Provider | None:
    """One listed provider with everything its page shows, or None."""
    return _find(is_listed(hub_id), slug)


def find_held_provider(hub_id: int, slug: str) -> Provider | None:
    """The same, public yet or not: for those who look after it."""
    return _find(_is_held(hub_id), slug)


def _find(where: ColumnElement[bool], slug: str) -> Provider | None:
    return db.session.scalar(
        select(Provider)
        .where(where, Provider.slug == slug)
        .options(
            selectinload(Provider.register_entries).selectinload(RegisterEntry.inspections),
            selectinload(Provider.extras),
            selectinload(Provider.sources),
        )
    )


def find_provider_by_id(provider_id: int) -> Provider | None:
    """A provider, or None."""
    return db.session.get(Provider, provider_id)


def list_providers_of(provider_ids: Iterable[int]) -> Sequence[Provider]:
    """The providers of some ids, by name."""
    return db.session.scalars(
        select(Provider)
        .where(Provider.id.in_(list(provider_ids)))
        .options(joinedload(Provider.hub))
        .order_by(Provider.name, Provider.id)
    ).all()


def list_listed_providers(hub_id: int) -> Sequence[Provider]:
    """Everybody a hub lists, by name."""
    return db.session.scalars(
        select(Provider).where(is_listed(hub_id)).order_by(Provider.name, Provider.id)
    ).all()


def list_hidden_providers(hub_id: int) -> Sequence[Provider]:
    """A hub's providers that families do not see yet, by name."""
    return db.session.scalars(
        select(Provider)
        .where(_is_held(hub_id), Provider.is_public.is_(False))
        .order_by(Provider.name, Provider.id)
    ).all()


def list_providers_within(
    hub_id: int, point: GridPoint, reach_metres: float, kinds: Iterable[ProviderKind] = ()
) -> Sequence[Provider]:
    """Providers whose shown point lies in the square around a point; the caller cuts the circle."""
    reach = round(reach_metres)
    wanted = (
        select(Provider)
        .where(
            is_listed(hub_id),
            Provider.shown_easting.between(point.easting - reach, point.easting + reach),
            Provider.shown_northing.between(point.northing - reach, point.northing + reach),
        )
        .order_by(Provider.id)
    )
    if chosen := list(kinds):
        wanted = wanted.where(Provider.kind.in_(chosen))
    return db.session.scalars(wanted).all()


def list_links_among(provider_ids: Iterable[int]) -> Sequence[CollectionLink]:
    """Collection links with both ends among some providers, but for those one end must confirm."""
    ids = list(provider_ids)
    return db.session.scalars(
        select(CollectionLink)
        .where(
            CollectionLink.collector_id.in_(ids),
            CollectionLink.partner_id.in_(ids),
            CollectionLink.waits_for.is_(None),
        )
        .order_by(CollectionLink.id)
    ).all()


def list_links_of(provider_id: int) -> Sequence[CollectionLink]:
    """Collection links at either end of one provider, those that wait for a yes among them."""
    return db.session.scalars(
        select(CollectionLink)
        .where(
            (CollectionLink.collector_id == provider_id)
            | (CollectionLink.partner_id == provider_id)
        )
        .options(selectinload(CollectionLink.collector), selectinload(CollectionLink.partner))
        .order_by(CollectionLink.from_minutes, CollectionLink.id)
    ).all()


def list_links_to_agree(hub_id: int) -> Sequence[CollectionLink]:
    """Collection links of a hub that one end has still to confirm, the oldest first."""
    return db.session.scalars(
        select(CollectionLink)
        .join(CollectionLink.collector)
        .where(Provider.hub_id == hub_id, CollectionLink.waits_for.is_not(None))
        .options(joinedload(CollectionLink.collector), joinedload(CollectionLink.partner))
        .order_by(CollectionLink.id)
    ).all()


def list_areas(hub_id: int) -> Sequence[Area]:
    """The hub's named areas, most providers first."""
    count = func.count().label("providers")
    rows = db.session.execute(
        select(
            Provider.area,
            func.avg(Provider.shown_easting),
            func.avg(Provider.shown_northing),
            count,
        )
        .where(
            is_listed(hub_id),
            Provider.area.is_not(None),
            Provider.shown_easting.is_not(None),
        )
        .group_by(Provider.area)
        .order_by(count.desc(), Provider.area)
    )
    return [
        Area(name, GridPoint(round(easting), round(northing)), providers)
        for name, easting, northing, providers in rows
    ]


def count_by_kind(hub_id: int) -> dict[ProviderKind, int]:
    """How many providers of each kind are listed."""
    rows = db.session.execute(
        select(Provider.kind, func.count()).where(is_listed(hub_id)).group_by(Provider.kind)
    )
    return {row[0]: row[1] for row in rows}


def count_unplaced(hub_id: int) -> int:
    """Listed providers whose position is not known, so that no distance can be given."""
    return (
        db.session.scalar(
            select(func.count()).where(is_listed(hub_id), Provider.shown_easting.is_(None))
        )
        or 0
    )


def count_withheld(hub_id: int) -> int:
    """Childminders on a register who chose not to be listed: counted, never shown."""
    return (
        db.session.scalar(
            select(func.count()).where(
                RegisterEntry.hub_id == hub_id,
                RegisterEntry.redacted.is_(True),
                RegisterEntry.gone_since.is_(None),
                RegisterEntry.provider_type == "Childminder",
                RegisterEntry.provider_id.is_(None),
            )
        )
        or 0
    )
