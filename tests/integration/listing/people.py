"""People of the village's providers, signed in."""

from flask import Flask

from hubapp.accounts.models import Person, ProviderMember, Role
from hubapp.accounts.services import ensure_person, give_role
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from tests.integration.accounts.signing import sign_in
from tests.page import CheckingClient, checking_client
from tests.village import TODAY

ACORN, BEA = 1, 2
OWN = "/village/providers/acorn-pre-school/own"


def appoint(email: str, *provider_ids: int) -> Person:
    """Somebody who looks after providers."""
    person = ensure_person(email, today=TODAY)
    for key in provider_ids:
        person.looked_after.append(ProviderMember(provider_id=key, since=TODAY))
    db.session.commit()
    return person


def member(app: Flask, email: str = "ada@example.org", provider_id: int = ACORN) -> CheckingClient:
    """Somebody who looks after a provider, on a browser of their own."""
    appoint(email, provider_id)
    client = checking_client(app)
    sign_in(client, email)
    return client


def champion(app: Flask, hub: Hub, email: str = "sam@example.org") -> CheckingClient:
    """The hub's champion, on a browser of their own."""
    give_role(email, hub.id, Role.CHAMPION, today=TODAY)
    db.session.commit()
    client = checking_client(app)
    sign_in(client, email)
    return client
