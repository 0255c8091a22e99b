"""Postcodes however they are typed, and the countries they are in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.places.rules import (
    PostcodeDifference,
    PostcodeRow,
    compare_postcodes,
    country_letter,
    country_outside_england,
    is_first_half,
    say_postcode,
    tidy_postcode,
)


@pytest.mark.parametrize(
    "text",
    ["BS1 4ST", "bs1 4st", "BS14ST", " bs1  4st. ", "b s 1 4 s t", "BS1\N{NO-BREAK SPACE}4ST"],
)
def test_a_postcode_is_read_however_it_is_typed(text: str) -> None:
    assert tidy_postcode(text) == "BS14ST"


@pytest.mark.parametrize(
    "text", ["", "BS1", "4ST", "Bristol", "BS1 4S", "BS1 4STT", "14 High St", "£"]
)
def test_what_is_not_a_postcode_is_none(text: str) -> None:
    assert tidy_postcode(text) is None


@settings(deadline=None)
@given(st.text(max_size=60))
def test_tidying_never_fails_and_settles(text: str) -> None:
    code = tidy_postcode(text)
    assert code is None or tidy_postcode(say_postcode(code)) == code


@pytest.mark.parametrize(("code", "said"), [("BS14ST", "BS1 4ST"), ("W1A1AA", "W1A 1AA")])
def test_said_with_a_space(code: str, said: str) -> None:
    assert say_postcode(code) == said


@pytest.mark.parametrize(
    ("text", "half"),
    [("BS1", True), ("bs1 ", True), ("W1A", True), ("BS1 4ST", False), ("", False)],
)
def test_a_first_half_is_told_apart(text: str, half: bool) -> None:
    assert is_first_half(text) is half


@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("EH11AA", "Scotland"),
        ("G11AA", "Scotland"),
        ("AB101AA", "Scotland"),
        ("CF101AA", "Wales"),
        ("LL11AA", "Wales"),
        ("SA11AA", "Wales"),
        ("BT11AA", "Northern Ireland"),
        ("JE23AB", "Jersey"),
        ("GY11AA", "Guernsey"),
        ("IM11AA", "the Isle of Man"),
        ("BS14ST", None),
        ("GL11AA", None),
        ("TD151AA", None),
        ("NP167AA", None),
        ("SY11AA", None),
    ],
)
def test_the_country_of_an_area(code: str, country: str | None) -> None:
    assert country_outside_england(code) == country


@pytest.mark.parametrize(
    ("code", "district", "letter"),
    [
        ("BS14ST", "E06000023", "E"),
        ("LD71AA", "W06000023", "W"),
        ("EH991SP", None, "S"),
        ("GY11AA", None, "L"),
        ("BS14ST", None, "E"),
    ],
)
def test_the_letter_kept_for_a_country(code: str, district: str | None, letter: str) -> None:
    assert country_letter(code, district) == letter


def test_a_release_is_compared_with_what_is_known() -> None:
    same = PostcodeRow("A11AA", 1, 1, "E", None)
    moved = PostcodeRow("A11AB", 2, 2, "E", None)
    new = PostcodeRow("A11AD", 3, 3, "E", None)
    other = PostcodeRow("A11AE", 4, 4, "E", None)
    known = {
        "A11AA": (same, "wheel"),
        "A11AB": (moved._replace(easting=9), "wheel"),
        "A11AE": (other, "elsewhere"),
    }
    assert compare_postcodes([same, moved, new, other], known, "wheel") == PostcodeDifference(
        [new], [moved, other], 1
    )
