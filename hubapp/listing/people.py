"""Asking people to look after a provider's page, taking that up, and ending it."""

from datetime import date, datetime

from flask import current_app, render_template

from hubapp.accounts.models import Invite, Person, ProviderMember
from hubapp.accounts.queries import find_invite, find_person
from hubapp.accounts.services import checked_address, ensure_person, forget_if_idle
from hubapp.directory.models import Provider
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.listing.links import sign_invite
from hubapp.mail.carriers import reaches_people
from hubapp.mail.services import Draft, queue_message
from hubapp.web.addresses import public_address


class InviteRefused(Exception):  # noqa: N818 - it says what happened, to a person
    """Somebody who can't be asked; the message is one plain sentence."""


def invite(hub: Hub, provider: Provider, email: str, *, by: Person, now: datetime) -> Invite:
    """Write to an address, and ask it to look after a provider's page; asked again, anew.

    Raises InviteRefused, or AddressRefused.
    """
    if hub.is_demonstration and reaches_people():
        raise InviteRefused("This is a demonstration: it writes to nobody.")
    address = checked_address(email)
    person = find_person(address)
    if person is not None and person.looks_after(provider.id):
        raise InviteRefused(f"{address} looks after {provider.name} already.")
    asked = find_invite(provider.id, address)
    if asked is None:
        asked = Invite(provider_id=provider.id, email=address)
        db.session.add(asked)
    asked.invited_by_id, asked.made_at = by.id, now
    db.session.flush()
    queue_message(_letter(hub, provider, asked), now=now)
    db.session.commit()
    return asked


def accept(invite: Invite, *, today: date) -> Person:
    """Take up an invitation: its address looks after the provider from now on."""
    person = ensure_person(invite.email, today=today)
    if not person.looks_after(invite.provider_id):
        person.looked_after.append(ProviderMember(provider_id=invite.provider_id, since=today))
    db.session.delete(invite)
    db.session.commit()
    return person


def take_back(invite: Invite) -> None:
    """Take an invitation back: its link works no more."""
    db.session.delete(invite)
    db.session.commit()


def end(held: ProviderMember) -> None:
    """End at once what somebody may do; who looks after nothing else is forgotten altogether."""
    person = held.person
    person.looked_after.remove(held)
    forget_if_idle(person)
    db.session.commit()


def _letter(hub: Hub, provider: Provider, asked: Invite) -> Draft:
    token = sign_invite(asked, current_app.config["SECRET_KEY"])
    return Draft(
        key=f"invite:{asked.id}:{int(asked.made_at.timestamp())}",
        to_address=asked.email,
        subject=f"Look after the page of {provider.name}",
        words=render_template(
            "mail/invite.txt",
            hub=hub,
            provider=provider,
            link=public_address("listing.invited", token=token),
        ),
    )
