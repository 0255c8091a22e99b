"""Why a week is as it is: who would come next, what counts for how much, which rules bound."""

from typing import Any

import pytest

from hubapp import matching
from hubapp.availability.models import Booking
from hubapp.directory.models import Provider, ProviderKind
from hubapp.funding.hours import FundedHours
from hubapp.kernel.week import WORKING_WEEK, TimeBand, Weekday
from hubapp.plans.assemble import Locality, price_sessions
from hubapp.plans.explaining import ExplainedWeek, explain_week
from hubapp.plans.facts import Code, Fact
from hubapp.plans.gathering import Ground
from hubapp.plans.need import Asking, CareNeed
from hubapp.plans.sentences import say
from hubapp.plans.why import Why, differences, why
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

MONDAY, TUESDAY = Weekday.MONDAY, Weekday.TUESDAY
ONE_DAY: dict[str, Any] = {"days": ((MONDAY, NINE_TO_FIVE),), "funded": FundedHours.NONE}


def nursery(key: int, name: str, *days: Weekday, **facts: Any) -> tuple[Provider, list[Any]]:
    """A nursery 200 m east of home, whichever its key, and its whole days."""
    about = {fact: facts.pop(fact) for fact in list(facts) if hasattr(Provider, fact)}
    about.setdefault("shown_easting", HOME.easting + 200)
    rows = [session(10 * key + day, NINE_TO_FIVE, day, **facts) for day in days]
    return provider(key, ProviderKind.NURSERY, name, **about), rows


def town(*listed: tuple[Provider, list[Any]]) -> Locality:
    return Locality([one for one, _ in listed], {one.id: rows for one, rows in listed}, [])


def ground(asked: CareNeed, locality: Locality, *, funded_minutes: int = 0) -> Ground:
    return Ground(
        need=asked,
        today=TODAY,
        home=HOME,
        work=None,
        funded_minutes=funded_minutes,
        most_providers=3,
        locality=locality,
        priced=price_sessions(locality),
    )


def explained(
    asked: CareNeed,
    locality: Locality,
    *slugs: str,
    funded_minutes: int = 0,
    stop: matching.Stop = matching.never,
) -> ExplainedWeek:
    found = explain_week(
        ground(asked, locality, funded_minutes=funded_minutes),
        slugs,
        is_sure=True,
        new_stop=lambda: stop,
    )
    assert found is not None
    return found


def told(asked: CareNeed, locality: Locality, *slugs: str, **how: Any) -> Why:
    return why(explained(asked, locality, *slugs, **how), asked)


def next_best(reasons: Why) -> list[list[str]]:
    return [[say(choice.stay), *map(say, choice.facts)] for choice in reasons.choices]


def limits(reasons: Why) -> list[str]:
    return [say(fact) for fact in reasons.limits]


# --- who would come next ------------------------------------------------------------------------


def test_the_next_best_is_named_with_what_it_costs_more() -> None:
    near, dear = nursery(1, "Near", MONDAY), nursery(2, "Dear", MONDAY, price_pence=750)
    reasons = told(need(**ONE_DAY), town(near, dear), "near")
    assert next_best(reasons) == [
        ["Monday: Near", "Next best that day: Dear.", "That week costs £12 more."]
    ]


def test_days_that_would_go_alike_are_told_once() -> None:
    near, dear = (nursery(1, "Near", *WORKING_WEEK), nursery(2, "Dear", *WORKING_WEEK[:2]))
    asked = need(days=tuple((day, NINE_TO_FIVE) for day in WORKING_WEEK), funded=FundedHours.NONE)
    reasons = told(asked, town(near, dear), "near")
    assert next_best(reasons) == [
        [
            "Monday and Tuesday: Near",
            "Next best on any one of these days: Dear.",
            "Your child goes to one place more that week.",
        ],
        [
            "Wednesday to Friday: Near",
            "Nobody else we know of has a place that fits on these days.",
            "That week covers 8 hours less.",
            "That week costs £48 less.",
            "You travel less that week, by about a mile.",
        ],
    ]


def test_as_good_is_said_to_be_as_good() -> None:
    both = town(nursery(1, "One", MONDAY), nursery(2, "Two", MONDAY))
    assert next_best(told(need(**ONE_DAY), both, "one")) == [
        ["Monday: One", "Next best that day: Two.", "That week comes to about the same."]
    ]


