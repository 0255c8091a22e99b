"""Reads of hubs."""

from collections.abc import Iterable, Sequence

from sqlalchemy import inspect, select

from hubapp.extensions import db
from hubapp.hubs.models import Hub


def find_hub(slug: str) -> Hub | None:
    """The hub of a slug, or None."""
    return db.session.scalar(select(Hub).where(Hub.slug == slug))


def find_hub_by_id(hub_id: int) -> Hub | None:
    """The hub of an id, or None."""
    return db.session.get(Hub, hub_id)


def list_hubs() -> Sequence[Hub]:
    """Every hub, by name."""
    return db.session.scalars(select(Hub).order_by(Hub.name, Hub.id)).all()


def list_hubs_of(hub_ids: Iterable[int]) -> Sequence[Hub]:
    """The hubs of some ids, by name."""
    return db.session.scalars(
        select(Hub).where(Hub.id.in_(list(hub_ids))).order_by(Hub.name, Hub.id)
    ).all()


def has_tables() -> bool:
    """Whether the database has been set up at all."""
    return inspect(db.engine).has_table(Hub.__tablename__)
