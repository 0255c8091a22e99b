"""One row of the inspectorate's register: what it says, typed, and which cells to look at."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hubapp.directory.models import InspectionFramework
from hubapp.directory.rules.facts import (
    InspectionFacts,
    RegisterFacts,
    RegisterRecord,
    inspection_field,
)
from hubapp.directory.rules.listing import HOME_CHILDCARER
from hubapp.importers.cells import (
    State,
    damage,
    has_mobile_number,
    read_date,
    read_number,
    state_of,
    tidy_text,
)
from hubapp.importers.report import Flagged, Rejected, Skipped
from hubapp.places.rules import say_postcode, tidy_postcode

_URN = re.compile(r"(?:EY|VC|CA)\d{4,8}|\d{5,8}")
_TYPES = {
    said.lower(): said
    for said in (
        "Childminder",
        "Childminder without domestic premises",
        "Childcare on non-domestic premises",
        "Childcare on domestic premises",
        "Home childcarer",
    )
}
_AGENCY = "childminder agency"
_GRADES = {"1": "Outstanding", "2": "Good", "3": "Requires improvement", "4": "Inadequate"}
_GRADES |= {word.lower(): word for word in _GRADES.values()}
_MET = {w.lower(): w for w in ("Met", "Not Met (with actions)", "Not Met (enforcement)")}
_YES_NO = {"yes": "Yes", "no": "No"}
_MOST_PLACES = 2000
_EARLIEST_YEAR = 1900
_VALUE_SHOWN = 120


@dataclass(slots=True)
class RowReader:
    """Reads the cells of one row by column name, keeping the damaged ones aside."""

    line: int
    urn: str
    cells: Mapping[str, str]
    latest: date
    flagged: list[Flagged] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)

    def given(self, name: str) -> str | None:
        """The cell, or None when it is empty or withheld."""
        cell = self.cells.get(name, "")
        return cell if state_of(cell) is State.GIVEN else None

    def is_withheld(self, name: str) -> bool:
        """Whether somebody chose not to publish it."""
        return state_of(self.cells.get(name, "")) is State.WITHHELD

    def flag(self, name: str, reason: str, part_of: str | None = None) -> None:
        """Keep a cell for a person to look at, and from being written."""
        value = self.cells[name][:_VALUE_SHOWN]
        self.flagged.append(Flagged(self.line, self.urn, name, reason, value))
        self.unreadable.add(part_of or name)

    def words(self, name: str, part_of: str | None = None) -> str | None:
        """Plain words."""
        cell = self.given(name)
        if cell is None:
            return None
        if reason := damage(cell):
            self.flag(name, reason, part_of)
            return None
        return tidy_text(cell)

    def day(self, name: str, part_of: str | None = None) -> date | None:
        """A day that has been."""
        cell = self.given(name)
        if cell is None:
            return None
        day = read_date(cell)
        if day is None:
            self.flag(name, damage(cell) or "bad_date", part_of)
        elif day > self.latest:
            self.flag(name, "date_in_future", part_of)
        elif day.year < _EARLIEST_YEAR:
            self.flag(name, "implausible", part_of)
        else:
            return day
        return None

    def count(self, name: str) -> int | None:
        """A number of places."""
        cell = self.given(name)
        if cell is None:
            return None
        number = read_number(cell)
        if number is None:
            self.flag(name, damage(cell) or "bad_number")
        elif number > _MOST_PLACES:
            self.flag(name, "implausible")
            return None
        return number

    def one_of(self, name: str, words: Mapping[str, str], part_of: str) -> str | None:
        """One of a column's known words, as it is published."""
        cell = self.given(name)
        if cell is None:
            return None
        word = words.get(tidy_text(cell).lower())
        if word is None:
            self.flag(name, damage(cell) or "unrecognised_value", part_of)
        return word

    def postcode(self) -> str | None:
        """A postcode as people write it."""
        cell = self.given("postcode")
        if cell is None:
            return None
        code = tidy_postcode(cell)
        if code is None:
            self.flag("postcode", damage(cell) or "bad_postcode")
            return None
        return say_postcode(code)


def read_key(cell: str) -> tuple[str | None, str | None]:
    """A row's key and, when it has none that can be used, why."""
    if state_of(cell) is State.EMPTY:
        return None, "missing_urn"
    urn = "".join(cell.split()).upper()
    if _URN.fullmatch(urn):
        return urn, None
    return None, "excel_damage" if damage(cell) == "excel_damage" else "bad_urn"


def read_record(row: RowReader) -> RegisterRecord | Rejected | Skipped:
    """What a row says, or why it is not taken."""
    kind, refused = _type(row)
    if refused is not None:
        return refused
    status = row.words("status")
    if status is not None and status.lower() != "active":
        return Skipped(row.urn, "not_active")
    name = row.words("name")
    redacted = row.is_withheld("name")
    if name is None and not redacted and "name" not in row.unreadable:
        return Rejected(row.line, row.urn, "missing_name")
    named = kind.lower() != HOME_CHILDCARER
    facts = RegisterFacts(
        redacted=redacted,
        name=name if named else None,
        provider_type=kind,
        provider_subtype=row.words("provider_subtype"),
        status=status,
        registers=row.words("registers"),
        address=_address(row) if named else None,
        town=row.words("town") if named else None,
        postcode=row.postcode() if named else None,
        phone=_phone(row) if named else None,
        local_authority=row.words("local_authority"),
        places=row.count("places"),
        registered_on=row.day("registered_on"),
    )
    return RegisterRecord(row.urn, facts, _inspections(row), frozenset(row.unreadable))


def _type(row: RowReader) -> tuple[str, Rejected | Skipped | None]:
    """The published type. An unknown one is not taken: it might be a home nobody should see."""
    said = row.given("provider_type")
    if said is None:
        return "", Rejected(row.line, row.urn, "missing_required")
    word = tidy_text(said).lower()
    if word == _AGENCY:
        return "", Skipped(row.urn, "childminder_agency")
    if word not in _TYPES:
        return "", Rejected(row.line, row.urn, damage(said) or "unrecognised_value")
    return _TYPES[word], None


def _address(row: RowReader) -> str | None:
    names = ("address_1", "address_2", "address_3")
    lines = [row.words(name, part_of="address") for name in names]
    return ", ".join(line for line in lines if line) or None


def _phone(row: RowReader) -> str | None:
    """Never a mobile number: it may be one person's own, who never gave it to us."""
    phone = row.words("phone")
    return None if phone and has_mobile_number(phone) else phone


def _inspections(row: RowReader) -> tuple[InspectionFacts, ...]:
    each = (
        _inspection(row, "childcare_register", InspectionFramework.CHILDCARE_REGISTER, _MET),
        _inspection(row, "graded", InspectionFramework.GRADED, _GRADES),
        _inspection(row, "no_children", InspectionFramework.NO_CHILDREN, _MET),
    )
    return tuple(one for one in each if one)


def _inspection(
    row: RowReader, prefix: str, framework: InspectionFramework, outcomes: Mapping[str, str]
) -> InspectionFacts | None:
    part_of = inspection_field(framework)
    day = row.day(f"{prefix}_date", part_of)
    outcome = row.one_of(f"{prefix}_outcome", outcomes, part_of)
    number = row.words(f"{prefix}_number", part_of)
    safe = None
    if framework is InspectionFramework.GRADED:
        safe = row.one_of("safeguarding", _YES_NO, part_of)
    if day is None and outcome is None:
        return None
    return InspectionFacts(framework, day, outcome, safe, number)
