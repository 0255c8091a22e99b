"""What `verify` refuses of a day, rule by rule, at the limit and one beyond (docs/matching.md).

Plans are written by hand. The week's rules are in `test_gaps_verify_week`; the vector's is left
aside here.
"""

from datetime import date

import pytest

from hubapp.matching import (
    Anchor,
    DayPlan,
    FundedSlots,
    Handover,
    Leg,
    Link,
    Mode,
    Vector,
    WeeklyPlan,
    verify,
)
from tests.unit.matching.cases import hourly, problem, provider, session

LINKED, PARENT = Handover.LINKED, Handover.PARENT
TO_B = (Link(other="b"),)


def vector(uncovered=0, total=0, cost=0, travel=0, providers=0, handovers=0):
    return Vector(
        uncovered_slots=uncovered,
        total=total,
        cost_pence=cost,
        travel_hm=travel,
        providers=providers,
        handovers=handovers,
    )


def day(*stays, on=0, by=None):
    """One day; stays as (provider, session, start, end)."""
    legs = tuple(Leg(provider=p, session=s, start=a, end=b) for p, s, a, b in stays)
    return DayPlan(day=on, handover=by, legs=legs)


def week(*days, funded=(), chosen=None, says=None):
    """A week of these days; claims as (provider, weekday, slots)."""
    return WeeklyPlan(
        providers=tuple(sorted({leg.provider for x in days for leg in x.legs})),
        chosen_days=chosen,
        days=days,
        funded=tuple(FundedSlots(provider=p, day=d, slots=n) for p, d, n in funded),
        vector=says or vector(),
    )


def broken(case, *days, **more):
    """The rules a week breaks, each said in a sentence, the vector's left aside."""
    found = verify(case, week(*days, **more))
    assert all(isinstance(x.sentence, str) and x.sentence[-1] == "." for x in found)
    return {x.rule.value for x in found} - {"vector"}


# --- who may be used --------------------------------------------------------------------------

BORN = date(2024, 6, 1)  # 27 months when care starts


@pytest.mark.parametrize(
    ("offered", "asked", "rules"),
    [
        ({}, {}, set()),
        ({"age_from_months": 27, "age_to_months": 28}, {}, set()),
        ({"age_from_months": 28}, {}, {"age"}),
        ({"age_to_months": 27}, {}, {"age"}),
        ({"term_only": True}, {}, set()),
        ({"term_only": True}, {"year_round": True}, {"all year"}),
        ({"location": (1000, 0)}, {"max_distance_metres": 1300}, set()),
        ({"location": (1000, 0)}, {"max_distance_metres": 1299}, {"distance"}),
        ({"location": (1000, 0)}, {"max_distance_metres": 9, "work": (1000, 7)}, set()),
        ({"location": (1000, 0)}, {"max_distance_metres": 8, "work": (1000, 7)}, {"distance"}),
        ({"min_days": 2}, {}, {"minimum days"}),
        ({}, {"max_providers": 0}, {"most providers"}),
        ({}, {"anchors": (Anchor(provider="b"),)}, {"anchors"}),
        ({}, {"anchors": (Anchor(provider="a", day=0, session=0, hours=(18, 24)),)}, set()),
        ({}, {"anchors": (Anchor(provider="a", day=0, session=0, hours=(18, 25)),)}, {"anchors"}),
    ],
)
def test_who_may_be_used(offered, asked, rules):
    case = problem(provider("a", session(0, 0, 18, 24), **offered), born=BORN, **asked)
    assert broken(case, day(("a", 0, 18, 24))) == rules


@pytest.mark.parametrize(("free", "rules"), [(1, set()), (0, {"places"})])
def test_there_must_be_a_place(free, rules):
    case = problem(provider("a", session(0, 0, 18, 24, free_2=free)), born=BORN)
    assert broken(case, day(("a", 0, 18, 24))) == rules


def test_a_session_is_one_of_that_provider_on_that_day():
    both = {0: ((18, 24),), 2: ((18, 24),)}
    case = problem(
        provider("a", session(0, 0, 18, 24), session(1, 2, 18, 24)), provider("b"), intervals=both
    )
    assert broken(case, day(("a", 0, 18, 24)), day(("a", 1, 18, 24), on=2)) == set()
    for wrong in (("a", 1, 18, 24), ("a", 2, 18, 24), ("b", 0, 18, 24)):
        assert broken(case, day(wrong)) == {"sessions"}


# --- shapes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stay", "rules"),
    [((16, 18), {"stays"}), ((16, 19), set()), ((23, 26), set()), ((24, 26), {"stays"})],
)
def test_every_stay_covers_something_needed(stay, rules):
    case = problem(provider("a", session(0, 0, *stay)))
    assert broken(case, day(("a", 0, *stay))) == rules


def test_a_stay_in_a_gap_of_the_need_covers_nothing():
    case = problem(provider("a", session(0, 0, 20, 22)), intervals={0: ((18, 20), (22, 24))})
    assert broken(case, day(("a", 0, 20, 22))) == {"stays"}


