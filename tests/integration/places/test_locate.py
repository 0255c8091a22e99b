"""What a parent reads when a postcode can't be placed: one plain sentence that helps."""

import pytest
from flask import Flask

from hubapp.extensions import db
from hubapp.kernel.geo import GridPoint
from hubapp.places.models import Postcode, PostcodeSource
from hubapp.places.services import Located, PlaceNotFound, locate


@pytest.fixture
def table(app: Flask) -> None:
    rows = (
        ("BS14ST", 358000, 172000, "E"),
        ("BS19XS", None, None, "E"),
        ("NP167AA", 352000, 194000, "W"),
        ("JE23AB", None, None, "L"),
    )
    for code, easting, northing, country in rows:
        db.session.add(
            Postcode(
                code=code,
                easting=easting,
                northing=northing,
                country=country,
                district_code=None,
                source=PostcodeSource.ONSPD_WHEEL,
            )
        )
    db.session.commit()


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize("text", ["BS1 4ST", "bs14st", " Bs1 4sT. "])
def test_a_known_postcode_is_placed_however_it_is_typed(text: str) -> None:
    assert locate(text) == Located("BS1 4ST", "BS14ST", GridPoint(358000, 172000))


OUTSIDE = "This site covers England, where the funded hours rules are different."


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Enter a postcode, like BS1 4ST."),
        ("   ", "Enter a postcode, like BS1 4ST."),
        ("bs1", "“bs1” is only the first half of a postcode. Enter all of it, like BS1 4ST."),
        ("banana", "“banana” is not a postcode. Enter one like BS1 4ST."),
        ("x" * 500, "That is not a postcode. Enter one like BS1 4ST."),
        (
            "bs99 9zz",
            "We do not know the postcode BS99 9ZZ. Check it, or type a place instead.",
        ),
        (
            "BS1 9XS",
            "We know the postcode BS1 9XS but not where it is. Try another one close by.",
        ),
        ("EH1 1AA", f"EH1 1AA is in Scotland. {OUTSIDE}"),
        ("NP16 7AA", f"NP16 7AA is in Wales. {OUTSIDE}"),
        ("BT1 1AA", f"BT1 1AA is in Northern Ireland. {OUTSIDE}"),
        ("JE2 3AB", f"JE2 3AB is in Jersey. {OUTSIDE}"),
        ("IM1 1AA", f"IM1 1AA is in the Isle of Man. {OUTSIDE}"),
    ],
)
def test_says_why_a_place_cannot_be_found(text: str, sentence: str) -> None:
    with pytest.raises(PlaceNotFound) as problem:
        locate(text)
    assert str(problem.value) == sentence


def test_an_empty_table_says_what_the_person_running_it_must_do(app: Flask) -> None:
    with pytest.raises(PlaceNotFound) as problem:
        locate("BS1 4ST")
    assert str(problem.value) == (
        "This site has no postcodes yet, so it can't look places up. "
        "The person who runs it needs to type: hub import postcodes wheel"
    )
