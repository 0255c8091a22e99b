"""Bringing a provider's page from one state to another, if it still is in the first.

Nothing here commits. A change and its undoing are the same move in two directions.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy.exc import IntegrityError

from hubapp.availability.models import CareSession, Vacancy
from hubapp.availability.queries import list_sessions_of
from hubapp.availability.told import Standing
from hubapp.directory.models import Answer, Extra, ExtraKind, ExtraPer, FactTopic, Origin, Provider
from hubapp.directory.rules.listing import Surroundings, placed, point_of
from hubapp.directory.services.sources import note_source
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.kernel.ages import AgeBand
from hubapp.listing.models import Topic
from hubapp.listing.week import SessionFacts, Week, checked
from hubapp.places.queries import positions_of
from hubapp.places.rules import tidy_postcode

Fields = Mapping[str, Any]
Teller = tuple[str, date]
"""Who tells, in words, and the day."""

COLUMNS: Mapping[Topic, tuple[str, ...]] = {
    Topic.OFFER: (
        *("age_from_months", "age_to_months", "term_only", "min_days_a_week"),
        *("funds_working_parents", "funds_three_and_four", "funds_two_year_olds"),
        *("phone", "email", "website"),
    ),
    Topic.DETAILS: (
        *("name", "area", "address", "postcode", "publish_address"),
        *("register_number", "description"),
    ),
    Topic.PUBLICATION: ("is_public",),
}
_ANSWERS = ("funds_working_parents", "funds_three_and_four", "funds_two_year_olds")
_TOPICS = {
    "age_from_months": FactTopic.AGES,
    "age_to_months": FactTopic.AGES,
    **dict.fromkeys(_ANSWERS, FactTopic.FUNDING),
    **dict.fromkeys(("phone", "email", "website", "address", "postcode"), FactTopic.CONTACT),
    **dict.fromkeys(("name", "register_number"), FactTopic.IDENTITY),
    "description": FactTopic.DESCRIPTION,
}


class OvertakenError(Exception):
    """Somebody else changed the same thing meanwhile: nothing was done."""


def move(
    provider: Provider, topic: Topic, expected: Fields, wanted: Fields, by: Teller
) -> dict[str, Any]:
    """Make what stands as `expected` stand as `wanted`, and say what stands now.

    Raises OvertakenError, or ImpossibleError.
    """
    if topic is Topic.WEEK:
        return _move_week(provider, expected, wanted, by)
    if topic is Topic.EXTRAS:
        return _move_extras(provider, expected, wanted, by)
    return _move_columns(provider, expected, wanted, by)


def week_of(provider: Provider) -> Week:
    """A provider's week as it stands."""
    sessions = list_sessions_of(provider.id)
    return tuple(SessionFacts.of(session) for session in sessions)


def columns_of(provider: Provider, topic: Topic) -> dict[str, Any]:
    """The columns of a topic as they stand."""
    return {name: getattr(provider, name) for name in COLUMNS[topic]}


def extras_of(provider: Provider) -> list[dict[str, Any]]:
    """A provider's extras as they stand, by name."""
    rows = (extra_row(extra) for extra in provider.extras)
    return sorted(rows, key=lambda row: (str(row["name"]), row["price_pence"], str(row["per"])))


def extra_row(extra: Extra) -> dict[str, Any]:
    """What an extra says."""
    return {
        "name": extra.name,
        "kind": extra.kind.value if extra.kind else None,
        "price_pence": extra.price_pence,
        "per": extra.per.value,
        "instead": extra.instead,
    }


def vacancies_of(session: CareSession) -> dict[str, Any]:
    """What is known of a session's places, so that it can come back with them."""
    return {row.age_band.value: Standing.of(row).as_fields() for row in session.vacancies}


def _move_columns(
    provider: Provider, expected: Fields, wanted: Fields, by: Teller
) -> dict[str, Any]:
    if {name: getattr(provider, name) for name in expected} != dict(expected):
        raise OvertakenError
    for name, value in wanted.items():
        setattr(provider, name, Answer(value) if name in _ANSWERS else value)
    if {"postcode", "publish_address"} & wanted.keys():
        _place(provider)
    for fact in {_TOPICS[name] for name in wanted if name in _TOPICS}:
        note_source(provider, fact, *by)
    return dict(wanted)


