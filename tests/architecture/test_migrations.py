"""Migrations make exactly the tables the code knows, and can be taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from config import Settings
from hubapp.extensions import db
from hubapp.factory import create_app


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
