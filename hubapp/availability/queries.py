"""Reads of care sessions and their vacancies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import selectinload

from hubapp.availability.models import CareSession
from hubapp.directory.models import Provider
from hubapp.directory.queries import is_listed
from hubapp.extensions import db


def list_care_sessions(provider_ids: Iterable[int]) -> Mapping[int, Sequence[CareSession]]:
    """Care sessions with their vacancies by provider, in week order. Two queries however many."""
    rows = db.session.scalars(
        select(CareSession)
        .where(CareSession.provider_id.in_(list(provider_ids)))
        .options(selectinload(CareSession.vacancies))
        .order_by(
            CareSession.weekday,
            CareSession.start_minutes,
            CareSession.end_minutes,
            CareSession.age_from_months,
            CareSession.id,
        )
    )
    by_provider: defaultdict[int, list[CareSession]] = defaultdict(list)
    for row in rows:
        by_provider[row.provider_id].append(row)
    return by_provider


def list_providers_with_sessions(hub_id: int) -> Sequence[Provider]:
    """Listed providers with a known position and care sessions, by name."""
    return db.session.scalars(
        select(Provider)
        .where(
            is_listed(hub_id),
            Provider.shown_easting.is_not(None),
            exists().where(CareSession.provider_id == Provider.id),
        )
        .order_by(Provider.name, Provider.id)
    ).all()
