"""Saying that a provider is closed on some days, and taking it back."""

from datetime import date

from hubapp.availability.models import Closure
from hubapp.availability.telling import Voucher
from hubapp.availability.told import ImpossibleError
from hubapp.extensions import db

_LONGEST_DAYS = 366


def close(
    provider_id: int, starts_on: date, ends_on: date, reason: str | None, voucher: Voucher
) -> Closure:
    """A closure, both days included. Raises ImpossibleError for days that can't be."""
    if ends_on < starts_on:
        raise ImpossibleError("The last day must not come before the first.")
    if ends_on < voucher.today:
        raise ImpossibleError("Those days are over.")
    if (ends_on - starts_on).days > _LONGEST_DAYS:
        raise ImpossibleError("That is longer than a year. Ask for the listing to be taken down.")
    closure = Closure(
        provider_id=provider_id,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=(reason or "").strip() or None,
        made_at=voucher.at,
        role=voucher.role,
        person_id=voucher.person_id,
        told_by=voucher.told_by,
    )
    db.session.add(closure)
    db.session.commit()
    return closure


def open_again(closure: Closure) -> None:
    """Take a closure back."""
    db.session.delete(closure)
    db.session.commit()
