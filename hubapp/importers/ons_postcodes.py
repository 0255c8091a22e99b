"""The postcode directories of the ONS: columns that changed their names from release to release."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hubapp.importers.cells import read_number
from hubapp.importers.report import ImportRefused
from hubapp.importers.table import fold
from hubapp.kernel.geo import LatLon, grid_of
from hubapp.places.rules import PostcodeRow, country_letter, tidy_postcode

# Each of our names, and how its column has been called; the codes end in the year they are of.
_NAMES = {
    "postcode": r"pcds",
    "terminated": r"doterm",
    "latitude": r"lat",
    "longitude": r"long",
    "district": r"oslaua|laua|lad\d\d(?:cd)?",
    "easting": r"oseast1m|east1m",
    "northing": r"osnrth1m|north1m",
    "quality": r"osgrdind|gridind",
    "country": r"ctry(?:\d\d(?:cd)?)?",
}
_STABLE = ("postcode", "terminated", "latitude", "longitude")
# What is there beside them: understood, and not needed here.
_OTHERS = re.compile(
    r"pcd[278]?|dointr|oscty|cty(?:\d\d(?:cd)?)?|ced(?:\d\d(?:cd)?)?|osward|ward|wd\d\d(?:cd)?|"
    r"parish|parncp\d\d(?:cd)?|usertype|usrtypind|oshlthau|hlthau|nhser(?:\d\d(?:cd)?)?|"
    r"rgn(?:\d\d(?:cd)?)?|streg|pcon(?:\d\d(?:cd)?)?|eer|teclec|ttwa(?:\d\d(?:cd)?)?|pct|nuts|"
    r"itl(?:\d\d(?:cd)?)?|statsward|casward|n?park(?:\d\d(?:cd)?)?|(?:oa|lsoa|msoa|wz)\d\d(?:cd)?|"
    r"ur\d\dind|ruc?\d\d(?:ind|cd)?|oac\d\d(?:ind|cd)?|ccg|sicbl(?:\d\d(?:cd)?)?|"
    r"bua(?:sd)?\d\d(?:cd)?|lep[12]|lep\d\d(?:cd)?\d?|pfa(?:\d\d(?:cd)?)?|imd(?:\d\d(?:ind)?)?|"
    r"calncv|cal\d\d(?:cd)?|stp|icb(?:\d\d(?:cd)?)?|sicb\w*|nhs\w*"
)
_NO_QUALITY = 9
_NO_LATITUDE = 99.0
_MONTH = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True)
class OnsColumns:
    """A header of a directory: its layout, where each column is, what is not understood."""

    layout: str
    width: int
    positions: dict[str, int]
    unknown: tuple[str, ...]

    def read_row(self, cells: Sequence[str]) -> PostcodeRow | str:
        """One row, or the reason it is not taken."""
        if len(cells) < self.width or any(cells[self.width :]):
            return "too_few_cells" if len(cells) < self.width else "too_many_cells"
        code = tidy_postcode(self._cell(cells, "postcode"))
        if code is None:
            return "bad_postcode" if self._cell(cells, "postcode") else "missing_urn"
        terminated = self._cell(cells, "terminated")
        if terminated and not _MONTH.fullmatch(terminated):
            return "bad_date"
        position = self._position(cells)
        if isinstance(position, str):
            return position
        district = self._cell(cells, "district")
        return PostcodeRow(
            code=code,
            easting=position[0],
            northing=position[1],
            country=country_letter(code, self._cell(cells, "country") or district),
            district_code=district or None,
            terminated=terminated or None,
        )

    def _cell(self, cells: Sequence[str], name: str) -> str:
        index = self.positions.get(name)
        return "" if index is None else cells[index]

    def _position(self, cells: Sequence[str]) -> tuple[int | None, int | None] | str:
        """Where it is on the grid, nowhere, or why that can't be read."""
        if read_number(self._cell(cells, "quality")) == _NO_QUALITY:
            return None, None
        if "easting" in self.positions and "northing" in self.positions:
            return self._on_grid(cells)
        return self._from_degrees(cells)

    def _on_grid(self, cells: Sequence[str]) -> tuple[int | None, int | None] | str:
        said = [self._cell(cells, name) for name in ("easting", "northing")]
        if not any(said):
            return None, None
        easting, northing = (read_number(cell) for cell in said)
        if easting is None or northing is None:
            return "bad_number"
        return (easting, northing) if easting and northing else (None, None)

    def _from_degrees(self, cells: Sequence[str]) -> tuple[int | None, int | None] | str:
        try:
            latitude = float(self._cell(cells, "latitude"))
            longitude = float(self._cell(cells, "longitude"))
        except ValueError:
            return "bad_number"
        if latitude > _NO_LATITUDE:
            return None, None
        point = grid_of(LatLon(latitude, longitude))
        return point.easting, point.northing


def find_columns(header: Sequence[str]) -> OnsColumns | None:
    """The columns of a directory, or None when this is not its header."""
    positions: dict[str, int] = {}
    unknown = []
    names = [fold(cell) for cell in header]
    for index, name in enumerate(names):
        ours = next((our for our, known in _NAMES.items() if re.fullmatch(known, name)), None)
        if ours in positions:
            raise ImportRefused(
                "duplicate_columns", f"The file has two columns called “{header[index]}”.", 1
            )
        if ours is not None:
            positions[ours] = index
        elif name and not _OTHERS.fullmatch(name):
            unknown.append(header[index])
    if not _looks_like_one(names, positions):
        return None
    missing = [name for name in _STABLE if name not in positions]
    if missing:
        said = ", ".join(f"“{_NAMES[name]}”" for name in missing)
        raise ImportRefused("missing_columns", f"The file has no column called {said}.", 1)
    width = max(index for index, name in enumerate(names) if name) + 1
    return OnsColumns(_layout(frozenset(names)), width, positions, tuple(unknown))


def _looks_like_one(names: Sequence[str], positions: dict[str, int]) -> bool:
    return "postcode" in positions or {"doterm", "lat", "long"} <= set(names)


def _layout(names: frozenset[str]) -> str:
    if not any(re.fullmatch(r"parish|parncp.*|streg|statsward", name) for name in names):
        return "nspl_2025_11" if _has(names, r"lad\d\dcd") else "nspl"
    if _has(names, r"lad\d\dcd"):
        return "onspd_2025_11"
    if "pcd7" in names:
        return "onspd_2025_08"
    if _has(names, "icb|oa21|sicbl"):
        return "onspd_2024"
    return "onspd_2021" if "itl" in names else "onspd_2018"


def _has(names: frozenset[str], pattern: str) -> bool:
    return any(re.fullmatch(pattern, name) for name in names)
