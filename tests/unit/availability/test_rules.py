from datetime import date, timedelta

import pytest

from hubapp.availability.models import Vacancy, VacancyState
from hubapp.availability.rules import (
    Freshness,
    believed_places,
    believed_state,
    best_state,
    freshness,
)
from hubapp.kernel.ages import AgeBand

TODAY = date(2026, 11, 22)


def vacancy(
    state: VacancyState,
    *,
    days_ago: int | None = 1,
    places: int | None = None,
    starts: date | None = None,
) -> Vacancy:
    confirmed = None if days_ago is None else TODAY - timedelta(days=days_ago)
    return Vacancy(
        age_band=AgeBand.TWO, state=state, places=places, from_date=starts, confirmed_on=confirmed
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Freshness.FRESH),
        (14, Freshness.FRESH),
        (15, Freshness.AGEING),
        (28, Freshness.AGEING),
        (29, Freshness.STALE),
    ],
)
def test_facts_age(days: int, expected: Freshness) -> None:
    assert freshness(TODAY - timedelta(days=days), TODAY) is expected


def test_never_confirmed_is_not_the_same_as_stale() -> None:
    assert freshness(None, TODAY) is Freshness.NEVER


@pytest.mark.parametrize("state", VacancyState)
def test_a_stale_or_unconfirmed_state_is_not_known(state: VacancyState) -> None:
    assert believed_state(vacancy(state, days_ago=29), TODAY) is VacancyState.UNKNOWN
    assert believed_state(vacancy(state, days_ago=None), TODAY) is VacancyState.UNKNOWN
    assert believed_state(vacancy(state, days_ago=28), TODAY) is state


def test_a_missing_vacancy_is_not_known_rather_than_full() -> None:
    assert believed_state(None, TODAY) is VacancyState.UNKNOWN
    assert believed_places(None, TODAY, starts_on=TODAY) is None


@pytest.mark.parametrize(
    ("found", "places"),
    [
        (vacancy(VacancyState.PLACES, places=3), 3),
        (vacancy(VacancyState.LIMITED), 1),
        (vacancy(VacancyState.WAITING_LIST), 0),
        (vacancy(VacancyState.FULL), 0),
        (vacancy(VacancyState.UNKNOWN), None),
        (vacancy(VacancyState.PLACES, places=3, days_ago=60), None),
        (vacancy(VacancyState.PLACES, places=3, starts=TODAY + timedelta(days=1)), 0),
        (vacancy(VacancyState.PLACES, places=3, starts=TODAY), 3),
    ],
)
def test_places_a_plan_may_count_on(found: Vacancy, places: int | None) -> None:
    assert believed_places(found, TODAY, starts_on=TODAY) == places


def test_not_known_is_more_hopeful_than_a_waiting_list_and_less_than_a_place() -> None:
    assert best_state([VacancyState.FULL, VacancyState.UNKNOWN]) is VacancyState.UNKNOWN
    assert best_state([VacancyState.UNKNOWN, VacancyState.LIMITED]) is VacancyState.LIMITED
    assert best_state([]) is None
