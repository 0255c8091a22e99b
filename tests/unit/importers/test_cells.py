"""A cell is taken at its word only when it can be believed."""

from datetime import date

import pytest

from hubapp.importers.cells import (
    State,
    damage,
    has_mobile_number,
    read_date,
    read_number,
    state_of,
)


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("", State.EMPTY),
        ("-", State.EMPTY),
        ("NULL", State.EMPTY),
        ("n/a", State.EMPTY),
        ("Not Recorded", State.EMPTY),
        ("REDACTED", State.WITHHELD),
        ("Withheld", State.WITHHELD),
        ("0", State.GIVEN),
        ("The Redacted Nursery", State.GIVEN),
    ],
)
def test_withheld_is_not_empty(cell: str, state: State) -> None:
    assert state_of(cell) is state


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("Acorn Nursery", None),
        ("@ Wyburns Primary School", None),
        ("4-2-11 Activity Camp", None),
        ("9-10, The Green", None),
        ("+44 (0)117 496 0123", None),
        ("Crèche – Together", None),
        ("09-Oct, The Green", "excel_damage"),
        ("Oct-09", "excel_damage"),
        ("1.16E+05", "excel_damage"),
        ("#####", "excel_damage"),
        ("#REF!", "excel_damage"),
        ("#N/A", "excel_damage"),
        ('=HYPERLINK("http://x","y")', "formula_like"),
        ("@SUM(1+1)*cmd|' /C calc'!A0", "formula_like"),
        ("-2+3+cmd|' /C calc'!A0", "formula_like"),
        ("CafÃ© Kids", "encoding_damage"),
        ("Tots â€“ Nursery", "encoding_damage"),
        ("Caf\ufffd Kids", "encoding_damage"),
    ],
)
def test_damage_is_noticed_and_names_are_not_damage(cell: str, reason: str | None) -> None:
    assert damage(cell) == reason


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("03/09/2015", date(2015, 9, 3)),
        ("3/9/2015", date(2015, 9, 3)),
        ("03/09/2015 00:00", date(2015, 9, 3)),
        ("2015-09-03", date(2015, 9, 3)),
        ("2015-09-03T00:00:00", date(2015, 9, 3)),
        ("02/12/2019 - 05/12/2019", date(2019, 12, 2)),
        ("31/02/2020", None),
        ("13/13/2020", None),
        ("03/09/15", None),
        ("37400", None),
        ("0000-00-00", None),
        ("soon", None),
    ],
)
def test_days_are_read_or_refused_never_guessed(cell: str, day: date | None) -> None:
    assert read_date(cell) == day


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("24", 24),
        ("0", 0),
        ("24.0", 24),
        ("24.5", None),
        ("-1", None),
        ("ten", None),
        ("1,000", None),
    ],
)
def test_numbers_are_whole(cell: str, number: int | None) -> None:
    assert read_number(cell) == number


@pytest.mark.parametrize(
    ("phone", "mobile"),
    [
        ("0117 496 0123", False),
        ("01174960700", False),
        ("0117 496 0700", False),
        ("01174960700 01174960701", False),
        ("01174960700 07700900123", True),
        ("7700900123", True),
        ("+44 20 7946 0700", False),
        ("07700 900123", True),
        ("+447700900123", True),
        ("+44 (0)7700 900123", True),
        ("0117 496 0123 or 07700 900123", True),
    ],
)
def test_mobile_numbers_are_told_apart(phone: str, mobile: bool) -> None:
    assert has_mobile_number(phone) is mobile
