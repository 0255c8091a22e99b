"""Faults nobody would have noticed, found by a mutation run (docs/mutation.md): a test for each."""

import random
from dataclasses import replace
from datetime import date
from itertools import islice, permutations, product
from unittest.mock import patch

import numpy as np
import pytest

from hubapp.matching import (
    AfterChecks,
    Anchor,
    ChangeKind,
    Funded,
    Link,
    Mode,
    MovedEdge,
    NoWeekKeepsAnchors,
    NumbersTooLarge,
    OnePlace,
    OneProvider,
    Status,
    Vector,
    Weights,
    find_near_misses,
    frontier,
    search,
    solve,
    verify,
)
from hubapp.matching import pricing as d
from hubapp.matching.bounds import board_of
from hubapp.matching.dayplans import build_catalogue
from hubapp.matching.editing import HiddenPlace, with_hidden
from hubapp.matching.field import field_of
from hubapp.matching.gains import Gain, gain_between, is_better
from hubapp.matching.opening import linkable_pairs
from hubapp.matching.options import charge_options, options_of
from hubapp.matching.ranking import _enter, empty_ranking
from hubapp.matching.setweek import fund_week
from hubapp.matching.solve import best_within
from hubapp.matching.thinning import thin_group
from tests.unit.matching.brute_force import Brute, truth
from tests.unit.matching.cases import hourly, problem, provider, session
from tests.unit.matching.random_problems import anchored_problem, small_problem
from tests.unit.matching.test_funding import Claim, Limits, best_by_trying, shared
from tests.unit.matching.test_rules import best, stays
from tests.unit.matching.test_seeds import agree, parts, small_ones
from tests.unit.matching.test_seeds import case as case_of

BOTH = {0: ((18, 24),), 2: ((18, 24),)}


def right(case):
    """Everything a result says is what trying every week finds; the best week's stays."""
    agree(case, truth(case))
    return stays(best(case))


# --- funding ----------------------------------------------------------------------------------


def claim(provider_, day, most, price):
    return Claim(provider=provider_, day=day, most=most, price=price, must=False)


@pytest.mark.parametrize(
    ("claims", "limits", "saved"),
    [
        pytest.param([claim(0, 0, 1, 1)], Limits(5, 5, {}), 1, id="a penny is worth funding"),
        pytest.param([claim(0, 0, 2, 9)], Limits(5, 5, {0: 0}), 0, id="a limit of none is a limit"),
        pytest.param([claim(0, 0, 2, 9)], Limits(5, 5, {0: 1}), 9, id="a limit of one"),
        pytest.param(
            [claim(0, 0, 2, 9), claim(1, 0, 2, 5), claim(2, 0, 2, 4)],
            Limits(3, 9, {}),
            2 * 9 + 5,
            id="a day's limit is shared by all sites, the dearest first",
        ),
        pytest.param(
            [claim(0, 0, 1, 200), claim(0, 1, 1, 190), claim(1, 0, 1, 150)],
            Limits(1, 9, {0: 1}),
            190 + 150,
            id="a single slot is given back for a better split",
        ),
        pytest.param(
            [claim(1, 0, 3, 13), claim(1, 1, 4, 13), claim(2, 0, 4, 5)],
            Limits(5, 11, {0: 2, 1: 4}),
            4 * 13 + 4 * 5,
            id="slots go to one claim in two goes and never beyond what it asks",
        ),
        pytest.param(
            [claim(0, 0, 2, 1), claim(0, 1, 1, 9), claim(0, 2, 2, 9), claim(2, 1, 4, 9)],
            Limits(3, 13, {0: 3}),
            5 * 9 + 1,
            id="a provider given slots back may use them on an earlier day",
        ),
    ],
)
def test_a_split_saves_the_most(claims, limits, saved):
    assert best_by_trying(claims, limits) == saved
    assert shared(claims, limits)[0] == saved


def test_a_provider_that_takes_no_funded_slots_a_day_is_paid_in_full():
    one = provider("a", session(0, 0, 18, 24, funded=Funded.YES), funded_cap_day_slots=0)
    plan = best(problem(one, funded_slots=60))
    assert (plan.vector.cost_pence, plan.funded) == (600, ())


