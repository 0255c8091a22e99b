"""One row of a hub's spreadsheet: what it clearly says, and the cells to put before a person."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hubapp.importers.cells import State, damage, read_date, read_number, state_of, tidy_text
from hubapp.importers.report import Flagged
from hubapp.importers.sheet_cells import (
    Doubt,
    Said,
    common_doubt,
    read_ages,
    read_fees,
    read_unit,
    read_vacancy,
    read_weeks,
    read_yes_no,
)
from hubapp.importers.sheet_times import read_days, read_hours, read_span

_BANDS = {"vacancies": "any", "vacancies_u2": "u2", "vacancies_2": "2", "vacancies_3p": "3p"}
_FEE_COLUMNS = ("hour", "session", "half_day", "day", "week", "month")
_ANSWERS = ("funds_two_year_olds", "funds_three_and_four", "funds_working_parents")
_VALUE_SHOWN = 120
_FURTHEST_AHEAD = timedelta(days=3 * 366)
_EARLIEST = date(2000, 1, 1)


@dataclass(slots=True)
class SheetRow:
    """Reads one row. `day` is the day of the import: what claims to be later is a mistake."""

    line: int
    urn: str
    cells: Mapping[str, str]
    day: date
    flagged: list[Flagged] = field(default_factory=list)

    def given(self, name: str) -> str | None:
        """The cell, or None when it says nothing."""
        cell = self.cells.get(name, "")
        return cell if cell and state_of(cell) is State.GIVEN else None

    def flag(self, name: str, reason: str) -> None:
        """Put a cell before a person; a person's own data is not shown again."""
        cell = self.cells.get(name, "")
        value = "" if reason == "personal_data" else cell[:_VALUE_SHOWN]
        self.flagged.append(Flagged(self.line, self.urn, name, reason, value))

    def read(self, name: str, reader: Callable[[str], Any]) -> Any:
        """What a reader makes of a cell; None when it is empty or not clear."""
        cell = self.given(name)
        if cell is None:
            return None
        said = reader(cell)
        if isinstance(said, Doubt):
            self.flag(name, said.reason)
            return None
        return said

    def date(self, name: str, latest: date, too_late: str) -> date | None:
        """A day that can be so."""
        cell = self.given(name)
        if cell is None:
            return None
        day = read_date(cell)
        if day is None:
            self.flag(name, damage(cell) or "bad_date")
        elif day > latest:
            self.flag(name, too_late)
        elif day < _EARLIEST:
            self.flag(name, "implausible")
        else:
            return day
        return None


def read_facts(row: SheetRow) -> Said:
    """Everything a row clearly says, as it is stored. What it does not say is not in it."""
    facts: Said = {
        "vacancies": _vacancies(row),
        "fees": _fees(row),
        "hours": _hours(row),
        "ages": _ages(row),
        "collects_from": _collects_from(row),
        **_weeks(row),
        **{name: row.read(name, read_yes_no) for name in _ANSWERS},
    }
    return {name: value for name, value in facts.items() if value not in (None, [], {})}


def confirmed_on(row: SheetRow) -> date | None:
    """The day the row itself says it was confirmed: never the day of the import."""
    return row.date("confirmed_on", row.day, "date_in_future")


def _vacancies(row: SheetRow) -> Said:
    told: Said = {}
    for name, band in _BANDS.items():
        if (said := row.read(name, read_vacancy)) is not None:
            told[band] = said
    _doubt_contradictions(row, told)
    for name in ("vacancies_max", "vacancies_range"):
        if row.given(name) and "any" not in told:
            row.flag(name, "ambiguous_vacancy")
    if (row.given("contact_provider") or "").lower() in ("yes", "y", "true", "1") and not told:
        row.flag("contact_provider", "ambiguous_vacancy")
    return _dated(row, told) if told else {}


