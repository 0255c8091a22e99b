"""Weeks together: faults nobody would have noticed (docs/mutation.md), a test for each."""

from dataclasses import replace
from datetime import date

import pytest

from hubapp.matching import (
    AfterChecks,
    FormatError,
    Link,
    Member,
    SharedWeights,
    Status,
    Weights,
    read_question,
    siblings,
    solve,
    solve_together,
    verify_together,
    year,
)
from tests.unit.matching.cases import hourly, problem, provider, session
from tests.unit.matching.test_siblings import FREE, best, used
from tests.unit.matching.test_together_format import family_document, year_document

# --- who gets a place -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("room", "pence_per_km"),
    [
        (1, (10, 20, 30)),
        (1, (10, 30, 20)),
        (1, (20, 30, 10)),
        (1, (30, 20, 10)),
        (1, (10, 30, 10)),
        (1, (10, 10, 30)),
        (2, (10, 30, 30)),
        (2, (10, 40, 30, 20)),
        (2, (20, 40, 30, 10)),
        (2, (10, 20, 30, 40)),
        (2, (10, 30, 30, 10)),
    ],
)
def test_the_places_go_to_the_children_whose_way_elsewhere_costs_most(room, pence_per_km):
    """Elsewhere is 1 km away: four times 1.3 km a day, 5.2 times a child's pence a kilometre."""
    near = provider("near", session(0, 0, 18, 24, free_2=room))
    far = provider("far", session(0, 0, 18, 24, free_2=4), location=(1000, 0))
    children = [
        problem(
            near,
            far,
            weights=Weights(travel_pence_per_km=pence, provider_pence=0, handover_pence=0),
        )
        for pence in pence_per_km
    ]
    result = best(*children)
    away = sorted(pence_per_km)[: len(children) - room]
    assert result.vector.total == 600 * len(children) + sum(52 * x // 10 for x in away)
    there = [x for x, names in zip(pence_per_km, used(result), strict=True) if names == ("far",)]
    assert sorted(there) == away


@pytest.mark.parametrize(
    ("births", "both"),
    [
        ((date(2024, 9, 8), date(2024, 9, 7)), True),  # 23 and 24 months when care starts
        ((date(2024, 9, 7), date(2023, 9, 8)), False),  # 24 and 35
        ((date(2023, 9, 8), date(2023, 9, 7)), True),  # 35 and 36
        ((date(2024, 9, 8), date(2023, 9, 7)), True),  # 23 and 36
        ((date(2023, 9, 7), date(2022, 9, 7)), False),  # 36 and 48
    ],
)
def test_bands_of_places_begin_at_two_and_three_years(births, both):
    case = problem(provider("a", session(0, 0, 18, 24)))
    children = [replace(case, need=replace(case.need, born=born)) for born in births]
    assert best(*children).vector.uncovered_slots == (0 if both else 6)


# --- what counts once -------------------------------------------------------------------------


def test_a_weight_on_handovers_says_nothing_of_providers():
    two = (
        provider("a", session(0, 0, 18, 24, free_2=2)),
        provider("b", session(0, 0, 18, 24, price_pence=90), age_to_months=30),
    )
    older = problem(*two, born=date(2023, 12, 1))
    result = best(problem(*two), older, provider_pence=61, handover_pence=1000)
    assert used(result) == [("a",), ("a",)]
    assert result.vector.total == 1200


@pytest.mark.parametrize(("pence", "second"), [(7, "minder"), (9, "b")])
def test_a_child_who_could_be_fetched_joins_the_drive_made_anyway(pence, second):
    """The minder, too far off for a parent, fetches the older child for 8p less than b."""
    three = (
        provider("a", session(0, 0, 18, 20, free_2=2)),
        provider("b", session(0, 0, 22, 24, free_2=2)),
        provider(
            "minder",
            hourly(0, 0, 20, 24, price_pence=48),
            links=(Link(other="a"),),
            age_from_months=27,
            location=(12_000, 0),
        ),
    )
    spans = {
        "intervals": {0: ((18, 20), (22, 24))},
        "handover_window": {0: (20, 22)},
        "max_distance_metres": 20_000,
    }
    younger = problem(*three, born=date(2024, 7, 1), **spans)
    result = best(younger, problem(*three, **spans), handover_pence=pence)
    assert used(result) == [("a", "b"), ("a", second)]
    assert result.vector.total == (792 + 2 * pence if second == "minder" else 800 + pence)


def test_the_answer_has_the_questions_name():
    case = problem(provider("a", session(0, 0, 18, 24)))
    assert solve_together(siblings("ours", [case], FREE)).name == "ours"


# --- told to stop -----------------------------------------------------------------------------


def checks_of(case):
    """How often one search asks whether to stop."""
    asked = []
    solve(case, stop=lambda: bool(asked.append(1)))
    return len(asked)


def test_told_to_stop_after_the_first_weeks_it_stops():
    twin = problem(
        *(
            provider(name, session(0, 0, 18, 24, price_pence=x), session(1, 1, 18, 24))
            for name, x in (("a", 100), ("b", 107), ("c", 114))
        ),
        intervals={0: ((18, 24),), 1: ((18, 24),)},
    )
    together = siblings("case", [twin] * 3, SharedWeights(provider_pence=60, handover_pence=0))
    stopped = solve_together(together, stop=AfterChecks(3 * checks_of(twin)))
    assert stopped.status is Status.STOPPED
    assert verify_together(together, stopped.plans, stopped.vector) == ()


def test_what_is_known_of_the_term_bounds_a_year_whose_holidays_are_not_looked_at():
    term = problem(provider("a", session(0, 0, 18, 24)))
    together = year("case", Member(problem=term, weeks=38), Member(problem=term, weeks=14), FREE)
    stopped = solve_together(together, stop=AfterChecks(checks_of(term)))
    assert stopped.status is Status.STOPPED
    assert 38 * 600 <= stopped.bound <= 52 * 600


# --- what is refused --------------------------------------------------------------------------


def test_every_broken_rule_is_said_in_a_sentence():
    twin = problem(provider("a", session(0, 0, 18, 24)))
    together = siblings("case", [twin, twin], FREE)
    plan, result = solve(twin).plan, solve_together(together)
    for plans, vector in (
        (result.plans, replace(result.vector, providers=2)),
        ((plan, plan), result.vector),
        ((plan,), result.vector),
        ((plan, replace(plan, providers=("b",))), result.vector),
    ):
        found = verify_together(together, plans, vector)
        assert [x.sentence[-1] for x in found] == ["."] * len(found) != []
    assert found[0].sentence.startswith("Member 1: ")


@pytest.mark.parametrize(("gone", "named"), [("term", "term"), ("holiday", "holiday")])
def test_half_a_year_is_refused_by_the_half_that_is_not_there(gone, named):
    out = year_document()
    del out[gone]
    with pytest.raises(FormatError) as refusal:
        read_question(out)
    assert refusal.value.field == named


@pytest.mark.parametrize("children", [1, 4])
def test_a_family_file_may_hold_one_child_or_four(children):
    out = family_document()
    out["requests"] = out["requests"][:1] * children
    out["together"] = {"provider_p": 0, "handover_p": 0}
    together = read_question(out)
    assert (together.name, len(together.members)) == ("sound", children)
    assert together.weights == FREE


def test_a_year_may_have_a_single_week_of_each():
    out = year_document()
    out["term"]["weeks"] = out["holiday"]["weeks"] = 1
    assert [member.weeks for member in read_question(out).members] == [1, 1]