def test_both_stays_of_a_sandwich_can_be_funded():
    a = provider("a", session(0, 0, 20, 22, price_pence=1))
    b = provider("b", hourly(0, 0, 16, 30, funded=Funded.YES), links=(Link(other="a"),))
    case = problem(a, b, funded_slots=60, anchors=(Anchor(provider="a"),))
    assert right(case) == [(0, "b", 18, 20), (0, "a", 20, 22), (0, "b", 22, 24)]
    plan = best(case)
    assert [(x.provider, x.slots) for x in plan.funded] == [("b", 4)]
    assert plan.vector.cost_pence == 2


@pytest.mark.parametrize("first", ["a", "b"])
def test_either_site_of_a_day_may_be_funded_only_up_to_its_weekly_limit(first):
    """What must be funded fits exactly; the other site, not funded at all, takes nothing of it."""
    only = {"funded": Funded.ONLY}
    a = provider(
        "a",
        session(0, 0, 18, 21, **(only if first == "a" else {"funded": Funded.YES})),
        funded_cap_week_slots=3 if first == "a" else None,
        links=(Link(other="b"),),
    )
    b = provider(
        "b",
        session(0, 0, 21, 24, **(only if first == "b" else {"funded": Funded.YES})),
        funded_cap_week_slots=3 if first == "b" else None,
    )
    case = problem(a, b, funded_slots=3)
    assert right(case) == [(0, "a", 18, 21), (0, "b", 21, 24)]
    assert [(x.provider, x.slots) for x in best(case).funded] == [(first, 3)]


@pytest.mark.parametrize("seed", range(80))
def test_no_charge_for_funded_slots_makes_a_week_look_dearer_than_it_is(seed):
    """What is given back and what the days save after the charge is never less than funding."""
    field = field_of(build_catalogue(small_problem(seed)))
    board = board_of(field, np.arange(len(field.min_days)))
    members = np.arange(min(3, len(field.min_days)))
    options = options_of(field, board, members, 1)
    charged = charge_options(field, board, members, options)
    kept = [*charged.charge, *charged.hours]
    days = [range(a, b) for a, b in zip(options.begin, options.begin[1:], strict=False)]
    slots = np.empty((len(members), len(days)), dtype=np.int64)
    for taken in islice(product(*days), 0, None, 7):
        saved = fund_week(field, board.who[members], options.row[list(taken)], slots)
        if saved >= 0:
            after = charged.saved[np.ix_(kept, taken)].sum(axis=1)
            assert (charged.back[kept] + after >= saved).all()


def long_days(seed):
    """A day of fourteen hours, two linked providers: ten hours a day is what binds."""
    rng = random.Random(seed)
    made = [
        provider(
            name,
            *(
                hourly(
                    day,
                    day,
                    rng.choice([12, 14, 18]),
                    rng.choice([30, 36, 40]),
                    price_pence=rng.choice([80, 100, 130]),
                    funded=rng.choice([Funded.YES, Funded.YES, Funded.ONLY, Funded.NO]),
                )
                for day in (0,)
            ),
            funded_cap_day_slots=rng.choice([None, None, 8, 14]),
            funded_cap_week_slots=rng.choice([None, 10, 24]),
            links=(Link(other="b"),) if name == "a" else (),
        )
        for name in "ab"
    ]
    pool = rng.choice([12, 18, 20, 60])
    return problem(*made, intervals={0: ((12, 40),)}, funded_slots=pool, slack_slots=2)


@pytest.mark.parametrize("seed", range(40))
def test_over_a_long_day_funding_is_shared_best(seed):
    agree(*case_of(long_days, seed))


# --- day plans --------------------------------------------------------------------------------


def test_every_stay_of_a_day_covers_something_needed():
    """What lies in a gap between needed times is no stay: nothing else is listed for it."""
    spans = {0: ((18, 20), (22, 24))}
    link = (Link(other="b"),)
    early = provider("a", session(0, 0, 18, 20), links=link)
    late = provider("b", hourly(0, 0, 19, 22), links=())
    right(problem(early, late, intervals=spans))
    first = provider("a", hourly(0, 0, 20, 24), links=link)
    right(problem(first, provider("b", session(0, 0, 21, 24)), intervals=spans))
    around = provider("a", hourly(0, 0, 16, 22), links=link)
    inner = provider("b", session(0, 0, 19, 21, price_pence=1))
    right(problem(around, inner, intervals=spans))
    right(problem(around, inner, intervals={0: ((18, 21), (21, 22))}))