def _dated(row: SheetRow, told: Said) -> Said:
    """With the day they begin and the day they were confirmed, as far as the row says."""
    days = {
        "from": row.date("available_from", row.day + _FURTHEST_AHEAD, "implausible"),
        "confirmed": confirmed_on(row),
    }
    said = {name: day.isoformat() for name, day in days.items() if day is not None}
    return {band: {**state, **said} for band, state in told.items()}


def _doubt_contradictions(row: SheetRow, told: Said) -> None:
    """A whole that says full while a part has places: nobody can tell which is right."""
    whole = told.get("any")
    if whole is None:
        return
    parts = [said for band, said in told.items() if band != "any" and said["state"] == "places"]
    counted = sum(said["places"] for said in parts)
    most = read_number(row.given("vacancies_max") or "")
    full_but_not = whole["state"] == "full" and (counted or (most or 0) > 0)
    if full_but_not or (whole["state"] == "places" and counted > whole["places"]):
        row.flag("vacancies", "contradiction")
        del told["any"]


def _fees(row: SheetRow) -> list[Said]:
    unit = None
    if cell := row.given("fee_unit"):
        unit = read_unit(cell)
        if unit is None:
            row.flag("fee_unit", damage(cell) or "unrecognised_value")
    columns: Iterable[tuple[str, str | None]] = (
        ("fees", unit),
        *((f"fee_{each}", each) for each in _FEE_COLUMNS),
    )
    fees: dict[str, Said] = {}
    for name, per in columns:
        for fee in row.read(name, lambda cell, per=per: read_fees(cell, per)) or ():  # type: ignore[misc]
            known = fees.setdefault(fee["unit"], fee)
            if known != fee:
                row.flag(name, "contradiction")
    return sorted(fees.values(), key=lambda fee: str(fee["unit"]))


def _hours(row: SheetRow) -> list[Said]:
    if (said := row.read("hours", read_hours)) is not None:
        return list(said)
    opens, closes = row.given("opens"), row.given("closes")
    if not opens and not closes:
        return []
    if not opens or not closes:
        row.flag("opens" if opens else "closes", "ambiguous_time")
        return []
    span = row.read("closes", lambda _: read_span(opens, closes))
    days = row.read("days", lambda cell: read_days(cell) or Doubt("ambiguous_time"))
    if span is None:
        return []
    if days is None:
        if not row.given("days"):
            row.flag("opens", "ambiguous_time")
        return []
    return [{"days": days, "from": span[0], "to": span[1]}]


def _ages(row: SheetRow) -> list[int] | None:
    if (said := row.read("age_range", read_ages)) is not None:
        return list(said)
    ends = []
    for end in ("from", "to"):
        years, months = (
            row.read(f"age_{end}_{unit}", _whole_number) for unit in ("years", "months")
        )
        if years is None and months is None:
            return None
        ends.append((years or 0) * 12 + (months or 0))
    if ends[0] >= ends[1]:
        row.flag("age_to_years", "contradiction")
        return None
    return ends


def _whole_number(cell: str) -> int | Doubt:
    number = read_number(cell)
    if number is None:
        return Doubt(damage(cell) or "bad_number")
    return number if number <= 216 else Doubt("implausible")


def _weeks(row: SheetRow) -> Said:
    weeks = row.read("weeks_open", read_weeks)
    term_only = row.read("term_only", read_yes_no)
    if weeks == "term_only":
        return {"term_only": True if term_only is None else term_only}
    if term_only and weeks is not None and weeks > 39:
        row.flag("term_only", "contradiction")
        term_only = None
    return {"weeks_open": weeks, "term_only": term_only}


def _collects_from(row: SheetRow) -> list[str] | None:
    """Schools by the names they were given; which ones these are, a person must say."""
    cell = row.given("collects_from")
    if cell is None:
        return None
    if doubt := common_doubt(cell):
        row.flag("collects_from", doubt.reason)
        return None
    names = (tidy_text(part) for part in cell.replace(";", "\n").split("\n"))
    return sorted({name for name in names if name})
