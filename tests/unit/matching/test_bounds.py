"""Bounds audited directly: equal answers alone do not show that a bound is never too high."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.matching.bounds import (
    board_of,
    order_of_ways,
    scratch_for,
    set_bound,
    set_values,
    values_with_anyone,
)
from hubapp.matching.dayplans import build_catalogue
from hubapp.matching.field import field_of
from hubapp.matching.growth import grow_sets
from hubapp.matching.material import Material
from hubapp.matching.offers import gather_offers
from hubapp.matching.ranking import TOP
from hubapp.matching.setweek import best_weeks
from hubapp.matching.stop import never
from hubapp.matching.trade import front_of
from hubapp.matching.tradeways import due, trade_ways_of
from hubapp.matching.ways import ways_of
from tests.unit.matching.brute_force import Brute, count_weeks
from tests.unit.matching.random_problems import small_problem

EVERYTHING = 1 << 60


def exact_z(field, board, chosen):
    """Z of the best week of exactly these places on the board; TOP where there is none."""
    worth = np.zeros((1, 2), dtype=np.int64)
    weeks = np.zeros((1, len(field.needs)), dtype=np.int64)
    found, _ = best_weeks(field, board, np.array(chosen), 0, TOP, EVERYTHING, worth, weeks)
    return int(worth[0, 0]) if found else TOP


@settings(deadline=None)
@given(st.integers(0, 2**40))
def test_no_bound_on_a_set_exceeds_its_best_week(seed):
    field = field_of(build_catalogue(small_problem(seed)))
    ways = ways_of(field)
    count = len(field.min_days)
    board = board_of(field, np.arange(count))
    anyone = values_with_anyone(field, ways).max(axis=1)
    for size in (1, 2, 3):
        every, scratch = np.arange(len(ways.first)), scratch_for(size, len(field.needs))
        for chosen in combinations(range(count), size):
            exact = exact_z(field, board, chosen)
            bound = set_bound(field, ways, board, np.array(chosen), every, TOP, scratch)
            assert min(bound, TOP) <= exact
            assert all(min(anyone[p] + field.further * (size - 1), TOP) <= exact for p in chosen)


@settings(deadline=None)
@given(st.integers(0, 2**40), st.integers(0, 3))
def test_growing_leaves_out_no_set_within_the_limit(seed, above):
    field = field_of(build_catalogue(small_problem(seed)))
    ways, count = ways_of(field), len(field.min_days)
    board = board_of(field, np.arange(count))
    nobody, unseen = np.zeros(0, dtype=np.int64), np.zeros(count, dtype=np.int64)
    for size in range(1, min(3, count) + 1):
        exact = {x: exact_z(field, board, x) for x in combinations(range(count), size)}
        limit = sorted(exact.values())[min(above, len(exact) - 1)]
        for way in np.flatnonzero(ways.open).tolist():
            order = np.array([way, *(w for w in range(len(ways.open)) if w != way)])
            found, begin = set(), 0
            while begin < count:
                sets, bounds, begin, _ = grow_sets(
                    field, ways, board, nobody, unseen, order, size, begin, 1, min(limit, TOP - 1)
                )
                found |= {tuple(x) for x in sets.tolist()}
                assert (bounds <= limit).all()
            assert found >= {x for x, z in exact.items() if z <= limit and z < TOP}


@settings(deadline=None)
@given(st.integers(0, 2**40))
def test_no_bound_on_cost_or_travel_exceeds_what_a_week_of_the_set_has(seed):
    problem = small_problem(seed)
    if count_weeks(problem) > 5_000:
        return
    weeks = list(Brute(problem).weeks())
    least = min(week.vector[0] for week in weeks)
    catalogue = build_catalogue(problem)
    field = field_of(catalogue)
    trade, front = trade_ways_of(field), front_of([], range(least, least + 4))
    number = {p.id: i for i, p in enumerate(catalogue.offers.providers)}
    board = board_of(field, np.arange(len(number)))
    values = np.zeros(len(trade.costs), dtype=np.int64)
    anyone = values_with_anyone(field, trade.ways)
    for week in weeks:
        u, _, c, t, _, _ = week.vector
        if not week.providers or u > least + 3:
            continue
        members = np.array(sorted(number[p] for p in week.providers))
        set_values(field, trade.ways, board, members, values)
        for way in range(len(values)):
            added = due(trade, front, u - least, way)
            measured = c if trade.costs[way] else t
            assert values[way] + added <= measured
            if trade.ways.open[way]:
                assert all(anyone[p, way] + added <= measured for p in members)


@settings(deadline=None)
@given(st.integers(0, 2**40), st.integers(1, 3))
def test_a_tag_is_bounded_and_searched_as_the_rows_it_adds(seed, count):
    material = Material(gather_offers(small_problem(seed)), never)
    field = material.field
    # Rows of one provider or pair have the same tag, so that its providers are its holders.
    groups = np.repeat(np.arange(len(field.groups)), np.diff(field.starts))
    tags = groups % (count + 2) - 2
    bounds = material.bounds_by_tag(tags, count)
    without = material.best_of(field, (tags == -1).astype(np.int64), TOP).vector.z
    for group in range(min(len(field.groups), 12)):
        own = np.where(groups == group, 0, np.where(tags == 0, -2, tags))
        low, high = (int(x) for x in field.groups[group, 1:])
        alone = material.tags_opened(own).best(0, [low] if high < 0 else [low, high], without - 1)
        right = material.best_of(field, ((own == -1) | (own == 0)).astype(np.int64), without - 1)
        assert (alone and alone.vector) == (right and right.vector)
    for tag in range(count):
        best = material.best_of(field, ((tags == -1) | (tags == tag)).astype(np.int64), TOP)
        if best.vector.z < without:
            assert bounds[tag] <= best.vector.z


@pytest.mark.parametrize("seed", range(20))
def test_the_week_of_nobody_is_the_empty_week(seed):
    problem = small_problem(seed)
    field = field_of(build_catalogue(problem))
    nobody = np.zeros(0, dtype=np.int64)
    empty = next(week for week in Brute(problem).weeks() if not week.providers)
    least = min(w.z for w in Brute(problem).weeks() if not w.providers)
    assert empty.z >= least == exact_z(field, board_of(field, nobody), nobody)


@settings(deadline=None)
@given(st.integers(0, 2**40))
def test_ways_are_put_in_order_with_an_open_one_first_and_none_lost(seed):
    field = field_of(build_catalogue(small_problem(seed)))
    ways, count = ways_of(field), len(field.min_days)
    board = board_of(field, np.arange(count))
    sets = np.array([[i, -1] for i in range(count)] + [[-1, -1], [count, -1]], dtype=np.int64)
    order = order_of_ways(field, ways, board, sets).tolist()
    assert sorted(order) == list(range(len(ways.first)))
    assert ways.open[order[0]]
