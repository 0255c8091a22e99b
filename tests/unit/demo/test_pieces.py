"""The parts the town and rehearsals are made of."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from hubapp.availability.models import Booking
from hubapp.demo.archetypes import draw_offer, hour_pence
from hubapp.demo.chance import deal, draw, stream
from hubapp.demo.links import Handover, Stop, draw_links, handovers, shared_handovers
from hubapp.demo.rehearsal import Place, Scene, invent_links, invent_offer, invent_stand_ins
from hubapp.directory.models import Answer, ProviderKind
from hubapp.kernel.geo import GridPoint
from hubapp.kernel.slugs import slugify

SCENE = Scene(hub_slug="somewhere", seed=4, today=date(2026, 11, 22), secret="made up")


def stop(slug: str, kind: ProviderKind, metres: int = 0, *, eager: bool = False) -> Stop:
    offer = draw_offer(kind, Random(1), steady=True)
    return Stop(
        slug=slug,
        kind=kind,
        point=GridPoint(470_000 + metres, 310_000),
        sessions=offer.sessions,
        eager=eager,
    )


def test_a_dealt_hand_keeps_its_shares() -> None:
    hand = deal((("a", 65), ("b", 20), ("c", 15)), 38, Random(2))
    assert Counter(hand) == {"a": 25, "b": 7, "c": 6}


def test_a_share_of_none_is_never_drawn() -> None:
    rng = Random(3)
    assert {draw((("a", 1), ("b", 0)), rng) for _ in range(200)} == {"a"}


def test_topics_have_chance_of_their_own() -> None:
    assert stream(1, "a").random() == stream(1, "a").random()
    assert len({stream(1, "a").random(), stream(1, "b").random(), stream(2, "a").random()}) == 3


@pytest.mark.parametrize(
    ("wanted", "charged"), [(655.9, 656), (653, 652), (100, 452), (5_000, 1_300)]
)
def test_an_hour_costs_whole_pence_a_quarter_within_bounds(wanted: float, charged: int) -> None:
    assert hour_pence(wanted) == charged


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Snail's Gallop Crèche", "snails-gallop-creche"),
        ("Two and a Half Wobbly Pre-school", "two-and-a-half-wobbly-pre-school"),
    ],
)
def test_names_become_plain_addresses(name: str, slug: str) -> None:
    assert slugify(name) == slug


@pytest.mark.parametrize(
    ("kind", "blocks"),
    [
        (ProviderKind.NURSERY, {(450, 1080), (480, 780), (780, 1080)}),
        (ProviderKind.PRESCHOOL, {(540, 720), (720, 900), (540, 900)}),
        (ProviderKind.NURSERY_CLASS, {(525, 705), (735, 915), (525, 915)}),
        (ProviderKind.OUT_OF_SCHOOL, {(450, 525), (915, 1080)}),
    ],
)
def test_each_kind_keeps_its_hours(kind: ProviderKind, blocks: set[tuple[int, int]]) -> None:
    offer = draw_offer(kind, Random(5))
    assert {(s.start_minutes, s.end_minutes) for s in offer.sessions} == blocks
    assert {s.term_only for s in offer.sessions} == {kind is not ProviderKind.NURSERY}


def test_childminders_are_booked_by_the_hour_for_all_ages() -> None:
    for seed in range(50):
        offer = draw_offer(ProviderKind.CHILDMINDER, Random(seed))
        assert {s.booking for s in offer.sessions} == {Booking.HOURLY}
        assert {s.age_to_months for s in offer.sessions} == {144}
        assert len({s.weekday for s in offer.sessions}) == len(offer.sessions) in (4, 5)


def test_some_classes_fund_their_half_days_or_not_at_all() -> None:
    offer = draw_offer(ProviderKind.NURSERY_CLASS, Random(1), funded_only=True)
    answers = {(s.end_minutes - s.start_minutes, s.funded) for s in offer.sessions}
    assert answers == {(180, Answer.ONLY), (390, Answer.YES)}


def test_children_come_and_go_around_a_settings_sessions() -> None:
    assert handovers(stop("p", ProviderKind.PRESCHOOL)) == [
        Handover(525, 540),
        Handover(705, 735),
        Handover(885, 900),
    ]
    assert handovers(stop("c", ProviderKind.NURSERY_CLASS)) == [
        Handover(510, 525),
        Handover(705, 735),
        Handover(900, 915),
    ]


def test_a_handover_leaves_time_to_care_on_the_collectors_side() -> None:
    minder = stop("m", ProviderKind.CHILDMINDER)
    assert shared_handovers(minder, stop("n", ProviderKind.NURSERY)) == [Handover(765, 795)]


def test_links_reach_the_nearest_and_stop_at_the_edge() -> None:
    partners = [
        stop("far", ProviderKind.PRESCHOOL, 1_500),
        stop("near", ProviderKind.PRESCHOOL, 1_400),
        stop("next-door", ProviderKind.NURSERY_CLASS, 20),
    ]
    minder = stop("m", ProviderKind.CHILDMINDER, eager=True)
    found = list(draw_links(minder, partners, Random(1)))
    assert [(link.partner, link.from_minutes, link.travel) for link in found] == [
        ("next-door", 510, "on foot"),
        ("next-door", 705, "on foot"),
        ("next-door", 900, "on foot"),
        ("near", 525, "by car"),
        ("near", 705, "by car"),
        ("near", 885, "by car"),
    ]
    assert {link.weekday_mask for link in found} == {0b11111}


def place(slug: str, metres: int, kind: ProviderKind = ProviderKind.PRESCHOOL) -> Place:
    return Place(
        id=1, slug=slug, kind=kind, point=GridPoint(470_000 + metres, 310_000), area="Here"
    )


def test_a_provider_rehearses_the_same_week_whoever_else_is_there() -> None:
    assert invent_offer(SCENE, "a", ProviderKind.NURSERY) == invent_offer(
        SCENE, "a", ProviderKind.NURSERY
    )
    assert invent_offer(SCENE, "a", ProviderKind.NURSERY) != invent_offer(
        SCENE, "b", ProviderKind.NURSERY
    )


def test_stand_ins_live_near_settings_and_show_only_a_coarse_point() -> None:
    settings = [place("a", 0), place("b", 9_000)]
    found = list(invent_stand_ins(SCENE, settings, 12))
    assert [spec.name for spec in found] == [f"Rehearsal childminder {n}" for n in range(1, 13)]
    assert [
        spec
        for spec in found
        if min(spec.spot.point.metres_to(near.point) for near in settings) > 1_201
    ] == []
    assert [spec for spec in found if spec.spot.point.metres_to(spec.spot.shown) < 349] == []
    assert {(spec.spot.publish_address, spec.contact.phone) for spec in found} == {(False, None)}


def test_rehearsed_links_prefer_schools_and_fall_back_on_nurseries() -> None:
    minders = [stop(f"m{n}", ProviderKind.CHILDMINDER, 1_499) for n in range(30)]
    nursery = stop("nursery", ProviderKind.NURSERY, 1_600)
    school = stop("school", ProviderKind.NURSERY_CLASS, 1_700)
    beyond = stop("beyond", ProviderKind.PRESCHOOL, 3_000)
    with_school = invent_links(SCENE, [*minders, nursery, school, beyond])
    assert {link.partner for link in with_school} == {"school"}
    without = invent_links(SCENE, [*minders, nursery, beyond])
    assert {link.partner for link in without} == {"nursery"}
