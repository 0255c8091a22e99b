"""Everything a test compares before and after an import."""

from typing import Any

from sqlalchemy import select

from hubapp.directory.models import Provider, RegisterEntry
from hubapp.extensions import Base, db


def whole_database() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    db.session.rollback()
    return {
        table.name: [tuple(row) for row in db.session.execute(select(table))]
        for table in Base.metadata.sorted_tables
    }


def entry(source_id: str) -> RegisterEntry:
    db.session.expire_all()
    return db.session.scalars(
        select(RegisterEntry).where(RegisterEntry.source_id == source_id)
    ).one()


def provider(name: str) -> Provider:
    db.session.expire_all()
    return db.session.scalars(select(Provider).where(Provider.name == name)).one()


def names_listed() -> list[str]:
    return list(db.session.scalars(select(Provider.name).order_by(Provider.name)))
