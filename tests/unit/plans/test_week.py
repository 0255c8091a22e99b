"""From what is known and asked, through the matcher, to a week people live."""

import pytest

from hubapp import matching
from hubapp.availability.models import Booking
from hubapp.availability.rules import Patience
from hubapp.directory.models import Answer, ProviderKind
from hubapp.funding.hours import FundedHours
from hubapp.kernel.week import WORKING_WEEK, TimeBand, Weekday
from hubapp.plans.assemble import Locality, assemble, price_sessions
from hubapp.plans.need import Asking, CareNeed
from hubapp.plans.week import Week, live_in
from tests.village import (
    HOME,
    NINE_TO_FIVE,
    NINE_TO_NOON,
    TODAY,
    blended_village,
    need,
    places,
    provider,
    session,
)


def best_week(
    asked: CareNeed, locality: Locality, *, funded_minutes: int = 900, count_unknown: bool = False
) -> Week:
    problem = assemble(
        asked,
        locality,
        home=HOME,
        work=None,
        funded_minutes=funded_minutes,
        today=TODAY,
        count_unknown=count_unknown,
    )
    result = matching.solve(problem)
    assert matching.verify(problem, result.plan) == ()
    priced = price_sessions(locality)
    return live_in(result.plan, asked, locality, priced, funded_minutes)


def test_two_providers_cover_what_neither_could_and_the_link_says_who_walks() -> None:
    week = best_week(need(), blended_village())
    assert [provider.name for provider in week.providers] == ["Acorn Pre-school", "Bea Brown"]
    assert week.uncovered_minutes == 0
    monday = week.days[0]
    assert [(leg.provider.name, leg.band) for leg in monday.legs] == [
        ("Acorn Pre-school", NINE_TO_NOON),
        ("Bea Brown", TimeBand(720, 1020)),
    ]
    assert monday.handovers[0].link is not None
    assert monday.handovers[0].link.collector.name == "Bea Brown"


def test_the_dearest_hours_are_funded_and_the_rest_is_paid() -> None:
    # 16 hours booked, 15 funded: six dear hours at £6 and nine of ten at £5 leave one at £5.
    week = best_week(need(), blended_village())
    assert (week.booked_minutes, week.funded_minutes, week.pence) == (16 * 60, 15 * 60, 500)
    assert week.plan.vector.cost_pence == 500


def test_a_link_that_does_not_run_that_day_leaves_the_afternoon_open() -> None:
    week = best_week(need(), blended_village(weekday_mask=1 << Weekday.MONDAY))
    assert [day.gaps for day in week.days] == [(), (TimeBand(540, 720),)]


def test_a_link_at_another_time_of_day_is_no_link() -> None:
    week = best_week(need(), blended_village(from_minutes=900, to_minutes=930))
    assert week.uncovered_minutes == 2 * 180


def test_a_parent_who_can_move_the_child_needs_no_link() -> None:
    village = blended_village()
    asked = need(handover=TimeBand(660, 780))
    week = best_week(asked, Locality(village.providers, village.sessions, []))
    assert [handover.link for handover in week.handovers] == [None, None]
    assert week.uncovered_minutes == 2 * 15


def test_a_provider_s_minimum_is_charged_once_a_day() -> None:
    minder = provider(1, ProviderKind.CHILDMINDER, "Cy Cole")
    hours = session(1, TimeBand(480, 1080), Weekday.MONDAY, booking=Booking.HOURLY, min_minutes=180)
    asked = need(days=((Weekday.MONDAY, TimeBand(540, 600)),), funded=FundedHours.NONE)
    week = best_week(asked, Locality([minder], {1: [hours]}, []), funded_minutes=0)
    assert (week.booked_minutes, week.shares[0].paid_minutes, week.pence) == (60, 180, 1800)


@pytest.mark.parametrize(
    ("found", "count_unknown", "covered"),
    [
        (places(1), False, True),
        (places(0), False, False),
        (places(0), True, False),
        (places(None), False, False),
        (places(None), True, True),
        (places(3, days_ago=40), False, False),
        (places(3, days_ago=40), True, True),
        ([], False, False),
        ([], True, True),
    ],
)
def test_full_is_never_offered_and_not_known_only_when_asked_for(
    found, count_unknown: bool, covered: bool
) -> None:
    nursery = provider(1, ProviderKind.NURSERY, "Dot Nursery")
    day = session(1, NINE_TO_FIVE, Weekday.MONDAY, vacancies=found)
    asked = need(days=((Weekday.MONDAY, NINE_TO_FIVE),))
    week = best_week(asked, Locality([nursery], {1: [day]}, []), count_unknown=count_unknown)
    assert (week.uncovered_minutes == 0) is covered


