"""Anchored weeks (docs/matching.md): what is settled is kept, the rest is chosen around it."""

import copy
import json
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hubapp.matching import (
    AfterChecks,
    Anchor,
    ChangeKind,
    FormatError,
    Funded,
    Link,
    Mode,
    NoWeekKeepsAnchors,
    answer_file,
    describe_file,
    find_near_misses,
    read_problem,
    solve,
    verify,
)
from tests.unit.matching.brute_force import Brute, count_weeks, road, truth
from tests.unit.matching.cases import document, hourly, problem, provider, session
from tests.unit.matching.random_problems import anchored_problem

SEEDS = st.integers(0, 2**40)
MOST_WEEKS = 10_000

MONDAY = {0: ((18, 24),)}
TWO_DAYS = {0: ((18, 24),), 1: ((18, 24),)}
FAR = (9000, 0)  # 11,700 m by road, beyond the 5,000 m of every case
THERE_AND_BACK_TWICE = 468  # hectometres


def full(x):
    return replace(x, free_u2=0, free_2=0, free_3p=0)


def booked(day=0, number=0, hours=None, name="b"):
    return Anchor(provider=name, day=day, session=number, hours=hours)


USED = (Anchor(provider="b"),)
CHEAP = provider("a", session(0, 0, 18, 24), session(1, 1, 18, 24))
DEAR = provider("b", session(0, 0, 18, 24, price_pence=200), session(1, 1, 18, 24, price_pence=300))
MINDER = provider("a", hourly(0, 0, 16, 26), links=(Link(other="b"),))
LONG = provider("b", hourly(0, 0, 16, 28, price_pence=300))
CLASS = provider("a", session(0, 0, 20, 22), links=(Link(other="b"),))


def out_of_reach(made):
    return replace(made, location=FAR)


def with_sessions(made, *sessions):
    return replace(made, sessions=sessions)


