"""Each rule about term and holidays by a case small enough to work out by hand."""

from dataclasses import replace

import pytest

from hubapp.matching import (
    Funded,
    Member,
    SharedWeights,
    solve_together,
    verify_together,
    year,
)
from tests.unit.matching.cases import hourly, problem, provider, session


def best(term, holiday, *, weeks=(38, 14), provider_pence=0):
    """The best weeks of a year, checked."""
    together = year(
        "case",
        Member(problem=term, weeks=weeks[0]),
        Member(problem=holiday, weeks=weeks[1]),
        SharedWeights(provider_pence=provider_pence, handover_pence=0),
    )
    result = solve_together(together)
    assert verify_together(together, result.plans, result.vector) == ()
    return result


def used(result):
    """The providers of the term weeks and of the holiday weeks."""
    return [plan.providers for plan in result.plans]


MINDER_AND_CLUB = (
    provider("minder", hourly(0, 0, 16, 30)),
    provider("club", session(0, 0, 18, 24, price_pence=90), age_from_months=27),
)
LONG_AND_SHORT = (
    problem(*MINDER_AND_CLUB, intervals={0: ((18, 26),)}),
    problem(*MINDER_AND_CLUB),
)


@pytest.mark.parametrize(("pence", "holiday"), [(0, "club"), (839, "club"), (841, "minder")])
def test_the_holidays_keep_the_terms_childminder_for_a_weight_above_what_it_costs(pence, holiday):
    result = best(*LONG_AND_SHORT, provider_pence=pence)  # the club is 60p cheaper in 14 weeks
    assert used(result) == [("minder",), (holiday,)]


def test_the_term_may_change_for_the_holidays_sake():
    open_always = provider("always", session(0, 0, 18, 24, price_pence=101))
    in_term = provider("in term", session(0, 0, 18, 24), term_only=True)
    case = problem(open_always, in_term)
    assert used(best(case, case)) == [("in term",), ("always",)]
    changed = best(case, case, provider_pence=38 * 6 + 1)
    assert used(changed) == [("always",), ("always",)]


def test_nobody_open_in_term_only_is_used_in_the_holidays_whatever_the_need_says():
    case = problem(provider("a", session(0, 0, 18, 24), term_only=True), year_round=False)
    assert used(best(case, case)) == [("a",), ()]


def test_each_week_counts_as_often_as_there_are_such_weeks():
    term = problem(provider("a", session(0, 0, 18, 24), location=(1000, 0)))
    holiday = replace(term, need=replace(term.need, intervals={0: ((20, 26),)}))
    vector = best(term, holiday, weeks=(38, 13)).vector
    assert vector.uncovered_slots == 13 * 2
    assert vector.total == vector.cost_pence == 51 * 600
    assert vector.travel_hm == 51 * 52
    assert (vector.providers, vector.handovers) == (1, 0)


def test_each_week_has_funded_hours_of_its_own():
    term = problem(provider("a", session(0, 0, 18, 24, funded=Funded.YES)), funded_slots=5)
    holiday = replace(term, need=replace(term.need, funded_slots=2))
    assert best(term, holiday).vector.cost_pence == 38 * 100 + 14 * 400


def test_the_same_place_serves_term_and_holidays():
    case = problem(provider("a", session(0, 0, 18, 24, free_2=1)))
    assert used(best(case, case)) == [("a",), ("a",)]