def test_a_link_admits_only_its_own_two_providers():
    """a and c hand over at 20 only, b and c whenever: the one says nothing of the other."""
    a = provider("a", hourly(0, 0, 16, 30), links=(Link(other="c", windows={0: (20, 20)}),))
    b = provider("b", hourly(0, 0, 16, 30, price_pence=90), links=(Link(other="c"),))
    c = provider("c", hourly(0, 0, 16, 30, price_pence=80))
    case = problem(a, b, c, anchors=(Anchor(provider="a"), Anchor(provider="c")))
    assert right(case) in (
        [(0, "a", 18, 20), (0, "c", 20, 24)],
        [(0, "c", 18, 20), (0, "a", 20, 24)],
    )


def test_hundreds_of_day_plans_are_all_weighed():
    names = "abcd"
    every = [
        provider(
            name,
            hourly(0, 0, 14, 38, price_pence=100 + n, min_slots=3 + n),
            links=tuple(Link(other=other) for other in names if other != name),
        )
        for n, name in enumerate(names)
    ]
    case = problem(*every, intervals={0: ((14, 38),)})
    assert len(build_catalogue(case).rows) > 256
    right(case)


# 5,769 m as the crow flies are 7,500 m by road: just 30 minutes, one slot. A metre more is two.
@pytest.mark.parametrize(
    ("metres", "window", "fits"),
    [(5769, (20, 21), True), (5770, (20, 21), False), (5770, (20, 22), True)],
)
def test_a_drive_takes_whole_slots(metres, window, fits):
    first = provider("a", session(0, 0, 18, 20))
    second = provider("b", session(0, 0, 22, 24), location=(0, metres))
    case = problem(
        first,
        second,
        handover_window={0: window},
        max_distance_metres=9000,
        intervals={0: ((18, 20), (22, 24))},
    )
    assert (len(right(case)) == 2) is fits


def test_a_session_is_never_begun_late():
    """The drive would end within the window and the session, but after the session's start."""
    first = provider("a", session(0, 0, 18, 20))
    second = provider("b", session(0, 0, 21, 24), location=(0, 6000))
    case = problem(
        first,
        second,
        handover_window={0: (20, 24)},
        max_distance_metres=9000,
    )
    assert len(right(case)) == 1


def test_a_parent_may_fetch_the_child_after_one_slot_or_bring_it_for_the_last():
    a = provider("a", hourly(0, 0, 16, 30, price_pence=300))
    b = provider("b", hourly(0, 0, 16, 30))
    kept = (Anchor(provider="a"), Anchor(provider="b"))
    for window, expected in (
        ((19, 20), [(0, "a", 18, 19), (0, "b", 20, 24)]),
        ((22, 23), [(0, "b", 18, 22), (0, "a", 23, 24)]),
    ):
        case = problem(a, b, handover_window={0: window}, anchors=kept)
        assert right(case) == expected


def test_nobody_leaves_before_coming():
    """The drive to the session would have to begin before the first provider opens."""
    a = provider("a", hourly(0, 0, 20, 30))
    b = provider("b", session(0, 0, 22, 24), location=(0, 12_000))
    case = problem(a, b, handover_window={0: (18, 24)}, max_distance_metres=20_000)
    assert right(case) == [(0, "a", 20, 24)]


# --- any hours --------------------------------------------------------------------------------


def hours(*providers, wanted, **changes):
    return problem(*providers, mode=Mode.ANY_HOURS, slots_wanted=wanted, **changes)


@pytest.mark.parametrize(
    ("wanted", "least", "end"), [(1, 0, 19), (1, 1, 19), (1, 2, 21), (1, 3, 21), (2, 0, 21)]
)
def test_a_stay_may_be_cut_down_to_its_minimum_but_never_below(wanted, least, end):
    one = provider("a", hourly(0, 0, 18, 21, min_slots=least))
    assert right(hours(one, wanted=wanted)) == [(0, "a", 18, end)]


