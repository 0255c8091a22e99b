"""Error pages say what happened and what to try."""

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from hubapp.extensions import db
from hubapp.web import errors
from tests.page import CheckingClient


def test_not_found(client: CheckingClient) -> None:
    response = client.get("/nowhere/at/all/today")
    assert (response.status_code, response.heading) == (404, "We could not find that page")
    assert response.page.select_one("main a")["href"] == "/"


def test_a_method_that_a_page_does_not_take(client: CheckingClient) -> None:
    response = client.get("/made/form")
    assert (response.status_code, set(response.headers["Allow"].split(", "))) == (
        405,
        {"OPTIONS", "POST"},
    )
    assert response.heading == "That page cannot be used that way"


def test_a_form_without_its_check_says_how_to_send_it_again(client: CheckingClient) -> None:
    response = client.post("/made/form", data={"near": "ZZ1 1AA"})
    assert (response.status_code, response.heading) == (400, "Please send that form again")
    assert "Nothing has been lost" in response.words


def test_too_big(client: CheckingClient, app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 2_000_000
    response = client.post("/made/form", data={"list": "x" * 2_100_000})
    assert (response.status_code, response.heading) == (413, "That is too big to send")
    assert "2 MB" in response.words


@pytest.mark.usefixtures("hubs")
def test_our_fault(client: CheckingClient) -> None:
    response = client.get("/made/breaks")
    assert (response.status_code, response.heading) == (500, "Something went wrong here")
    assert response.title == "Something went wrong here – Childcare Hub"


@pytest.mark.usefixtures("hubs")
def test_our_fault_while_the_database_is_away(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: object, **_keywords: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("the disk is gone"))

    monkeypatch.setattr(db.session, "get", gone)
    monkeypatch.setattr(db.session, "execute", gone)
    monkeypatch.setattr(db.session, "scalars", gone)
    response = client.get("/made/breaks")
    assert (response.status_code, response.heading) == (500, "Something went wrong here")


def test_our_fault_when_even_the_error_page_breaks(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_template(_name: str) -> str:
        raise RuntimeError("no templates today")

    monkeypatch.setattr(errors, "render_template", no_template)
    response = client.get("/made/breaks")
    assert (response.status_code, response.heading) == (500, "Something went wrong here")


def test_health(client: CheckingClient, monkeypatch: pytest.MonkeyPatch) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.text, response.mimetype) == (200, "ok\n", "text/plain")

    def gone(*_args: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("the disk is gone"))

    monkeypatch.setattr(db.session, "execute", gone)
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (503, "the database does not answer\n")
