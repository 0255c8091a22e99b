"""How far a vacancy can be believed, and what an hour of a care session costs. Pure decisions."""

import enum
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from hubapp.availability.models import CareSession, PriceUnit, Vacancy, VacancyState

FRESH_DAYS = 14
AGEING_DAYS = 28

# From best to worst, for summing up many sessions in one word.
_BEST_FIRST = (
    VacancyState.PLACES,
    VacancyState.LIMITED,
    VacancyState.UNKNOWN,
    VacancyState.WAITING_LIST,
    VacancyState.FULL,
)


class Freshness(enum.StrEnum):
    """Fresh and ageing facts are believed; stale ones are shown with "ring first"."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"
    NEVER = "never"


def freshness(confirmed_on: date | None, today: date) -> Freshness:
    """Fresh up to 14 days, ageing up to 28, then stale; never confirmed is a state of its own."""
    if confirmed_on is None:
        return Freshness.NEVER
    age_days = (today - confirmed_on).days
    if age_days <= FRESH_DAYS:
        return Freshness.FRESH
    return Freshness.AGEING if age_days <= AGEING_DAYS else Freshness.STALE


def believed_state(vacancy: Vacancy | None, today: date) -> VacancyState:
    """What may be said of places today: a stale or missing vacancy is not known."""
    if vacancy is None:
        return VacancyState.UNKNOWN
    if freshness(vacancy.confirmed_on, today) in (Freshness.STALE, Freshness.NEVER):
        return VacancyState.UNKNOWN
    return vacancy.state


def believed_places(vacancy: Vacancy | None, today: date, *, starts_on: date) -> int | None:
    """Places a plan may count on from a day: "limited" is one, None is not known."""
    state = believed_state(vacancy, today)
    if vacancy is None or state is VacancyState.UNKNOWN:
        return None
    if vacancy.from_date is not None and vacancy.from_date > starts_on:
        return 0
    if state is VacancyState.PLACES:
        return vacancy.places
    return 1 if state is VacancyState.LIMITED else 0


def best_state(states: Iterable[VacancyState]) -> VacancyState | None:
    """The most hopeful of several states; None of none."""
    return min(states, key=_BEST_FIRST.index, default=None)


def pence_an_hour(session: CareSession) -> Fraction:
    """Exactly what an hour costs, whichever way the session is sold. The price must be known."""
    if session.price_pence is None:
        raise ValueError("The price of this care session is not known")
    if session.price_unit is PriceUnit.HOUR:
        return Fraction(session.price_pence)
    return Fraction(session.price_pence * 60, session.band.minutes)