def test_the_last_stay_is_cut_short_whoever_has_the_first():
    """The last is hourly and its own minimum counts; the first is a session, or hourly too."""
    for first in (session, hourly):
        a = provider("a", first(0, 0, 18, 20, min_slots=0), links=(Link(other="b"),))
        b = provider("b", hourly(0, 0, 20, 26, min_slots=2))
        case = hours(
            a,
            b,
            wanted=4,
            intervals={0: ((18, 26),)},
            anchors=(Anchor(provider="a"), Anchor(provider="b")),
        )
        assert right(case) == [(0, "a", 18, 20), (0, "b", 20, 22)]
    last = provider("b", session(0, 0, 20, 26))
    a = provider("a", hourly(0, 0, 18, 20), links=(Link(other="b"),))
    right(hours(a, last, wanted=4, intervals={0: ((18, 26),)}))


@pytest.mark.parametrize("least", [0, 3, 4, 5, 7])
def test_both_stays_of_a_sandwich_count_towards_its_minimum_when_cut(least):
    a = provider("a", session(0, 0, 20, 22, price_pence=1))
    b = provider("b", hourly(0, 0, 18, 28, min_slots=least), links=(Link(other="a"),))
    for wanted in range(1, 10):
        right(hours(a, b, wanted=wanted, intervals={0: ((18, 28),)}))


# --- anchors ----------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["alone", "second"])
def test_hours_that_begin_at_midnight_are_hours(place):
    """They are not the mark for "at any time": a stay must hold them."""
    a = provider("a", hourly(0, 0, 0, 20), links=(Link(other="b"),))
    b = provider("b", session(0, 0, 2, 4))
    kept = (Anchor(provider="a", day=0, session=0, hours=(0, 3)),)
    others = (b,) if place == "second" else ()
    case = problem(a, *others, intervals={0: ((2, 10),)}, anchors=kept)
    with pytest.raises(NoWeekKeepsAnchors):
        solve(case)


# --- where and when ---------------------------------------------------------------------------


def test_a_session_that_covers_nothing_does_not_hide_the_providers_others():
    one = provider("a", session(0, 0, 10, 12), session(1, 0, 18, 24))
    assert right(problem(one)) == [(0, "a", 18, 24)]


def test_a_need_may_last_until_midnight():
    late = problem(provider("a", session(0, 0, 44, 47)), intervals={0: ((44, 48),)})
    assert right(late) == [(0, "a", 44, 47)]
    assert best(late).vector.uncovered_slots == 1


def moved(case, by):
    """The same town somewhere else on the plane."""

    def there(place):
        return None if place is None else (place[0] + by[0], place[1] + by[1])

    providers = tuple(replace(p, location=there(p.location)) for p in case.providers)
    need = replace(case.need, home=there(case.need.home), work=there(case.need.work))
    return replace(case, need=need, providers=providers)


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("by", [(5000, -3000), (-700, 90_000)])
def test_a_town_somewhere_else_has_the_same_weeks(seed, by):
    asked = {"sets": True, "plans": True, "frontier": True}
    case = small_problem(seed)
    there = solve(moved(case, by), **asked)
    assert there == solve(case, **asked)
    assert verify(moved(case, by), there.plan) == ()


# --- day plans that stand in for others -------------------------------------------------------


def kept_of_two(*, week_caps=(-1, -1), **second):
    """Of two plans of one day by the same pair, those kept; the second is £10 dearer.

    The first may claim four slots at the first provider, the second two at each.
    """
    rows = np.zeros((2, d.WIDTH), dtype=np.int64)
    rows[:, d.Q] = rows[:, d.HIGH] = 1
    rows[:, d.COVER], rows[:, d.HANDOVERS] = 6, 1
    rows[:, d.FULL] = 50, 60
    rows[:, d.MOST_P], rows[:, d.MOST_Q] = (4, 2), (0, 2)
    rows[:, d.PRICE_P] = rows[:, d.PRICE_Q] = 10
    for name, pair in second.items():
        rows[:, getattr(d, name)] = pair
    field = field_of(build_catalogue(small_problem(1)))
    field = field._replace(
        rows=rows,
        starts=np.array([0, 2]),
        groups=np.array([[0, 0, 1]]),
        thin=np.zeros(1, dtype=np.int64),
        dropped=np.zeros(2, dtype=np.int64),
        week_caps=np.array(week_caps),
        day_limit=6,
    )
    thin_group(field, 0)
    return np.flatnonzero(field.dropped == 0).tolist()