# Each with its best (U, G, C, T, P, H), counted by hand; None where no week keeps the anchors.
CASES = {
    "without anchors the cheaper provider is chosen": (
        problem(CHEAP, DEAR),
        (0, 600, 600, 0, 1, 0),
    ),
    "an anchored provider is used though another is cheaper": (
        problem(CHEAP, DEAR, anchors=USED),
        (0, 1200, 1200, 0, 1, 0),
    ),
    "an anchored provider is used on one day at least, where it is cheapest": (
        problem(CHEAP, DEAR, intervals=TWO_DAYS, anchors=USED),
        (0, 1800, 1800, 0, 2, 0),
    ),
    "an anchored provider is attended on its fewest days": (
        problem(CHEAP, replace(DEAR, min_days=2), intervals=TWO_DAYS, anchors=USED),
        (0, 3000, 3000, 0, 1, 0),
    ),
    "an anchored provider whose fewest days are too many": (
        problem(CHEAP, replace(DEAR, min_days=2), anchors=USED),
        None,
    ),
    "reach is not asked of an anchored provider, though its travel counts": (
        problem(CHEAP, out_of_reach(DEAR), anchors=USED),
        (0, 1200, 1200, THERE_AND_BACK_TWICE, 1, 0),
    ),
    "reach is still asked of the others": (
        problem(out_of_reach(CHEAP), DEAR, intervals=TWO_DAYS, anchors=(booked(),)),
        (0, 3000, 3000, 0, 1, 0),
    ),
    "a place is asked of an anchored provider": (
        problem(CHEAP, with_sessions(DEAR, full(DEAR.sessions[0])), anchors=USED),
        None,
    ),
    "no place is asked of an anchored booking": (
        problem(CHEAP, with_sessions(DEAR, full(DEAR.sessions[0])), anchors=(booked(),)),
        (0, 1200, 1200, 0, 1, 0),
    ),
    "reach is not asked of an anchored booking": (
        problem(CHEAP, out_of_reach(DEAR), anchors=(booked(),)),
        (0, 1200, 1200, THERE_AND_BACK_TWICE, 1, 0),
    ),
    "places are asked of the provider's other sessions": (
        problem(
            with_sessions(DEAR, full(DEAR.sessions[0]), full(DEAR.sessions[1])),
            intervals=TWO_DAYS,
            anchors=(booked(),),
        ),
        (6, 1200, 1200, 0, 1, 0),
    ),
    "reach is not asked of the provider's other sessions": (
        problem(out_of_reach(DEAR), intervals=TWO_DAYS, anchors=(booked(),)),
        (0, 3000, 3000, 2 * THERE_AND_BACK_TWICE, 1, 0),
    ),
    "bookings at one provider on two days": (
        problem(CHEAP, DEAR, intervals=TWO_DAYS, anchors=(booked(), booked(1, 1))),
        (0, 3000, 3000, 0, 1, 0),
    ),
    "bookings at two providers": (
        problem(CHEAP, DEAR, intervals=TWO_DAYS, anchors=(booked(), booked(1, 1, name="a"))),
        (0, 1800, 1800, 0, 2, 0),
    ),
    "a booking and its own provider": (
        problem(CHEAP, DEAR, intervals=TWO_DAYS, anchors=(*USED, booked(1, 1))),
        (0, 2400, 2400, 0, 2, 0),
    ),
    "a booking takes the place of the provider's other session that day": (
        problem(
            with_sessions(DEAR, session(0, 0, 18, 20), session(1, 0, 18, 24)), anchors=(booked(),)
        ),
        (4, 200, 200, 0, 1, 0),
    ),
    "ages hold": (problem(replace(DEAR, age_to_months=27), anchors=(booked(),)), None),
    "term time only holds": (
        problem(replace(DEAR, term_only=True), year_round=True, anchors=(booked(),)),
        None,
    ),
    "one provider at most, two anchored": (
        problem(
            CHEAP,
            DEAR,
            intervals=TWO_DAYS,
            max_providers=1,
            anchors=(booked(), booked(1, 1, name="a")),
        ),
        None,
    ),
    "two on a day with nobody to move the child": (
        problem(CHEAP, DEAR, anchors=(booked(), booked(name="a"))),
        None,
    ),
    "funded only, with no funded hours": (
        problem(
            with_sessions(DEAR, session(0, 0, 18, 24, funded=Funded.ONLY)), anchors=(booked(),)
        ),
        None,
    ),
    "a booking by the hour lasts as long as is best": (
        problem(MINDER, LONG, anchors=(booked(),)),
        (0, 800, 800, 0, 2, 1),
    ),
    "all anchored hours are inside the stay": (
        problem(MINDER, LONG, anchors=(booked(hours=(20, 22)),)),
        (0, 1400, 1400, 0, 2, 1),
    ),
    "anchored hours outside the stays that needed times allow": (
        problem(MINDER, LONG, anchors=(booked(hours=(22, 25)),)),
        None,
    ),
    "a booking that covers no needed time": (
        problem(CHEAP, with_sessions(DEAR, session(0, 0, 24, 28)), anchors=(booked(),)),
        None,
    ),
    "a sandwich's outer booking": (
        problem(CLASS, LONG, anchors=(booked(),)),
        (0, 1400, 1400, 0, 2, 2),
    ),
    "a sandwich keeps hours in its first stay": (
        problem(CLASS, LONG, anchors=(booked(hours=(18, 20)),)),
        (0, 1400, 1400, 0, 2, 2),
    ),
    "a sandwich keeps hours in its last stay": (
        problem(CLASS, LONG, anchors=(booked(hours=(22, 24)),)),
        (0, 1400, 1400, 0, 2, 2),
    ),
    "a sandwich does not keep hours that span its middle": (
        problem(CLASS, LONG, anchors=(booked(hours=(19, 23)),)),
        (0, 1800, 1800, 0, 1, 0),
    ),
    "a sandwich keeps its inner session, with or without hours": (
        problem(CLASS, LONG, anchors=(booked(hours=(20, 22), name="a"),)),
        (0, 1400, 1400, 0, 2, 2),
    ),
    "both sites of a sandwich": (
        problem(CLASS, LONG, anchors=(booked(name="a"), booked(hours=(18, 20)))),
        (0, 1400, 1400, 0, 2, 2),
    ),
    "any days: an anchored day is chosen though another is cheaper": (
        problem(
            with_sessions(DEAR, DEAR.sessions[0], session(1, 1, 18, 24)),
            mode=Mode.ANY_DAYS,
            days_wanted=1,
            intervals=TWO_DAYS,
            anchors=(booked(),),
        ),
        (0, 1200, 1200, 0, 1, 0),
    ),
    "any days: more anchored days than are chosen": (
        problem(
            DEAR,
            mode=Mode.ANY_DAYS,
            days_wanted=1,
            intervals=TWO_DAYS,
            anchors=(booked(), booked(1, 1)),
        ),
        None,
    ),
    "any hours: an anchored day is attended though another has more": (
        problem(
            with_sessions(DEAR, session(0, 0, 18, 20), session(1, 1, 18, 24)),
            mode=Mode.ANY_HOURS,
            slots_wanted=6,
            max_days=1,
            intervals=TWO_DAYS,
            anchors=(booked(),),
        ),
        (4, 200, 200, 0, 1, 0),
    ),
    "any hours: more anchored days than may be attended": (
        problem(
            DEAR,
            mode=Mode.ANY_HOURS,
            slots_wanted=6,
            max_days=1,
            intervals=TWO_DAYS,
            anchors=(booked(), booked(1, 1)),
        ),
        None,
    ),
    "any hours: a stay may end earlier": (
        problem(LONG, mode=Mode.ANY_HOURS, slots_wanted=2, anchors=(booked(),)),
        (0, 600, 600, 0, 1, 0),
    ),
    "any hours: a stay may not end before its anchored hours": (
        problem(LONG, mode=Mode.ANY_HOURS, slots_wanted=2, anchors=(booked(hours=(19, 21)),)),
        (0, 1200, 1200, 0, 1, 0),
    ),
    "any hours: more is booked than is wanted when it is settled": (
        problem(DEAR, mode=Mode.ANY_HOURS, slots_wanted=0, anchors=(booked(),)),
        (0, 1200, 1200, 0, 1, 0),
    ),
    "a provider that is not listed": (problem(CHEAP, anchors=USED), None),
    "a session that is not listed": (problem(DEAR, anchors=(booked(number=9),)), None),
    "a session of another day": (problem(DEAR, anchors=(booked(number=1),)), None),
    "a day without need": (problem(DEAR, anchors=(booked(day=1, number=1),)), None),
}
KEPT = {name: case for name, (case, best) in CASES.items() if best is not None}
BROKEN = {name: case for name, (case, best) in CASES.items() if best is None}


