"""Changing a provider's page: at once with a way back, or as a wish that a champion looks at."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update

from hubapp.availability.queries import list_sessions_of
from hubapp.availability.telling import Voucher
from hubapp.availability.told import ImpossibleError
from hubapp.directory.models import Provider
from hubapp.extensions import db
from hubapp.listing.models import Change, ChangeState, Topic
from hubapp.listing.moving import OvertakenError, columns_of, move, vacancies_of
from hubapp.listing.queries import find_waiting
from hubapp.listing.rules import may_undo, waits
from hubapp.listing.week import SessionFacts, Week, difference


def change_week(provider: Provider, before: Week, after: Week, by: Voucher) -> Change | None:
    """A week as it was looked at, and as it should be. None: nothing differs.

    Raises OvertakenError, or ImpossibleError.
    """
    was, becomes = difference(before, after)
    goes = {one.id for one in was} - {one.id for one in becomes}
    sessions = list_sessions_of(provider.id)
    places = {one.id: {"vacancies": vacancies_of(one)} for one in sessions if one.id in goes}
    return _change(
        provider,
        Topic.WEEK,
        {"sessions": [one.as_fields() | places.get(one.id or 0, {}) for one in was]},
        {"sessions": [one.as_fields() for one in becomes]},
        by,
    )


def change_extras(
    provider: Provider, before: list[dict[str, Any]], after: list[dict[str, Any]], by: Voucher
) -> Change | None:
    """All extras as they were looked at, and as they should be. None: nothing differs."""
    return _change(provider, Topic.EXTRAS, {"extras": before}, {"extras": after}, by)


def change_columns(
    provider: Provider, topic: Topic, wanted: Mapping[str, Any], by: Voucher
) -> Change | None:
    """Facts of a topic as they should be. None: nothing differs, and a wish that waited is gone."""
    now = columns_of(provider, topic)
    differing = [name for name in wanted if wanted[name] != now[name]]
    return _change(
        provider,
        topic,
        {name: now[name] for name in differing},
        {name: wanted[name] for name in differing},
        by,
    )


def undo(change: Change, by: Voucher) -> None:
    """Put things back as they stood before a change. Raises OvertakenError, or ImpossibleError."""
    is_public = change.provider.is_public
    if not may_undo(change.topic, is_public=is_public, by_champion=by.is_champion):
        raise ImpossibleError("Only the hub’s champion can undo this. Ask for another change.")
    if not change.is_public or not _settle(change, change.state, ChangeState.UNDONE, by):
        raise OvertakenError
    _apply(change.provider, change.topic, change.after, change.before, by)
    db.session.commit()


def approve(change: Change, by: Voucher) -> None:
    """Let families see a change. Raises OvertakenError, or ImpossibleError; then it still waits."""
    if not _settle(change, ChangeState.WAITING, ChangeState.APPROVED, by):
        raise OvertakenError
    change.after = _apply(change.provider, change.topic, change.before, change.after, by)
    db.session.commit()


def decline(change: Change, reply: str, by: Voucher) -> None:
    """Leave the page as it was, and say why. Raises OvertakenError when it waits no more."""
    if not _settle(change, ChangeState.WAITING, ChangeState.DECLINED, by):
        raise OvertakenError
    change.reply = reply
    db.session.commit()


def withdraw(change: Change, by: Voucher) -> None:
    """Take back a wish that waits. Raises OvertakenError when it waits no more."""
    if not _settle(change, ChangeState.WAITING, ChangeState.WITHDRAWN, by):
        raise OvertakenError
    db.session.commit()


def teller_of(by: Voucher) -> str:
    """Who tells, as families read it."""
    return "the hub’s champion" if by.is_champion else "the provider"


def _change(
    provider: Provider, topic: Topic, before: dict[str, Any], after: dict[str, Any], by: Voucher
) -> Change | None:
    """The change, live or waiting; their own that waited on the same topic makes room for it."""
    waited = find_waiting(provider.id, topic)
    if waited is not None and by.role == waited.role:
        _settle(waited, ChangeState.WAITING, ChangeState.WITHDRAWN, by)
    if before == after:
        db.session.commit()
        return None
    week = [SessionFacts.from_fields(row) for row in after.get("sessions", ())]
    waiting = waits(topic, week, is_public=provider.is_public, by_champion=by.is_champion)
    change = Change(
        provider_id=provider.id,
        topic=topic,
        state=ChangeState.WAITING if waiting else ChangeState.LIVE,
        before=before,
        after=after if waiting else _apply(provider, topic, before, after, by),
        made_at=by.at,
        role=by.role,
        person_id=by.person_id,
    )
    db.session.add(change)
    db.session.commit()
    return change


def _apply(
    provider: Provider, topic: Topic, before: dict[str, Any], after: dict[str, Any], by: Voucher
) -> dict[str, Any]:
    try:
        return move(provider, topic, before, after, (teller_of(by), by.today))
    except Exception:
        db.session.rollback()
        raise


def _settle(change: Change, was: ChangeState, becomes: ChangeState, by: Voucher) -> bool:
    """Whether nobody else decided first: of two at once only one counts."""
    settled = db.session.execute(
        update(Change)
        .where(Change.id == change.id, Change.state == was)
        .values(state=becomes, decided_at=by.at, decided_by_id=by.person_id)
        .returning(Change.id)
    ).first()
    return settled is not None