@pytest.mark.parametrize("week_caps", [(9, -1), (-1, 9), (0, -1), (-1, 0), (1, 1)])
def test_where_a_provider_has_a_weekly_limit_it_matters_where_slots_are_claimed(week_caps):
    assert kept_of_two() == [0]
    assert kept_of_two(week_caps=week_caps) == [0, 1]


def test_a_plan_that_must_be_funded_stands_in_for_none_that_need_not():
    alike = {"MOST_P": (4, 4), "MOST_Q": (0, 0)}
    assert kept_of_two(**alike) == [0]
    assert kept_of_two(**alike, MUST_P=(1, 0)) == [0, 1]
    alike = {"MOST_P": (0, 0), "MOST_Q": (4, 4)}
    assert kept_of_two(**alike) == [0]
    assert kept_of_two(**alike, MUST_Q=(1, 0)) == [0, 1]


def test_a_plan_that_must_be_funded_for_longer_stands_in_for_none_that_must_for_less():
    must = {"MUST_P": (1, 1), "MOST_P": (4, 2), "MOST_Q": (0, 0)}
    assert kept_of_two(**must) == [0, 1]
    assert kept_of_two(**{**must, "MOST_P": (4, 4)}) == [0]
    must = {"MUST_Q": (1, 1), "MOST_Q": (4, 2), "MOST_P": (0, 0)}
    assert kept_of_two(**must) == [0, 1]


# --- large numbers ----------------------------------------------------------------------------


@pytest.mark.parametrize("weight", ["travel_pence_per_km", "provider_pence", "handover_pence"])
def test_no_weight_however_great_outweighs_an_uncovered_slot(weight):
    a = provider("a", session(0, 0, 18, 21), location=(2000, 0), links=(Link(other="b"),))
    b = provider("b", session(0, 0, 21, 24), location=(2000, 0))
    c = provider("c", session(0, 0, 18, 23))
    great = {"travel_pence_per_km": 0, "provider_pence": 0, "handover_pence": 0, weight: 1_000_000}
    plan = best(problem(a, b, c, weights=Weights(**great)))
    assert (plan.vector.uncovered_slots, plan.providers) == (0, ("a", "b"))


def test_numbers_too_large_to_be_added_up_are_refused_in_words():
    far = 10**9
    case = problem(
        provider("a", session(0, 0, 18, 24, price_pence=10**9), location=(far, 0)),
        max_distance_metres=10 * far,
    )
    with pytest.raises(NumbersTooLarge, match=r"too large to be added up\.$"):
        solve(case)


# --- many sets --------------------------------------------------------------------------------


@pytest.mark.parametrize("provider_pence", [0, 37])
def test_dozens_of_sets_are_all_listed(provider_pence):
    """Twelve providers, each on either of two days: 66 pairs, 12 alone, and nobody."""
    every = [
        provider(
            f"p{n:02}",
            session(0, 0, 18, 24, price_pence=100 + 3 * n),
            session(1, 2, 18, 24, price_pence=130 - 2 * n),
            location=(100 * n, 0),
        )
        for n in range(12)
    ]
    weights = Weights(travel_pence_per_km=60, provider_pence=provider_pence, handover_pence=0)
    asked = {"max_providers": 2, "list_length": 100, "slack_slots": 12, "weights": weights}
    case = problem(*every, intervals=BOTH, **asked)
    right(case)
    assert len(solve(case, sets=True).sets) == 1 + 12 + 66


# --- the search, cut up and broken off --------------------------------------------------------


@pytest.mark.parametrize("seed", small_ones(small_problem, 40))
@pytest.mark.parametrize(("promising", "budget"), [(0, 1), (1, 20), (2, 60), (3, 5)])
def test_however_the_work_is_cut_up_nothing_better_is_found(seed, promising, budget):
    """A set put off when the budget ran out is taken up again, and is listed once."""
    with (
        patch.object(search, "PROMISING", promising),
        patch.object(search, "BUDGET", budget),
        patch.object(frontier, "BUDGET", budget),
    ):
        agree(*case_of(small_problem, seed))