def parts(vector):
    u, c, t, p, h = vector.trade
    return (u, vector.total, c, t, p, h)


# --- by hand ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_trying_everything_agrees_with_what_was_counted_by_hand(name):
    case, best = CASES[name]
    if best is None:
        with pytest.raises(NoWeekKeepsAnchors):
            truth(case)
    else:
        assert truth(case).optimum == best


@pytest.mark.parametrize("name", KEPT)
def test_the_best_week_that_keeps_the_anchors(name):
    case, best = CASES[name]
    found = solve(case, sets=True, plans=True, frontier=True)
    right = truth(case)
    assert parts(found.plan.vector) == best
    assert [x.z for x in found.sets] == right.sets
    assert list(found.plans) == right.plans
    assert list(found.frontier) == right.frontier
    assert [verify(case, x.plan) for x in found.sets] == [()] * len(right.sets)


@pytest.mark.parametrize("name", BROKEN)
def test_where_no_week_keeps_the_anchors_that_is_the_answer(name):
    with pytest.raises(NoWeekKeepsAnchors, match=r"^No week keeps everything in anchors\.$"):
        solve(BROKEN[name], sets=True, plans=True, frontier=True)


def test_the_day_of_an_anchored_booking_is_among_the_chosen():
    case, _ = CASES["any days: an anchored day is chosen though another is cheaper"]
    assert solve(case).plan.chosen_days == (0,)


