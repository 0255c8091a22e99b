"""Migrations make exactly the tables the code knows, and can be taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select, text

from config import Settings
from hubapp.directory.models import Extra, ExtraPer
from hubapp.extensions import db
from hubapp.factory import create_app

OLD_EXTRAS = """
INSERT INTO hub (id, slug, name, purpose, weeks_funded, created_on)
    VALUES (1, 'old', 'Old Hub', 'live', 51, '2026-11-01');
INSERT INTO provider (id, hub_id, slug, kind, name, origin, publish_address,
                      funds_two_year_olds, funds_three_and_four, funds_working_parents)
    VALUES (1, 1, 'acorn', 'nursery', 'Acorn', 'told', 0, 'yes', 'yes', 'yes');
INSERT INTO extra (provider_id, name, price_pence, per)
    VALUES (1, 'Lunch', 350, 'day'), (1, 'Trip', 500, 'trip'), (1, 'Music', 250, 'class')
"""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    path = tmp_path / "fresh.sqlite3"
    app = create_app(Settings(database_url=f"sqlite:///{path}", secret_key="tests only"))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.mark.usefixtures("app")
def test_migrations_make_the_tables_the_code_knows() -> None:
    upgrade()
    with db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), db.metadata) == []


@pytest.mark.usefixtures("app")
def test_migrations_can_be_taken_back_and_made_again() -> None:
    upgrade()
    before = set(inspect(db.engine).get_table_names())
    downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
    upgrade()
    assert set(inspect(db.engine).get_table_names()) == before


@pytest.mark.usefixtures("app")
def test_extras_told_before_they_had_kinds_keep_their_price() -> None:
    upgrade(revision="0001")
    with db.engine.begin() as connection:
        for statement in OLD_EXTRAS.split(";"):
            connection.execute(text(statement))
    upgrade()
    extras = db.session.scalars(select(Extra).order_by(Extra.price_pence)).all()
    told = [(extra.name, extra.price_pence, extra.per, extra.kind) for extra in extras]
    assert told == [
        ("Music", 250, ExtraPer.WEEK, None),
        ("Lunch", 350, ExtraPer.DAY, None),
        ("Trip", 500, ExtraPer.TIME, None),
    ]
