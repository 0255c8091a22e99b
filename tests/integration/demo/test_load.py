"""`hub demo load`: once, again, afresh, and never over a real hub."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from hubapp.availability.models import CareSession, Vacancy
from hubapp.demo.commands import demo
from hubapp.demo.ground import EXAMPLE_POSTCODE
from hubapp.demo.services import AGREED, SLUG, DemoLoaded, DemoRefused, load_demo
from hubapp.directory.models import CollectionLink, Origin, Provider, RegisterEntry
from hubapp.directory.queries import count_by_kind, count_withheld
from hubapp.extensions import db
from hubapp.hubs.models import Hub, HubPurpose
from hubapp.hubs.queries import find_hub
from hubapp.places.queries import find_postcode
from hubapp.transitions.queries import find_current_set
from tests.integration.demo.tables import dump_tables

TODAY = date(2026, 11, 22)


def load(*, today: date = TODAY, reset: bool = False) -> DemoLoaded:
    return load_demo(today, secret="made up", reset=reset)


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_the_town_is_written_whole(app: Flask) -> None:
    loaded = load()
    assert (loaded.built, loaded.providers) == (True, 38)
    assert (loaded.sessions, loaded.links) == (count(CareSession), count(CollectionLink))
    assert count(Vacancy) > loaded.sessions
    hub = find_hub(SLUG)
    assert hub is not None
    assert (hub.name, hub.purpose, hub.max_providers, hub.weeks_funded, hub.created_on) == (
        "Toddlebury Childcare Hub",
        HubPurpose.DEMONSTRATION,
        3,
        51,
        TODAY,
    )
    assert sum(count_by_kind(hub.id).values()) == 38
    assert count_withheld(hub.id) == 6
    for table in (Provider, CareSession, CollectionLink):
        assert set(db.session.scalars(select(table.origin))) == {Origin.DEMONSTRATION}
    assert set(db.session.scalars(select(RegisterEntry.source))) == {"demonstration"}


def test_the_example_postcode_is_near_the_centre(app: Flask) -> None:
    load()
    postcode, hub = find_postcode(EXAMPLE_POSTCODE.replace(" ", "")), find_hub(SLUG)
    assert postcode is not None
    assert hub is not None
    assert postcode.point is not None
    assert hub.centre is not None
    assert (postcode.country, postcode.point.metres_to(hub.centre) < 100) == ("E", True)


def test_five_rhymes_and_five_stories_are_agreed_this_term(app: Flask) -> None:
    load()
    hub = find_hub(SLUG)
    assert hub is not None
    agreed = find_current_set(hub.id, TODAY)
    assert agreed is not None
    assert (agreed.term_name, [row.item.slug for row in agreed.items]) == (
        "Autumn 2026",
        list(AGREED),
    )
    assert {row.position for row in agreed.items} == set(range(1, 11))


def test_loading_twice_changes_nothing(app: Flask) -> None:
    first = load()
    before = dump_tables()
    second = load(today=date(2027, 2, 1))
    assert dump_tables() == before
    assert second == DemoLoaded(False, first.providers, first.sessions, first.links)


def test_reset_builds_the_same_town_anew(app: Flask) -> None:
    load()
    before = dump_tables(without_ids=True)
    hub = find_hub(SLUG)
    assert hub is not None
    hub.name = "Changed by hand"
    db.session.execute(db.delete(Provider).where(Provider.id % 2 == 0))
    db.session.commit()
    assert dump_tables(without_ids=True) != before
    assert load(reset=True).built is True
    assert dump_tables(without_ids=True) == before


def test_reset_leaves_other_hubs_alone(app: Flask) -> None:
    db.session.add(Hub(slug="real", name="Real", created_on=TODAY))
    db.session.commit()
    load()
    load(reset=True)
    assert list(db.session.scalars(select(Hub.slug).order_by(Hub.slug))) == ["real", SLUG]


@pytest.mark.parametrize("reset", [False, True])
def test_a_real_hub_of_that_name_is_not_touched(app: Flask, reset: bool) -> None:
    db.session.add(Hub(slug=SLUG, name="Real", created_on=TODAY))
    db.session.commit()
    before = dump_tables()
    with pytest.raises(DemoRefused, match="A real hub already has the address"):
        load(reset=reset)
    assert dump_tables() == before


def test_the_command_says_what_there_is(app: Flask) -> None:
    runner = app.test_cli_runner()
    first = runner.invoke(demo, ["load", "--today", "2026-11-22"])
    again = runner.invoke(demo, ["load", "--today", "2026-11-22"])
    loaded = load()
    counts = f"38 providers, {loaded.sessions} care sessions, {loaded.links} collection times."
    anew = "To build it anew: hub demo load --reset"
    look = (
        "Look at /toddlebury and try the postcode ZZ1 1AA.\n"
        "Sign in at /sign-in as its champion: champion@example.org"
    )
    assert (first.exit_code, first.output) == (0, f"Toddlebury is ready: {counts}\n{look}\n")
    assert (again.exit_code, again.output) == (
        0,
        f"Toddlebury was here already; nothing changed: {counts}\n{look}\n{anew}\n",
    )
