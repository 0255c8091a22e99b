"""What `verify` refuses of a week, rule by rule, at the limit and one beyond (docs/matching.md)."""

from dataclasses import replace

import pytest

from hubapp.matching import Funded, Mode, Weights, verify
from tests.unit.matching.cases import hourly, problem, provider, session
from tests.unit.matching.test_gaps_verify import (
    HOURS,
    INNER,
    LAST,
    LINKED,
    OUTER,
    PARENT,
    TO_B,
    broken,
    day,
    vector,
    week,
)

# --- days -------------------------------------------------------------------------------------

THREE = dict.fromkeys((0, 2, 4), ((18, 24),))
A_WEEK = provider("a", *(session(on, on, 18, 24) for on in (0, 2, 4)))


def attended(*on):
    return [day(("a", x, 18, 24), on=x) for x in on]


@pytest.mark.parametrize(
    ("on", "rules"),
    [((0, 2, 4), set()), ((0, 0), {"days"}), ((2, 0), {"days"})],
)
def test_each_day_comes_once_and_in_order(on, rules):
    assert broken(problem(A_WEEK, intervals=THREE), *attended(*on)) == rules


def test_no_day_is_attended_without_a_need():
    case = problem(A_WEEK, intervals={0: ((18, 24),), 2: ()})
    assert broken(case, *attended(0)) == set()
    assert broken(case, *attended(0, 2)) == {"days"}


@pytest.mark.parametrize(
    ("chosen", "on", "fits"),
    [
        ((0, 2), (0, 2), True),
        ((0, 2), (0,), True),
        ((0,), (0,), False),
        ((0, 0), (0,), False),
        ((0, 2, 4), (0, 2), False),
        ((0, 1), (0,), False),
        ((0, 2), (0, 4), False),
        (None, (0, 2), False),
    ],
)
def test_exactly_the_days_wanted_are_chosen_and_no_other_attended(chosen, on, fits):
    case = problem(A_WEEK, intervals=THREE, mode=Mode.ANY_DAYS, days_wanted=2)
    rules = broken(case, *attended(*on), chosen=chosen)
    assert rules == (set() if fits else {"chosen days"})
    fixed = problem(A_WEEK, intervals=THREE)
    assert broken(fixed, *attended(0), chosen=chosen) == (
        set() if chosen is None else {"chosen days"}
    )


@pytest.mark.parametrize(("on", "rules"), [((0, 2), set()), ((0, 2, 4), {"most days"})])
def test_no_more_days_than_wanted_are_attended(on, rules):
    case = problem(A_WEEK, intervals=THREE, **HOURS, max_days=2)
    assert broken(case, *attended(*on)) == rules


def test_the_plan_names_whom_it_uses():
    case, plan = problem(A_WEEK, provider("b")), week(*attended(0))
    for named in ((), ("b",), ("a", "b"), ("a", "a")):
        (breach,) = verify(case, replace(plan, providers=named))
        assert (breach.rule, breach.sentence[-1]) == ("providers", ".")


# --- funding ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "offered", "most", "rule"),
    [
        (session(0, 0, 18, 24, funded=Funded.YES), {}, 6, "funding"),
        (session(0, 0, 18, 24, funded=Funded.NO), {}, 0, "funding"),
        (session(0, 0, 10, 14, funded=Funded.YES), {}, 2, "funding"),
        (session(0, 0, 38, 43, funded=Funded.YES), {}, 2, "funding"),
        (session(0, 0, 18, 24, funded=Funded.YES), {"funded_cap_day_slots": 4}, 4, "funding"),
        (session(0, 0, 18, 24, funded=Funded.YES), {"funded_cap_day_slots": 0}, 0, "funding"),
        (session(0, 0, 18, 24, funded=Funded.YES), {"funded_cap_week_slots": 3}, 3, "funded week"),
        (session(0, 0, 12, 40, funded=Funded.YES), {}, 20, "funded day"),
    ],
)
def test_no_more_is_claimed_than_a_days_limits_allow(made, offered, most, rule):
    """Funded hours lie between 06:00 and 20:00, slots 12 to 40, ten hours a day at most."""
    case = problem(provider("a", made, **offered), intervals={0: ((10, 44),)}, funded_slots=60)
    there = day(("a", 0, made.start, made.end))
    assert broken(case, there, funded=[("a", 0, most)]) == set()
    assert broken(case, there, funded=[("a", 0, most + 1)]) == {rule}
    assert broken(case, there, funded=[("a", 0, -1)]) == {"funding"}


@pytest.mark.parametrize(("claimed", "rules"), [(6, set()), (5, {"funded only"})])
def test_where_only_funded_care_is_given_every_slot_is_claimed(claimed, rules):
    case = problem(provider("a", session(0, 0, 18, 24, funded=Funded.ONLY)), funded_slots=60)
    there = day(("a", 0, 18, 24))
    assert broken(case, there, funded=[("a", 0, claimed)]) == rules
    assert broken(case, there) == {"funded only"}


