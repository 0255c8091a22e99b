from hubapp.availability.presenters import place_grids
from hubapp.kernel.ages import AgeBand
from hubapp.kernel.week import WORKING_WEEK, Weekday
from tests.village import NINE_TO_NOON, TODAY, places, session


def test_a_week_is_told_in_as_few_words_as_will_do() -> None:
    told = {Weekday.WEDNESDAY: places(0), Weekday.FRIDAY: places(None)}
    week = [
        session(day, NINE_TO_NOON, day, vacancies=told.get(day))
        for day in WORKING_WEEK
        if day is not Weekday.THURSDAY
    ]
    grid = next(grid for grid in place_grids(week, TODAY) if grid.band is AgeBand.TWO)
    assert grid.rows[0].spoken == (
        "Monday and Tuesday: 2 places",
        "Wednesday: full",
        "Friday: not said",
    )
