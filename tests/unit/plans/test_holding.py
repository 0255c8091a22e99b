"""A place the family has: which care sessions it means, and what the matcher is told of it."""

import pytest

from hubapp.availability.models import Booking
from hubapp.directory.models import ProviderKind
from hubapp.funding.hours import FundedHours
from hubapp.kernel.week import TimeBand, Weekday
from hubapp.matching import Anchor, NoWeekKeepsAnchors, Problem
from hubapp.plans.answers import fields_of
from hubapp.plans.assemble import Locality, assemble, places_for
from hubapp.plans.holding import PlaceDoesNotFit, choose_held_sessions
from hubapp.plans.need import CareNeed, HeldPlace, read_need, sign_need
from hubapp.plans.wording import say_need
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
FULL_DAY = TimeBand(8 * 60, 18 * 60)
AFTERNOON = TimeBand(12 * 60, 15 * 60)
OFFERED = [
    session(1, NINE_TO_NOON, MONDAY),
    session(2, AFTERNOON, MONDAY),
    session(3, FULL_DAY, MONDAY),
    session(4, FULL_DAY, TUESDAY),
    session(5, NINE_TO_NOON, MONDAY, age_from_months=0, age_to_months=24),
]


def chosen(days, band=None, offered=OFFERED, **changes):
    return choose_held_sessions("Dot", offered, need(**changes), days, band)


def problem(held: HeldPlace, locality: Locality | None = None, **changes: object) -> Problem:
    return assemble(
        need(held=held, **changes),
        locality or blended_village(),
        home=HOME,
        work=None,
        funded_minutes=15 * 60,
        today=TODAY,
        count_unknown=False,
    )


def anchors(held: HeldPlace, **changes: object) -> tuple[Anchor, ...]:
    return problem(held, **changes).need.anchors


# --- which care sessions ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("band", "key"),
    [
        (NINE_TO_NOON, 1),
        (TimeBand(10 * 60, 11 * 60), 1),
        (AFTERNOON, 2),
        (TimeBand(11 * 60, 13 * 60), 3),
        (FULL_DAY, 3),
    ],
)
def test_the_shortest_session_around_the_times_told_is_meant(band, key) -> None:
    assert chosen([MONDAY], band) == ((MONDAY, key),)


def test_a_day_with_one_session_needs_no_times() -> None:
    assert chosen([TUESDAY]) == ((TUESDAY, 4),)
    assert chosen([]) == ()


@pytest.mark.parametrize(
    ("days", "band", "field", "sentence"),
    [
        (
            [MONDAY],
            None,
            "held_from",
            (
                "On Monday Dot has 8am to 6pm, or 9am to 12 noon, or 12 noon to 3pm."
                " Enter the times your child is there"
            ),
        ),
        (
            [TUESDAY],
            TimeBand(7 * 60, 12 * 60),
            "held_from",
            "On Tuesday Dot has 8am to 6pm. Enter times inside these",
        ),
        (
            [Weekday.FRIDAY],
            None,
            "held_days",
            "Dot has told us of no sessions on Friday for your child",
        ),
        (
            [TUESDAY],
            TimeBand(8 * 60, 9 * 60),
            "held_days",
            "Your child is at Dot 8am to 9am on Tuesday. Make the times you need that day cover it",
        ),
    ],
)
def test_what_no_session_fits_is_said_in_a_sentence(days, band, field, sentence) -> None:
    with pytest.raises(PlaceDoesNotFit) as refused:
        chosen(days, band)
    assert (refused.value.field, str(refused.value)) == (field, sentence)


@pytest.mark.parametrize(
    ("year_round", "sentence"),
    [
        (False, "Dot has told us of no sessions for your child’s age"),
        (
            True,
            "Dot has told us of no sessions for your child’s age all year. Try term time",
        ),
    ],
)
def test_a_provider_without_sessions_for_the_child_is_said_to_have_none(
    year_round, sentence
) -> None:
    babies = [session(1, NINE_TO_NOON, MONDAY, age_to_months=24)]
    with pytest.raises(PlaceDoesNotFit) as refused:
        chosen([], offered=babies, year_round=year_round)
    assert (refused.value.field, str(refused.value)) == ("held", sentence)


# --- what the matcher is told -----------------------------------------------------------------


def test_without_a_place_nothing_is_anchored() -> None:
    assert problem(None).need.anchors == ()  # type: ignore[arg-type]


def test_a_place_without_days_anchors_its_provider() -> None:
    assert anchors(HeldPlace(provider="bea-brown")) == (Anchor(provider="2"),)