@pytest.mark.parametrize(("second", "rules"), [(6, set()), (7, {"funded day"})])
def test_ten_hours_a_day_are_those_of_both_sites(second, rules):
    a = provider("a", session(0, 0, 12, 26, funded=Funded.YES), links=TO_B)
    case = problem(
        a,
        provider("b", session(0, 0, 26, 40, funded=Funded.YES)),
        intervals={0: ((12, 40),)},
        funded_slots=60,
    )
    there = day(("a", 0, 12, 26), ("b", 0, 26, 40), by=LINKED)
    assert broken(case, there, funded=[("a", 0, 14), ("b", 0, second)]) == rules


@pytest.mark.parametrize(
    ("limits", "rules"),
    [
        ({"pool": 8}, set()),
        ({"pool": 7}, {"funded pool"}),
        ({"cap": 8}, set()),
        ({"cap": 7}, {"funded week"}),
    ],
)
def test_the_weeks_limits_are_those_of_all_days(limits, rules):
    sessions = [replace(x, funded=Funded.YES) for x in A_WEEK.sessions]
    one = replace(A_WEEK, sessions=tuple(sessions), funded_cap_week_slots=limits.get("cap"))
    case = problem(one, intervals=THREE, funded_slots=limits.get("pool", 60))
    assert broken(case, *attended(0, 2), funded=[("a", 0, 4), ("a", 2, 4)]) == rules


@pytest.mark.parametrize(("claimed", "rules"), [(4, set()), (5, {"funding"})])
def test_both_stays_of_a_sandwich_are_one_claim(claimed, rules):
    a = provider("a", hourly(0, 0, 18, 24, funded=Funded.YES), links=TO_B)
    case = problem(a, provider("b", session(0, 0, 20, 22)), funded_slots=60)
    there = day(OUTER, INNER, LAST, by=LINKED)
    assert broken(case, there, funded=[("a", 0, claimed)]) == rules


@pytest.mark.parametrize("claims", [[("a", 0, 1), ("a", 0, 1)], [("a", 2, 1)], [("b", 0, 1)]])
def test_a_claim_is_made_once_and_where_care_is_booked(claims):
    sessions = tuple(replace(x, funded=Funded.YES) for x in A_WEEK.sessions)
    case = problem(
        replace(A_WEEK, sessions=sessions), provider("b"), intervals=THREE, funded_slots=60
    )
    assert broken(case, *attended(0), funded=claims) == {"funding"}


# --- the vector -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "least", "cost"), [(session, 9, 600), (hourly, 9, 900), (hourly, 5, 600)]
)
def test_only_an_hourly_booking_is_charged_for_its_minimum(made, least, cost):
    case = problem(provider("a", made(0, 0, 18, 24, min_slots=least)))
    for pence, fits in ((cost, True), (cost - 1, False), (cost + 1, False)):
        says = vector(total=pence, cost=pence, providers=1)
        found = verify(case, week(day(("a", 0, 18, 24)), says=says))
        assert [(x.rule.value, x.sentence[-1]) for x in found] == (
            [] if fits else [("vector", ".")]
        )


def test_a_week_is_added_up_as_the_objective_says():
    """a to b by car, 1 km apart; home and work at the door of a; c on Wednesday.

    Both days' road metres: Monday d(w,l) + d(l,h) = 2 · 1,300, and the parent drives d(f,l) +
    d(l,w) = 2 · 1,300 more: 52 hm at 60p a km are 312p. Wednesday 2 · 2 · 130 m: 5.2, so 5 hm, 30p.
    Monday: 2 and 3 slots at £1 with 50p of extras at each, one slot funded. Wednesday: 6 at £1.
    """
    extra = {"extra_pence": 50}
    a = provider("a", session(0, 0, 18, 20, funded=Funded.YES, **extra))
    b = provider("b", session(0, 0, 21, 24, **extra), location=(1000, 0))
    c = provider("c", session(0, 2, 18, 24), location=(0, 100))
    case = problem(
        a,
        b,
        c,
        intervals={0: ((18, 24),), 2: ((18, 25),)},
        handover_window={0: (20, 21)},
        funded_slots=1,
        weights=Weights(travel_pence_per_km=60, provider_pence=800, handover_pence=150),
    )
    monday = day(("a", 0, 18, 20), ("b", 0, 21, 24), by=PARENT)
    cost = 200 + 300 + 2 * 50 - 100 + 600
    total = cost + 312 + 30 + 2 * 800 + 150
    right = vector(2, total, cost, 52 + 5, 3, 1)
    days, claims = (monday, day(("c", 0, 18, 24), on=2)), [("a", 0, 1)]
    assert verify(case, week(*days, funded=claims, says=right)) == ()
    assert verify(case, week(*days, funded=claims, says=replace(right, total=total + 1))) != ()
