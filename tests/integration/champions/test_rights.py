"""Every page of a hub's own people, for everybody: nobody, other hubs, each role."""

import pytest
from flask import Flask

from hubapp.accounts.models import Role
from hubapp.accounts.services import give_role
from hubapp.availability.queries import list_tellings
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from tests.architecture.test_access import OF_A_HUB
from tests.integration.accounts.signing import sign_in
from tests.page import CheckingClient, checking_client
from tests.village import TODAY

WHO = {
    "a stranger": (None, None),
    "a champion here": (Role.CHAMPION, "village"),
    "the authority here": (Role.AUTHORITY, "village"),
    "a champion elsewhere": (Role.CHAMPION, "other"),
    "the authority elsewhere": (Role.AUTHORITY, "other"),
}


def _visitor(app: Flask, hub: Hub, who: str) -> CheckingClient:
    other = Hub(slug="other", name="Other Hub", created_on=TODAY)
    db.session.add(other)
    db.session.flush()
    role, place = WHO[who]
    client = checking_client(app)
    if role:
        home = hub if place == "village" else other
        give_role("sam@example.org", home.id, role, today=TODAY)
        db.session.commit()
        sign_in(client, "sam@example.org")
    db.session.commit()
    return client


@pytest.mark.parametrize("endpoint", sorted(OF_A_HUB))
@pytest.mark.parametrize("who", WHO)
def test_who_may_do_what(app: Flask, hub: Hub, who: str, endpoint: str) -> None:
    client = _visitor(app, hub, who)
    role, place = WHO[who]
    may = place == "village" and role in OF_A_HUB[endpoint]
    page = client.get("/privacy" if role else "/sign-in").page
    sent = {
        "csrf_token": page.find("input", attrs={"name": "csrf_token"})["value"],
        "confirm": "acorn-pre-school",
    }
    for rule in app.url_map.iter_rules(endpoint):
        parts = {"slug": "village", "provider_slug": "acorn-pre-school", "number": 1}
        path = app.url_map.bind("localhost").build(
            endpoint, {name: parts[name] for name in rule.arguments}
        )
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            answer = client.open(path, method=method, data=sent)
            if role is None:
                assert answer.headers["Location"] == "/sign-in", (method, path)
            else:
                assert (answer.status_code == 403) is not may, (method, path)
    if not may:
        assert list_tellings(1, 9) == []