def test_nobody_at_all_is_no_answer_where_anything_is_anchored():
    case = problem(CHEAP, DEAR, anchors=USED)
    assert [x.plan.providers for x in solve(case, sets=True).sets] == [("b",)]


def test_a_search_told_to_stop_at_once_still_keeps_the_anchors():
    case = problem(CHEAP, DEAR, intervals=TWO_DAYS, anchors=USED)
    assert verify(case, solve(case, stop=AfterChecks(0)).plan) == ()
    with pytest.raises(NoWeekKeepsAnchors):
        solve(problem(CHEAP, anchors=USED), stop=AfterChecks(0))


def test_a_change_that_keeps_no_anchor_is_no_near_miss():
    """Going home at 11 leaves nothing open, but for those who are booked until 12."""
    morning = provider("a", session(0, 0, 18, 22, price_pence=300))
    later = provider("b", hourly(0, 0, 20, 24))
    case = problem(morning, later, intervals={0: ((18, 26),)})
    held = problem(morning, later, intervals={0: ((18, 26),)}, anchors=(booked(hours=(22, 24)),))
    kinds = [miss.kind for miss in find_near_misses(case, solve(case))]
    assert ChangeKind.END_EARLIER in kinds
    misses = find_near_misses(held, solve(held))
    assert [miss.kind for miss in misses] == [
        kind for kind in kinds if kind is not ChangeKind.END_EARLIER
    ]
    assert [verify(miss.change.apply(held), miss.plan) for miss in misses] == [()] * len(misses)


# --- at random --------------------------------------------------------------------------------


@settings(deadline=None)
@given(SEEDS)
def test_nothing_better_keeps_the_anchors_by_trying_everything(seed):
    case = anchored_problem(seed)
    assume(count_weeks(case) <= MOST_WEEKS)
    try:
        right = truth(case)
    except NoWeekKeepsAnchors:
        with pytest.raises(NoWeekKeepsAnchors):
            solve(case, sets=True, plans=True, frontier=True)
        return
    found = solve(case, sets=True, plans=True, frontier=True)
    assert parts(found.plan.vector) == right.optimum
    assert [x.z for x in found.sets] == right.sets
    assert list(found.plans) == right.plans
    assert list(found.frontier) == right.frontier
    assert [verify(case, x.plan) for x in found.sets] == [()] * len(found.sets)


@settings(deadline=None)
@given(SEEDS)
def test_an_anchored_week_is_any_week_that_keeps_the_anchors_once_their_doors_are_open(seed):
    case = anchored_problem(seed)
    assume(count_weeks(case) <= MOST_WEEKS)
    anchored = {week.stays: week.vector for week in Brute(case).weeks()}
    opened = {
        week.stays: week.vector
        for week in Brute(doors_opened(case)).weeks()
        if keeps([stay for day in week.stays for stay in day], case.need.anchors)
    }
    assert anchored == opened


def doors_opened(case):
    """Places in what is booked; who is out of reach and not anchored is struck off by hand."""
    need = case.need
    held = {(anchor.provider, anchor.session) for anchor in need.anchors}
    named = {anchor.provider for anchor in need.anchors}
    ends = [end for end in (need.home, need.work) if end is not None]
    providers = tuple(
        replace(
            p,
            sessions=tuple(
                replace(x, free_u2=1, free_2=1, free_3p=1) if (p.id, x.id) in held else x
                for x in p.sessions
            ),
        )
        for p in case.providers
        if p.id in named or min(road(end, p.location) for end in ends) <= need.max_distance_metres
    )
    open_need = replace(need, anchors=(), max_distance_metres=10**9)
    return replace(case, need=open_need, providers=providers)


