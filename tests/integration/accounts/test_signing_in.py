"""Champions sign in with a code from an e-mail: once, in time, and not by guessing."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from hubapp.accounts.models import Role
from hubapp.accounts.services import forget_old, give_role
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.jobs import jobs_of
from hubapp.web import clock
from tests.integration.accounts.signing import letters, sign_in
from tests.page import CheckingClient, checking_client
from tests.village import TODAY

SAM = "sam@example.org"


@pytest.fixture
def champion(hub: Hub) -> str:
    give_role(SAM, hub.id, Role.CHAMPION, today=TODAY, name="Sam Green")
    db.session.commit()
    return SAM


def later(app: Flask, **span: int) -> None:
    """Let time pass."""
    then: datetime = clock.now() + timedelta(**span)
    app.config["CLOCK"] = lambda: then


def ask(client: CheckingClient, email: str = SAM) -> str:
    """Ask for a code; the one that came, if any."""
    client.post_form("/sign-in", email=email)
    jobs_of(client.application).run_all()
    found = [re.search(r"Your code is (\d{3} \d{3})", letter) for letter in letters(client)]
    return found[-1].group(1) if found and found[-1] else ""


def is_in(client: CheckingClient) -> bool:
    return client.get("/your-hubs").headers.get("Location") != "/sign-in"


def test_with_the_code_from_the_mail(client: CheckingClient, champion: str) -> None:
    code = ask(client, " SAM@example.org ")
    answer = client.post_form("/sign-in/code", code=code)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/your-hubs")
    page = client.get("/village/")
    assert "Signed in as Sam Green" in page.get_data(as_text=True)


def test_one_is_taken_back_to_where_one_wanted_to_be(client: CheckingClient, champion: str) -> None:
    assert client.get("/your-hubs?from=mail").headers["Location"] == "/sign-in"
    answer = client.post_form("/sign-in/code", code=ask(client))
    assert answer.headers["Location"] == "/your-hubs?from=mail"


def test_a_code_works_once(client: CheckingClient, champion: str, app: Flask) -> None:
    code = ask(client)
    copied = checking_client(app)
    copied.set_cookie("session", client.get_cookie("session").value)
    assert client.post_form("/sign-in/code", code=code).status_code == 302
    assert copied.post_form("/sign-in/code", code=code).status_code == 422


def test_a_code_is_too_old_after_ten_minutes(
    client: CheckingClient, champion: str, app: Flask
) -> None:
    code = ask(client)
    later(app, minutes=10)
    answer = client.post_form("/sign-in/code", code=code)
    assert answer.status_code == 422
    assert "That code does not work" in answer.words


def test_five_wrong_tries_end_a_code(client: CheckingClient, champion: str) -> None:
    code = ask(client)
    wrong = "000 000" if code != "000 000" else "000 001"
    for _ in range(5):
        assert client.post_form("/sign-in/code", code=wrong).status_code == 422
    assert client.post_form("/sign-in/code", code=code).status_code == 422


def test_somebody_elses_code_does_not_work(
    client: CheckingClient, champion: str, app: Flask, hub: Hub
) -> None:
    give_role("kim@example.org", hub.id, Role.CHAMPION, today=TODAY)
    db.session.commit()
    theirs = ask(checking_client(app), "kim@example.org")
    if theirs != ask(client):
        assert client.post_form("/sign-in/code", code=theirs).status_code == 422


def test_nothing_tells_whether_an_address_is_known(client: CheckingClient, champion: str) -> None:
    pages = []
    for email in (SAM, "nobody@example.org"):
        sent = client.post_form("/sign-in", email=email)
        pages.append(
            (sent.status_code, sent.headers["Location"], client.get("/sign-in/code").words)
        )
        wrong = [client.post_form("/sign-in/code", code="12").words for _ in range(6)]
        pages[-1] += (*wrong,)
    assert pages[0] == pages[1]
    jobs_of(client.application).run_all()
    assert len(letters(client)) == 1


def test_an_address_gets_no_more_than_eight_codes_an_hour(
    client: CheckingClient, champion: str, app: Flask
) -> None:
    for _ in range(10):
        assert client.post_form("/sign-in", email=SAM).status_code == 302
    jobs_of(app).run_all()
    assert len(letters(client)) == 8


def test_asking_without_end_is_stopped(client: CheckingClient) -> None:
    answers = [client.post_form("/sign-in", email=SAM) for _ in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert answers[-1].heading == "That was tried too often"


def test_two_quiet_hours_sign_one_out(client: CheckingClient, champion: str, app: Flask) -> None:
    sign_in(client, SAM)
    later(app, minutes=119)
    assert is_in(client)
    later(app, minutes=119)
    assert is_in(client)
    later(app, minutes=120)
    assert not is_in(client)


def test_signing_out_ends_copies_of_the_cookie_too(
    client: CheckingClient, champion: str, app: Flask
) -> None:
    sign_in(client, SAM)
    copied = checking_client(app)
    copied.set_cookie("session", client.get_cookie("session").value)
    assert is_in(copied)
    client.post_form("/sign-out", page="/your-hubs", then="/village/")
    assert not is_in(client)
    assert not is_in(copied)


def test_forgetting_takes_only_what_holds_no_more(
    client: CheckingClient, champion: str, app: Flask
) -> None:
    sign_in(client, SAM)
    forget_old(now=clock.now() + timedelta(hours=1))
    assert is_in(client)
    forget_old(now=clock.now() + timedelta(days=8))
    assert not is_in(client)


def test_letters_hold_the_code_only_until_they_went(
    client: CheckingClient, champion: str, app: Flask
) -> None:
    ask(client)
    text = Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")).read_bytes()
    assert b"Your code is" not in text
