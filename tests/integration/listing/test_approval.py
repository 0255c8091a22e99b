"""What waits for a champion: seen field by field, approved one or many, answered with a reason."""

import pytest
from flask import Flask

from hubapp.directory.models import Provider, ProviderKind
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.listing.models import ChangeState
from hubapp.listing.queries import list_changes, list_waiting
from hubapp.places.models import Postcode, PostcodeSource
from tests.integration.listing.people import ACORN, BEA, OWN, champion, member
from tests.page import CheckingClient, checking_client

WAITING = "/village/champion/waiting"
PUBLIC = "/village/providers/acorn-pre-school"
BEAS = "/village/providers/bea-brown/own"


@pytest.fixture
def ada(app: Flask, hub: Hub) -> CheckingClient:
    return member(app)


@pytest.fixture
def sam(app: Flask, hub: Hub) -> CheckingClient:
    return champion(app, hub)


def waiting(hub: Hub) -> list[str]:
    db.session.expire_all()
    return [str(change.id) for change in list_waiting(hub.id)]


def provider(key: int) -> Provider:
    db.session.expire_all()
    return db.session.get_one(Provider, key)


def test_the_champion_sees_what_differs_and_approves_it(
    hub: Hub, ada: CheckingClient, sam: CheckingClient
) -> None:
    ada.post_form(f"{OWN}/details", name="Oak Pre-school", register_number="EY123456")
    assert "1 thing waits for your yes" in sam.get("/village/champion").words
    words = sam.get(WAITING).words
    assert "Name Before Acorn Pre-school After Oak Pre-school" in words
    assert "Ofsted number Before not said After EY123456" in words
    assert "Part of town" not in words
    (change,) = waiting(hub)
    assert sam.post_form(WAITING, change=change).status_code == 303
    assert sam.get(PUBLIC).heading == "Oak Pre-school"
    assert "Ofsted number is EY123456" in sam.get(PUBLIC).words
    assert "approved, families see it" in ada.get(f"{OWN}/changes").words


def test_many_are_approved_at_once_and_what_is_not_ticked_waits(
    app: Flask, hub: Hub, ada: CheckingClient, sam: CheckingClient
) -> None:
    bea = member(app, "bea@example.org", BEA)
    ada.post_form(f"{OWN}/details", name="Oak")
    ada.post_form(f"{OWN}/week/10", price="65")
    bea.post_form(f"{BEAS}/details", name="Bea Black")
    first, second, third = waiting(hub)
    sam.post_form(WAITING, change=[first, third])
    assert (provider(ACORN).name, provider(BEA).name) == ("Oak", "Bea Black")
    assert waiting(hub) == [second]


def test_a_no_comes_with_a_reason_that_the_provider_reads(
    hub: Hub, ada: CheckingClient, sam: CheckingClient
) -> None:
    ada.post_form(f"{OWN}/details", description="The best in town. Outstanding!")
    (change,) = waiting(hub)
    silent = sam.post_form(WAITING, decline=change)
    assert (silent.status_code, "Say why" in silent.words) == (422, True)
    answer = {"decline": change, f"reply-{change}": "Please leave the grade to Ofsted."}
    assert sam.post_form(WAITING, **answer).status_code == 303
    home = ada.get(OWN).words
    assert "not taken over" in home
    assert "Please leave the grade to Ofsted." in home
    assert "Outstanding" not in sam.get(PUBLIC).words


def test_what_was_changed_meanwhile_is_not_approved_over(
    hub: Hub, ada: CheckingClient, sam: CheckingClient
) -> None:
    ada.post_form(f"{OWN}/details", name="Oak")
    sam.post_form(f"{OWN}/details", name="Elm")
    (change,) = waiting(hub)
    late = sam.post_form(WAITING, change=change)
    assert (late.status_code, "was changed meanwhile" in late.words) == (409, True)
    assert provider(ACORN).name == "Elm"
    assert waiting(hub) == [change]


def test_two_champions_decide_once(app: Flask, hub: Hub, ada: CheckingClient) -> None:
    sam, kim = champion(app, hub), champion(app, hub, "kim@example.org")
    ada.post_form(f"{OWN}/details", name="Oak")
    (change,) = waiting(hub)
    page = kim.get(WAITING).page
    token = page.find("input", attrs={"name": "csrf_token"})["value"]
    sam.post_form(WAITING, change=change)
    kim.post(WAITING, data={"csrf_token": token, "decline": change, f"reply-{change}": "No"})
    assert [one.state for one in list_changes(ACORN, 9)] == [ChangeState.APPROVED]


