"""An app on a freshly migrated SQLite file for every test: migrated once, copied each time."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from config import Settings
from hubapp.extensions import db
from hubapp.factory import create_app


def _settings(path: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{path}", secret_key="tests only")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("database") / "migrated.sqlite3"
    app = create_app(_settings(path))
    with app.app_context():
        upgrade()
        db.session.remove()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    return path


@pytest.fixture
def app(migrated_file: Path, tmp_path: Path) -> Iterator[Flask]:
    path = tmp_path / "hub.sqlite3"
    shutil.copy(migrated_file, path)
    app = create_app(_settings(path))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
