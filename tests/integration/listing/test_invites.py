"""Asking somebody to look after a provider: by mail, for two weeks, ended at once."""

import re
from datetime import UTC, datetime, timedelta

from flask import Flask

from hubapp.accounts.queries import find_person, list_invites, list_provider_members
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.jobs import jobs_of
from tests.integration.accounts.signing import letters, sign_in
from tests.integration.listing.people import ACORN, BEA, OWN, appoint, champion, member
from tests.page import CheckingClient, checking_client
from tests.village import TODAY

PEOPLE = "/village/champion/acorn-pre-school/people"


def at(app: Flask, *, days: int) -> None:
    later = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC) + timedelta(days=days)
    app.config["CLOCK"] = lambda: later


def ask(sam: CheckingClient, email: str = "ada@example.org") -> str:
    """The link in the mail that was sent."""
    assert sam.post_form(PEOPLE, email=email).status_code == 303
    jobs_of(sam.application).run_all()
    found = re.search(r"http://[^/]+(/invited/\S+)", letters(sam)[-1])
    assert found
    return found.group(1)


def code_in(client: CheckingClient) -> str:
    jobs_of(client.application).run_all()
    found = re.search(r"Your code is (\d{3} \d{3})", letters(client)[-1])
    assert found
    return found.group(1)


def test_from_the_mail_to_the_page(app: Flask, hub: Hub) -> None:
    link = ask(champion(app, hub))
    ada = checking_client(app)
    assert "Acorn Pre-school" in ada.get(link).heading
    assert list_provider_members(ACORN) == []  # opening a link does nothing
    assert ada.post_form(f"{link}/yes", page=link).headers["Location"] == "/sign-in/code"
    assert ada.get(OWN).headers["Location"] == "/sign-in"  # the link alone opens nothing
    done = ada.post_form("/sign-in/code", code=code_in(ada))
    assert done.headers["Location"].endswith("/own")
    assert ada.get(OWN).heading == "Acorn Pre-school"
    assert list_invites(ACORN) == []
    again = checking_client(app).get(link)
    assert (again.status_code, "sign in with your email address" in again.words) == (410, True)


def test_a_link_is_good_for_two_weeks_and_a_newer_one_replaces_it(app: Flask, hub: Hub) -> None:
    sam, ada = champion(app, hub), checking_client(app)
    old = ask(sam)
    at(app, days=1)
    new = ask(champion(app, hub))
    assert ada.get(old).status_code == 410
    assert ada.get(new).status_code == 200
    at(app, days=15)
    assert ada.get(new).status_code == 410
    assert list_provider_members(ACORN) == []
    waiting = champion(app, hub).get(PEOPLE).words
    assert "the link works no more, ask again" in waiting


def test_a_link_that_is_forged_cut_or_taken_back_is_refused(app: Flask, hub: Hub) -> None:
    sam, ada = champion(app, hub), checking_client(app)
    link = ask(sam)
    assert ada.get(link[:-4]).status_code == 404
    assert ada.get("/invited/nonsense").status_code == 404
    invite = str(list_invites(ACORN)[0].id)
    sam.post_form(f"{PEOPLE}/withdraw", page=PEOPLE, invite=invite)
    assert ada.get(link).status_code == 410
    assert find_person("ada@example.org") is None


def test_a_champion_takes_back_only_their_own_providers_invitations(app: Flask, hub: Hub) -> None:
    sam = champion(app, hub)
    ask(sam)
    key = str(list_invites(ACORN)[0].id)
    token = sam.get(PEOPLE).page.find("input", attrs={"name": "csrf_token"})["value"]
    sam.post(
        "/village/champion/bea-brown/people/withdraw", data={"csrf_token": token, "invite": key}
    )
    assert len(list_invites(ACORN)) == 1


def test_what_cannot_be_asked_is_said(app: Flask, hub: Hub) -> None:
    sam = champion(app, hub)
    appoint("ada@example.org", ACORN)
    again = sam.post_form(PEOPLE, email="Ada@example.org ")
    assert (again.status_code, "looks after Acorn Pre-school already" in again.words) == (422, True)
    assert sam.post_form(PEOPLE, email="no address").status_code == 422
    hub.purpose = type(hub.purpose).DEMONSTRATION
    app.config["MAIL_VIA"] = "smtp"
    db.session.commit()
    assert "writes to nobody" in sam.post_form(PEOPLE, email="bo@example.org").words


def test_being_removed_ends_it_at_once_and_forgets_who_has_nothing_else(
    app: Flask, hub: Hub
) -> None:
    ada, sam = member(app), champion(app, hub)
    assert ada.get(OWN).status_code == 200
    held = str(list_provider_members(ACORN)[0].id)
    sam.post_form(f"{PEOPLE}/remove", page=PEOPLE, member=held)
    assert ada.get(OWN).headers["Location"] == "/sign-in"
    assert find_person("ada@example.org") is None


def test_leaving_one_provider_keeps_the_other(app: Flask, hub: Hub) -> None:
    appoint("ada@example.org", ACORN, BEA)
    ada = checking_client(app)
    sign_in(ada, "ada@example.org")
    left = ada.post_form(f"{OWN}/leave", page=OWN)
    assert left.headers["Location"] == "/village/providers/acorn-pre-school"
    assert ada.get(OWN).status_code == 403
    assert ada.get("/village/providers/bea-brown/own").status_code == 200


def test_the_address_of_who_never_answered_is_forgotten(app: Flask, hub: Hub) -> None:
    ask(champion(app, hub))
    at(app, days=59)
    jobs_of(app).run_all()
    assert len(list_invites(ACORN)) == 1
    at(app, days=61)
    jobs_of(app).run_all()
    db.session.expire_all()
    assert list_invites(ACORN) == []
