"""Giving roles, sending codes, signing in and out."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import delete, update

from hubapp.accounts import queries
from hubapp.accounts.models import Invite, Membership, Person, Role, SignIn, SignInCode
from hubapp.accounts.rules import (
    AT_MOST,
    CODES_AN_HOUR,
    INVITE_KEPT,
    SEEN_EVERY,
    TRIES,
    code_holds,
    plain_address,
    sign_in_holds,
)
from hubapp.extensions import db
from hubapp.mail.services import Draft, queue_message

_AN_HOUR = timedelta(hours=1)


class AddressRefused(Exception):  # noqa: N818 - it says what happened, to a person
    """An e-mail address that can't be one; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A code was asked for. `code` is set only for made-up people, whom no mail can reach."""

    id: int
    code: str | None


def give_role(
    email: str,
    hub_id: int,
    role: Role,
    *,
    today: date,
    name: str | None = None,
    made_up: bool = False,
) -> Membership:
    """A person's role in a hub, new or as it was. The caller commits. Raises AddressRefused."""
    person = ensure_person(email, today=today, name=name, made_up=made_up)
    held = queries.find_membership(person.id, hub_id, role)
    if held is None:
        held = Membership(person=person, hub_id=hub_id, role=role, since=today)
        db.session.add(held)
    return held


def ensure_person(
    email: str, *, today: date, name: str | None = None, made_up: bool = False
) -> Person:
    """The person of an address, new or as they were. The caller commits. Raises AddressRefused."""
    address = plain_address(email) if made_up else checked_address(email)
    person = queries.find_person(address)
    if person is None:
        person = Person(email=address, name=name, made_up=made_up, created_on=today)
        db.session.add(person)
        db.session.flush()
    return person


def checked_address(email: str) -> str:
    """An address as it is kept. Raises AddressRefused for what can't be one."""
    address = plain_address(email)
    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError as problem:
        raise AddressRefused(f"“{address}” is not an e-mail address.") from problem
    return address


def forget_if_idle(person: Person) -> None:
    """Forget somebody altogether who looks after nothing any more. The caller commits."""
    if not person.memberships and not person.looked_after:
        db.session.delete(person)


def take_role(email: str, hub_id: int, role: Role) -> bool:
    """End somebody's role in a hub at once; with the last one they are forgotten altogether.

    False: they had no such role.
    """
    person = queries.find_person(plain_address(email))
    held = person and queries.find_membership(person.id, hub_id, role)
    if not person or not held:
        return False
    person.memberships.remove(held)
    forget_if_idle(person)
    db.session.commit()
    return True


def ask_for_code(email: str, *, secret: str, now: datetime) -> Asked:
    """Send a code to an address, if it is known. What is written and answered is the same if not.

    An address that asked too often gets no more mail for a while, and is told nothing else either.
    """
    address = plain_address(email)
    person = queries.find_person(address)
    address_hash = _keyed(secret, address)
    asked_before = queries.count_codes_since(address_hash, now - _AN_HOUR)
    too_many = asked_before >= CODES_AN_HOUR and not (person and person.made_up)
    code = f"{secrets.randbelow(10**6):06}"
    asked = SignInCode(
        person_id=person.id if person and not too_many else None,
        address_hash=address_hash,
        code_hash="",
        made_at=now,
    )
    db.session.add(asked)
    db.session.flush()
    asked.code_hash = _keyed(secret, f"{asked.id}:{code}")
    reachable = asked.person_id is not None and person is not None
    if reachable and person and not person.made_up:
        queue_message(_letter(asked.id, person, code), now=now)
    shown = code if reachable and person and person.made_up else None
    db.session.commit()
    return Asked(asked.id, shown)


def sign_in(code_id: int, typed: str, *, secret: str, now: datetime) -> SignIn | None:
    """Somebody signed in, if this is the code that was sent and it still holds. Each try counts."""
    asked = queries.find_code(code_id)
    if asked is None or not code_holds(asked.made_at, asked.used_at, asked.tries, now):
        return None
    if not _count_try(asked):
        return None
    right = hmac.compare_digest(asked.code_hash, _keyed(secret, f"{asked.id}:{_digits(typed)}"))
    if not right or asked.person_id is None or not _use(asked, now):
        db.session.commit()
        return None
    made = SignIn(
        key=secrets.token_urlsafe(32), person_id=asked.person_id, started_at=now, seen_at=now
    )
    db.session.add(made)
    db.session.commit()
    return made


def find_live_sign_in(key: str, *, now: datetime) -> SignIn | None:
    """The sign-in of a browser's key while it holds; one that was idle too long is taken away."""
    found = queries.find_sign_in(key)
    if found is None:
        return None
    if not sign_in_holds(found.started_at, found.seen_at, now):
        sign_out(found)
        return None
    if now - found.seen_at >= SEEN_EVERY:
        found.seen_at = now
        db.session.commit()
    return found


def sign_out(found: SignIn) -> None:
    """End a sign-in, for every copy of its cookie."""
    db.session.delete(found)
    db.session.commit()


def forget_old(*, now: datetime) -> None:
    """Take away codes and sign-ins that hold no more, and invitations nobody took up."""
    db.session.execute(delete(SignInCode).where(SignInCode.made_at < now - _AN_HOUR))
    db.session.execute(delete(Invite).where(Invite.made_at < now - INVITE_KEPT))
    db.session.execute(delete(SignIn).where(SignIn.started_at < now - AT_MOST))
    db.session.commit()


def _count_try(asked: SignInCode) -> bool:
    """Whether there was a try left. Counted in one statement: tries at once can't share one."""
    counted = db.session.execute(
        update(SignInCode)
        .where(SignInCode.id == asked.id, SignInCode.tries < TRIES)
        .values(tries=SignInCode.tries + 1)
        .returning(SignInCode.id)
    ).first()
    return counted is not None


def _use(asked: SignInCode, now: datetime) -> bool:
    """Whether nobody used the code before: of two at once only one gets in."""
    used = db.session.execute(
        update(SignInCode)
        .where(SignInCode.id == asked.id, SignInCode.used_at.is_(None))
        .values(used_at=now)
        .returning(SignInCode.id)
    ).first()
    return used is not None


def _letter(code_id: int, person: Person, code: str) -> Draft:
    spaced = f"{code[:3]} {code[3:]}"
    return Draft(
        key=f"sign-in-code:{code_id}",
        to_address=person.email,
        subject=f"{spaced} is your code to sign in",
        words=(
            f"Hello{' ' + person.name if person.name else ''},\n\n"
            f"Your code is {spaced}\n\n"
            "Type it into the page you have open. It works once, for 10 minutes.\n\n"
            "If you did not ask for it, you need not do anything. "
            "Nobody can sign in without it, so tell it to nobody.\n"
        ),
    )


def _digits(typed: str) -> str:
    return "".join(letter for letter in typed if letter.isdigit() and letter.isascii())


def _keyed(secret: str, words: str) -> str:
    return hmac.new(secret.encode(), words.encode(), sha256).hexdigest()
