from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubapp.availability.models import VacancyState
from hubapp.availability.told import ImpossibleError, Standing, Told

DAYS = st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1))


@st.composite
def tolds(draw: st.DrawFn) -> Told:
    state = draw(st.sampled_from(VacancyState))
    if state is not VacancyState.PLACES:
        return Told(state, from_date=draw(DAYS))
    places = draw(st.integers(1, 99))
    part = st.none() | st.integers(0, places)
    return Told(state, places, draw(part), draw(part), draw(DAYS))


@given(tolds(), DAYS, st.none() | st.text(), st.none() | st.text())
def test_history_is_read_back_as_it_was_written(
    told: Told, confirmed_on: date | None, role: str | None, told_by: str | None
) -> None:
    standing = Standing(told, confirmed_on, role, told_by)
    assert Standing.from_fields(standing.as_fields()) == standing


def test_none_funded_is_not_the_same_as_not_known() -> None:
    none = Standing(Told(VacancyState.PLACES, 2, funded_places=0))
    assert Standing.from_fields(none.as_fields()).told.funded_places == 0
    not_known = Standing(Told(VacancyState.PLACES, 2))
    assert Standing.from_fields(not_known.as_fields()).told.funded_places is None


@pytest.mark.parametrize(
    "parts",
    [
        (VacancyState.PLACES,),
        (VacancyState.PLACES, 0),
        (VacancyState.PLACES, -1),
        (VacancyState.PLACES, 100),
        (VacancyState.PLACES, 2, 3),
        (VacancyState.PLACES, 2, None, -1),
        (VacancyState.FULL, 0),
        (VacancyState.UNKNOWN, None, 0),
        (VacancyState.LIMITED, 1),
    ],
)
def test_what_cannot_be_is_refused(parts: tuple[VacancyState, int | None]) -> None:
    with pytest.raises(ImpossibleError):
        Told(*parts)
