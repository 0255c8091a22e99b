"""Reads of care sessions, their vacancies, who told what of them, and closures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import selectinload

from hubapp.availability.models import (
    CareSession,
    Closure,
    FreshnessDay,
    Telling,
    Vacancy,
    VacancyState,
    VacancyStep,
)
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


def list_sessions_of(provider_id: int) -> Sequence[CareSession]:
    """One provider's care sessions with their vacancies, in week order."""
    return list_care_sessions([provider_id]).get(provider_id, ())


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


def latest_steps(vacancy_ids: Iterable[int]) -> Mapping[int, int]:
    """The latest step in the history of some vacancies, by vacancy."""
    rows = db.session.execute(
        select(VacancyStep.vacancy_id, func.max(VacancyStep.id))
        .where(VacancyStep.vacancy_id.in_(list(vacancy_ids)))
        .group_by(VacancyStep.vacancy_id)
    )
    return {row[0]: row[1] for row in rows}


def find_telling(telling_id: int, provider_id: int) -> Telling | None:
    """One telling about a provider, with what it touched, or None."""
    return db.session.scalar(
        select(Telling)
        .where(Telling.id == telling_id, Telling.provider_id == provider_id)
        .options(selectinload(Telling.steps).selectinload(VacancyStep.vacancy))
    )


def list_tellings(provider_id: int, limit: int) -> Sequence[Telling]:
    """What was told of a provider, the latest first."""
    return db.session.scalars(
        select(Telling)
        .where(Telling.provider_id == provider_id)
        .options(selectinload(Telling.steps).selectinload(VacancyStep.vacancy))
        .order_by(Telling.id.desc())
        .limit(limit)
    ).all()


def list_closures(provider_id: int, today: date) -> Sequence[Closure]:
    """Closures of a provider that last until today or later, the next first."""
    return db.session.scalars(
        select(Closure)
        .where(Closure.provider_id == provider_id, Closure.ends_on >= today)
        .order_by(Closure.starts_on, Closure.id)
    ).all()


def list_closures_between(
    provider_ids: Iterable[int], first: date, last: date
) -> Sequence[Closure]:
    """Closures of some providers that touch any day from one to another, by their last day."""
    return db.session.scalars(
        select(Closure)
        .where(
            Closure.provider_id.in_(list(provider_ids)),
            Closure.starts_on <= last,
            Closure.ends_on >= first,
        )
        .order_by(Closure.ends_on, Closure.id)
    ).all()


def find_closure(closure_id: int, provider_id: int) -> Closure | None:
    """One closure of a provider, or None."""
    return db.session.scalar(
        select(Closure).where(Closure.id == closure_id, Closure.provider_id == provider_id)
    )


def count_by_confirmation(hub_id: int) -> Mapping[date | None, int]:
    """How many places of a hub's listed providers were last confirmed on which day.

    What is not known counts as never confirmed, whoever said so.
    """
    known_on = case((Vacancy.state != VacancyState.UNKNOWN, Vacancy.confirmed_on)).label("known_on")
    rows = db.session.execute(
        select(known_on, func.count())
        .select_from(Vacancy)
        .join(CareSession, Vacancy.care_session_id == CareSession.id)
        .join(Provider, CareSession.provider_id == Provider.id)
        .where(is_listed(hub_id))
        .group_by("known_on")
    )
    return {row[0]: row[1] for row in rows}


def list_freshness_days(hub_id: int, since: date) -> Sequence[FreshnessDay]:
    """How fresh a hub was on each day that was noted since one, oldest first."""
    return db.session.scalars(
        select(FreshnessDay)
        .where(FreshnessDay.hub_id == hub_id, FreshnessDay.day >= since)
        .order_by(FreshnessDay.day)
    ).all()
