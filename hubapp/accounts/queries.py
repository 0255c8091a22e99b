"""Reads of people and their ways in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from hubapp.accounts.models import (
    Invite,
    Membership,
    Person,
    ProviderMember,
    Role,
    SignIn,
    SignInCode,
)
from hubapp.extensions import db


def find_person(email: str) -> Person | None:
    """The person of a plain address, or None."""
    return db.session.scalar(select(Person).where(Person.email == email))


def find_membership(person_id: int, hub_id: int, role: Role) -> Membership | None:
    """A role somebody has in a hub, or None."""
    return db.session.scalar(
        select(Membership).where(
            Membership.person_id == person_id,
            Membership.hub_id == hub_id,
            Membership.role == role,
        )
    )


def list_members(hub_id: int) -> Sequence[Membership]:
    """Who has which role in a hub, by address."""
    return db.session.scalars(
        select(Membership)
        .join(Membership.person)
        .where(Membership.hub_id == hub_id)
        .options(joinedload(Membership.person))
        .order_by(Person.email, Membership.role)
    ).all()


def list_provider_members(provider_id: int) -> Sequence[ProviderMember]:
    """Who looks after a provider's page, by address."""
    return db.session.scalars(
        select(ProviderMember)
        .join(ProviderMember.person)
        .where(ProviderMember.provider_id == provider_id)
        .options(joinedload(ProviderMember.person))
        .order_by(Person.email)
    ).all()


def find_provider_member(member_id: int, provider_id: int) -> ProviderMember | None:
    """One of the people of a provider, or None."""
    return db.session.scalar(
        select(ProviderMember).where(
            ProviderMember.id == member_id, ProviderMember.provider_id == provider_id
        )
    )


def list_invites(provider_id: int) -> Sequence[Invite]:
    """The addresses that were asked to look after a provider's page and have not answered."""
    return db.session.scalars(
        select(Invite).where(Invite.provider_id == provider_id).order_by(Invite.email)
    ).all()


def find_invite(provider_id: int, email: str) -> Invite | None:
    """The open invitation of an address, or None."""
    return db.session.scalar(
        select(Invite).where(Invite.provider_id == provider_id, Invite.email == email)
    )


def find_invite_by_id(invite_id: int) -> Invite | None:
    """An open invitation, or None when it was taken up or taken back."""
    return db.session.get(Invite, invite_id)


def find_code(code_id: int) -> SignInCode | None:
    """A code that was asked for, or None."""
    return db.session.get(SignInCode, code_id)


def count_codes_since(address_hash: str, since: datetime) -> int:
    """How many codes were asked for one address since a time."""
    counted = db.session.scalar(
        select(func.count()).where(
            SignInCode.address_hash == address_hash, SignInCode.made_at > since
        )
    )
    return counted or 0


def find_sign_in(key: str) -> SignIn | None:
    """The sign-in of a browser's key, with the person and what they are where, or None."""
    return db.session.scalar(
        select(SignIn)
        .where(SignIn.key == key)
        .options(
            joinedload(SignIn.person).selectinload(Person.memberships),
            joinedload(SignIn.person).selectinload(Person.looked_after),
        )
    )


def list_hub_ids(person_id: int) -> Sequence[int]:
    """The hubs somebody has a role in."""
    return db.session.scalars(
        select(Membership.hub_id).where(Membership.person_id == person_id).distinct()
    ).all()
