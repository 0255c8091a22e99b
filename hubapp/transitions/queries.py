"""Reads of the library, the agreed sets and who uses them."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from hubapp.extensions import db
from hubapp.transitions.models import AgreedItem, AgreedSet, ItemKind, LibraryItem, TakeUp


def get_item(slug: str) -> LibraryItem:
    """One rhyme or story. Raises NoResultFound when the library has none of that name."""
    return db.session.scalars(select(LibraryItem).where(LibraryItem.slug == slug)).one()


def find_item(slug: str) -> LibraryItem | None:
    """One rhyme or story, or None."""
    return db.session.scalar(select(LibraryItem).where(LibraryItem.slug == slug))


def list_library(kind: ItemKind | None = None) -> Sequence[LibraryItem]:
    """The whole library, or one kind of it, by title."""
    wanted = select(LibraryItem).order_by(LibraryItem.title)
    if kind is not None:
        wanted = wanted.where(LibraryItem.kind == kind)
    return db.session.scalars(wanted).all()


def find_current_set(hub_id: int, today: date) -> AgreedSet | None:
    """The set a hub shares on a day, with its items in order; None between sets."""
    return db.session.scalar(
        select(AgreedSet)
        .where(
            AgreedSet.hub_id == hub_id,
            AgreedSet.starts_on <= today,
            AgreedSet.ends_on >= today,
        )
        .options(selectinload(AgreedSet.items).selectinload(AgreedItem.item))
        .order_by(AgreedSet.starts_on.desc())
        .limit(1)
    )


def list_items_shared_by(
    hub_id: int, provider_ids: Iterable[int], today: date
) -> Sequence[LibraryItem]:
    """What a child would know in every one of these places: items all of them use, in order.

    Nothing for no providers, and nothing between sets.
    """
    ids = set(provider_ids)
    current = find_current_set(hub_id, today)
    if not ids or current is None:
        return []
    users = _users(current.id, today).where(TakeUp.provider_id.in_(ids)).subquery()
    return db.session.scalars(
        select(LibraryItem)
        .join(AgreedItem, AgreedItem.library_item_id == LibraryItem.id)
        .join(users, users.c.agreed_item_id == AgreedItem.id)
        .where(users.c.providers == len(ids))
        .order_by(AgreedItem.position)
    ).all()


def count_take_ups(agreed_set_id: int, today: date) -> dict[int, int]:
    """How many providers use each item of a set by a day, by agreed item; 0 for none."""
    users = _users(agreed_set_id, today).subquery()
    rows = db.session.execute(
        select(AgreedItem.id, func.coalesce(users.c.providers, 0))
        .outerjoin(users, users.c.agreed_item_id == AgreedItem.id)
        .where(AgreedItem.agreed_set_id == agreed_set_id)
        .order_by(AgreedItem.position)
    )
    return dict(rows.all())


def _users(agreed_set_id: int, today: date) -> Select[int, int]:
    """How many providers use each item of a set by a day."""
    return (
        select(TakeUp.agreed_item_id, func.count().label("providers"))
        .join(AgreedItem, AgreedItem.id == TakeUp.agreed_item_id)
        .where(AgreedItem.agreed_set_id == agreed_set_id, TakeUp.since <= today)
        .group_by(TakeUp.agreed_item_id)
    )