def test_who_is_left_that_day_is_said_and_what_stays_open() -> None:
    reasons = told(
        need(funded=FundedHours.NONE), blended_village(), "acorn-pre-school", "bea-brown"
    )
    assert next_best(reasons)[0][:3] == [
        "Monday and Tuesday: Acorn Pre-school",
        "If not, there is only Bea Brown that day.",
        "That week covers 3 hours less.",
    ]


def test_two_who_would_come_next_are_both_named() -> None:
    village = blended_village()
    early = [session(90 + day, NINE_TO_FIVE, day) for day in (MONDAY, TUESDAY)]
    whole = provider(9, ProviderKind.NURSERY, "Whole Nursery", shown_easting=HOME.easting)
    locality = Locality([*village.providers, whole], {**village.sessions, 9: early}, village.links)
    reasons = told(need(funded=FundedHours.NONE), locality, "whole-nursery")
    assert next_best(reasons)[0][1] == (
        "Next best on any one of these days: Acorn Pre-school with Bea Brown."
    )
    assert "Your child moves two times more that week." in next_best(reasons)[0]


def test_another_day_instead_is_named() -> None:
    one = nursery(1, "One", MONDAY), nursery(2, "Two", TUESDAY, price_pence=700)
    asked = need(
        asking=Asking.SOME_DAYS,
        days=((MONDAY, NINE_TO_FIVE), (TUESDAY, NINE_TO_FIVE)),
        days_wanted=1,
        funded=FundedHours.NONE,
    )
    assert next_best(told(asked, town(*one), "one")) == [
        ["Monday: One", "Next best: Tuesday instead.", "That week costs £8 more."]
    ]


def test_a_day_that_can_be_spared_is_said_to_be() -> None:
    asked = need(
        asking=Asking.SOME_HOURS,
        days=((MONDAY, NINE_TO_FIVE), (TUESDAY, NINE_TO_NOON)),
        minutes_wanted=480,
        funded=FundedHours.NONE,
    )
    hours = {"booking": Booking.HOURLY}
    cheap = provider(1, ProviderKind.CHILDMINDER, "Cheap")
    rows = [
        session(1, TimeBand(540, 840), MONDAY, price_pence=100, **hours),
        session(2, NINE_TO_NOON, TUESDAY, price_pence=100, **hours),
    ]
    dear = provider(2, ProviderKind.CHILDMINDER, "Dear")
    whole = [session(3, NINE_TO_FIVE, MONDAY, price_pence=400, **hours)]
    reasons = told(asked, Locality([cheap, dear], {1: rows, 2: whole}, []), "cheap")
    assert next_best(reasons)[-1] == [
        "Tuesday: Cheap",
        "Next best: a week without that day.",
        "That week costs £24 more.",
        "Other days change too.",
    ]


def test_without_time_nobody_is_called_next_best() -> None:
    near, dear = nursery(1, "Near", MONDAY), nursery(2, "Dear", MONDAY, price_pence=750)
    reasons = told(
        need(max_providers=1, **ONE_DAY), town(near, dear), "near", stop=matching.AfterChecks(0)
    )
    assert next_best(reasons) == [
        ["Monday: Near", "We did not have time to look for the next best."]
    ]
    assert [say(fact) for fact in (*reasons.standing, *reasons.doubts)] == [
        "We have not found a better week so far.",
        "We stopped looking after a few seconds. There may be better weeks.",
    ]


# --- where a week stands ------------------------------------------------------------------------


def test_the_best_week_is_said_to_be() -> None:
    reasons = told(need(**ONE_DAY), town(nursery(1, "One", MONDAY)), "one")
    assert (reasons.standing, reasons.doubts) == ((Fact(code=Code.STANDS_FIRST),), ())


def test_a_week_behind_another_says_what_that_has_over_it() -> None:
    near, dear = nursery(1, "Near", MONDAY), nursery(2, "Dear", MONDAY, price_pence=750)
    reasons = told(need(**ONE_DAY), town(near, dear), "dear")
    assert [say(fact) for fact in reasons.standing] == [
        "By our sums, another week comes before this one.",
        "That week costs £12 less.",
    ]
    assert next_best(reasons) == [
        ["Monday: Dear", "The week that comes first does not use Dear then."]
    ]


