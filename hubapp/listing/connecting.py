"""Collection links that two providers agree on: told by one, a fact once the other says so too."""

from dataclasses import dataclass

from flask import render_template
from sqlalchemy.exc import IntegrityError

from hubapp.accounts.queries import list_provider_members
from hubapp.availability.telling import Voucher
from hubapp.availability.told import ImpossibleError
from hubapp.directory.models import CollectionLink, LinkEnd, Origin, Provider
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.mail.services import Draft, queue_message
from hubapp.web.addresses import public_address


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """What somebody tells of a collection: who, on which days, between which times."""

    collector: Provider
    partner: Provider
    weekday_mask: int
    from_minutes: int
    to_minutes: int
    seats: int | None
    travel: str | None


def waits_for(link: CollectionLink, provider: Provider) -> bool:
    """Whether a link waits for this provider to say that it is so."""
    ends = {LinkEnd.COLLECTOR: link.collector_id, LinkEnd.PARTNER: link.partner_id}
    return link.waits_for is not None and ends[link.waits_for] == provider.id


def propose(hub: Hub, told: NewLink, *, teller: Provider, by: Voucher) -> CollectionLink:
    """A link as one end tells it; the other is asked. A champion's word is enough by itself.

    Raises ImpossibleError.
    """
    if told.collector is told.partner:
        raise ImpossibleError("Choose another provider.")
    if told.from_minutes > told.to_minutes:
        raise ImpossibleError("The later time must not come before the earlier one.")
    other_end = LinkEnd.PARTNER if teller is told.collector else LinkEnd.COLLECTOR
    link = CollectionLink(
        collector=told.collector,
        partner=told.partner,
        weekday_mask=told.weekday_mask,
        from_minutes=told.from_minutes,
        to_minutes=told.to_minutes,
        seats=told.seats,
        travel=told.travel,
        origin=Origin.DEMONSTRATION if hub.is_demonstration else Origin.TOLD,
        told_by="the hub’s champion" if by.is_champion else teller.name,
        as_at=by.today,
        waits_for=None if by.is_champion else other_end,
    )
    try:
        with db.session.begin_nested():
            db.session.add(link)
    except IntegrityError as error:
        raise ImpossibleError("These two have a collection at that time already.") from error
    if not by.is_champion:
        _write_to_other_end(hub, link, teller, by)
    db.session.commit()
    return link


def agree(link: CollectionLink, by: Voucher) -> None:
    """It is so: families and the matcher may rely on it from now on."""
    link.waits_for = None
    link.told_by = "the hub’s champion" if by.is_champion else "both of them"
    link.as_at = by.today
    db.session.commit()


def drop(link: CollectionLink) -> None:
    """It is not so, or no more: either end may say that alone."""
    db.session.delete(link)
    db.session.commit()


def _write_to_other_end(hub: Hub, link: CollectionLink, teller: Provider, by: Voucher) -> None:
    other = link.partner if link.waits_for is LinkEnd.PARTNER else link.collector
    address = public_address("own_links.listed", slug=hub.slug, provider_slug=other.slug)
    for held in list_provider_members(other.id):
        if held.person.made_up:
            continue
        draft = Draft(
            key=f"link:{link.id}:{int(by.at.timestamp())}:{held.person_id}",
            to_address=held.person.email,
            subject=f"{teller.name} says you work together: is it so?",
            words=render_template(
                "mail/link.txt", hub=hub, teller=teller, other=other, address=address
            ),
        )
        queue_message(draft, now=by.at)
