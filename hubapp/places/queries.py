"""Reads of the postcode table."""

from collections.abc import Collection

from sqlalchemy import func, select

from hubapp.extensions import db
from hubapp.kernel.geo import GridPoint
from hubapp.places.models import Postcode, PostcodeSource
from hubapp.places.rules import PostcodeRow

_CODES_A_QUERY = 900  # databases limit how many values one query may name


def find_postcode(code: str) -> Postcode | None:
    """One postcode by its code without a space."""
    return db.session.get(Postcode, code)


def has_postcodes() -> bool:
    """Whether any postcode is loaded."""
    return db.session.scalar(select(Postcode.code).limit(1)) is not None


def count_postcodes(source: PostcodeSource) -> tuple[int, int]:
    """How many postcodes a source gave: with a position, and without."""
    total, placed = db.session.execute(
        select(func.count(), func.count(Postcode.easting)).where(Postcode.source == source)
    ).one()
    return placed, total - placed


def positions_of(codes: Collection[str]) -> dict[str, GridPoint]:
    """Where postcodes are, by code; one that is unknown or has no position is left out."""
    wanted = sorted(set(codes))
    found: dict[str, GridPoint] = {}
    for start in range(0, len(wanted), _CODES_A_QUERY):
        rows = db.session.execute(
            select(Postcode.code, Postcode.easting, Postcode.northing).where(
                Postcode.code.in_(wanted[start : start + _CODES_A_QUERY])
            )
        )
        for code, easting, northing in rows:
            if easting is not None and northing is not None:
                found[code] = GridPoint(easting, northing)
    return found


def rows_between(first: str, last: str) -> dict[str, tuple[PostcodeRow, str]]:
    """Every known row from one code to another, both included, with its source's value."""
    rows = db.session.execute(
        select(
            Postcode.code,
            Postcode.easting,
            Postcode.northing,
            Postcode.country,
            Postcode.district_code,
            Postcode.terminated,
            Postcode.source,
        ).where(Postcode.code.between(first, last))
    )
    return {row[0]: (PostcodeRow(*row[:6]), row[6].value) for row in rows}