@pytest.mark.parametrize("seed", small_ones(anchored_problem, 60))
@pytest.mark.parametrize("checks", [0, 1, 3])
def test_told_to_stop_what_is_settled_is_kept_and_the_bound_is_true(seed, checks):
    case, truth_ = case_of(anchored_problem, seed)
    if truth_ is None:
        with pytest.raises(NoWeekKeepsAnchors):
            solve(case, stop=AfterChecks(checks))
        return
    result = solve(case, sets=True, plans=True, frontier=True, stop=AfterChecks(checks))
    assert verify(case, result.plan) == ()
    z = 1_000_000 * truth_.optimum[0] + truth_.optimum[1]
    assert result.plan.vector.z >= z
    if result.status is Status.STOPPED:
        assert result.bound <= z
    else:
        assert parts(result.plan.vector) == truth_.optimum


@pytest.mark.parametrize("seed", range(30))
def test_the_best_week_is_within_its_own_worth_and_nothing_is_within_less(seed):
    case = small_problem(seed)
    week = solve(case).plan
    assert best_within(case, week.vector.z) == week
    assert best_within(case, week.vector.z - 1) is None


def test_a_set_found_again_is_listed_once_with_its_best_week():
    ranking = empty_ranking(3, 2, 1)

    def put(z, who, week):
        _enter(ranking, np.array(who), np.array([z, 0]), np.array([week]))
        listed = zip(ranking.worth[:, 0], ranking.sets.tolist(), ranking.weeks[:, 0], strict=True)
        return [tuple(x) for x in list(listed)[: ranking.tally[0]]]

    assert put(50, [0], 1) == [(50, [0, -1], 1)]
    put(40, [1], 2)
    three = [(40, [1, -1], 2), (50, [0, -1], 1), (60, [2, -1], 3)]
    assert put(60, [2], 3) == three
    assert put(55, [0], 4) == three
    assert put(70, [0, 1], 5) == three
    three = [(30, [0, -1], 6), (40, [1, -1], 2), (60, [2, -1], 3)]
    assert put(30, [0], 6) == three
    three = [(30, [0, -1], 6), (40, [1, -1], 2), (45, [0, 1], 7)]
    assert put(45, [0, 1], 7) == three
    three = [(30, [0, -1], 6), (40, [1, -1], 2), (40, [1, 2], 8)]
    assert put(40, [1, 2], 8) == three
    assert put(40, [0, 2], 9) == [(30, [0, -1], 6), (40, [0, 2], 9), (40, [1, -1], 2)]


def test_sets_that_are_alike_stand_in_order_of_their_providers():
    names = "abc"
    twins = [provider(name, *(session(n, 2 * n, 18, 24) for n in range(2))) for name in names]
    case = problem(*twins, intervals=BOTH, max_providers=2)
    for listed in permutations(twins):
        found = solve(replace(case, providers=listed), sets=True).sets
        named = [item.plan.providers for item in found]
        assert named == [("a",), ("b",), ("c",), ("a", "b"), ("a", "c"), ("b", "c"), ()]


# --- the order of what is equal otherwise -----------------------------------------------------


def test_of_weeks_alike_in_all_else_the_one_with_fewer_handovers_is_best():
    week = [(day, 18, 24) for day in (0, 2)]
    a, b = (
        provider(
            name,
            *(hourly(n, *x) for n, x in enumerate(week)),
            links=(Link(other="a"),) * (name == "b"),
        )
        for name in "ab"
    )
    case = problem(a, b, intervals=BOTH, anchors=(Anchor(provider="a"), Anchor(provider="b")))
    right(case)
    assert best(case).vector.handovers == 0


def alike(seed):
    """A made-up problem in which very many weeks cost the same: what is left decides."""
    made = small_problem(seed)
    providers = tuple(
        replace(
            p,
            min_days=1,
            sessions=tuple(
                replace(x, price_pence=100, extra_pence=0, min_slots=0) for x in p.sessions
            ),
        )
        for p in made.providers
    )
    weights = Weights(travel_pence_per_km=0, provider_pence=0, handover_pence=0)
    return replace(made, providers=providers, need=replace(made.need, weights=weights))


