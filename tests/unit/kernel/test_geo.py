from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from hubapp.kernel.geo import COARSE_MAX_METRES, GridPoint, coarse_point
from hubapp.kernel.grid import to_lat_lon

POINTS = st.builds(GridPoint, st.integers(80_000, 655_000), st.integers(5_000, 657_000))


def test_the_survey_s_own_worked_point_lands_within_five_metres() -> None:
    # Ordnance Survey, "A guide to coordinate systems in Great Britain": Caister water tower.
    found = to_lat_lon(GridPoint(651_410, 313_177))
    north = (found.latitude - 52.657978) * 111_200
    east = (found.longitude - 1.716052) * 67_500
    assert hypot(north, east) < 5


@given(POINTS, st.text(min_size=1), st.text(min_size=1))
def test_a_home_is_shown_at_least_300_metres_away_and_always_at_the_same_place(
    home: GridPoint, secret: str, key: str
) -> None:
    shown = coarse_point(home, secret=secret, key=key)
    assert 300 <= home.metres_to(shown) <= COARSE_MAX_METRES + 1
    assert coarse_point(home, secret=secret, key=key) == shown


def test_two_homes_at_one_address_are_not_shown_at_one_point() -> None:
    home = GridPoint(470_000, 310_000)
    first = coarse_point(home, secret="s", key="EY1")
    assert coarse_point(home, secret="s", key="EY2") != first
    assert coarse_point(home, secret="another", key="EY1") != first