def keeps(stays, anchors):
    """A session's id tells its day, so whole weeks can be looked at as one list of stays."""
    for anchor in anchors:
        there = [stay for stay in stays if stay[0] == anchor.provider]
        if anchor.session is not None:
            there = [stay for stay in there if stay[1] == anchor.session]
        first, last = anchor.hours or (0, 0)
        hours = range(first, last)
        if not there or not all(any(a <= x < b for _, _, a, b in there) for x in hours):
            return False
    return True


# --- the independent check --------------------------------------------------------------------


def breached(case, plan):
    return {breach.rule for breach in verify(case, plan)}


def test_a_plan_without_what_is_anchored_is_noticed():
    plan = solve(problem(CHEAP, DEAR)).plan
    assert plan.providers == ("a",)
    for anchors in (USED, (booked(),), (booked(hours=(18, 20)),), (booked(name="a", number=1),)):
        assert breached(problem(CHEAP, DEAR, anchors=anchors), plan) == {"anchors"}
    assert breached(problem(CHEAP, DEAR, anchors=(booked(name="a"),)), plan) == set()


def test_an_empty_week_is_noticed_where_anything_is_anchored():
    empty = solve(problem()).plan
    assert breached(problem(DEAR, anchors=USED), empty) == {"anchors"}


def test_hours_outside_the_stays_are_noticed():
    plan = solve(problem(CLASS, LONG)).plan
    assert [(leg.provider, leg.start, leg.end) for leg in plan.days[0].legs] == [
        ("b", 18, 20),
        ("a", 20, 22),
        ("b", 22, 24),
    ]
    for hours, rules in {
        (18, 20): set(),
        (22, 24): set(),
        (19, 23): {"anchors"},
        (18, 21): {"anchors"},
        (22, 25): {"anchors"},
    }.items():
        assert breached(problem(CLASS, LONG, anchors=(booked(hours=hours),)), plan) == rules


def test_a_held_place_needs_neither_to_be_free_nor_near():
    closed = out_of_reach(with_sessions(DEAR, *map(full, DEAR.sessions)))
    plan = solve(problem(out_of_reach(DEAR), intervals=TWO_DAYS, max_distance_metres=20_000)).plan
    assert [day.day for day in plan.days] == [0, 1]
    both = (booked(), booked(1, 1))
    for anchors, rules in {
        both: set(),
        both[:1]: {"places"},
        USED: {"places"},
        (): {"places", "distance"},
    }.items():
        assert breached(problem(closed, intervals=TWO_DAYS, anchors=anchors), plan) == rules


def test_a_held_place_must_still_suit_the_child():
    plan = solve(problem(DEAR)).plan
    too_old = replace(DEAR, age_to_months=27)
    assert breached(problem(too_old, anchors=(booked(),)), plan) == {"age"}
    in_term = replace(DEAR, term_only=True)
    assert breached(problem(in_term, year_round=True, anchors=(booked(),)), plan) == {"all year"}


# --- in a file --------------------------------------------------------------------------------


def with_anchors(*anchors, **request):
    out = copy.deepcopy(document())
    out["request"] |= {"anchors": list(anchors), **request}
    return out


def test_anchors_are_read():
    problem_ = read_problem(
        with_anchors(
            {"provider": "p2"},
            {"provider": "p1", "day": 0, "session": 0, "hours": [16, 20]},
            {"provider": "p2", "day": 0, "session": 0, "hours": None},
        )
    )
    assert problem_.need.anchors == (
        Anchor(provider="p2"),
        Anchor(provider="p1", day=0, session=0, hours=(16, 20)),
        Anchor(provider="p2", day=0, session=0),
    )


def test_a_file_without_anchors_has_none():
    assert read_problem(document()).need.anchors == ()
    assert read_problem(with_anchors()).need.anchors == ()
    without = copy.deepcopy(document())
    without["request"]["anchors"] = None
    assert read_problem(without).need.anchors == ()


