"""What a list of providers, and one provider's page, show: facts in words, with their age."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hubapp.availability.models import CareSession, PriceUnit, Vacancy, VacancyState
from hubapp.availability.rules import (
    USUAL,
    Freshness,
    Patience,
    believed_state,
    best_state,
    freshness,
    pence_an_hour,
)
from hubapp.directory.models import Answer, Provider
from hubapp.kernel.ages import AGE_BAND_MONTHS, AgeBand, say_age_range
from hubapp.kernel.money import say_pence
from hubapp.kernel.week import WORKING_WEEK, TimeBand, Weekday, say_band

STATE_WORDS = {
    VacancyState.PLACES: "has places",
    VacancyState.LIMITED: "a few places",
    VacancyState.WAITING_LIST: "waiting list",
    VacancyState.FULL: "full",
    VacancyState.UNKNOWN: "not known: ring first",
}


@dataclass(frozen=True, slots=True)
class PlacesSummary:
    """The most hopeful thing that can be said of places, and when it was last confirmed."""

    state: VacancyState
    words: str
    confirmed_on: date | None
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class DayMark:
    """One weekday in the little strip: the best state of its care sessions; None, no session."""

    day: Weekday
    state: VacancyState | None


def fitting(
    sessions: Iterable[CareSession], age_months: int | None, days: Sequence[Weekday]
) -> list[CareSession]:
    """Care sessions for a child of an age (any age when not given) on some days (or any)."""
    return [
        session
        for session in sessions
        if (age_months is None or session.age_from_months <= age_months < session.age_to_months)
        and (not days or session.day in days)
    ]


def vacancies_for(session: CareSession, band: AgeBand | None) -> list[Vacancy | None]:
    """The vacancies of a band, or of all bands; [None] when nobody has told any."""
    found = [row for row in session.vacancies if band is None or row.age_band is band]
    return list(found) or [None]


def sum_up_places(
    sessions: Sequence[CareSession],
    band: AgeBand | None,
    today: date,
    patience: Patience = USUAL,
) -> PlacesSummary:
    """The best believed state over some care sessions, with its freshest confirmation."""
    told = [
        (row, believed_state(row, today, patience))
        for session in sessions
        for row in vacancies_for(session, band)
    ]
    state = best_state(state for _, state in told) or VacancyState.UNKNOWN
    dates = [row.confirmed_on for row, found in told if row and found is state and row.confirmed_on]
    confirmed_on = max(dates, default=None)
    how_fresh = freshness(confirmed_on, today, patience)
    return PlacesSummary(state, STATE_WORDS[state], confirmed_on, how_fresh)


def day_marks(
    sessions: Sequence[CareSession],
    band: AgeBand | None,
    today: date,
    patience: Patience = USUAL,
) -> tuple[DayMark, ...]:
    """Monday to Friday at a glance; where no care session is known, every day is not known."""
    if not sessions:
        return tuple(DayMark(day, VacancyState.UNKNOWN) for day in WORKING_WEEK)
    return tuple(
        DayMark(
            day,
            best_state(
                believed_state(row, today, patience)
                for session in sessions
                if session.day is day
                for row in vacancies_for(session, band)
            ),
        )
        for day in WORKING_WEEK
    )


def say_price(sessions: Iterable[CareSession]) -> str | None:
    """Prices an hour, from the lowest to the highest; None when none is known."""
    hourly = sorted(
        {round(pence_an_hour(session)) for session in sessions if session.price_pence is not None}
    )
    if not hourly:
        return None
    if len(hourly) == 1:
        return f"{say_pence(hourly[0])} an hour"
    return f"{say_pence(hourly[0])} to {say_pence(hourly[-1])} an hour"


def say_ages(provider: Provider) -> str | None:
    """The ages a provider takes; None when not known."""
    return say_age_range(provider.age_from_months, provider.age_to_months)


def say_funding(provider: Provider) -> str:
    """Which funded hours it takes, in one line, never taking "not known" for no."""
    answers = {
        "30 hours for working parents": provider.funds_working_parents,
        "15 hours at 3 and 4": provider.funds_three_and_four,
        "15 hours at 2": provider.funds_two_year_olds,
    }
    yes = [words for words, answer in answers.items() if answer in (Answer.YES, Answer.ONLY)]
    if yes:
        return ", ".join(yes)
    if all(answer is Answer.NO for answer in answers.values()):
        return "does not take funded hours"
    return "not known: ask them"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One day of a row in the place grid; `state` None: no care session then."""

    day: Weekday
    state: VacancyState | None
    places: int | None
    words: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """Care sessions at one time of day, Monday to Friday."""

    label: str
    times: str
    price: str | None
    funded: Answer
    cells: tuple[GridCell, ...]
    detail: str


