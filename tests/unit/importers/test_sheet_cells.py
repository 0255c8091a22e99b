"""What a cell of a spreadsheet says of places, money and times, and when it must not be guessed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubapp.importers.sheet_cells import (
    Doubt,
    read_ages,
    read_fees,
    read_vacancy,
    read_weeks,
    read_yes_no,
)
from hubapp.importers.sheet_keys import is_another_name, plain_name
from hubapp.importers.sheet_times import read_days, read_hours


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("3", {"state": "places", "places": 3}),
        ("3.0", {"state": "places", "places": 3}),
        ("2 places", {"state": "places", "places": 2}),
        ("1 vacancy", {"state": "places", "places": 1}),
        ("0", {"state": "full"}),
        ("Full", {"state": "full"}),
        ("No vacancies", {"state": "full"}),
        ("Limited", {"state": "limited"}),
        ("Waiting list only", {"state": "waiting_list"}),
        ("Full - waiting list", {"state": "waiting_list"}),
        ("TBC", Doubt("ambiguous_vacancy")),
        ("Contact provider", Doubt("ambiguous_vacancy")),
        ("Yes", Doubt("ambiguous_vacancy")),
        ("2-3", Doubt("ambiguous_vacancy")),
        ("3+", Doubt("ambiguous_vacancy")),
        ("2 mornings", Doubt("ambiguous_vacancy")),
        ("?", Doubt("ambiguous_vacancy")),
        ("-1", Doubt("bad_number")),
        ("2.5", Doubt("bad_number")),
        ("500", Doubt("implausible")),
        ("=A1+1", Doubt("formula_like")),
        ("02-Mar", Doubt("excel_damage")),
        ("ring Jo on 07700 900123", Doubt("personal_data")),
        ("jo@example.org", Doubt("personal_data")),
    ],
)
def test_vacancies(cell: str, said: Any) -> None:
    assert read_vacancy(cell) == said


@given(st.text(alphabet=st.characters(exclude_categories=["Nd"]), max_size=40))
def test_no_count_comes_from_a_cell_that_names_none(cell: str) -> None:
    said = read_vacancy(cell)
    assert isinstance(said, Doubt) or "places" not in said


def fee(unit: str, pence: int) -> dict[str, Any]:
    return {"unit": unit, "pence": pence}


@pytest.mark.parametrize(
    ("cell", "unit", "said"),
    [
        ("£5.50 per hour", None, [fee("hour", 550)]),
        ("5.5/hr", None, [fee("hour", 550)]),
        ("£60 a day", None, [fee("day", 6000)]),
        ("£1,200 per month", None, [fee("month", 120000)]),
        ("£5.50 per hour; £50 per day", None, [fee("day", 5000), fee("hour", 550)]),
        ("£5.50 per hour, £50 per day", None, [fee("day", 5000), fee("hour", 550)]),
        ("£33 per session", None, [fee("session", 3300)]),
        ("£30 per half day", None, [fee("half_day", 3000)]),
        ("60", "day", [fee("day", 6000)]),
        ("£60", None, Doubt("fee_without_unit")),
        ("£60 per day", "hour", Doubt("contradiction")),
        ("£50-£60 per day", None, Doubt("ambiguous_fee")),
        ("from £50 per day", None, Doubt("ambiguous_fee")),
        ("£50 per day; £60 per day", None, Doubt("ambiguous_fee")),
        ("Contact provider", None, Doubt("ambiguous_fee")),
        ("Free", "day", Doubt("ambiguous_fee")),
        ("0", "day", Doubt("implausible")),
        ("£0 per hour", None, Doubt("implausible")),
        ("£550 per hour", None, Doubt("implausible")),
        ("€60 per day", None, Doubt("currency")),
        ("60 EUR", "day", Doubt("currency")),
        ("-5", "hour", Doubt("bad_number")),
        ("=SUM(A1)", "hour", Doubt("formula_like")),
    ],
)
def test_fees(cell: str, unit: str | None, said: Any) -> None:
    assert read_fees(cell, unit) == said


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Mon-Fri 08:00-18:00", [{"days": [0, 1, 2, 3, 4], "from": 480, "to": 1080}]),
        ("Monday to Friday: 7.30am - 6pm", [{"days": [0, 1, 2, 3, 4], "from": 450, "to": 1080}]),
        ("Mon, Wed and Fri 9am to noon", [{"days": [0, 2, 4], "from": 540, "to": 720}]),
        ("8:00 - 18:00 weekdays", [{"days": [0, 1, 2, 3, 4], "from": 480, "to": 1080}]),
        (
            "Mon 09:00-12:00\nTue 13:00-15:00",
            [{"days": [0], "from": 540, "to": 720}, {"days": [1], "from": 780, "to": 900}],
        ),
        ("Mon-Fri 8-6", Doubt("ambiguous_time")),
        ("08:00-18:00", Doubt("ambiguous_time")),
        ("Mon-Fri all day", Doubt("ambiguous_time")),
        ("By arrangement", Doubt("ambiguous_time")),
        ("Mon-Fri 08:00-25:00", Doubt("bad_time")),
        ("Mon-Fri 08:75-18:00", Doubt("bad_time")),
        ("Mon-Fri 18:00-08:00", Doubt("ends_before_start")),
    ],
)
def test_hours(cell: str, said: Any) -> None:
    assert read_hours(cell) == said


@pytest.mark.parametrize(
    ("text", "days"),
    [("Mon", [0]), ("Weekdays", [0, 1, 2, 3, 4]), ("Sat & Sun", [5, 6]), ("term", None)],
)
def test_days(text: str, days: list[int] | None) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("38", 38),
        ("51 weeks", 51),
        ("Term time only", "term_only"),
        ("60", Doubt("implausible")),
        ("0", Doubt("implausible")),
        ("most", Doubt("ambiguous")),
    ],
)
def test_weeks(cell: str, said: Any) -> None:
    assert read_weeks(cell) == said


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("2 to 5 years", [24, 60]),
        ("3 months - 5 years", [3, 60]),
        ("birth to 4 years", [0, 48]),
        ("2-5", Doubt("ambiguous")),
        ("5 to 2 years", Doubt("contradiction")),
        ("02-May", Doubt("excel_damage")),
    ],
)
def test_ages(cell: str, said: Any) -> None:
    assert read_ages(cell) == said


@pytest.mark.parametrize(
    ("cell", "said"), [("Yes", True), ("N", False), ("TBC", Doubt("ambiguous"))]
)
def test_yes_or_no(cell: str, said: Any) -> None:
    assert read_yes_no(cell) == said


def test_names_are_compared_without_the_marks_of_a_company() -> None:
    assert plain_name("PLAY HOUSE CHILDCARE LIMITED") == plain_name("Play House Childcare")
    assert not is_another_name("Smiths Ltd T/A Children 1st @ Wragby", "Children 1st @ Wragby")
    assert is_another_name("Busy Bees", "Oak Street Pre-school")
