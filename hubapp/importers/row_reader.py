"""Reads the cells of one row, typed, and keeps aside those a person must look at."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hubapp.importers.cells import (
    State,
    damage,
    has_mobile_number,
    read_date,
    read_number,
    state_of,
    tidy_text,
)
from hubapp.importers.report import Flagged
from hubapp.places.rules import say_postcode, tidy_postcode

_URN = re.compile(r"(?:EY|VC|CA)\d{4,8}|\d{5,8}")
_LINK = re.compile(r"https?://[^\s\"<>]{4,300}")
_MOST_PLACES = 2000
_EARLIEST_YEAR = 1900
_VALUE_SHOWN = 120


@dataclass(slots=True)
class RowReader:
    """Reads the cells of one row by column name, keeping the damaged ones aside.

    Of `cells` the empty ones may be missing.
    """

    line: int
    urn: str
    cells: Mapping[str, str]
    latest: date
    flagged: list[Flagged] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)

    def given(self, name: str) -> str | None:
        """The cell, or None when it is empty or withheld."""
        cell = self.cells.get(name)
        return cell if cell and state_of(cell) is State.GIVEN else None

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

    def whole(self, name: str) -> int | None:
        """A whole number of any size, or None; a damaged one is no harm."""
        cell = self.given(name)
        return read_number(cell) if cell else None

    def one_of(self, name: str, words: Mapping[str, str], part_of: str) -> str | None:
        """One of a column's known words, as it is published."""
        cell = self.given(name)
        if cell is None:
            return None
        word = words.get(tidy_text(cell).lower())
        if word is None:
            self.flag(name, damage(cell) or "unrecognised_value", part_of)
        return word

    def address(self) -> str | None:
        """Up to three lines as one. A damaged line leaves the whole address for a person."""
        names = ("address_1", "address_2", "address_3")
        lines = [self.words(name, part_of="address") for name in names]
        return ", ".join(line for line in lines if line) or None

    def landline(self) -> str | None:
        """Never a mobile number: it may be one person's own, who never gave it to us."""
        phone = self.words("phone")
        return None if phone and has_mobile_number(phone) else phone

    def link(self) -> str | None:
        """The address of a page. Files that lost theirs only say "Web link"."""
        cell = self.given("link")
        return cell if cell and _LINK.fullmatch(cell) else None

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
