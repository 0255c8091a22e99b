"""`hub rehearse`: invented weeks in a real hub, and the hub as it was once they are cleared."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, insert, select

from hubapp.availability.models import Booking, CareSession, PriceUnit, Vacancy
from hubapp.demo.commands import rehearse as command
from hubapp.demo.rehearsing import RehearsalRefused, Rehearsed, clear_rehearsal, rehearse
from hubapp.demo.services import SLUG, load_demo
from hubapp.directory.models import (
    Answer,
    CollectionLink,
    Origin,
    Provider,
    ProviderKind,
    RegisterEntry,
)
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.hubs.queries import find_hub
from tests.integration.demo.tables import dump_tables

TODAY = date(2026, 11, 22)
KINDS = list(ProviderKind) * 5
SETTINGS = sum(kind is not ProviderKind.CHILDMINDER for kind in KINDS)


def play(slug: str = "real", *, seed: int = 7) -> Rehearsed:
    return rehearse(slug, seed=seed, today=TODAY, secret="made up")


def add_hub(slug: str = "real", *, redacted: int = 9, placed: bool = True) -> Hub:
    """A hub as an import leaves it: names and places, no weeks."""
    hub = Hub(slug=slug, name=slug.title(), created_on=TODAY)
    db.session.add(hub)
    db.session.flush()
    points = [(350_000 + 130 * n, 170_000 + 90 * n) for n in range(len(KINDS))]
    db.session.execute(
        insert(Provider),
        [
            {
                "hub_id": hub.id,
                "slug": f"p{n}",
                "kind": kind,
                "name": f"Provider {n}",
                "origin": Origin.REGISTER,
                "easting": east if placed else None,
                "northing": north if placed else None,
                "shown_easting": east if placed else None,
                "shown_northing": north if placed else None,
            }
            for n, (kind, (east, north)) in enumerate(zip(KINDS, points, strict=True))
        ],
    )
    for n in range(redacted):
        db.session.add(
            RegisterEntry(
                hub_id=hub.id,
                source="register",
                source_id=f"{slug}{n}",
                redacted=True,
                provider_type="Childminder",
            )
        )
    db.session.commit()
    return hub


def tell_one_session(hub: Hub) -> int:
    """One provider's real session; the provider's id."""
    told = db.session.scalars(select(Provider).where(Provider.hub_id == hub.id)).first()
    assert told is not None
    db.session.add(
        CareSession(
            provider_id=told.id,
            label="Morning",
            weekday=0,
            start_minutes=480,
            end_minutes=780,
            booking=Booking.SESSION,
            age_from_months=3,
            age_to_months=24,
            price_pence=None,
            price_unit=PriceUnit.SESSION,
            funded=Answer.UNKNOWN,
            origin=Origin.TOLD,
        )
    )
    db.session.commit()
    return told.id


def test_every_placed_provider_gets_a_week_and_stand_ins_join(app: Flask) -> None:
    hub = add_hub()
    done = play()
    assert (done.stand_ins, done.providers, done.unplaced) == (9, len(KINDS) + 9, 0)
    busy = db.session.scalar(select(func.count(CareSession.provider_id.distinct())))
    assert busy == len(KINDS) + 9
    assert hub.rehearsal_seed == 7
    assert set(db.session.scalars(select(CareSession.origin))) == {Origin.REHEARSAL}
    assert set(db.session.scalars(select(CollectionLink.origin))) == {Origin.REHEARSAL}
    assert done.links > 0
    assert db.session.scalar(select(func.count()).select_from(Vacancy)) >= done.sessions


def test_providers_without_a_position_stay_empty(app: Flask) -> None:
    hub = add_hub(redacted=0)
    lost = db.session.scalars(select(Provider).where(Provider.hub_id == hub.id)).first()
    assert lost is not None
    lost.easting = lost.northing = lost.shown_easting = lost.shown_northing = None
    db.session.commit()
    done = play()
    assert (done.providers, done.unplaced) == (len(KINDS) - 1, 1)
    busy = set(db.session.scalars(select(CareSession.provider_id)))
    assert lost.id not in busy


def test_stand_ins_never_outnumber_settings(app: Flask) -> None:
    add_hub(redacted=200)
    assert play().stand_ins == SETTINGS


def test_clearing_restores_every_table(app: Flask) -> None:
    tell_one_session(add_hub())
    before = dump_tables()
    play()
    assert dump_tables() != before
    assert clear_rehearsal("real") == ["Real"]
    assert dump_tables() == before


def test_a_providers_own_facts_are_not_written_to(app: Flask) -> None:
    add_hub()
    before = dump_tables()["provider"]
    play()
    own = [row for row in dump_tables()["provider"] if "rehearsal-childminder" not in row]
    assert own == before


def test_what_somebody_told_is_neither_changed_nor_added_to(app: Flask) -> None:
    provider_id = tell_one_session(add_hub())
    play()
    rows = db.session.scalars(select(CareSession).where(CareSession.provider_id == provider_id))
    assert [row.origin for row in rows] == [Origin.TOLD]


def test_the_same_seed_plays_the_same_and_another_replaces_it(app: Flask) -> None:
    hub = add_hub()
    play(seed=7)
    first = dump_tables(without_ids=True)
    play(seed=8)
    second = dump_tables(without_ids=True)
    assert hub.rehearsal_seed == 8
    assert second["care_session"] != first["care_session"]
    play(seed=7)
    assert dump_tables(without_ids=True) == first


def test_clearing_every_hub_leaves_the_demonstration(app: Flask) -> None:
    load_demo(TODAY, secret="made up")
    add_hub("one")
    add_hub("two")
    before = dump_tables()
    play("one")
    play("two")
    assert clear_rehearsal(None) == ["One", "Two"]
    assert dump_tables() == before
    assert clear_rehearsal(None) == []


def test_clearing_one_hub_leaves_another_in_rehearsal(app: Flask) -> None:
    add_hub("one")
    play("one")
    only_one = dump_tables(without_ids=True)["care_session"]
    add_hub("two")
    play("two")
    clear_rehearsal("two")
    assert dump_tables(without_ids=True)["care_session"] == only_one


def test_refusals_are_plain_sentences_and_write_nothing(app: Flask) -> None:
    load_demo(TODAY, secret="made up")
    add_hub("unplaced", placed=False)
    before = dump_tables()
    for slug, sentence in (
        (SLUG, "“toddlebury” is a demonstration: everything in it is made up already."),
        ("nowhere", "There is no hub with the address “nowhere”."),
        (
            "unplaced",
            "No provider of “unplaced” has a position yet: run `hub import postcodes` first.",
        ),
    ):
        with pytest.raises(RehearsalRefused) as refusal:
            play(slug)
        assert str(refusal.value) == sentence
    assert dump_tables() == before


def test_the_command_plays_and_clears(app: Flask) -> None:
    add_hub()
    runner = app.test_cli_runner()
    done = runner.invoke(command, ["--hub", "real", "--seed", "3", "--today", "2026-11-22"])
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == "“real” is in rehearsal, and every page says so."
    assert done.stderr.splitlines() == [
        f"Inventing weeks: {len(KINDS)}",
        "Writing weeks, 50 providers at a time: 1",
    ]
    cleared = runner.invoke(command, ["--clear", "--hub", "real"])
    assert cleared.output == "Real: the rehearsal is out, everything else is as it was.\n"
    assert runner.invoke(command, ["--clear"]).output == "No rehearsal to clear.\n"
    refused = runner.invoke(command, ["--hub", "nowhere", "--seed", "3"])
    assert (refused.exit_code, refused.output) == (
        1,
        "Error: There is no hub with the address “nowhere”.\n",
    )
    assert runner.invoke(command, ["--hub", "real"]).exit_code == 2
    hub = find_hub("real")
    assert hub is not None
    assert hub.rehearsal_seed is None
