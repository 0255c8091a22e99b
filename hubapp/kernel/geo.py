"""Places on the ground: grid metres, latitude and longitude, and points made coarse."""

import hashlib
from dataclasses import dataclass
from math import cos, hypot, pi, sin

COARSE_MIN_METRES = 350
COARSE_MAX_METRES = 700


@dataclass(frozen=True, slots=True)
class GridPoint:
    """A point of the British national grid (OSGB36), in whole metres."""

    easting: int
    northing: int

    def metres_to(self, other: "GridPoint") -> float:
        """Straight distance on the plane."""
        return hypot(self.easting - other.easting, self.northing - other.northing)


@dataclass(frozen=True, slots=True)
class LatLon:
    """WGS84 degrees, as maps and geopy want them."""

    latitude: float
    longitude: float


def coarse_point(true_point: GridPoint, *, secret: str, key: str) -> GridPoint:
    """A stable stand-in for a home: 350 to 700 m away, which way only `secret` gives away (R54).

    The same point, secret and key always give the same answer, so that repeated looks average to
    nothing. Distances shown to anyone are measured from it, so the home can't be triangulated.
    """
    digest = hashlib.sha256(f"{secret}|{key}".encode()).digest()
    turn = int.from_bytes(digest[:8], "big") / 2**64 * 2 * pi
    share = int.from_bytes(digest[8:16], "big") / 2**64
    reach = COARSE_MIN_METRES + share * (COARSE_MAX_METRES - COARSE_MIN_METRES)
    return GridPoint(
        round(true_point.easting + reach * cos(turn)),
        round(true_point.northing + reach * sin(turn)),
    )