def test_a_week_that_is_behind_by_a_hair_is_told_as_level() -> None:
    # 12p an hour for eight hours is less than prices may be out by.
    both = town(nursery(1, "One", MONDAY), nursery(2, "Two", MONDAY, price_pence=612))
    reasons = told(need(**ONE_DAY), both, "two")
    assert reasons.standing == (Fact(code=Code.STANDS_LEVEL),)


def test_a_better_week_that_is_not_the_first_is_told_with_what_it_has() -> None:
    one = nursery(1, "One", MONDAY, price_pence=100)
    two = nursery(2, "Two", TUESDAY, price_pence=900)
    both = provider(3, ProviderKind.NURSERY, "Both", shown_easting=HOME.easting + 200)
    rows = [
        session(31, NINE_TO_FIVE, MONDAY, price_pence=250),
        session(32, NINE_TO_FIVE, TUESDAY, price_pence=100),
    ]
    # The first is One on Monday and Both on Tuesday; without One, Both has the child all week.
    reasons = told(need(funded=FundedHours.NONE), town(one, two, (both, rows)), "one", "two")
    assert next_best(reasons) == [
        [
            "Monday: One",
            "We found a better week that does not use One then.",
            "That week costs £52 less.",
            "Your child goes to one place fewer that week.",
            "Other days change too.",
        ],
        ["Tuesday: Two", "The week that comes first does not use Two then."],
    ]


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        ("near", "near", [Code.ABOUT_THE_SAME]),
        ("near", "dear", [Code.COSTS_MORE]),
        ("dear", "near", [Code.COSTS_LESS]),
    ],
)
def test_differences_run_both_ways(one: str, other: str, codes: list[Code]) -> None:
    locality = town(nursery(1, "Near", MONDAY), nursery(2, "Dear", MONDAY, price_pence=750))
    weeks = [explained(need(**ONE_DAY), locality, slug).week for slug in (one, other)]
    assert [fact.code for fact in differences(*weeks)] == codes


# --- what counts for how much -------------------------------------------------------------------


def test_the_weights_are_those_of_the_week_in_the_page_s_own_money() -> None:
    reasons = told(
        need(), blended_village(), "acorn-pre-school", "bea-brown", funded_minutes=15 * 60
    )
    assert [say(weight.fact) for weight in reasons.weights] == [
        "All the time you asked for is covered. That matters most.",
        "You pay £5 for the hours.",
        "Extra travel, about 2 miles: we count it as £1.92.",
        "Going to a second place: we count it as £8.",
        "Moving in the middle of a day, two times: we count it as £3.",
    ]
    assert say(reasons.together) == (
        "Together that makes £17.92. The less it makes, the better the week."
    )


def test_pence_that_do_not_divide_are_counted_as_the_page_shows_them() -> None:
    odd = town(nursery(1, "Odd", MONDAY, price_pence=637))
    found = explained(need(**ONE_DAY), odd, "odd")
    assert found.week.pence == 8 * 637 != found.week.plan.vector.cost_pence
    weights = why(found, need(**ONE_DAY)).weights
    assert [weight.pence for weight in weights[:2]] == [0, 8 * 637]


def test_time_nobody_covers_counts_more_than_all_the_rest() -> None:
    days = ((MONDAY, NINE_TO_FIVE), (TUESDAY, NINE_TO_FIVE))
    reasons = told(need(days=days), town(nursery(1, "One", MONDAY)), "one")
    assert say(reasons.weights[0].fact) == (
        "Nobody has your child for 8 hours. That matters more than all the rest."
    )


# --- rules that bound ---------------------------------------------------------------------------


def test_a_week_that_no_rule_bound_tells_none() -> None:
    assert limits(told(need(**ONE_DAY), town(nursery(1, "One", MONDAY)), "one")) == []


def test_funded_hours_that_are_used_up_are_told_with_their_number() -> None:
    reasons = told(need(), town(nursery(1, "One", MONDAY, TUESDAY)), "one", funded_minutes=900)
    assert limits(reasons) == ["All your funded time, 15 hours, is used. You pay for the rest."]


