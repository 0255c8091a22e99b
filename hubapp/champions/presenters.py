"""What the champion sees of the whole hub: a row for each provider, a mark for each day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hubapp.availability.models import CareSession, VacancyState
from hubapp.availability.presenters import STATE_WORDS, vacancies_for
from hubapp.availability.rules import (
    Freshness,
    Patience,
    best_state,
    freshness,
    out_of_date_since,
    vouched_by,
)
from hubapp.availability.telling import fingerprint
from hubapp.directory.models import Provider
from hubapp.kernel.week import WORKING_WEEK, Weekday

_WORDS = STATE_WORDS | {VacancyState.UNKNOWN: "not known"}


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of a provider: the most hopeful thing told of it, however old.

    `state` None: no care session then. `seen` is handed back with a change, so that nobody changes
    what they have not seen. `cells`: how many sessions and bands the mark stands for.
    """

    day: Weekday
    state: VacancyState | None
    words: str
    seen: str
    cells: int


@dataclass(frozen=True, slots=True)
class HubRow:
    """One provider in the champion's grid."""

    provider: Provider
    days: tuple[DayCell, ...]
    confirmed_on: date | None
    freshness: Freshness
    overdue_since: date | None


def present_row(
    provider: Provider, sessions: Sequence[CareSession], today: date, patience: Patience
) -> HubRow:
    """A provider's row."""
    confirmed_on = vouched_by(sessions)
    return HubRow(
        provider=provider,
        days=tuple(_day(day, sessions) for day in WORKING_WEEK),
        confirmed_on=confirmed_on,
        freshness=freshness(confirmed_on, today, patience),
        overdue_since=out_of_date_since(confirmed_on, today),
    )


def _day(day: Weekday, sessions: Sequence[CareSession]) -> DayCell:
    on_day = [session for session in sessions if session.day is day]
    rows = [row for session in on_day for row in vacancies_for(session, None)]
    state = best_state(row.state if row else VacancyState.UNKNOWN for row in rows)
    return DayCell(
        day=day,
        state=state,
        words=_WORDS[state] if state else "not open",
        seen=fingerprint(on_day),
        cells=len(rows),
    )
