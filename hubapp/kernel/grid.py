"""From the British national grid to latitude and longitude.

Ordnance Survey, "A guide to coordinate systems in Great Britain": inverse transverse Mercator on
the Airy 1830 ellipsoid, then a seven-parameter Helmert shift to WGS84. Within about 5 m, which is
finer than a postcode.
"""

from math import atan2, cos, degrees, radians, sin, sqrt, tan

from hubapp.kernel.geo import GridPoint, LatLon

_AIRY_A, _AIRY_B = 6_377_563.396, 6_356_256.909
_WGS84_A, _WGS84_B = 6_378_137.0, 6_356_752.3142
_SCALE = 0.9996012717
_LAT_0, _LON_0 = radians(49), radians(-2)
_EASTING_0, _NORTHING_0 = 400_000, -100_000
_E2 = 1 - _AIRY_B**2 / _AIRY_A**2
_N = (_AIRY_A - _AIRY_B) / (_AIRY_A + _AIRY_B)

# OSGB36 to WGS84: metres, radians, parts per one.
_SHIFT = (446.448, -125.157, 542.060)
_TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
_STRETCH = -20.4894e-6


def to_lat_lon(point: GridPoint) -> LatLon:
    """WGS84 degrees of a grid point, within about 5 m."""
    latitude, longitude = _on_airy(point)
    x, y, z = _helmert(*_cartesian(latitude, longitude))
    return _on_wgs84(x, y, z)


def _on_airy(point: GridPoint) -> tuple[float, float]:
    """Radians on the Airy ellipsoid, by the series of the guide's annex C."""
    latitude = _LAT_0
    arc = 0.0
    while True:
        latitude += (point.northing - _NORTHING_0 - arc) / (_AIRY_A * _SCALE)
        arc = _meridian_arc(latitude)
        if abs(point.northing - _NORTHING_0 - arc) < 1e-5:
            break
    sine = sin(latitude)
    nu = _AIRY_A * _SCALE / sqrt(1 - _E2 * sine**2)
    rho = _AIRY_A * _SCALE * (1 - _E2) / (1 - _E2 * sine**2) ** 1.5
    eta2 = nu / rho - 1
    t = tan(latitude)
    secant = 1 / cos(latitude)
    d = point.easting - _EASTING_0
    series = (
        t / (2 * rho * nu) * d**2
        - t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2) * d**4
        + t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * d**6
    )
    longitude = (
        _LON_0
        + secant / nu * d
        - secant / (6 * nu**3) * (nu / rho + 2 * t**2) * d**3
        + secant / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4) * d**5
        - secant / (5040 * nu**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6) * d**7
    )
    return latitude - series, longitude


def _meridian_arc(latitude: float) -> float:
    """Metres along the central meridian from the true origin."""
    difference, total = latitude - _LAT_0, latitude + _LAT_0
    n, n2, n3 = _N, _N**2, _N**3
    return (
        _AIRY_B
        * _SCALE
        * (
            (1 + n + 5 / 4 * n2 + 5 / 4 * n3) * difference
            - (3 * n + 3 * n2 + 21 / 8 * n3) * sin(difference) * cos(total)
            + (15 / 8 * n2 + 15 / 8 * n3) * sin(2 * difference) * cos(2 * total)
            - 35 / 24 * n3 * sin(3 * difference) * cos(3 * total)
        )
    )


def _cartesian(latitude: float, longitude: float) -> tuple[float, float, float]:
    nu = _AIRY_A / sqrt(1 - _E2 * sin(latitude) ** 2)
    return (
        nu * cos(latitude) * cos(longitude),
        nu * cos(latitude) * sin(longitude),
        nu * (1 - _E2) * sin(latitude),
    )


def _helmert(x: float, y: float, z: float) -> tuple[float, float, float]:
    (tx, ty, tz), (rx, ry, rz), s = _SHIFT, _TURN, 1 + _STRETCH
    return (
        tx + s * x - rz * y + ry * z,
        ty + rz * x + s * y - rx * z,
        tz - ry * x + rx * y + s * z,
    )


def _on_wgs84(x: float, y: float, z: float) -> LatLon:
    e2 = 1 - _WGS84_B**2 / _WGS84_A**2
    plane = sqrt(x**2 + y**2)
    latitude = atan2(z, plane * (1 - e2))
    for _ in range(5):  # converges below a millimetre
        nu = _WGS84_A / sqrt(1 - e2 * sin(latitude) ** 2)
        latitude = atan2(z + e2 * nu * sin(latitude), plane)
    return LatLon(degrees(latitude), degrees(atan2(y, x)))