def test_a_hub_may_leave_places_out_that_nobody_confirmed_for_long() -> None:
    nursery = provider(1, ProviderKind.NURSERY, "Dot Nursery")
    asked = need(days=((Weekday.MONDAY, NINE_TO_FIVE),))
    strict = Patience(7, 10, leaves_out_stale=True)
    for days_ago, covered in ((10, True), (11, False)):
        found = places(3, days_ago=days_ago)
        day = session(1, NINE_TO_FIVE, Weekday.MONDAY, vacancies=found)
        locality = Locality([nursery], {1: [day]}, [], patience=strict)
        week = best_week(asked, locality, count_unknown=True)
        assert (week.uncovered_minutes == 0) is covered


def test_a_session_for_other_ages_or_other_times_of_year_is_not_offered() -> None:
    nursery = provider(1, ProviderKind.NURSERY, "Dot Nursery")
    asked = need(days=((Weekday.MONDAY, NINE_TO_FIVE),), year_round=True)
    babies = session(1, NINE_TO_FIVE, Weekday.MONDAY, age_to_months=24)
    term = session(2, NINE_TO_FIVE, Weekday.MONDAY, term_only=True)
    for one in (babies, term):
        assert best_week(asked, Locality([nursery], {1: [one]}, [])).providers == ()


def test_an_unknown_price_is_taken_from_places_like_it_and_marked() -> None:
    told = provider(1, ProviderKind.CHILDMINDER, "Far Minder", shown_easting=HOME.easting + 90_000)
    silent = provider(2, ProviderKind.CHILDMINDER, "Near Minder")
    locality = Locality(
        [told, silent],
        {
            1: [session(1, NINE_TO_FIVE, Weekday.MONDAY, price_pence=640)],
            2: [session(2, NINE_TO_FIVE, Weekday.MONDAY, price_pence=None)],
        },
        [],
    )
    asked = need(days=((Weekday.MONDAY, NINE_TO_FIVE),), funded=FundedHours.NONE)
    week = best_week(asked, locality, funded_minutes=0)
    assert [(share.provider.name, share.pence, share.is_estimate) for share in week.shares] == [
        ("Near Minder", 8 * 640, True)
    ]


def test_where_no_price_of_a_kind_is_known_nothing_is_said_of_cost() -> None:
    silent = provider(1, ProviderKind.NURSERY, "Silent Nursery")
    locality = Locality(
        [silent], {1: [session(1, NINE_TO_FIVE, Weekday.MONDAY, price_pence=None)]}, []
    )
    assert best_week(need(), locality).providers == ()


@pytest.mark.parametrize("told", [Answer.NO, Answer.UNKNOWN])
def test_hours_a_provider_has_not_promised_to_fund_are_counted_as_paid(told: Answer) -> None:
    nursery = provider(1, ProviderKind.NURSERY, "Dot Nursery")
    day = session(1, NINE_TO_FIVE, Weekday.MONDAY, funded=told)
    asked = need(days=((Weekday.MONDAY, NINE_TO_FIVE),))
    week = best_week(asked, Locality([nursery], {1: [day]}, []))
    assert (week.funded_minutes, week.pence) == (0, 8 * 600)


def test_some_days_are_chosen_and_some_hours_are_counted() -> None:
    nursery = provider(1, ProviderKind.NURSERY, "Dot Nursery")
    week_long = [session(1 + day, NINE_TO_FIVE, day) for day in WORKING_WEEK]
    locality = Locality([nursery], {1: week_long}, [])
    all_week = tuple((day, NINE_TO_FIVE) for day in WORKING_WEEK)
    two_days = best_week(need(asking=Asking.SOME_DAYS, days_wanted=2, days=all_week), locality)
    assert (len(two_days.days), two_days.uncovered_minutes) == (2, 0)
    hours = best_week(
        need(asking=Asking.SOME_HOURS, minutes_wanted=50 * 60, days=all_week), locality
    )
    assert (hours.booked_minutes, hours.short_minutes) == (40 * 60, 10 * 60)


def test_a_session_off_the_quarter_hour_is_lived_and_paid_at_its_true_times() -> None:
    nursery = provider(1, ProviderKind.NURSERY, "Dot Nursery")
    band = TimeBand(8 * 60 + 50, 11 * 60 + 50)
    asked = need(days=((Weekday.MONDAY, NINE_TO_NOON),), funded=FundedHours.NONE)
    locality = Locality([nursery], {1: [session(1, band, Weekday.MONDAY)]}, [])
    week = best_week(asked, locality, funded_minutes=0)
    assert week.days[0].legs[0].band == band
    assert week.days[0].gaps == (TimeBand(11 * 60 + 50, 12 * 60),)
    assert week.pence == 3 * 600
