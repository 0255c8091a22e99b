"""How far a vacancy can be believed, and what an hour of a care session costs. Pure decisions."""

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hubapp.availability.models import CareSession, Closure, PriceUnit, Vacancy, VacancyState
from hubapp.hubs.models import Hub, StalePlaces


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a hub believes what was told, in days, and whether it still plans with what is old.

    Left out, a stale place counts as none in a plan; else it is a place to ring about.
    """

    fresh_days: int = 14
    ageing_days: int = 28
    leaves_out_stale: bool = False


USUAL = Patience()
AS_TOLD = Patience(fresh_days=36_500, ageing_days=36_500)
"""However old it is: for those who told it, and are asked whether it is still so."""


def patience_of(hub: Hub) -> Patience:
    """How long a hub chose to believe."""
    return Patience(
        hub.fresh_days, hub.ageing_days, leaves_out_stale=hub.stale_places is StalePlaces.LEFT_OUT
    )


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


def freshness(confirmed_on: date | None, today: date, patience: Patience = USUAL) -> Freshness:
    """Fresh up to 14 days, ageing up to 28 (or as the hub says), then stale; or never confirmed."""
    if confirmed_on is None:
        return Freshness.NEVER
    age_days = (today - confirmed_on).days
    if age_days <= patience.fresh_days:
        return Freshness.FRESH
    return Freshness.AGEING if age_days <= patience.ageing_days else Freshness.STALE


def believed_state(
    vacancy: Vacancy | None, today: date, patience: Patience = USUAL
) -> VacancyState:
    """What may be said of places today: a stale or missing vacancy is not known."""
    if vacancy is None:
        return VacancyState.UNKNOWN
    if freshness(vacancy.confirmed_on, today, patience) in (Freshness.STALE, Freshness.NEVER):
        return VacancyState.UNKNOWN
    return vacancy.state


def believed_places(
    vacancy: Vacancy | None, today: date, *, starts_on: date, patience: Patience = USUAL
) -> int | None:
    """Places a plan may count on from a day: "limited" is one, None is not known."""
    state = believed_state(vacancy, today, patience)
    if vacancy is None:
        return None
    if state is VacancyState.UNKNOWN:
        is_stale = freshness(vacancy.confirmed_on, today, patience) is Freshness.STALE
        return 0 if is_stale and patience.leaves_out_stale else None
    if vacancy.from_date is not None and vacancy.from_date > starts_on:
        return 0
    if state is VacancyState.PLACES:
        return vacancy.places
    return 1 if state is VacancyState.LIMITED else 0


def best_state(states: Iterable[VacancyState]) -> VacancyState | None:
    """The most hopeful of several states; None of none."""
    return min(states, key=_BEST_FIRST.index, default=None)


def vouched_by(sessions: Iterable[CareSession]) -> date | None:
    """The day by which everything known of some care sessions was vouched for.

    None: something never was, or nothing is known.
    """
    known = [
        row.confirmed_on
        for session in sessions
        for row in session.vacancies
        if row.state is not VacancyState.UNKNOWN
    ]
    days = [day for day in known if day is not None]
    return min(days) if days and len(days) == len(known) else None


def out_of_date_since(confirmed_on: date | None, today: date) -> date | None:
    """The legal day since when what is told should have been confirmed anew, and was not (R55).

    The days are 1 January, 1 April and 1 September. None: it was confirmed since the last of them.
    """
    days = (date(year, *day) for year in (today.year - 1, today.year) for day in _LEGAL_DAYS)
    latest = max(day for day in days if day <= today)
    return latest if confirmed_on is None or confirmed_on < latest else None


_LEGAL_DAYS = ((1, 1), (4, 1), (9, 1))


def closure_on(closures: Sequence[Closure], day: date) -> Closure | None:
    """The closure a day falls in, if any."""
    return next((one for one in closures if one.starts_on <= day <= one.ends_on), None)


def pence_an_hour(session: CareSession) -> Fraction:
    """Exactly what an hour costs, whichever way the session is sold. The price must be known."""
    if session.price_pence is None:
        raise ValueError("The price of this care session is not known")
    if session.price_unit is PriceUnit.HOUR:
        return Fraction(session.price_pence)
    return Fraction(session.price_pence * 60, session.band.minutes)