def _place(provider: Provider) -> None:
    """Where it is follows its postcode; where it is shown follows whether it may be."""
    points = positions_of([tidy_postcode(provider.postcode or "") or ""])
    around = Surroundings(points, str(current_app.config["SECRET_KEY"]))
    entry = next(iter(provider.register_entries), None)
    where = placed(
        point_of(provider.postcode, around),
        publish_address=provider.publish_address or not provider.is_at_home,
        surroundings=around,
        source_id=entry.source_id if entry else provider.slug,
    )
    for name, value in where.items():
        setattr(provider, name, value)


def _move_extras(
    provider: Provider, expected: Fields, wanted: Fields, by: Teller
) -> dict[str, Any]:
    if extras_of(provider) != expected["extras"]:
        raise OvertakenError
    coming = list(wanted["extras"])
    for extra in list(provider.extras):
        row = extra_row(extra)
        if row in coming:
            coming.remove(row)
        else:
            provider.extras.remove(extra)
    provider.extras.extend(_extra(row) for row in coming)
    note_source(provider, FactTopic.EXTRAS, *by)
    db.session.flush()
    return {"extras": extras_of(provider)}


def _extra(row: dict[str, Any]) -> Extra:
    return Extra(
        name=row["name"],
        kind=ExtraKind(row["kind"]) if row["kind"] else None,
        price_pence=row["price_pence"],
        per=ExtraPer(row["per"]),
        instead=row["instead"],
    )


def _move_week(provider: Provider, expected: Fields, wanted: Fields, by: Teller) -> dict[str, Any]:
    """Sessions keep their key while they change, come back under a new one when they had gone."""
    before = {row["id"]: row for row in expected["sessions"]}
    after = list(wanted["sessions"])
    there = {one.id: one for one in list_sessions_of(provider.id)}
    for key, row in before.items():
        session = there.get(key)
        if session is None or SessionFacts.of(session) != SessionFacts.from_fields(row):
            raise OvertakenError
    going = before.keys() - {row["id"] for row in after}
    stays = tuple(SessionFacts.of(one) for key, one in there.items() if key not in before)
    checked((*stays, *(SessionFacts.from_fields(row) for row in after)))
    try:
        with db.session.begin_nested():
            for key in going:
                db.session.delete(there[key])
            db.session.flush()
            made = [(_put_session(provider, row, there, before, by), row) for row in after]
    except IntegrityError as error:
        raise OvertakenError from error
    note_source(provider, FactTopic.PRICES, *by)
    return {"sessions": [_as_put(session, row) for session, row in made]}


def _put_session(
    provider: Provider,
    row: dict[str, Any],
    there: Mapping[int, CareSession],
    before: Mapping[int, Any],
    by: Teller,
) -> CareSession:
    is_new = row["id"] not in before
    session = CareSession(provider_id=provider.id) if is_new else there[row["id"]]
    for name, value in SessionFacts.from_fields(row).as_columns().items():
        setattr(session, name, value)
    session.told_by, session.as_at = by
    if is_new:
        session.origin = _origin_in(provider.hub)
        session.vacancies = [
            Vacancy(age_band=AgeBand(band), **Standing.from_fields(told).as_columns())
            for band, told in row.get("vacancies", {}).items()
        ]
        db.session.add(session)
    db.session.flush()
    return session


def _origin_in(hub: Hub) -> Origin:
    """What is typed into a made-up town or a rehearsal goes when they go."""
    if hub.is_demonstration:
        return Origin.DEMONSTRATION
    return Origin.TOLD if hub.rehearsal_seed is None else Origin.REHEARSAL


def _as_put(session: CareSession, row: dict[str, Any]) -> dict[str, Any]:
    return SessionFacts.of(session).as_fields() | (
        {"vacancies": row["vacancies"]} if "vacancies" in row else {}
    )
