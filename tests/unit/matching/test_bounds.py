"""Bounds audited directly: equal answers alone do not show that a bound is never too high."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.matching.dayplans import build_catalogue
from hubapp.matching.objective import by_vector
from hubapp.matching.rows import RowStore
from hubapp.matching.screen import Screen
from hubapp.matching.setweek import open_set
from hubapp.matching.stop import never
from hubapp.matching.tradescreen import TradeScreen
from hubapp.matching.ways import OUT_OF_REACH, ways_by_z
from hubapp.matching.weeksearch import WeekSearch
from tests.unit.matching.brute_force import Brute, count_weeks
from tests.unit.matching.random_problems import small_problem


@settings(deadline=None)
@given(st.integers(0, 2**40))
def test_no_bound_on_a_set_exceeds_its_best_week(seed):
    catalogue = build_catalogue(small_problem(seed))
    objective = by_vector(catalogue, strictly=False)
    store = RowStore(catalogue)
    screen = Screen(catalogue, ways_by_z(catalogue))
    search = WeekSearch(catalogue, objective, never)
    count = len(catalogue.offers.providers)
    if count > 1:
        screen.choose_quick(np.array(list(combinations(range(count), 2))))
    anyone = screen.with_anyone()
    further = catalogue.offers.need.weights.provider_pence
    for size in (1, 2, 3):
        for chosen in combinations(range(count), size):
            week = open_set(store, objective, chosen)
            best = search.best(week, OUT_OF_REACH)
            exact = objective.z(best[0].worth) if best else OUT_OF_REACH
            numbers = np.array([chosen])
            assert screen.quick(numbers)[0] <= exact
            assert screen.full(numbers)[0] <= exact
            assert min(objective.z(week.bound), OUT_OF_REACH) <= exact
            assert all(min(anyone[p] + further * (size - 1), OUT_OF_REACH) <= exact for p in chosen)


@settings(deadline=None)
@given(st.integers(0, 2**40))
def test_no_bound_on_cost_or_travel_exceeds_what_a_week_of_the_set_has(seed):
    problem = small_problem(seed)
    if count_weeks(problem) > 5_000:
        return
    weeks = list(Brute(problem).weeks())
    least = min(week.vector[0] for week in weeks)
    catalogue = build_catalogue(problem)
    levels = range(least, least + 4)
    screen = TradeScreen(catalogue, levels)
    number = {p.id: i for i, p in enumerate(catalogue.offers.providers)}
    for week in weeks:
        u, _, c, t, _, _ = week.vector
        if week.providers and u in levels:
            chosen = np.array([sorted(number[p] for p in week.providers)])
            cost, travel = screen.bounds(chosen)
            assert cost[u - least, 0] <= c
            assert travel[u - least, 0] <= t


@pytest.mark.parametrize("seed", range(20))
def test_the_bound_of_nobody_is_the_empty_week(seed):
    catalogue = build_catalogue(small_problem(seed))
    objective = by_vector(catalogue, strictly=False)
    week = open_set(RowStore(catalogue), objective, ())
    best = WeekSearch(catalogue, objective, never).best(week, OUT_OF_REACH)
    assert week.bound == best[0].worth
