from datetime import timedelta

import pytest

from hubapp.availability.models import PriceUnit, VacancyState
from hubapp.availability.presenters import place_grids
from hubapp.availability.rules import Freshness
from hubapp.directory.distance import METRES_A_MILE, metres_between, say_distance
from hubapp.directory.models import Answer, ProviderKind
from hubapp.kernel.ages import AgeBand
from hubapp.kernel.geo import GridPoint
from hubapp.kernel.week import Weekday
from hubapp.search.presenters import (
    day_marks,
    fitting,
    say_funding,
    say_price,
    sum_up_places,
)
from hubapp.search.services import may_take
from tests.village import NINE_TO_FIVE, NINE_TO_NOON, TODAY, places, provider, session

MONDAY, TUESDAY = Weekday.MONDAY, Weekday.TUESDAY


def test_a_provider_nobody_told_of_is_not_known_every_day_rather_than_closed() -> None:
    assert {mark.state for mark in day_marks([], None, TODAY)} == {VacancyState.UNKNOWN}
    summary = sum_up_places([], None, TODAY)
    assert (summary.state, summary.words) == (VacancyState.UNKNOWN, "not known: ring first")
    assert summary.freshness is Freshness.NEVER


def test_the_best_state_is_said_with_its_own_date() -> None:
    sessions = [
        session(1, NINE_TO_NOON, MONDAY, vacancies=places(0, days_ago=1)),
        session(2, NINE_TO_NOON, TUESDAY, vacancies=places(2, days_ago=20)),
    ]
    summary = sum_up_places(sessions, AgeBand.TWO, TODAY)
    assert (summary.words, summary.confirmed_on) == ("has places", TODAY - timedelta(days=20))
    assert [mark.state for mark in day_marks(sessions, AgeBand.TWO, TODAY)] == [
        VacancyState.FULL,
        VacancyState.PLACES,
        None,
        None,
        None,
    ]


def test_prices_are_said_by_the_hour_and_unknown_is_not_free() -> None:
    by_hour = session(1, NINE_TO_NOON, MONDAY, price_pence=600)
    whole = session(2, NINE_TO_NOON, TUESDAY, price_pence=2100, price_unit=PriceUnit.SESSION)
    silent = session(3, NINE_TO_NOON, TUESDAY, price_pence=None)
    assert say_price([by_hour, silent]) == "£6 an hour"
    assert say_price([by_hour, whole]) == "£6 to £7 an hour"
    assert say_price([silent]) is None


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ((Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN), "not known: ask them"),
        ((Answer.NO, Answer.NO, Answer.UNKNOWN), "not known: ask them"),
        ((Answer.NO, Answer.NO, Answer.NO), "does not take funded hours"),
        ((Answer.YES, Answer.UNKNOWN, Answer.NO), "30 hours for working parents"),
    ],
)
def test_funding_that_is_not_known_is_never_said_to_be_refused(
    answers: tuple[Answer, Answer, Answer], words: str
) -> None:
    working, three, two = answers
    found = provider(
        1,
        ProviderKind.NURSERY,
        "Dot Nursery",
        funds_working_parents=working,
        funds_three_and_four=three,
        funds_two_year_olds=two,
    )
    assert say_funding(found) == words


def test_a_provider_is_kept_unless_something_known_speaks_against_it() -> None:
    silent = provider(1, ProviderKind.NURSERY, "Silent Nursery")
    babies_only = provider(2, ProviderKind.NURSERY, "Tiny Nursery", age_to_months=24)
    monday_only = [session(1, NINE_TO_FIVE, MONDAY)]
    assert may_take(silent, [], 30, [TUESDAY])
    assert not may_take(babies_only, [], 30, [])
    assert not may_take(silent, monday_only, 30, [TUESDAY])
    assert may_take(silent, monday_only, 30, [MONDAY])
    assert fitting(monday_only, 60, []) == []


def test_the_grid_has_a_row_for_each_time_and_a_word_for_each_day() -> None:
    sessions = [
        session(1, NINE_TO_NOON, MONDAY, vacancies=places(1)),
        session(2, NINE_TO_NOON, TUESDAY, vacancies=places(0)),
        session(3, NINE_TO_FIVE, MONDAY, vacancies=[]),
    ]
    grid = next(grid for grid in place_grids(sessions, TODAY) if grid.band is AgeBand.TWO)
    assert [(row.times, [cell.words for cell in row.cells]) for row in grid.rows] == [
        ("9am to 12 noon", ["1 place", "full", "not open", "not open", "not open"]),
        ("9am to 5pm", ["not known: ring first", *["not open"] * 4]),
    ]
    assert grid.confirmed_on == TODAY - timedelta(days=1)


def test_distances_are_in_miles_and_a_home_is_only_told_roughly() -> None:
    here = GridPoint(470_000, 310_000)
    there = GridPoint(470_000, 310_000 + round(METRES_A_MILE))
    assert metres_between(here, there) == pytest.approx(METRES_A_MILE, rel=0.002)
    assert say_distance(METRES_A_MILE) == "1 mile"
    assert say_distance(100) == "less than 0.1 miles"
    assert say_distance(1.2 * METRES_A_MILE, coarse=True) == "about 1 mile"
    assert say_distance(100, coarse=True) == "about 0.5 mile"
    assert say_distance(1.4 * METRES_A_MILE, coarse=True) == "about 1.5 miles"
