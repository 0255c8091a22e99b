"""Each rule about siblings by a case small enough to work out by hand."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.matching import (
    AfterChecks,
    Anchor,
    Funded,
    Link,
    NoWeekKeepsAnchors,
    SharedWeights,
    Status,
    siblings,
    solve,
    solve_together,
    verify_together,
)
from hubapp.matching.shared import PARENTS_DRIVE, closed_but
from tests.unit.matching.cases import hourly, problem, provider, session
from tests.unit.matching.random_problems import small_problem

FREE = SharedWeights(provider_pence=0, handover_pence=0)
UNDER_TWO = date(2025, 6, 1)


def best(*problems, **weights):
    """The best weeks, checked."""
    together = siblings("case", problems, replace(FREE, **weights))
    result = solve_together(together)
    assert verify_together(together, result.plans, result.vector) == ()
    return result


def used(result):
    """The providers of each child."""
    return [plan.providers for plan in result.plans]


@pytest.mark.parametrize("free", [1, 2])
def test_twins_need_two_places(free):
    twin = problem(
        provider("cheap", session(0, 0, 18, 24, free_2=free)),
        provider("dear", session(0, 0, 18, 24, free_2=2, price_pence=150)),
    )
    wanted = [("cheap",), ("cheap",)] if free == 2 else [("cheap",), ("dear",)]
    assert sorted(used(best(twin, twin))) == wanted


def test_siblings_of_different_bands_take_different_places():
    older = problem(provider("a", session(0, 0, 18, 24, free_u2=1, free_2=1)))
    younger = replace(older, need=replace(older.need, born=UNDER_TWO))
    assert used(best(older, younger)) == [("a",), ("a",)]


def test_a_place_is_taken_for_the_day_though_the_hours_differ():
    early = problem(provider("a", hourly(0, 0, 12, 30)), intervals={0: ((16, 20),)})
    late = problem(*early.providers, intervals={0: ((20, 24),)})
    assert sorted(used(best(early, late))) == [(), ("a",)]


def test_a_full_day_leaves_the_other_days_open():
    twin = problem(
        provider("a", session(0, 0, 18, 24, free_2=1), session(1, 1, 18, 24, free_2=2)),
        provider("b", session(0, 0, 18, 24, price_pence=500)),
        intervals={0: ((18, 24),), 1: ((18, 24),)},
    )
    assert sorted(used(best(twin, twin))) == [("a",), ("a", "b")]


def test_four_children_share_out_what_places_there_are():
    child = problem(*(provider(name, session(0, 0, 18, 24)) for name in "abc"))
    result = best(child, child, child, child)
    assert sorted(used(result)) == [(), ("a",), ("b",), ("c",)]
    assert result.vector.uncovered_slots == 6


@pytest.mark.parametrize(("pence", "wanted"), [(59, ["b", "a"]), (61, ["a", "a"])])
def test_one_provider_for_both_is_worth_its_weight(pence, wanted):
    two = (
        provider("a", session(0, 0, 18, 24, free_2=2)),
        provider("b", session(0, 0, 18, 24, price_pence=90), age_to_months=30),
    )
    younger = problem(*two)
    older = problem(*two, born=date(2023, 12, 1))
    result = best(younger, older, provider_pence=pence)
    assert used(result) == [(name,) for name in wanted]
    assert result.vector.total == (540 + 600 + 59 if pence == 59 else 1200)
    assert result.vector.providers == len(set(wanted))


def test_of_equal_weeks_those_with_fewer_providers_are_better_even_without_a_weight():
    either = problem(provider("a", session(0, 0, 18, 24)), provider("b", session(0, 0, 18, 24)))
    only_b = replace(
        either, need=replace(either.need, born=UNDER_TWO), providers=either.providers[1:]
    )
    assert used(best(either, only_b)) == [("b",), ("b",)]


@pytest.mark.parametrize(("pence", "minders"), [(5, ["far", "near"]), (7, ["far", "far"])])
def test_a_handover_made_with_both_children_counts_once(pence, minders):
    links = (Link(other="nursery"),)
    three = (
        provider("nursery", session(0, 0, 18, 21, free_2=2)),
        provider("far", hourly(0, 0, 21, 24, free_2=2), links=links),
        provider("near", hourly(0, 0, 21, 24, price_pence=98), links=links, age_from_months=27),
    )
    younger = problem(*three, born=date(2024, 7, 1))
    older = problem(*three)
    result = best(younger, older, handover_pence=pence)
    assert used(result) == [tuple(sorted(("nursery", minder))) for minder in minders]
    assert result.vector.handovers == len(set(minders))
    assert result.vector.total == 1200 - 6 * (pence == 5) + pence * len(set(minders))


def test_handovers_at_different_times_are_two():
    minder = provider("minder", hourly(0, 0, 18, 24, free_2=2), links=(Link(other="nursery"),))
    cheap = {"price_pence": 1, "free_2": 2}
    nursery = provider("nursery", session(0, 0, 18, 20, **cheap), session(1, 0, 18, 22, **cheap))
    first = problem(nursery, minder)
    assert best(first, first).vector.handovers == 1
    shorter = replace(nursery, sessions=nursery.sessions[:1])
    assert best(first, problem(shorter, minder)).vector.handovers == 2
    assert best(first, first).vector.cost_pence == 2 * (4 * 1 + 2 * 100)


def test_a_parent_who_drives_at_midday_does_so_once_a_day():
    times = {0: ((18, 20), (22, 24))}
    two = (provider("a", session(0, 0, 18, 20, free_2=2)), provider("b", session(0, 0, 22, 24)))
    three = (*two, provider("c", session(0, 0, 22, 24)))
    child = problem(*three, intervals=times, handover_window={0: (20, 22)})
    result = best(child, child, handover_pence=70)
    assert sorted(used(result)) == [("a", "b"), ("a", "c")]
    assert (result.vector.handovers, result.vector.total) == (1, 800 + 70)


def test_closing_a_linked_handover_leaves_other_slots_days_and_providers():
    links = (Link(other="b", windows={0: (18, 24), 1: (20, 20)}), Link(other="c"))
    case = problem(provider("a", links=links), provider("b"), provider("c"))
    closed = closed_but(case, 0, lambda name: name not in {("a", "b", 20), ("a", "c", 48)})
    left = closed.providers[0].links

    def admitted(other, day):
        found = [link for link in left if link.other == other]
        return [slot for slot in range(49) if any(link.admits(day, slot) for link in found)]

    assert admitted("b", 0) == [18, 19, 21, 22, 23, 24]
    assert (admitted("b", 1), admitted("b", 2)) == ([20], [])
    assert (admitted("c", 0), admitted("c", 1)) == (list(range(48)), list(range(49)))
    left = closed_but(case, 2, lambda name: name != PARENTS_DRIVE).providers[0].links
    assert (admitted("b", 0), admitted("b", 2)) == (list(range(18, 25)), [])


def test_a_booking_a_child_holds_already_takes_no_free_place():
    places = provider("a", session(0, 0, 18, 24, free_2=1))
    held = problem(places, anchors=(Anchor(provider="a", day=0, session=0),))
    assert used(best(held, problem(places))) == [("a",), ("a",)]
    assert used(best(held, held)) == [("a",), ("a",)]


def test_where_anchors_leave_no_weeks_that_fit_it_is_said():
    wants = problem(provider("a", session(0, 0, 18, 24)), anchors=(Anchor(provider="a"),))
    assert used(best(wants)) == [("a",)]
    with pytest.raises(NoWeekKeepsAnchors):
        best(wants, wants)


def test_a_child_gives_way_to_one_who_is_anchored():
    either = problem(provider("a", session(0, 0, 18, 24)), provider("b", session(0, 0, 18, 25)))
    only_a = replace(either, need=replace(either.need, anchors=(Anchor(provider="a"),)))
    for children in ((either, only_a), (only_a, either)):
        assert sorted(used(best(*children))) == [("a",), ("b",)]
        together = siblings("case", children, FREE)
        for checks in range(40):  # when stopped, not before there are weeks that keep the anchor
            assert ("a",) in used(solve_together(together, stop=AfterChecks(checks)))


def test_each_child_has_funded_hours_of_its_own():
    child = problem(
        provider("a", session(0, 0, 18, 24, free_2=2, funded=Funded.YES)), funded_slots=4
    )
    assert best(child, child).vector.cost_pence == 2 * 200


def test_travel_is_each_childs_own():
    child = problem(provider("a", session(0, 0, 18, 24, free_2=2), location=(1000, 0)))
    assert best(child, child).vector.travel_hm == 2 * solve(child).plan.vector.travel_hm == 104


@settings(deadline=None)
@given(st.integers(0, 2**40))
def test_an_only_child_has_the_week_it_would_have_anyway(seed):
    child = small_problem(seed)
    assert best(child).vector == solve(child).plan.vector


@pytest.mark.parametrize("children", [0, 5])
def test_there_are_one_to_four_children(children):
    with pytest.raises(ValueError, match="One to 4 children"):
        siblings("case", [problem()] * children, FREE)


def test_wherever_it_is_stopped_nothing_is_below_the_bound():
    twin = problem(
        *(
            provider(name, session(0, 0, 18, 24, price_pence=x), session(1, 1, 18, 24))
            for name, x in (("a", 100), ("b", 107), ("c", 114))
        ),
        intervals={0: ((18, 24),), 1: ((18, 24),)},
    )
    together = siblings("case", [twin] * 3, SharedWeights(provider_pence=60, handover_pence=0))
    proved, checks, bounds = solve_together(together), 0, []
    while (stopped := solve_together(together, stop=AfterChecks(checks))).status is Status.STOPPED:
        assert verify_together(together, stopped.plans, stopped.vector) == ()
        assert stopped.bound <= proved.vector.z <= stopped.vector.z
        bounds.append(stopped.bound)
        checks += 1
    assert stopped == proved
    assert bounds == sorted(bounds)
    assert len(set(bounds)) > 4


def test_what_breaks_a_rule_is_named():
    twin = problem(provider("a", session(0, 0, 18, 24)))
    together = siblings("case", [twin, twin], FREE)
    plan, result = solve(twin).plan, solve_together(together)

    def rules(plans, vector=result.vector):
        return [breach.rule for breach in verify_together(together, plans, vector)]

    assert rules(result.plans) == []
    assert rules(result.plans, replace(result.vector, providers=2)) == ["vector"]
    assert rules((plan, plan)) == ["places", "vector"]
    assert rules((plan,)) == ["members"]
    assert rules((replace(plan, providers=("b",)), plan)) == ["providers"]
