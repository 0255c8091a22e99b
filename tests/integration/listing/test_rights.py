"""Every page of a provider's own people, for everybody: other providers, other hubs, each role."""

import pytest
from flask import Flask

from hubapp.accounts.models import Role
from hubapp.accounts.services import give_role
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.listing.entry import Hand
from tests.architecture.test_access import OF_A_PROVIDER
from tests.integration.accounts.signing import sign_in
from tests.integration.listing.people import ACORN, BEA, appoint
from tests.page import checking_client
from tests.village import TODAY

WHO = {
    "a stranger": None,
    "one of its people": Hand.MEMBER,
    "one of another provider's people": None,
    "a champion here": Hand.CHAMPION,
    "a champion elsewhere": None,
    "the authority here": None,
}


def _introduce(hub: Hub, who: str) -> bool:
    """Whether there is somebody to sign in."""
    other = Hub(slug="other", name="Other Hub", created_on=TODAY)
    db.session.add(other)
    db.session.flush()
    email = "ada@example.org"
    if who == "one of its people":
        appoint(email, ACORN)
    elif who == "one of another provider's people":
        appoint(email, BEA)
    elif who != "a stranger":
        role = Role.AUTHORITY if "authority" in who else Role.CHAMPION
        give_role(email, (other if "elsewhere" in who else hub).id, role, today=TODAY)
    db.session.commit()
    return who != "a stranger"


@pytest.mark.parametrize("endpoint", sorted(OF_A_PROVIDER))
@pytest.mark.parametrize("who", WHO)
def test_who_may_do_what(app: Flask, hub: Hub, who: str, endpoint: str) -> None:
    client = checking_client(app)
    signed_in = _introduce(hub, who)
    if signed_in:
        sign_in(client, "ada@example.org")
    may = WHO[who] in OF_A_PROVIDER[endpoint]
    page = client.get("/privacy" if signed_in else "/sign-in").page
    sent = {"csrf_token": page.find("input", attrs={"name": "csrf_token"})["value"]}
    for rule in app.url_map.iter_rules(endpoint):
        parts = {"slug": "village", "provider_slug": "acorn-pre-school"}
        path = app.url_map.bind("localhost").build(
            endpoint, {name: parts.get(name, 1) for name in rule.arguments}
        )
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            answer = client.open(path, method=method, data=sent)
            if not signed_in:
                assert answer.headers["Location"] == "/sign-in", (method, path)
            else:
                assert (answer.status_code == 403) is not may, (method, path)


def test_who_looks_after_two_providers_chooses(app: Flask, hub: Hub) -> None:
    appoint("ada@example.org", ACORN, BEA)
    client = checking_client(app)
    sign_in(client, "ada@example.org")
    chooses = client.get("/your-hubs")
    assert [link.get_text() for link in chooses.page.select("main a")] == [
        "Acorn Pre-school",
        "Bea Brown",
    ]


def test_a_provider_there_is_not_is_not_told_apart_from_one_that_is_not_yours(
    app: Flask, hub: Hub
) -> None:
    appoint("ada@example.org", BEA)
    client = checking_client(app)
    sign_in(client, "ada@example.org")
    assert client.get("/village/providers/acorn-pre-school/own").status_code == 403
    assert client.get("/village/providers/nobody/own").status_code == 403