def test_a_provider_s_own_funded_limits_are_told_with_their_days() -> None:
    one = nursery(1, "One", MONDAY, TUESDAY, funded_minutes_a_day=240)
    assert limits(told(need(), town(one), "one", funded_minutes=900)) == [
        "One gives 4 hours funded a day at most. You pay for the rest on Monday and Tuesday."
    ]
    one = nursery(1, "One", MONDAY, TUESDAY, funded_minutes_a_week=600)
    assert limits(told(need(), town(one), "one", funded_minutes=900)) == [
        "One gives 10 hours funded a week at most. You pay for the rest there."
    ]


def test_ten_hours_a_day_and_times_outside_are_told() -> None:
    long = TimeBand(7 * 60, 19 * 60)
    one = provider(1, ProviderKind.NURSERY, "One")
    asked = need(days=((MONDAY, long),))
    locality = Locality([one], {1: [session(1, long, MONDAY)]}, [])
    assert limits(told(asked, locality, "one", funded_minutes=900)) == [
        "No more than 10 hours a day can be funded. You pay for the rest on Monday."
    ]
    late = TimeBand(18 * 60, 21 * 60)
    locality = Locality([one], {1: [session(1, late, MONDAY)]}, [])
    assert limits(told(need(days=((MONDAY, late),)), locality, "one", funded_minutes=900)) == [
        "Hours can be funded between 6am and 8pm only. You pay One for the time outside on Monday."
    ]


def test_a_least_charge_is_told_with_its_hours() -> None:
    one = provider(1, ProviderKind.CHILDMINDER, "One")
    rows = [session(1, NINE_TO_FIVE, MONDAY, booking=Booking.HOURLY, min_minutes=300)]
    asked = need(days=((MONDAY, NINE_TO_NOON),), funded=FundedHours.NONE)
    assert limits(told(asked, Locality([one], {1: rows}, []), "one")) == [
        "One charges for 5 hours a day at least. You use less than that on Monday."
    ]


def test_places_and_days_that_stand_in_the_way_are_told() -> None:
    split = town(nursery(1, "One", MONDAY), nursery(2, "Two", TUESDAY))
    asked = need(max_providers=1, funded=FundedHours.NONE)
    assert limits(told(asked, split, "one")) == [
        "We kept to one place, as you asked. With one place more there is a better week."
    ]
    whole = nursery(1, "Whole", MONDAY, TUESDAY, min_days_a_week=2, price_pence=800)
    cheap = nursery(2, "Cheap", TUESDAY, price_pence=100)
    assert limits(told(need(funded=FundedHours.NONE), town(whole, cheap), "whole")) == [
        (
            "Whole takes children for two days a week at least. Without that rule there would be a"
            " better week."
        )
    ]


def test_a_third_place_in_a_day_is_told() -> None:
    village = blended_village()
    late = [session(90, TimeBand(18 * 60, 19 * 60), MONDAY)]
    evening = provider(3, ProviderKind.NURSERY, "Evening")
    locality = Locality([*village.providers, evening], {**village.sessions, 3: late}, village.links)
    asked = need(days=((MONDAY, TimeBand(540, 1140)),), funded=FundedHours.NONE)
    reasons = told(asked, locality, "acorn-pre-school", "bea-brown")
    assert limits(reasons) == [
        (
            "A child goes to two places a day at most. A third place is open in the time with"
            " nobody on Monday, but it would be too many moves."
        )
    ]


def test_every_rule_and_every_term_of_the_matcher_can_be_told() -> None:
    """A new one shows here before it can break a page."""
    rules = {code.value.removeprefix("rule.") for code in Code if code.value.startswith("rule.")}
    assert rules == {rule.value for rule in matching.Rule}
    reasons = told(need(**ONE_DAY), town(nursery(1, "One", MONDAY)), "one")
    assert len(reasons.weights) == len(matching.Term)


# --- finding the week again ---------------------------------------------------------------------


@pytest.mark.parametrize("slugs", [("nobody",), ("one", "one"), ("one", "two"), ("full",), ("",)])
def test_a_week_that_cannot_be_had_is_none(slugs: tuple[str, ...]) -> None:
    full = nursery(3, "Full", MONDAY, vacancies=places(0))
    locality = town(nursery(1, "One", MONDAY), nursery(2, "Two", MONDAY), full)
    asked = need(**ONE_DAY)
    found = explain_week(
        ground(asked, locality), slugs, is_sure=True, new_stop=lambda: matching.never
    )
    assert found is None