def test_a_champion_elsewhere_decides_nothing_here(
    app: Flask, hub: Hub, ada: CheckingClient
) -> None:
    ada.post_form(f"{OWN}/details", name="Oak")
    other = Hub(slug="other", name="Other Hub", created_on=hub.created_on)
    db.session.add(other)
    db.session.commit()
    kim = champion(app, other, "kim@example.org")
    (change,) = waiting(hub)
    token = kim.get("/privacy").page.find("input", attrs={"name": "csrf_token"})["value"]
    kim.post("/other/champion/waiting", data={"csrf_token": token, "change": change})
    assert waiting(hub) == [change]


def test_a_new_postcode_moves_the_pin_once_approved(
    hub: Hub, ada: CheckingClient, sam: CheckingClient
) -> None:
    db.session.add(
        Postcode(
            code="ZZ12BB",
            easting=480_000,
            northing=320_000,
            country="E",
            source=PostcodeSource.DEMONSTRATION,
        )
    )
    db.session.commit()
    before = provider(ACORN).shown_easting
    ada.post_form(f"{OWN}/details", postcode="zz1 2bb")
    assert provider(ACORN).shown_easting == before
    sam.post_form(WAITING, change=waiting(hub)[0])
    acorn = provider(ACORN)
    assert (acorn.shown_easting, acorn.shown_northing) == (480_000, 320_000)


def test_a_childminders_new_postcode_is_shown_only_roughly(
    app: Flask, hub: Hub, sam: CheckingClient
) -> None:
    bea = member(app, "bea@example.org", BEA)
    bea.post_form(f"{BEAS}/details", postcode="ZZ1 1AA")
    sam.post_form(WAITING, change=waiting(hub)[0])
    shown = provider(BEA)
    assert (shown.easting, shown.northing) == (470_000, 310_000)
    far = (shown.shown_easting - 470_000) ** 2 + (shown.shown_northing - 310_000) ** 2
    assert far >= 300**2  # R54
    assert "ZZ1 1AA" not in sam.get("/village/providers/bea-brown").words
    bea.post_form(f"{BEAS}/details", publish_address="y")
    sam.post_form(WAITING, change=waiting(hub)[0])
    assert provider(BEA).shown_easting == 470_000


def test_a_new_provider_is_seen_by_families_once_it_is_approved(
    app: Flask, hub: Hub, sam: CheckingClient
) -> None:
    done = sam.post_form("/village/champion/new-provider", name="Little Oaks", kind="nursery")
    assert done.headers["Location"].endswith("/little-oaks/people")
    new = db.session.query(Provider).filter_by(slug="little-oaks").one()
    eve = member(app, "eve@example.org", new.id)
    page, own = "/village/providers/little-oaks", "/village/providers/little-oaks/own"
    stranger = checking_client(app)
    assert stranger.get(page).status_code == 404
    assert "Little Oaks" not in stranger.get("/village/find?where=Duck+End&within=5").words
    eve.post_form(f"{own}/details", name="Little Oaks Nursery")  # nobody sees it yet: no waiting
    assert eve.get(f"{own}/preview").heading == "Little Oaks Nursery"
    eve.post_form(f"{own}/publish", page=own)
    eve.post_form(f"{own}/details", area="Duck End")
    assert "You asked for it" in eve.get(own).words
    assert stranger.get(page).status_code == 404
    assert "Shown to families Before no After yes" in sam.get(WAITING).words
    sam.post_form(WAITING, change=waiting(hub)[0])
    assert stranger.get(page).heading == "Little Oaks Nursery"
    assert new.kind is ProviderKind.NURSERY


def test_the_same_name_twice_gets_an_address_of_its_own(hub: Hub, sam: CheckingClient) -> None:
    for _ in range(2):
        sam.post_form("/village/champion/new-provider", name="Ünder Oaks", kind="childminder")
    slugs = {one.slug for one in db.session.query(Provider)}
    assert {"under-oaks", "under-oaks-2"} <= slugs


def test_a_collection_agreed_by_phone_is_said_so_by_the_champion(
    hub: Hub, ada: CheckingClient, sam: CheckingClient
) -> None:
    sent = {"other": "bea-brown", "way": "they", "days": ["0"], "earliest": "3pm", "latest": "3pm"}
    ada.post_form(f"{OWN}/links/new", **sent, seats="1")
    assert "waits for Bea Brown" in sam.get(WAITING).words
    sam.post_form(f"{BEAS}/links/yes", page=f"{BEAS}/links")
    assert "3pm, " in sam.get(PUBLIC).words or "3pm." in sam.get(PUBLIC).words