def traded(seed):
    """The same, but care is as much dearer as it is nearer: the price of care itself decides."""
    made = alike(seed)
    brute = Brute(made)
    away = {p.id: brute.travel(p, p, by_parent=False) for p in made.providers}
    providers = tuple(
        replace(
            p,
            sessions=tuple(
                replace(x, extra_pence=10 * (max(away.values()) - away[p.id])) for x in p.sessions
            ),
        )
        for p in made.providers
    )
    weights = Weights(travel_pence_per_km=100, provider_pence=0, handover_pence=0)
    return replace(made, providers=providers, need=replace(made.need, weights=weights))


def hours_alike(seed):
    """The same for a family that wants hours."""
    made = alike(seed)
    most = sum(end - start for spans in made.need.intervals.values() for start, end in spans)
    wanted = random.Random(seed).randint(1, most)
    changes = {"mode": Mode.ANY_HOURS, "slots_wanted": wanted, "days_wanted": None}
    return replace(made, need=replace(made.need, **changes))


@pytest.mark.parametrize(
    ("make", "seed"),
    [(make, seed) for make in (alike, traded, hours_alike) for seed in small_ones(make, 80)],
)
def test_of_weeks_alike_in_pence_what_comes_next_decides(make, seed):
    """The price of care, then the way, the number of providers, the handovers."""
    case, truth_ = case_of(make, seed)
    assert parts(best(case).vector) == truth_.optimum


def test_of_weeks_alike_in_all_the_family_weighs_the_cheaper_care_is_best():
    """Driving counts as much as the care it saves; the care's own price decides."""
    weights = Weights(travel_pence_per_km=100, provider_pence=0, handover_pence=0)
    near = provider("a", session(0, 0, 18, 24, price_pence=300))
    far = provider("b", session(0, 0, 18, 24, price_pence=0), location=(3462, 0))
    case = problem(near, far, weights=weights, max_distance_metres=9000)
    assert best(case).vector.total == 1800
    assert right(case) == [(0, "b", 18, 24)]


# --- near misses ------------------------------------------------------------------------------


def vector(uncovered=0, total=0, cost=0, travel=0, providers=0, handovers=0):
    return Vector(
        uncovered_slots=uncovered,
        total=total,
        cost_pence=cost,
        travel_hm=travel,
        providers=providers,
        handovers=handovers,
    )


@pytest.mark.parametrize(
    ("total", "least"),
    [(100_000, 500), (5000, 500), (3000, 300), (3001, 301), (900, 100), (0, 100)],
)
def test_worth_telling_is_five_pounds_or_a_tenth_but_never_less_than_a_pound(total, least):
    before = vector(total=total, cost=700)
    assert is_better(before, vector(total=total - least, cost=700))
    assert not is_better(before, vector(total=total - least + 1, cost=700))
    assert not is_better(before, vector(total=total - least, cost=701))
    assert not is_better(before, vector(uncovered=1, total=total - least, cost=700))


def test_time_given_up_is_first_taken_off_what_care_and_all_else_save():
    before = vector(total=3000, cost=1000)
    assert is_better(before, vector(total=2300, cost=600), 400)
    assert not is_better(before, vector(total=2301, cost=600), 400)
    assert not is_better(before, vector(total=2300, cost=601), 400)


@pytest.mark.parametrize(("then", "better"), [(3, True), (4, False), (5, False)])
def test_while_time_is_uncovered_only_less_of_it_is_better(then, better):
    before = vector(uncovered=4, total=9000, cost=9000)
    assert is_better(before, vector(uncovered=then), 99) is better
    assert is_better(before, vector(uncovered=then, total=99_000, cost=99_000)) is better


def test_a_gain_is_what_there_was_less_what_there_will_be():
    before, after = vector(9, 800, 700, 60, 5, 4), vector(7, 50, 40, 30, 2, 3)
    assert gain_between(before, after) == Gain(
        slots=2, pence=660, metres=3000, providers=3, handovers=1
    )


