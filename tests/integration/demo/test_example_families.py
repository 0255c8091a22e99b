"""The families the town was built for find what they should, whatever the site's secret is."""

from datetime import date

import pytest
from flask import Flask

from hubapp.demo.ground import EXAMPLE_POSTCODE, EXAMPLE_POSTCODES
from hubapp.demo.services import SLUG, load_demo
from hubapp.directory.models import ProviderKind
from hubapp.funding.hours import FundedHours
from hubapp.hubs.models import Hub
from hubapp.hubs.queries import find_hub
from hubapp.kernel.ages import BirthMonth
from hubapp.kernel.week import WORKING_WEEK, TimeBand, Weekday
from hubapp.plans.need import Asking, CareNeed
from hubapp.plans.services import propose_weeks
from hubapp.plans.week import Week

TODAY = date(2026, 11, 22)
SCHOOLS = {ProviderKind.PRESCHOOL, ProviderKind.NURSERY_CLASS}


@pytest.fixture(params=["development-only-not-secret", "another"])
def town(request: pytest.FixtureRequest, app: Flask) -> Hub:
    load_demo(TODAY, secret=request.param)
    hub = find_hub(SLUG)
    assert hub is not None
    return hub


def family(
    birth: BirthMonth,
    days: tuple[Weekday, ...],
    band: TimeBand,
    funded: FundedHours,
    *,
    home: str = EXAMPLE_POSTCODE,
    days_wanted: int | None = None,
    year_round: bool = False,
) -> CareNeed:
    return CareNeed(
        home=home,
        birth=birth,
        starts_on=date(2027, 1, 4),
        asking=Asking.THESE_DAYS if days_wanted is None else Asking.SOME_DAYS,
        days=tuple((day, band) for day in days),
        days_wanted=days_wanted,
        minutes_wanted=None,
        funded=funded,
        year_round=year_round,
        reach_metres=4_000,
        work=None,
        max_providers=3,
        handover=None,
    )


def kinds(week: Week) -> list[ProviderKind]:
    return sorted(provider.kind for provider in week.providers)


def test_a_three_year_old_finds_a_nursery_and_several_blends(town: Hub) -> None:
    need = family(BirthMonth(2023, 6), WORKING_WEEK[:3], TimeBand(480, 1050), FundedHours.THIRTY)
    covering = [
        week for week in propose_weeks(town, need, TODAY).sure if not week.uncovered_minutes
    ]
    assert kinds(covering[0]) == [ProviderKind.NURSERY]
    blends = [
        week
        for week in covering
        if ProviderKind.CHILDMINDER in kinds(week) and SCHOOLS & set(kinds(week))
    ]
    assert len(blends) >= 3
    assert [move for week in blends for move in week.handovers if move.link is None] == []
    assert min(week.pence for week in blends) == 0


def test_a_baby_wanting_five_long_days_keeps_a_gap_on_thursday(town: Hub) -> None:
    need = family(BirthMonth(2025, 10), WORKING_WEEK, TimeBand(450, 1080), FundedHours.THIRTY)
    weeks = propose_weeks(town, need, TODAY).sure
    assert {day.weekday for day in weeks[0].days for gap in day.gaps} == {Weekday.THURSDAY}
    assert weeks[0].uncovered_minutes == 630


def test_a_two_year_old_finds_two_days_that_cost_nothing(town: Hub) -> None:
    need = family(
        BirthMonth(2024, 5),
        (Weekday.TUESDAY, Weekday.THURSDAY),
        TimeBand(540, 900),
        FundedHours.FIFTEEN,
    )
    free = [
        week
        for week in propose_weeks(town, need, TODAY).sure
        if not week.uncovered_minutes and not week.pence
    ]
    assert len(free) >= 3


def test_year_round_leaves_out_what_closes_in_the_holidays(town: Hub) -> None:
    need = family(
        BirthMonth(2023, 6),
        WORKING_WEEK[:3],
        TimeBand(480, 1050),
        FundedHours.THIRTY,
        year_round=True,
    )
    weeks = propose_weeks(town, need, TODAY).sure
    used = {leg.session.term_only for week in weeks for day in week.days for leg in day.legs}
    assert (used, weeks[0].uncovered_minutes) == ({False}, 0)


@pytest.mark.parametrize("home", EXAMPLE_POSTCODES)
def test_any_three_days_can_be_had_from_every_example_postcode(town: Hub, home: str) -> None:
    need = family(
        BirthMonth(2023, 9),
        WORKING_WEEK,
        TimeBand(480, 1050),
        FundedHours.THIRTY,
        home=home,
        days_wanted=3,
    )
    weeks = propose_weeks(town, need, TODAY).sure
    assert (len(weeks) >= 5, weeks[0].uncovered_minutes) == (True, 0)
