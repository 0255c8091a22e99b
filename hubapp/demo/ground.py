"""The invented town's ground: neighbourhoods and postcodes on an empty corner of the grid."""

from collections.abc import Iterator
from math import cos, pi, sin
from random import Random

from hubapp.demo.specs import PostcodeSpec
from hubapp.kernel.geo import GridPoint

CENTRE = GridPoint(470_000, 310_000)
HALF_SIDE_METRES = 2_000
RING_METRES = 1_250
SCATTER_METRES = 300
POSTCODES_AN_AREA = 70

MIDDLE = "Puddle Lane"
AREAS = (
    MIDDLE,
    "Upper Wafting",
    "Lower Wafting",
    "Crumpet Green",
    "Drizzle Hill",
    "Buttercup Wharf",
)

EXAMPLE_POSTCODE = "ZZ1 1AA"
"""In the middle of the town: what the pages suggest trying."""
EXAMPLE_POSTCODES = (EXAMPLE_POSTCODE, "ZZ1 2AB", "ZZ1 4AD")
"""One in the middle, two in neighbourhoods."""
_EXAMPLE_POINT = GridPoint(CENTRE.easting - 60, CENTRE.northing + 45)

# The letters Royal Mail uses after the space; ZZ is not one of its areas.
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def lay_out(rng: Random) -> tuple[PostcodeSpec, ...]:
    """Every postcode of the town, one sector to a neighbourhood."""
    return tuple(
        PostcodeSpec(code=code, area=area, point=point)
        for number, area in enumerate(AREAS, start=1)
        for code, point in _sector(number, rng)
    )


def _sector(number: int, rng: Random) -> Iterator[tuple[str, GridPoint]]:
    middle = _middle(number)
    for index in range(POSTCODES_AN_AREA):
        first, second = divmod(index, len(_LETTERS))
        code = f"ZZ1{number}{_LETTERS[first]}{_LETTERS[second]}"
        point = _scatter(middle, rng)
        yield code, _EXAMPLE_POINT if (number, index) == (1, 0) else point


def _middle(number: int) -> GridPoint:
    """The first neighbourhood is in the middle, the others on a ring around it."""
    if number == 1:
        return CENTRE
    turn = 2 * pi * (number - 2) / (len(AREAS) - 1)
    return GridPoint(
        round(CENTRE.easting + RING_METRES * cos(turn)),
        round(CENTRE.northing + RING_METRES * sin(turn)),
    )


def _scatter(middle: GridPoint, rng: Random) -> GridPoint:
    return GridPoint(
        _within(middle.easting + rng.gauss(0, SCATTER_METRES), CENTRE.easting),
        _within(middle.northing + rng.gauss(0, SCATTER_METRES), CENTRE.northing),
    )


def _within(wanted: float, centre: int) -> int:
    return round(min(max(wanted, centre - HALF_SIDE_METRES), centre + HALF_SIDE_METRES))
