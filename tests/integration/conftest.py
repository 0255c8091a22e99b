"""An app on a freshly migrated SQLite file for every test: migrated once, copied each time."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from config import Settings
from hubapp.extensions import db
from hubapp.factory import create_app
from hubapp.hubs.models import Hub, HubPurpose
from hubapp.places.models import Postcode, PostcodeSource
from tests.page import CheckingClient, checking_client
from tests.village import HOME, TODAY, blended_village


def _settings(path: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{path}",
        secret_key="tests only",
        jobs_file=path.with_name("jobs.sqlite3"),
        mail_via="file",
        mail_folder=path.with_name("mail"),
    )


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


@pytest.fixture
def client(app: Flask) -> CheckingClient:
    """Fetches pages, and fails the test when one is not well made."""
    return checking_client(app)


@pytest.fixture
def hub(app: Flask) -> Hub:
    """A hub with the blended village in it, looked at on the village's day."""
    app.config["CLOCK"] = lambda: datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)
    hub = Hub(slug="village", name="Village Hub", area_name="the village", created_on=TODAY)
    hub.purpose = HubPurpose.LIVE
    db.session.add(hub)
    db.session.flush()
    db.session.add(
        Postcode(
            code="ZZ11AA",
            easting=HOME.easting,
            northing=HOME.northing,
            country="E",
            source=PostcodeSource.DEMONSTRATION,
        )
    )
    village = blended_village()
    for provider in village.providers:
        provider.hub_id = hub.id
        provider.area = "Duck End"
        db.session.add(provider)
    db.session.flush()
    for provider_id, sessions in village.sessions.items():
        for session in sessions:
            session.provider_id = provider_id
            db.session.add(session)
    db.session.add_all(village.links)
    db.session.commit()
    return hub
