"""Distances on the ground between points people are shown."""

from geopy.distance import great_circle

from hubapp.kernel.geo import GridPoint
from hubapp.kernel.grid import to_lat_lon

METRES_A_MILE = 1609.344


def metres_between(a: GridPoint, b: GridPoint) -> float:
    """Straight distance over the ground, in metres."""
    here, there = to_lat_lon(a), to_lat_lon(b)
    metres: float = great_circle(
        (here.latitude, here.longitude), (there.latitude, there.longitude)
    ).meters
    return metres


def say_distance(metres: float, *, coarse: bool = False) -> str:
    """Miles in words. A coarse point gets whole half miles: more would pretend to know."""
    miles = metres / METRES_A_MILE
    if coarse:
        return f"about {_miles(max(1, round(miles * 2)) / 2)}"
    return "less than 0.1 miles" if miles < 0.1 else _miles(round(miles, 1))


def _miles(miles: float) -> str:
    return f"{miles:g} mile" + ("s" if miles != 1 and miles != 0.5 else "")