def test_each_change_makes_just_that_change():
    """Whatever helps is judged by the changed problem, so the change itself must be right."""
    full = session(0, 0, 18, 24, free_2=0)
    case = problem(provider("a", full), provider("b"), max_providers=2)
    assert OneProvider().apply(case).need.max_providers == 3
    unlisted = session(7, 0, 18, 24, free_2=0, price_pence=5)
    opened = OnePlace(provider="b", session=7, day=0, hidden=unlisted).apply(case)
    assert [p.id for p in opened.providers] == ["a", "b"]
    assert opened.providers[1].sessions == (replace(unlisted, free_2=1),)
    assert best(opened).providers == ("b",)
    for kind, spans in (
        (ChangeKind.END_EARLIER, ((18, 20),)),
        (ChangeKind.START_LATER, ((22, 24),)),
    ):
        gap = problem(provider("a", full), intervals={0: ((18, 20), (22, 24))})
        cut = MovedEdge(kind=kind, day=0, slots=2, minutes=60).apply(gap)
        assert cut.need.intervals[0] == spans


@pytest.mark.parametrize("born", [date(2025, 9, 1), date(2024, 6, 1), date(2022, 9, 1)])
def test_a_hidden_place_is_open_to_no_child_before_it_is_asked_for(born):
    hidden = HiddenPlace(provider="a", session=session(7, 0, 18, 24))
    shown = with_hidden(problem(provider("a"), born=born), [hidden])
    assert [x.id for x in shown.providers[0].sessions] == [7]
    assert best(shown).days == ()


def misses(case, kind):
    """Changes of one kind that help: their keys, and how many slots they gain."""
    found = find_near_misses(case, solve(case))
    assert [verify(miss.change.apply(case), miss.plan) for miss in found] == [()] * len(found)
    return [(miss.change.key, miss.gain.slots) for miss in found if miss.kind is kind]


def test_one_place_never_brings_another_with_it():
    """A place at c alone gains one slot; a place at b, after a, gains all three."""
    a = provider("a", session(0, 0, 18, 21), links=(Link(other="b"),))
    b = provider("b", session(0, 0, 21, 24, free_2=0))
    c = provider("c", session(0, 0, 18, 22, free_2=0))
    assert misses(problem(a, b, c), ChangeKind.PLACE) == [(("b", 0), 3), (("c", 0), 1)]


def test_one_link_never_brings_another_with_it():
    """With b inside a's hours a link gives a sandwich; the link between c and d is another."""
    a = provider("a", hourly(0, 0, 18, 24))
    b = provider("b", session(0, 0, 20, 22, price_pence=0))
    c = provider("c", session(0, 2, 18, 21))
    e = provider("d", session(0, 2, 21, 24))
    case = problem(a, b, c, e, max_providers=4, intervals=BOTH)
    assert misses(case, ChangeKind.LINK) == [(("c", "d"), 3)]
    covered = problem(a, b, replace(c, sessions=(session(0, 2, 18, 24),)), e, intervals=BOTH)
    assert misses(covered, ChangeKind.LINK) == [(("a", "b"), 0)]


def test_every_pair_within_three_kilometres_may_be_linked():
    """2,308 m as the crow flies are 3,000 by road; a metre more is too far."""
    a, b, c = (
        provider(name, session(0, 0, 18, 24), location=(x, 0))
        for name, x in (("a", 0), ("b", 2308), ("c", 2309))
    )
    assert linkable_pairs(problem(a, b, c)) == [("a", "b"), ("b", "c")]
    near = replace(c, location=(0, 5))
    assert linkable_pairs(problem(a, near, replace(b, location=(9, 0)))) == [
        ("a", "b"),
        ("a", "c"),
        ("b", "c"),
    ]


@pytest.mark.parametrize(("short", "told"), [(1, True), (4, True), (5, False)])
def test_hours_short_by_one_slot_or_two_hours_are_found_on_a_longer_day(short, told):
    a = provider("a", hourly(0, 0, 10, 38))
    case = problem(a, mode=Mode.ANY_HOURS, slots_wanted=6 + short)
    for kind in (ChangeKind.END_LATER, ChangeKind.START_EARLIER):
        assert misses(case, kind) == ([((0, short), short)] if told else [])
