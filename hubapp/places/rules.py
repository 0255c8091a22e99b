"""What a postcode looks like, which country it is in, and how a fresh table differs from ours."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hubapp.kernel.geo import GridPoint

_WHOLE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")
_FIRST_HALF = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
_STRAY = re.compile(r"[\s.,]+")
_LONGEST_WORTH_READING = 40

_COUNTRY_BY_AREA = {
    **dict.fromkeys(
        "AB DD DG EH FK G HS IV KA KW KY ML PA PH TD ZE".split(),  # noqa: SIM905 - reads better
        "Scotland",
    ),
    **dict.fromkeys(("CF", "LD", "LL", "NP", "SA"), "Wales"),
    "BT": "Northern Ireland",
    "JE": "Jersey",
    "GY": "Guernsey",
    "IM": "the Isle of Man",
}
# Districts on the border with homes on the English side, such as Tutshill and Berwick.
_PARTLY_ENGLISH = frozenset(("DG14", "DG16", "LD7", "LD8", "NP16", "NP25", "TD12", "TD15"))
_COUNTRY_BY_LETTER = {
    "S": "Scotland",
    "W": "Wales",
    "N": "Northern Ireland",
    "L": "the Channel Islands",
    "M": "the Isle of Man",
}
_LETTER_BY_COUNTRY = {
    "Scotland": "S",
    "Wales": "W",
    "Northern Ireland": "N",
    "Jersey": "L",
    "Guernsey": "L",
    "the Isle of Man": "M",
}


class PostcodeRow(NamedTuple):
    """One postcode of a release: `code` has no space; no position is two nulls.

    `terminated`: the month (YYYYMM) since when it is no longer used.
    """

    code: str
    easting: int | None
    northing: int | None
    country: str
    district_code: str | None
    terminated: str | None = None

    @property
    def point(self) -> GridPoint | None:
        """Where its middle is, when the release says."""
        if self.easting is None or self.northing is None:
            return None
        return GridPoint(self.easting, self.northing)


class PostcodeDifference(NamedTuple):
    """What a release would change: rows to add, rows to put right, and how many stay."""

    new: list[PostcodeRow]
    changed: list[PostcodeRow]
    unchanged: int


def tidy_postcode(text: str) -> str | None:
    """The code without a space ("BS14ST") however it was typed; None if it is not a postcode."""
    code = _squeezed(text)
    return code if _WHOLE.fullmatch(code) else None


def is_first_half(text: str) -> bool:
    """Whether somebody gave only the first part, like "BS1"."""
    return bool(_FIRST_HALF.fullmatch(_squeezed(text)))


def _squeezed(text: str) -> str:
    return _STRAY.sub("", text[:_LONGEST_WORTH_READING]).upper()


def say_postcode(code: str) -> str:
    """As people write it: "BS14ST" is "BS1 4ST"."""
    return f"{code[:-3]} {code[-3:]}"


def country_outside_england(code: str) -> str | None:
    """The country its area belongs to, when that is surely not England."""
    if code[:-3] in _PARTLY_ENGLISH:
        return None
    area = re.match(r"[A-Z]*", code)
    return _COUNTRY_BY_AREA.get(area.group() if area else "")


def country_name(code: str, letter: str) -> str | None:
    """The country a known postcode's table row names, in words; None for England."""
    if letter == "L":
        return country_outside_england(code) or _COUNTRY_BY_LETTER["L"]
    return _COUNTRY_BY_LETTER.get(letter)


def country_letter(code: str, district_code: str | None) -> str:
    """The letter a row is stored with: its district's, or its area's where it has no district."""
    if district_code:
        return district_code[0]
    return _LETTER_BY_COUNTRY.get(country_outside_england(code) or "", "E")


def compare_postcodes(
    rows: Iterable[PostcodeRow], known: Mapping[str, tuple[PostcodeRow, str]], source: str
) -> PostcodeDifference:
    """How rows differ from what is known: each known row comes with the source it came from."""
    new, changed, unchanged = [], [], 0
    for row in rows:
        ours = known.get(row.code)
        if ours is None:
            new.append(row)
        elif ours != (row, source):
            changed.append(row)
        else:
            unchanged += 1
    return PostcodeDifference(new, changed, unchanged)
