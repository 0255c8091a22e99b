"""Champions and the council bring files in the browser: see, then apply or leave, or take back."""

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from hubapp.accounts.models import Role
from hubapp.accounts.services import give_role
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.importers.models import ImportRecord, ImportUpload
from tests.integration.accounts.signing import sign_in
from tests.integration.importers.state import names_listed, provider
from tests.page import CheckingClient
from tests.unit.importers.files import NURSERY, register_file

PAGE = "/bristol/champion/imports"
CHAMPION = "champion@example.org"
OTHER: Mapping[str, str] = {
    **NURSERY,
    "Provider URN": "EY100002",
    "Provider name": "Oak Club",
    "Postcode": "BS6 5AA",
}
THIRD: Mapping[str, str] = {**OTHER, "Provider URN": "EY100003", "Provider name": "Elm Pre-school"}
NEXT: Mapping[str, str] = {
    **NURSERY,
    "Provider URN": "EY700001",
    "Registration date": "01/02/2024",
    "Provider name": "Busy Bees @ Acorn",
}


@pytest.fixture
def champion(app: Flask, hub: Hub, client: CheckingClient) -> CheckingClient:
    app.config["CLOCK"] = lambda: datetime(2026, 11, 22, 9, tzinfo=UTC)
    give_role(CHAMPION, hub.id, Role.CHAMPION, today=date(2026, 11, 22))
    db.session.commit()
    sign_in(client, CHAMPION)
    return client


def bring(client: CheckingClient, *rows: Mapping[str, str], kind: str = "ofsted") -> str:
    """Upload a file; the address of its preview."""
    return bring_bytes(client, register_file(*rows), kind)


def bring_bytes(client: CheckingClient, data: bytes, kind: str) -> str:
    answer = client.post_form(PAGE, kind=kind, file=(io.BytesIO(data), "release.csv"))
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def test_nobody_else_sees_the_page(hub: Hub, client: CheckingClient) -> None:
    assert client.get(PAGE).headers["Location"].endswith("/sign-in")


def test_a_file_is_shown_before_it_is_applied_and_can_be_taken_back(
    champion: CheckingClient,
) -> None:
    address = bring(champion, NURSERY, OTHER)
    shown = champion.get(address)
    assert shown.heading == "What release.csv would change"
    assert "Acorn Nursery EY100001" in shown.words
    assert names_listed() == []
    done = champion.post_form(f"{address}/apply", page=address)
    assert "Done: 2 written." in champion.get(done.headers["Location"]).words
    assert names_listed() == ["Acorn Nursery", "Oak Club"]
    record = db.session.query(ImportRecord).one()
    assert record.person_id is not None
    assert db.session.query(ImportUpload).count() == 0

    undone = champion.post_form(f"{PAGE}/{record.id}/undo", page=PAGE)
    assert "2 put back." in champion.get(undone.headers["Location"]).words
    assert names_listed() == []


def test_a_changed_fact_is_shown_with_what_it_was(champion: CheckingClient) -> None:
    address = bring(champion, NURSERY)
    champion.post_form(f"{address}/apply", page=address)
    shown = champion.get(bring(champion, {**NURSERY, "Places": "30"}, OTHER))
    assert "Acorn Nursery EY100001 , places: 24 → 30" in shown.words
    assert "Oak Club EY100002" in shown.words
    assert "Elm" not in shown.words


def test_rows_that_can_not_be_taken_are_told_with_line_and_reason(champion: CheckingClient) -> None:
    bad = {**OTHER, "Provider URN": "?"}
    words = champion.get(bring(champion, NURSERY, bad, {**THIRD, "Postcode": "BRISTOL"})).words
    assert "Line 3 (?) has something that is no Ofsted number." in words
    assert "Line 4 (EY100003), postcode “BRISTOL” is not a postcode." in words


def test_a_file_can_be_left(champion: CheckingClient) -> None:
    address = bring(champion, NURSERY)
    champion.post_form(f"{address}/leave", page=address)
    assert champion.get(address).status_code == 404
    assert db.session.query(ImportUpload).count() == 0


def test_a_file_of_something_else_is_refused_in_a_sentence(champion: CheckingClient) -> None:
    shown = champion.get(bring_bytes(champion, b"<html>", "ofsted"))
    assert "This is a web page, not a CSV file. Download the file itself." in shown.words
    assert not shown.page.select("form[action$=apply]")


def test_without_a_file_the_form_says_what_is_missing(champion: CheckingClient) -> None:
    answer = champion.post_form(PAGE, kind="ofsted")
    assert answer.status_code == 422
    assert "Choose a file" in answer.words


def test_a_day_that_is_none_is_asked_for_again(champion: CheckingClient) -> None:
    file = (io.BytesIO(register_file(NURSERY)), "release.csv")
    answer = champion.post_form(PAGE, kind="ofsted", file=file, as_at="last week")
    assert "Type a day like 31/08/2026" in answer.words


def test_a_third_going_must_be_confirmed(champion: CheckingClient) -> None:
    address = bring(champion, NURSERY, OTHER)
    champion.post_form(f"{address}/apply", page=address)
    address = bring(champion, OTHER)
    assert "More than a third would be gone." in champion.get(address).words
    champion.post_form(f"{address}/apply", page=address)
    assert provider("Acorn Nursery").register_entries[0].gone_since is None
    champion.post_form(f"{address}/apply", page=address, confirm_removals="1")
    assert provider("Acorn Nursery").register_entries[0].gone_since is not None


def test_the_same_place_under_a_new_number_is_offered_and_joined(champion: CheckingClient) -> None:
    for rows in ((NURSERY, OTHER, THIRD), (NEXT, OTHER, THIRD)):
        address = bring(champion, *rows)
        champion.post_form(f"{address}/apply", page=address)
    page = champion.get(PAGE)
    assert (
        "Busy Bees @ Acorn (EY700001) may be the same place as Acorn Nursery (EY100001), "
        "at BS1 4ST."
    ) in page.words
    joined = champion.post_form(f"{PAGE}/succeed", page=PAGE)
    assert "is now registered as EY700001" in champion.get(joined.headers["Location"]).words
    assert provider("Busy Bees @ Acorn").slug == "acorn-nursery-ey100001"


def test_another_hubs_import_can_not_be_taken_back(champion: CheckingClient, hub: Hub) -> None:
    address = bring(champion, NURSERY)
    champion.post_form(f"{address}/apply", page=address)
    record = db.session.query(ImportRecord).one()
    record.hub_id = None
    db.session.commit()
    token = champion.get(PAGE).page.select_one("input[name=csrf_token]")
    assert token is not None
    answer = champion.post(f"{PAGE}/{record.id}/undo", data={"csrf_token": token["value"]})
    assert answer.status_code == 404
    assert names_listed() == ["Acorn Nursery"]


# The test's own client leaves the file it sends open.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_large_register_may_be_brought(champion: CheckingClient) -> None:
    rows = [
        {**NURSERY, "Provider URN": f"EY1{n:05}", "Provider name": "x" * 900} for n in range(2500)
    ]
    assert "2,500" in champion.get(bring(champion, *rows)).words