OUTER, INNER, LAST = ("a", 0, 18, 20), ("b", 0, 20, 22), ("a", 0, 22, 24)


@pytest.mark.parametrize(
    ("stays", "by", "rules"),
    [
        ([OUTER, INNER, LAST], LINKED, set()),
        ([], None, {"stays"}),
        ([OUTER, INNER, ("a", 0, 22, 23), ("b", 0, 23, 24)], LINKED, {"stays"}),
        ([OUTER, INNER, LAST], PARENT, {"shape"}),
        ([OUTER, INNER, LAST], None, {"shape"}),
        ([OUTER, INNER, ("a", 1, 22, 24)], LINKED, {"shape"}),
        ([OUTER, INNER, ("c", 0, 22, 24)], LINKED, {"shape"}),
        ([OUTER, ("a", 2, 20, 22), LAST], LINKED, {"shape"}),
        ([OUTER, ("c", 0, 20, 22), LAST], LINKED, {"shape"}),
        ([("d", 0, 18, 20), INNER, ("d", 0, 22, 24)], LINKED, {"shape"}),
        ([OUTER, ("a", 1, 20, 24)], LINKED, {"shape"}),
        ([OUTER, INNER], None, {"shape"}),
        ([("a", 0, 18, 24)], LINKED, {"shape"}),
        ([("a", 0, 18, 24)], PARENT, {"shape"}),
        ([("a", 0, 18, 24)], None, set()),
    ],
)
def test_a_day_is_single_pair_or_sandwich(stays, by, rules):
    """a and c are booked by the hour, but for a's third session; b and d by the session."""
    a = provider("a", hourly(0, 0, 18, 24), hourly(1, 0, 18, 24), session(2, 0, 20, 22), links=TO_B)
    b = provider("b", session(0, 0, 20, 22), links=(Link(other="c"), Link(other="d")))
    c = provider("c", hourly(0, 0, 18, 24), links=(Link(other="a"),))
    d = provider("d", session(0, 0, 18, 24))
    assert broken(problem(a, b, c, d), day(*stays, by=by)) == rules


# --- times ------------------------------------------------------------------------------------

HOURS = {"mode": Mode.ANY_HOURS, "slots_wanted": 6}


@pytest.mark.parametrize(
    ("made", "asked", "stay", "fits"),
    [
        (session, {}, (16, 26), True),
        (session, {}, (17, 26), False),
        (session, {}, (16, 25), False),
        (session, HOURS, (16, 24), False),
        (hourly, {}, (18, 24), True),
        (hourly, {}, (17, 24), False),
        (hourly, {}, (18, 25), False),
        (hourly, {}, (19, 24), False),
        (hourly, {}, (18, 23), False),
        (hourly, {}, (18, 22), False),
        (hourly, HOURS, (18, 24), True),
        (hourly, HOURS, (18, 22), True),
        (hourly, HOURS, (18, 20), True),
        (hourly, HOURS, (18, 23), False),
        (hourly, HOURS, (20, 24), False),
        (hourly, HOURS, (18, 26), False),
    ],
)
def test_a_single_stay_is_as_long_as_it_can_be(made, asked, stay, fits):
    """With any hours a stay by the hour may end whole hours earlier, never later."""
    case = problem(provider("a", made(0, 0, 16, 26)), **asked)
    assert (broken(case, day(("a", 0, *stay))) == set()) is fits


@pytest.mark.parametrize(("least", "fits"), [(4, True), (5, False)])
def test_a_booking_is_not_cut_below_its_minimum(least, fits):
    case = problem(provider("a", hourly(0, 0, 18, 24, min_slots=least)), **HOURS)
    assert (broken(case, day(("a", 0, 18, 22))) == set()) is fits
    assert broken(case, day(("a", 0, 18, 24))) == set()


@pytest.mark.parametrize(("least", "fits"), [(4, True), (5, False)])
def test_both_stays_of_a_sandwich_count_towards_the_minimum(least, fits):
    a = provider("a", hourly(0, 0, 18, 26, min_slots=least), links=TO_B)
    case = problem(
        a, provider("b", session(0, 0, 20, 22)), **HOURS | {"intervals": {0: ((18, 26),)}}
    )
    assert (broken(case, day(OUTER, INNER, LAST, by=LINKED)) == set()) is fits


@pytest.mark.parametrize(
    ("first", "second", "stays", "fits"),
    [
        (hourly(0, 0, 18, 24), session(0, 0, 21, 24), ((18, 21), (21, 24)), True),
        (hourly(0, 0, 18, 24), session(0, 0, 21, 24), ((19, 21), (21, 24)), False),
        (hourly(0, 0, 18, 24), session(0, 0, 20, 24), ((18, 21), (21, 24)), False),
        (hourly(0, 0, 18, 20), hourly(0, 0, 18, 24), ((18, 20), (20, 24)), True),
        (hourly(0, 0, 18, 20), hourly(0, 0, 18, 24), ((18, 21), (21, 24)), False),
        (hourly(0, 0, 18, 24), hourly(0, 0, 21, 24), ((18, 21), (21, 24)), True),
        (hourly(0, 0, 18, 24), hourly(0, 0, 21, 24), ((18, 20), (20, 24)), False),
        (hourly(0, 0, 18, 24), hourly(0, 0, 18, 24), ((18, 20), (20, 22)), False),
        (session(0, 0, 18, 22), hourly(0, 0, 18, 24), ((18, 20), (20, 24)), False),
    ],
)
def test_a_pair_is_inside_its_opening_hours(first, second, stays, fits):
    case = problem(provider("a", first, links=TO_B), provider("b", second))
    made = day(("a", 0, *stays[0]), ("b", 0, *stays[1]), by=LINKED)
    assert (broken(case, made) == set()) is fits


