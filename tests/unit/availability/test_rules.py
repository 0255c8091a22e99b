from datetime import date, timedelta

import pytest

from hubapp.availability.models import Closure, Vacancy, VacancyState
from hubapp.availability.rules import (
    Freshness,
    Patience,
    believed_places,
    believed_state,
    best_state,
    closure_on,
    freshness,
    out_of_date_since,
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


@pytest.mark.parametrize(
    ("days", "expected"),
    [(7, Freshness.FRESH), (8, Freshness.AGEING), (10, Freshness.AGEING), (11, Freshness.STALE)],
)
def test_a_hub_chooses_how_long_it_believes(days: int, expected: Freshness) -> None:
    confirmed_on = TODAY - timedelta(days=days)
    assert freshness(confirmed_on, TODAY, Patience(7, 10)) is expected
    told = vacancy(VacancyState.FULL, days_ago=days)
    believed = believed_state(told, TODAY, Patience(7, 10))
    is_stale = expected is Freshness.STALE
    assert believed is (VacancyState.UNKNOWN if is_stale else VacancyState.FULL)


def test_a_stale_place_is_one_to_ring_about_unless_the_hub_leaves_it_out() -> None:
    stale = vacancy(VacancyState.PLACES, places=2, days_ago=29)
    never = vacancy(VacancyState.UNKNOWN, days_ago=None)
    strict = Patience(leaves_out_stale=True)
    assert believed_places(stale, TODAY, starts_on=TODAY) is None
    assert believed_places(stale, TODAY, starts_on=TODAY, patience=strict) == 0
    assert believed_places(never, TODAY, starts_on=TODAY, patience=strict) is None
    assert believed_places(None, TODAY, starts_on=TODAY, patience=strict) is None


@pytest.mark.parametrize(
    ("confirmed", "today", "since"),
    [  # R55 with its own example: 22 November 2026
        (date(2026, 8, 30), TODAY, date(2026, 9, 1)),
        (date(2026, 9, 1), TODAY, None),
        (date(2026, 9, 2), TODAY, None),
        (None, TODAY, date(2026, 9, 1)),
        (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 1)),
        (date(2026, 9, 2), date(2026, 12, 31), None),
        (date(2027, 1, 1), date(2027, 3, 31), None),
        (date(2027, 1, 1), date(2027, 4, 1), date(2027, 4, 1)),
    ],
)
def test_the_legal_days_by_which_facts_are_renewed(
    confirmed: date | None, today: date, since: date | None
) -> None:
    assert out_of_date_since(confirmed, today) == since


def test_a_closure_holds_on_both_its_days() -> None:
    closure = Closure(starts_on=date(2026, 12, 21), ends_on=date(2027, 1, 1))
    held = [closure_on([closure], date(2026, 12, day)) for day in (20, 21, 31)]
    assert held == [None, closure, closure]
    assert closure_on([closure], date(2027, 1, 1)) is closure
    assert closure_on([closure], date(2027, 1, 2)) is None