BOOKED = {"provider": "p1", "day": 0, "session": 0}
AT = "request.anchors[0]"


@pytest.mark.parametrize(
    ("anchors", "refusal"),
    [
        ({}, "request.anchors: must be a list, not an object."),
        (["p1"], f"{AT}: must be an object, not 'p1'."),
        ([{}], f"{AT}.provider: must be a non-empty text, not missing."),
        ([{"provider": "p9"}], f"{AT}.provider: names 'p9', which is not in the list."),
        ([{"provider": ["p1"]}], f"{AT}.provider: must be a non-empty text, not a list of 1."),
        ([{**BOOKED, "day": 5}], f"{AT}.day: must be at most 4, not 5."),
        ([{**BOOKED, "day": True}], f"{AT}.day: must be a whole number, not True."),
        ([{**BOOKED, "day": 1}], f"{AT}.day: must be a day with need, not 1."),
        ([{**BOOKED, "day": None}], f"{AT}.day: is needed where there is session."),
        (
            [{"provider": "p1", "hours": [16, 20]}],
            f"{AT}.day: is needed where there is hours.",
        ),
        (
            [{"provider": "p1", "day": 0}],
            f"{AT}.session: must be a whole number, not missing.",
        ),
        (
            [{**BOOKED, "session": 7}],
            f"{AT}.session: must be a session of 'p1' on day 0, not 7.",
        ),
        ([{**BOOKED, "day": 2}], f"{AT}.session: must be a session of 'p1' on day 2, not 0."),
        ([{**BOOKED, "hours": [15, 20]}], f"{AT}.hours[0]: must be at least 16, not 15."),
        ([{**BOOKED, "hours": [16, 27]}], f"{AT}.hours[1]: must be at most 26, not 27."),
        (
            [{**BOOKED, "hours": [20, 18]}],
            f"{AT}.hours: must end after it starts, not run from 20 to 18.",
        ),
        (
            [{**BOOKED, "hours": [20, 20]}],
            f"{AT}.hours: must end after it starts, not run from 20 to 20.",
        ),
        ([{**BOOKED, "hours": 20}], f"{AT}.hours: must be a list, not 20."),
        ([BOOKED, BOOKED], "request.anchors[1]: anchors 'p1' twice for the same day."),
        (
            [{"provider": "p1"}, {"provider": "p1"}],
            "request.anchors[1]: anchors 'p1' twice for the same day.",
        ),
    ],
)
def test_an_anchor_that_does_not_fit_is_refused_in_one_sentence(anchors, refusal):
    out = with_anchors()
    out["request"]["anchors"] = anchors
    with pytest.raises(FormatError) as refused:
        read_problem(out)
    assert str(refused.value) == refusal


def test_more_anchored_providers_than_may_be_used_are_refused():
    with pytest.raises(FormatError) as refused:
        read_problem(with_anchors(BOOKED, {"provider": "p2"}, max_providers=1))
    assert str(refused.value) == "request.anchors: must name at most max_providers (1), not 2."


def test_a_file_whose_anchors_no_week_keeps_is_named_with_one_sentence():
    text = json.dumps(with_anchors({**BOOKED, "hours": [16, 18]}))  # needed from 18 on, by the hour
    text = text.replace('"kind": "session"', '"kind": "hourly"')
    answer, error = answer_file(text, name="family.json", clock=lambda: 0.0)
    assert answer == {"name": "sound", "error": "No week keeps everything in anchors."}
    assert error == "family.json: No week keeps everything in anchors."
    assert describe_file(text, name="family.json") == ("", error)


def test_a_file_whose_anchors_are_kept_is_answered():
    second = {**BOOKED, "provider": "p2"}
    answer, error = answer_file(
        json.dumps(with_anchors(second)), name="family.json", clock=lambda: 0.0
    )
    assert error is None
    assert answer["plan"]["providers"] == ["p2"]
