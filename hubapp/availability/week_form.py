"""A provider's whole week as a plain form: one choice for each care session and age band."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hubapp.availability.models import CareSession, Vacancy, VacancyState
from hubapp.availability.telling import Cell, NewTold, cells_of
from hubapp.availability.told import ImpossibleError, Told
from hubapp.kernel.ages import AgeBand, say_age_range
from hubapp.kernel.week import Weekday, say_band

_MOST_OFFERED = 12
_PLACES = "places-"
_BANDS = tuple(AgeBand)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a cell can say."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class CellField:
    """A cell as a field: what it says now, and the version of it that is on the page.

    `overtaken`: somebody else changed it while the page was open.
    """

    cell: Cell
    day: Weekday
    name: str
    version_name: str
    version: int
    chosen: str
    choices: tuple[Choice, ...]
    apart: "ApartFields"
    overtaken: bool


@dataclass(frozen=True, slots=True)
class ApartFields:
    """How many of a cell's places are funded and paid, and from when, beside its main field."""

    funded_name: str
    funded: int | None
    paid_name: str
    paid: int | None
    from_name: str
    from_date: date | None


@dataclass(frozen=True, slots=True)
class FieldRow:
    """Care sessions at one time of day for one band, across the week."""

    band: AgeBand
    label: str
    times: str
    ages: str | None
    fields: tuple[CellField, ...]

    @property
    def tells_apart(self) -> bool:
        """Whether anything is told of funded and paid places, or of a day they begin."""
        told = (field.apart for field in self.fields)
        return any((one.funded, one.paid, one.from_date) != (None, None, None) for one in told)


def week_rows(
    sessions: Sequence[CareSession], overtaken: Sequence[Cell] = ()
) -> tuple[FieldRow, ...]:
    """The form's rows: youngest children first, then by time of day."""
    by_id = {session.id: session for session in sessions}
    rows: dict[tuple[int, int, int, int, int, str], list[CellField]] = {}
    for session_id, band in cells_of(sessions):
        session = by_id[session_id]
        times = (session.start_minutes, session.end_minutes)
        ages = (session.age_from_months, session.age_to_months)
        key = (_BANDS.index(band), *times, *ages, session.label)
        rows.setdefault(key, []).append(_field(session, band, (session_id, band) in overtaken))
    return tuple(_row(by_id, rows[key]) for key in sorted(rows))


def read_week(filled: Mapping[str, str], sessions: Sequence[CareSession]) -> dict[Cell, NewTold]:
    """What a filled form tells, cell by cell; cells it leaves out are left alone.

    Raises ImpossibleError for what the form does not offer.
    """
    by_id = {session.id: session for session in sessions}
    news = {}
    for cell in cells_of(sessions):
        name, version_name = _names(cell)
        if name in filled:
            vacancy = _vacancy(by_id[cell[0]], cell[1])
            told = _with_parts(
                filled, cell, _told(filled[name], Told.of(vacancy)), Told.of(vacancy)
            )
            news[cell] = NewTold(told, _number(filled.get(version_name, "")))
    return news


def _row(by_id: Mapping[int, CareSession], fields: list[CellField]) -> FieldRow:
    session = by_id[fields[0].cell[0]]
    return FieldRow(
        band=fields[0].cell[1],
        label=session.label,
        times=say_band(session.start_minutes, session.end_minutes),
        ages=say_age_range(session.age_from_months, session.age_to_months),
        fields=tuple(sorted(fields, key=lambda field: field.day)),
    )


def _field(session: CareSession, band: AgeBand, overtaken: bool) -> CellField:
    vacancy = _vacancy(session, band)
    name, version_name = _names((session.id, band))
    told = Told.of(vacancy)
    return CellField(
        cell=(session.id, band),
        day=session.day,
        name=name,
        version_name=version_name,
        version=vacancy.version if vacancy else 0,
        chosen=_value(told),
        choices=tuple(_choices(told)),
        apart=_apart((session.id, band), told),
        overtaken=overtaken,
    )


def _apart(cell: Cell, told: Told) -> ApartFields:
    funded_name, paid_name, from_name = _part_names(cell)
    return ApartFields(
        funded_name, told.funded_places, paid_name, told.paid_places, from_name, told.from_date
    )


def _choices(told: Told) -> Iterator[Choice]:
    yield Choice(VacancyState.UNKNOWN.value, "Not said")
    numbers = set(range(1, _MOST_OFFERED + 1)) | ({told.places} if told.places else set())
    for number in sorted(numbers):
        yield Choice(f"{_PLACES}{number}", f"{number} place" + "s" * (number > 1))
    yield Choice(VacancyState.LIMITED.value, "A few places")
    yield Choice(VacancyState.WAITING_LIST.value, "Waiting list")
    yield Choice(VacancyState.FULL.value, "Full")


def _value(told: Told) -> str:
    return f"{_PLACES}{told.places}" if told.places else told.state.value


def _told(value: str, now: Told) -> Told:
    """What a choice tells. Chosen as it was, it keeps its date and what is funded of it."""
    if value == _value(now):
        return now
    if value.startswith(_PLACES):
        return Told(VacancyState.PLACES, _number(value.removeprefix(_PLACES)))
    try:
        return Told(VacancyState(value))
    except ValueError as error:
        raise ImpossibleError("Choose from what the list offers.") from error


def _with_parts(filled: Mapping[str, str], cell: Cell, told: Told, now: Told) -> Told:
    """With what the form says of funded and paid places and of their first day, where it asks.

    A part that was not touched, and no longer fits the number of places, is not known any more.
    """
    funded_name, paid_name, from_name = _part_names(cell)
    if from_name not in filled:
        return told
    if told.state not in (VacancyState.PLACES, VacancyState.LIMITED):
        return told
    from_date = _day(filled[from_name])
    if told.places is None:
        return replace(told, from_date=from_date)
    return Told(
        told.state,
        told.places,
        _part(filled, funded_name, now.funded_places, told.places),
        _part(filled, paid_name, now.paid_places, told.places),
        from_date,
    )


def _part(filled: Mapping[str, str], name: str, before: int | None, places: int) -> int | None:
    text = filled.get(name, "").strip()
    if text and not (text.isascii() and text.isdigit() and len(text) < 3):
        raise ImpossibleError("Type how many places are funded or paid, or leave it empty.")
    part = int(text) if text else None
    return None if part is not None and part == before and part > places else part


def _day(text: str) -> date | None:
    """A day as browsers send it; nothing is not said. Raises ImpossibleError."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise ImpossibleError("Type a day like 2027-01-05, or leave it empty.") from error


def _number(text: str) -> int:
    """A whole number. Raises ImpossibleError."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ImpossibleError("Choose from what the list offers.")
    return int(text)


def _names(cell: Cell) -> tuple[str, str]:
    session_id, band = cell
    return f"places-{session_id}-{band.value}", f"seen-{session_id}-{band.value}"


def _part_names(cell: Cell) -> tuple[str, str, str]:
    session_id, band = cell
    names = (f"{part}-{session_id}-{band.value}" for part in ("funded", "paid", "from"))
    funded, paid, begins = names
    return funded, paid, begins


def _vacancy(session: CareSession, band: AgeBand) -> Vacancy | None:
    return next((row for row in session.vacancies if row.age_band is band), None)