# --- handovers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("links", "slot", "rules"),
    [
        (TO_B, 20, set()),
        ((Link(other="c"),), 20, {"linked"}),
        ((Link(other="c"), Link(other="b", windows={1: (0, 48)})), 20, {"linked"}),
        ((Link(other="b", windows={0: (20, 21)}),), 19, {"linked"}),
        ((Link(other="b", windows={0: (20, 21)}),), 20, set()),
        ((Link(other="b", windows={0: (20, 21)}),), 21, set()),
        ((Link(other="b", windows={0: (20, 21)}),), 22, {"linked"}),
    ],
)
@pytest.mark.parametrize("order", ["ab", "ba"])
def test_a_link_admits_the_handover_in_both_directions(order, links, slot, rules):
    case = problem(
        provider("a", hourly(0, 0, 18, 24), links=links),
        provider("b", hourly(0, 0, 18, 24)),
        provider("c"),
    )
    one, two = order
    assert broken(case, day((one, 0, 18, slot), (two, 0, slot, 24), by=LINKED)) == rules


@pytest.mark.parametrize("slots", [(20, 21), (21, 20)])
def test_a_linked_handover_has_no_gap_and_no_overlap(slots):
    a = provider("a", hourly(0, 0, 18, 24), links=TO_B)
    made = day(("a", 0, 18, slots[0]), ("b", 0, slots[1], 24), by=LINKED)
    assert broken(problem(a, provider("b", hourly(0, 0, 18, 24))), made) == {"linked"}


@pytest.mark.parametrize(
    ("slots", "rules"), [((20, 22), set()), ((20, 21), {"linked"}), ((21, 22), {"linked"})]
)
def test_both_handovers_of_a_sandwich_are_admitted(slots, rules):
    a = provider("a", hourly(0, 0, 18, 24), links=(Link(other="b", windows={0: slots}),))
    case = problem(a, provider("b", session(0, 0, 20, 22)))
    assert broken(case, day(OUTER, INNER, LAST, by=LINKED)) == rules


def driven(first, second, window, *stays, metres=0):
    """The rules broken by a day on which a parent moves the child from a to b."""
    windows = {} if window is None else {0: window}
    case = problem(
        provider("a", first),
        provider("b", second, location=(0, metres)),
        handover_window=windows,
        max_distance_metres=9000,
    )
    return broken(case, day(("a", 0, *stays[0]), ("b", 0, *stays[1]), by=PARENT))


# 5,769 m as the crow flies are 7,500 m by road: just 30 minutes, one slot. A metre more is two.
@pytest.mark.parametrize(
    ("metres", "window", "fits"),
    [
        (5769, (20, 21), True),
        (5769, (22, 24), False),
        (5769, None, False),
        (5770, (20, 21), False),
        (5770, (20, 22), True),
        (5770, (21, 23), False),
    ],
)
def test_the_drive_fits_into_the_gap_and_the_window(metres, window, fits):
    stays = (18, 20), (22, 24)
    rules = driven(
        session(0, 0, *stays[0]), session(0, 0, *stays[1]), window, *stays, metres=metres
    )
    assert rules == (set() if fits else {"by parent"})


@pytest.mark.parametrize(
    ("opens", "start", "fits"),
    [(18, 20, False), (18, 21, True), (18, 22, False), (22, 22, True), (22, 23, False)],
)
def test_an_hourly_stay_begins_as_soon_as_the_parent_can_be_there(opens, start, fits):
    """The drive takes the slot from 20 to 21."""
    for first in (session(0, 0, 18, 20), hourly(0, 0, 18, 24)):
        rules = driven(first, hourly(0, 0, opens, 30), (20, 24), (18, 20), (start, 24))
        assert rules == (set() if fits else {"by parent"})


@pytest.mark.parametrize(
    ("closes", "end", "fits"),
    [
        (30, 22, False),
        (30, 21, True),
        (30, 20, False),
        (30, 19, False),
        (21, 21, True),
        (21, 20, False),
        (20, 20, True),
    ],
)
def test_before_a_session_an_hourly_stay_ends_as_late_as_the_drive_allows(closes, end, fits):
    """The drive takes the slot from 21 to 22."""
    rules = driven(hourly(0, 0, 16, closes), session(0, 0, 22, 24), (18, 24), (18, end), (22, 24))
    assert rules == (set() if fits else {"by parent"})
