"""Places on the ground: grid metres, latitude and longitude, and points made coarse."""

import hashlib
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, radians, sin, sqrt, tan

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


def grid_of(place: LatLon) -> GridPoint:
    """A place on the national grid, within some five metres: enough for the middle of a postcode.

    The Helmert shift from WGS84 to OSGB36, then the grid's transverse Mercator projection.
    """
    x, y, z = _cartesian(radians(place.latitude), radians(place.longitude))
    latitude, longitude = _on_airy(*_helmert(x, y, z))
    return _projected(latitude, longitude)


# Ellipsoids as (half axes in metres): of satellites, and of the British survey.
_WGS84 = (6_378_137.0, 6_356_752.314245)
_AIRY = (6_377_563.396, 6_356_256.909)
_SHIFT_METRES = (-446.448, 125.157, -542.060)
_TURN_RADIANS = tuple(radians(seconds / 3600) for seconds in (-0.1502, -0.2470, -0.8421))
_SCALE = 1 + 20.4894e-6
_TRUE_ORIGIN = (radians(49), radians(-2))
_FALSE_ORIGIN = (400_000, -100_000)
_GRID_SCALE = 0.9996012717


def _eccentricity(axes: tuple[float, float]) -> float:
    return 1 - (axes[1] / axes[0]) ** 2


def _cartesian(latitude: float, longitude: float) -> tuple[float, float, float]:
    e2 = _eccentricity(_WGS84)
    nu = _WGS84[0] / sqrt(1 - e2 * sin(latitude) ** 2)
    across = nu * cos(latitude)
    return across * cos(longitude), across * sin(longitude), nu * (1 - e2) * sin(latitude)


def _helmert(x: float, y: float, z: float) -> tuple[float, float, float]:
    (dx, dy, dz), (rx, ry, rz) = _SHIFT_METRES, _TURN_RADIANS
    return (
        dx + _SCALE * x - rz * y + ry * z,
        dy + rz * x + _SCALE * y - rx * z,
        dz - ry * x + rx * y + _SCALE * z,
    )


def _on_airy(x: float, y: float, z: float) -> tuple[float, float]:
    e2 = _eccentricity(_AIRY)
    across = hypot(x, y)
    latitude = atan2(z, across * (1 - e2))
    for _ in range(5):  # each round is a thousand times nearer
        nu = _AIRY[0] / sqrt(1 - e2 * sin(latitude) ** 2)
        latitude = atan2(z + e2 * nu * sin(latitude), across)
    return latitude, atan2(y, x)


def _projected(latitude: float, longitude: float) -> GridPoint:
    """The series of the Ordnance Survey's guide to coordinate systems, annex C."""
    a, b = (axis * _GRID_SCALE for axis in _AIRY)
    e2 = _eccentricity(_AIRY)
    n = (a - b) / (a + b)
    s, c, t = sin(latitude), cos(latitude), tan(latitude)
    nu = a / sqrt(1 - e2 * s**2)
    rho = a * (1 - e2) / (1 - e2 * s**2) ** 1.5
    eta2 = nu / rho - 1
    origin, meridian = _TRUE_ORIGIN
    less, more = latitude - origin, latitude + origin
    arc = b * (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
        - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
    )
    p = longitude - meridian
    northing = (
        arc
        + _FALSE_ORIGIN[1]
        + nu / 2 * s * c * p**2
        + nu / 24 * s * c**3 * (5 - t**2 + 9 * eta2) * p**4
        + nu / 720 * s * c**5 * (61 - 58 * t**2 + t**4) * p**6
    )
    easting = (
        _FALSE_ORIGIN[0]
        + nu * c * p
        + nu / 6 * c**3 * (nu / rho - t**2) * p**3
        + nu / 120 * c**5 * (5 - 18 * t**2 + t**4 + 14 * eta2 - 58 * t**2 * eta2) * p**5
    )
    return GridPoint(round(easting), round(northing))
