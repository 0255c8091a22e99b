"""A provider's places as a small picture: care sessions down, the week across, in words too."""

from collections.abc import Sequence
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
)
from hubapp.directory.models import Answer
from hubapp.kernel.ages import AGE_BAND_MONTHS, AgeBand
from hubapp.kernel.money import say_pence
from hubapp.kernel.week import WORKING_WEEK, TimeBand, Weekday, say_band, say_days

STATE_WORDS = {
    VacancyState.PLACES: "has places",
    VacancyState.LIMITED: "a few places",
    VacancyState.WAITING_LIST: "waiting list",
    VacancyState.FULL: "full",
    VacancyState.UNKNOWN: "not known: ring first",
}


def vacancies_for(session: CareSession, band: AgeBand | None) -> list[Vacancy | None]:
    """The vacancies of a band, or of all bands; [None] when nobody has told any."""
    found = [row for row in session.vacancies if band is None or row.age_band is band]
    return list(found) or [None]


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

    @property
    def spoken(self) -> tuple[str, ...]:
        """The week in as few words as will do: "Monday and Tuesday: 1 place"."""
        days: dict[str, list[Weekday]] = {}
        for cell in self.cells:
            if cell.state is not None:
                is_unknown = cell.state is VacancyState.UNKNOWN
                days.setdefault("not said" if is_unknown else cell.words, []).append(cell.day)
        return tuple(f"{say_days(found)}: {words}" for words, found in days.items())


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


def say_price(pence: int, unit: PriceUnit) -> str:
    """The price of a care session, like "£6.50 an hour"."""
    words = {PriceUnit.HOUR: "an hour", PriceUnit.SESSION: "a session"}
    return f"{say_pence(pence)} {words[unit]}"


def _row_price(sessions: Sequence[CareSession]) -> str | None:
    prices = {(s.price_pence, s.price_unit) for s in sessions if s.price_pence is not None}
    if not prices:
        return None
    said = sorted(say_price(pence, unit) for pence, unit in prices)
    return " or ".join(said)


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
    later = say_from(row, today) if row else ""
    if state is VacancyState.PLACES and row and row.places:
        words = f"{row.places} place" + "s" * (row.places > 1) + say_parts(row) + later
        return GridCell(day, state, row.places, words)
    if state is not VacancyState.LIMITED:
        later = ""
    return GridCell(day, state, None, STATE_WORDS[state] + later)


def say_parts(row: Vacancy) -> str:
    """How many of the places are funded and paid; what nobody told is left out, and is not 0."""
    told = ((row.funded_places, "with funded hours"), (row.paid_places, "for paying"))
    parts = [f"{number or 'none'} {words}" for number, words in told if number is not None]
    return f" ({', '.join(parts)})" if parts else ""


def say_from(row: Vacancy, today: date) -> str:
    """The day from which the places can be had, while it is to come."""
    if row.from_date is None or row.from_date <= today:
        return ""
    return f", from {row.from_date.day} {row.from_date:%B}"
