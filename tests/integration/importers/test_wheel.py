"""The installed postcodes: found without importing their package, and loaded once."""

import pytest
from flask import Flask

from hubapp.importers import wheel
from hubapp.importers.postcodes import import_wheel
from hubapp.places.models import PostcodeSource
from hubapp.places.queries import count_postcodes, find_postcode
from hubapp.places.services import PlaceNotFound, locate


@pytest.fixture
def small_wheel() -> wheel.Wheel:
    """The installed one, cut to its smallest files."""
    found = wheel.find_wheel()
    return wheel.Wheel(
        found.version, {letter: found.files[letter] for letter in (*wheel.PROBE, "F")}
    )


def test_the_installed_package_has_a_file_for_every_first_letter() -> None:
    assert "".join(sorted(wheel.find_wheel().files)) == "ABCDEFGHIJKLMNOPRSTUWYZ"


def test_is_loaded_once_and_then_known_to_be(app: Flask, small_wheel: wheel.Wheel) -> None:
    first = import_wheel(small_wheel)
    second = import_wheel(small_wheel)
    assert first.created == first.rows_read == first.written
    assert (second.unchanged, second.created, second.written) == (first.created, 0, 0)
    assert (second.with_position, second.without_position) == count_postcodes(
        PostcodeSource.ONSPD_WHEEL
    )
    assert second.notes == (f"Release {small_wheel.version} is loaded already.",)
    assert locate("ub8 1uw").code == "UB81UW"
    with pytest.raises(PlaceNotFound, match=r"^JE2 3AB is in Jersey\."):
        locate("JE2 3AB")
    falkirk = find_postcode("FK11AA")
    assert falkirk is not None
    assert falkirk.country == "S"
