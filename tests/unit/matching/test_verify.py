"""The checker must notice every kind of fault: sound plans are spoilt one way at a time."""

from dataclasses import replace

import pytest

from hubapp.matching import Funded, FundedSlots, Handover, Leg, Link, Mode, solve, verify
from tests.unit.matching.cases import hourly, problem, provider, session


def case(**changes):
    """Monday a then b by link, Wednesday c alone, both partly funded."""
    return problem(
        provider(
            "a",
            session(0, 0, 18, 21, funded=Funded.YES),
            session(1, 0, 17, 20, free_2=0),
            session(2, 0, 17, 21, price_pence=10_000),
        ),
        provider("b", hourly(0, 0, 20, 26, funded=Funded.ONLY), links=(Link(other="a"),)),
        provider("c", session(0, 2, 18, 24, funded=Funded.YES), funded_cap_day_slots=4),
        provider("d", session(0, 0, 18, 24, price_pence=9_000), session(1, 4, 18, 24)),
        **{
            "intervals": {0: ((18, 24),), 2: ((18, 24),)},
            "funded_slots": 8,
            **changes,
        },
    )


SOUND = solve(case()).plan
MONDAY, WEDNESDAY = SOUND.days
FIRST, SECOND = MONDAY.legs


def with_monday(**changes):
    return replace(SOUND, days=(replace(MONDAY, **changes), WEDNESDAY))


def with_legs(*legs):
    return with_monday(legs=legs)


def with_vector(**changes):
    return replace(SOUND, vector=replace(SOUND.vector, **changes))


def with_funded(*claims):
    return replace(
        SOUND, funded=tuple(FundedSlots(provider=p, day=d, slots=n) for p, d, n in claims)
    )


def rules(problem_, plan):
    return {breach.rule for breach in verify(problem_, plan)}


def test_the_plan_to_spoil_is_sound():
    assert [leg.provider for leg in MONDAY.legs] == ["a", "b"]
    assert MONDAY.handover is Handover.LINKED
    assert verify(case(), SOUND) == ()


@pytest.mark.parametrize(
    "part", ["uncovered_slots", "total", "cost_pence", "travel_hm", "providers", "handovers"]
)
def test_a_wrong_part_of_the_vector_is_noticed(part):
    wrong = with_vector(**{part: getattr(SOUND.vector, part) + 1})
    assert rules(case(), wrong) == {"vector"}


@pytest.mark.parametrize(
    ("plan", "rule"),
    [
        (with_legs(FIRST, replace(SECOND, provider="nobody")), "sessions"),
        (with_legs(FIRST, replace(SECOND, session=7)), "sessions"),
        (with_legs(), "stays"),
        (with_monday(day=1), "days"),
        (replace(SOUND, days=(WEDNESDAY, MONDAY)), "days"),
        (replace(SOUND, providers=("a", "b")), "providers"),
        (replace(SOUND, chosen_days=(0, 2)), "chosen days"),
        (with_legs(replace(FIRST, end=20), SECOND), "times"),
        (with_legs(FIRST, replace(SECOND, end=23)), "times"),
        (with_legs(FIRST, replace(SECOND, start=22)), "linked"),
        (with_monday(handover=Handover.PARENT), "by parent"),
        (with_monday(handover=None), "shape"),
        (with_legs(FIRST), "shape"),
        (
            with_legs(replace(FIRST, session=1, start=17, end=20), replace(SECOND, start=20)),
            "places",
        ),
        (with_legs(FIRST, Leg(provider="d", session=0, start=18, end=24)), "linked"),
        (with_funded(("a", 0, 3), ("b", 0, 2), ("c", 2, 2)), "funded only"),
        (with_funded(("a", 0, 4), ("b", 0, 3)), "funding"),
        (with_funded(("a", 0, -1), ("b", 0, 3)), "funding"),
        (with_funded(("c", 2, 5), ("b", 0, 3)), "funding"),
        (with_funded(("a", 0, 1), ("a", 0, 1), ("b", 0, 3)), "funding"),
        (with_funded(("d", 4, 1), ("b", 0, 3)), "funding"),
        (with_funded(("a", 0, 2), ("b", 0, 3), ("c", 2, 4)), "funded pool"),
    ],
)
def test_a_fault_in_the_plan_is_noticed(plan, rule):
    assert rule in rules(case(), plan)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"max_providers": 2}, "most providers"),
        ({"max_distance_metres": 0, "home": (900, 0)}, "distance"),
        ({"intervals": {0: ((18, 24),)}}, "days"),
        ({"mode": Mode.ANY_DAYS, "days_wanted": 2}, "chosen days"),
        ({"mode": Mode.ANY_HOURS, "slots_wanted": 12, "max_days": 1}, "most days"),
    ],
)
def test_a_plan_for_another_need_is_noticed(changes, rule):
    assert rule in rules(case(**changes), SOUND)


@pytest.mark.parametrize(
    ("name", "changes", "rule"),
    [
        ("a", {"min_days": 2}, "minimum days"),
        ("a", {"age_to_months": 27}, "age"),
        ("b", {"links": ()}, "linked"),
        ("b", {"links": (Link(other="a", windows={0: (22, 23)}),)}, "linked"),
        ("a", {"funded_cap_week_slots": 0}, "funded week"),
        ("c", {"funded_cap_day_slots": 0}, "funding"),
    ],
)
def test_a_plan_for_other_providers_is_noticed(name, changes, rule):
    offered = case()
    providers = tuple(replace(p, **changes) if p.id == name else p for p in offered.providers)
    assert rule in rules(replace(offered, providers=providers), SOUND)


def test_term_only_is_noticed():
    offered = case(year_round=True)
    providers = tuple(replace(p, term_only=True) for p in offered.providers)
    assert "all year" in rules(replace(offered, providers=providers), SOUND)


def test_more_than_ten_funded_hours_a_day_are_noticed():
    long = problem(
        provider("a", session(0, 0, 12, 40, funded=Funded.YES)),
        intervals={0: ((12, 40),)},
        funded_slots=60,
    )
    plan = solve(long).plan
    claim = replace(plan.funded[0], slots=21)
    assert "funded day" in rules(long, replace(plan, funded=(claim,)))