def test_a_place_with_days_anchors_each_session() -> None:
    held = HeldPlace(provider="acorn-pre-school", sessions=((MONDAY, 10), (TUESDAY, 11)))
    assert anchors(held) == (
        Anchor(provider="1", day=0, session=10),
        Anchor(provider="1", day=1, session=11),
    )


@pytest.mark.parametrize(
    ("band", "hours"),
    [
        (TimeBand(13 * 60, 15 * 60), (52, 60)),
        (TimeBand(13 * 60 + 5, 15 * 60 + 10), (53, 60)),
        (TimeBand(11 * 60, 18 * 60), (48, 68)),
        (TimeBand(12 * 60 + 1, 12 * 60 + 14), None),
    ],
)
def test_hours_are_whole_quarters_within_the_session_and_the_hours_asked_for(band, hours) -> None:
    held = HeldPlace(provider="bea-brown", sessions=((MONDAY, 20),), band=band)
    assert anchors(held) == (Anchor(provider="2", day=0, session=20, hours=hours),)


def test_a_session_that_is_gone_is_anchored_so_that_no_week_keeps_it() -> None:
    held = HeldPlace(provider="bea-brown", sessions=((MONDAY, 99),), band=NINE_TO_FIVE)
    assert anchors(held) == (Anchor(provider="2", day=0, session=99),)


def test_a_day_no_longer_asked_for_is_anchored_so_that_no_week_keeps_it() -> None:
    held = HeldPlace(provider="bea-brown", sessions=((Weekday.FRIDAY, 24),))
    assert anchors(held) == (Anchor(provider="2", day=4, session=24),)


def test_a_provider_that_is_gone_is_said_to_be_in_no_week() -> None:
    with pytest.raises(NoWeekKeepsAnchors):
        problem(HeldPlace(provider="gone"))


def test_a_held_place_is_no_doubt_though_it_is_full_for_others() -> None:
    full = session(1, NINE_TO_NOON, MONDAY, vacancies=places(0))
    other = session(2, NINE_TO_NOON, TUESDAY, vacancies=places(0))
    asked = need(held=HeldPlace(provider="dot-nursery", sessions=((MONDAY, 1),)))
    assert [places_for(row, asked, TODAY) for row in (full, other)] == [1, 0]
    assert [places_for(row, need(), TODAY) for row in (full, other)] == [0, 0]


def test_the_matcher_s_hours_lie_inside_the_session_it_is_given() -> None:
    odd = session(7, TimeBand(9 * 60 + 5, 12 * 60 + 5), MONDAY, booking=Booking.HOURLY)
    locality = Locality([provider(1, ProviderKind.NURSERY, "Dot Nursery")], {1: [odd]}, [])
    held = HeldPlace(provider="dot-nursery", sessions=((MONDAY, 7),), band=odd.band)
    made = problem(held, locality)
    (offered,) = made.providers[0].sessions
    (anchor,) = made.need.anchors
    assert anchor.hours == (offered.start, offered.end) == (37, 48)


# --- how it travels and is said ---------------------------------------------------------------

HELD = HeldPlace(
    provider="acorn-pre-school", sessions=((MONDAY, 10), (TUESDAY, 11)), band=NINE_TO_NOON
)


@pytest.mark.parametrize("held", [None, HeldPlace(provider="bea-brown"), HELD])
def test_a_held_place_survives_its_link(held) -> None:
    asked = need(held=held)
    assert read_need(sign_need(asked, "secret"), "secret") == asked


def test_a_link_from_before_there_were_held_places_is_still_read() -> None:
    fields = need().as_fields()
    del fields["g"]
    assert CareNeed.from_fields(fields) == need()


def test_a_held_place_comes_back_to_be_changed() -> None:
    answers = fields_of(need(held=HELD))
    assert {name: answers[name] for name in answers if name.startswith("held")} == {
        "held": "acorn-pre-school",
        "held_days": ["0", "1"],
        "held_from": "09:00",
        "held_to": "12:00",
    }
    assert fields_of(need())["held"] == ""


@pytest.mark.parametrize(
    ("held", "line"),
    [
        (HeldPlace(provider="bea-brown"), "Built around a place at Bea Brown"),
        (HELD, "Built around a place at Acorn Pre-school: Monday and Tuesday, 9am to 12 noon"),
        (
            HeldPlace(provider="bea-brown", sessions=((MONDAY, 20),)),
            "Built around a place at Bea Brown: Monday",
        ),
    ],
)
def test_a_held_place_is_said_with_what_was_asked_for(held, line) -> None:
    asked = need(held=held, funded=FundedHours.NONE)
    assert say_need(asked, 0, blended_village())[-1] == line
    assert len(say_need(need(), 0, blended_village())) == 4