@dataclass(frozen=True, slots=True)
class PlaceGrid:
    """A provider's week for one age band."""

    band: AgeBand
    rows: tuple[GridRow, ...]
    confirmed_on: date | None
    freshness: Freshness
    told_by: str | None


def place_grids(
    sessions: Sequence[CareSession], today: date, patience: Patience = USUAL
) -> tuple[PlaceGrid, ...]:
    """One grid for each age band the provider has care sessions for."""
    grids = []
    for band, (youngest, oldest) in AGE_BAND_MONTHS.items():
        inside = [
            session
            for session in sessions
            if session.age_from_months < oldest and youngest < session.age_to_months
        ]
        if inside:
            grids.append(_grid(band, inside, today, patience))
    return tuple(grids)


def _grid(
    band: AgeBand, sessions: Sequence[CareSession], today: date, patience: Patience
) -> PlaceGrid:
    times: dict[TimeBand, list[CareSession]] = {}
    for session in sessions:
        times.setdefault(session.band, []).append(session)
    rows = [row for s in sessions for row in vacancies_for(s, band) if row and row.confirmed_on]
    latest = max(rows, key=lambda row: row.confirmed_on or date.min, default=None)
    confirmed_on = latest.confirmed_on if latest else None
    return PlaceGrid(
        band=band,
        rows=tuple(_row(times[at], band, today, patience) for at in sorted(times)),
        confirmed_on=confirmed_on,
        freshness=freshness(confirmed_on, today, patience),
        told_by=latest.told_by or latest.confirmed_by_role if latest else None,
    )


def _row(
    sessions: Sequence[CareSession], band: AgeBand, today: date, patience: Patience
) -> GridRow:
    first = sessions[0]
    funded = {session.funded for session in sessions}
    details = []
    if first.min_minutes:
        details.append(f"at least {first.min_minutes / 60:g} hours a day")
    if first.term_only:
        details.append("term time only")
    return GridRow(
        label=first.label,
        times=say_band(first.start_minutes, first.end_minutes),
        price=_row_price(sessions),
        funded=funded.pop() if len(funded) == 1 else Answer.UNKNOWN,
        cells=tuple(_cell(day, sessions, band, today, patience) for day in WORKING_WEEK),
        detail=", ".join(details),
    )


def _row_price(sessions: Sequence[CareSession]) -> str | None:
    prices = {(s.price_pence, s.price_unit) for s in sessions if s.price_pence is not None}
    if not prices:
        return None
    said = sorted(f"{say_pence(pence)} {_UNIT_WORDS[unit]}" for pence, unit in prices)
    return " or ".join(said)


_UNIT_WORDS = {PriceUnit.HOUR: "an hour", PriceUnit.SESSION: "a session"}


def _cell(
    day: Weekday,
    sessions: Sequence[CareSession],
    band: AgeBand,
    today: date,
    patience: Patience,
) -> GridCell:
    told = [
        (believed_state(row, today, patience), row)
        for session in sessions
        if session.day is day
        for row in vacancies_for(session, band)
    ]
    state = best_state(found for found, _ in told)
    if state is None:
        return GridCell(day, None, None, "not open")
    row = next(row for found, row in told if found is state)
    if state is VacancyState.PLACES and row and row.places:
        return GridCell(day, state, row.places, f"{row.places} place" + "s" * (row.places > 1))
    return GridCell(day, state, None, STATE_WORDS[state])
