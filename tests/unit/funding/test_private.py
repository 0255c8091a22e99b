"""R57: numbers nobody should give a website."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubapp.funding.private import PrivateNumber, private_number_in


@pytest.mark.parametrize(
    "text",
    [
        "50012345678",
        "my code: 500 1234 5678.",
        "11-012-345-678",
        "phone 01234 567890 code 50012345678",
    ],
)
def test_r57_an_eligibility_code_is_seen(text) -> None:
    assert private_number_in(text) is PrivateNumber.ELIGIBILITY_CODE


@pytest.mark.parametrize("text", ["AB123456C", "ab 12 34 56 c", "NI: JG-10-30-59-A", "AB 12 34 56"])
def test_r57_a_national_insurance_number_is_seen(text) -> None:
    assert private_number_in(text) is PrivateNumber.NATIONAL_INSURANCE_NUMBER


@pytest.mark.parametrize(
    "text",
    [
        "",
        "01234 567890",
        "07700 900123",
        "+44 7700 900123",
        "EY123456",
        "URN 109876, 113045",
        "SW1A 1AA",
        "8:30am to 6pm from 7 September 2026, about £41.20 a day",
        "2026-11-22 12:30",
        "1234 5678 9012 3456",
    ],
)
def test_ordinary_numbers_are_let_through(text) -> None:
    assert private_number_in(text) is None


@given(st.from_regex("[1-9][0-9]{10}", fullmatch=True), st.sampled_from([" ", ", ", "(", "\n"]))
def test_r57_any_code_anywhere_is_seen(number, edge) -> None:
    assert private_number_in(f"hello{edge}{number}{edge}bye") is PrivateNumber.ELIGIBILITY_CODE
