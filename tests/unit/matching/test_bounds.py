"""Bounds audited directly: equal answers alone do not show that a bound is never too high."""

import random
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.matching import pricing as d
from hubapp.matching.bounds import (
    Scratch,
    board_of,
    order_of_ways,
    scratch_for,
    set_bound,
    set_values,
    values_with_anyone,
)
from hubapp.matching.dayplans import build_catalogue
from hubapp.matching.field import choices_of, field_of
from hubapp.matching.growth import grow_sets
from hubapp.matching.ranking import TOP
from hubapp.matching.search import Search
from hubapp.matching.setweek import best_weeks
from hubapp.matching.stop import never
from hubapp.matching.tagbounds import (
    UNTAGGED,
    tagged_with_anyone,
    weigh_tags,
    weighed_by_tag,
    with_tag_and_duty,
)
from hubapp.matching.taggrowth import grow_tagged
from hubapp.matching.tagsearch import TagSearch
from hubapp.matching.trade import front_of
from hubapp.matching.tradeways import due, trade_ways_of
from hubapp.matching.ways import ways_of
from tests.unit.matching.brute_force import Brute, count_weeks
from tests.unit.matching.random_problems import small_problem

EVERYTHING = 1 << 60
NOBODY = np.zeros(0, dtype=np.int64)


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


def tagged_rows(field, rng, *, once):
    """A tag for each row or -1, and who is in all rows of a tag; those of one day if `once`."""
    rows = field.rows
    lead = {p for p in range(len(field.min_days)) if rng.random() < 0.5}
    tags, holders = np.full(len(rows), UNTAGGED), []
    numbers = {}
    for i in range(len(rows)):
        low, high, day = rows[i, d.LOW], rows[i, d.HIGH], rows[i, d.DAY]
        who = (low, high) if not once else (low, -1) if low in lead else (high, -1)
        if (who[0] in lead) if once else (high >= 0 and {low, high} & lead):
            key = (*who, day if once else -1)
            if key not in numbers:
                numbers[key] = len(holders)
                holders.append(who)
            tags[i] = numbers[key]
    return tags, np.array(holders, dtype=np.int64).reshape(-1, 2)


def with_tag(field, tags, tag, *, once):
    """The field of untagged rows and those of a tag; on its day nothing else can serve."""
    dropped = (tags != UNTAGGED) & (tags != tag)
    if not once:
        return field._replace(thin=np.zeros_like(field.thin), dropped=dropped.astype(np.int64))
    day = field.rows[tags == tag, d.DAY][0]
    dropped |= (tags == UNTAGGED) & (field.rows[:, d.DAY] == day)
    held = field.held.copy()
    held[day] = 1
    return field._replace(
        thin=np.zeros_like(field.thin),
        dropped=dropped.astype(np.int64),
        held=held,
        choices=choices_of(held, None if field.kept < 0 else field.kept),
    )


def exact_with_tags(field, board, tags, holders, *, once):
    """Z of the best week with a tag of each set of up to three, by (set, tag)."""
    places = range(len(board.who))
    every = [x for n in (1, 2, 3) for x in combinations(places, n)]
    free = field._replace(dropped=(tags != UNTAGGED).astype(np.int64))
    without = {x: exact_z(free, board, x) for x in every}
    exact = {}
    for tag in range(len(holders)):
        opened = with_tag(field, tags, tag, once=once)
        for x in every:
            z = exact_z(opened, board, x)
            if z < TOP and (once or z < without[x]):
                exact[x, tag] = z
    return exact


def grown_with_tags(field, ways, tagged, board, order, limit):
    """The bounds of what growing leaves, by (set, tag)."""
    found, count = {}, len(board.who)
    for size in range(1, min(3, count) + 1):
        begin = 0
        while begin < count:
            sets, begin = grow_tagged(
                field, ways, tagged, board, NOBODY, order, size, begin, 1, limit
            )
            pairs, bounds = weigh_tags(field, ways, tagged, board, sets, order, limit)
            for (n, tag), bound in zip(pairs.tolist(), bounds.tolist(), strict=True):
                found[tuple(sets[n].tolist()), tag] = bound
    return found


@settings(deadline=None)
@given(st.integers(0, 2**40), st.integers(0, 3), st.booleans())
def test_no_set_that_a_tag_helps_is_left_out(seed, above, once):
    field = field_of(build_catalogue(small_problem(seed)))
    board = board_of(field, np.arange(len(field.min_days)))
    tags, holders = tagged_rows(field, random.Random(seed), once=once)
    ways, tagged = weighed_by_tag(field, tags, holders, once=once)
    free = field._replace(dropped=(tags != UNTAGGED).astype(np.int64))
    anyone = tagged_with_anyone(free, ways, tagged).max(axis=1)
    exact = exact_with_tags(field, board, tags, holders, once=once)
    for (chosen, _), z in exact.items():
        assert all(anyone[p] + field.further * (len(chosen) - 1) <= z for p in chosen)
    limit = sorted([*exact.values(), TOP - 1])[min(above, len(exact))]
    within = {x: z for x, z in exact.items() if z <= limit}
    for way in np.flatnonzero(ways.open).tolist():
        order = np.array([way, *(w for w in range(len(ways.open)) if w != way)])
        found = grown_with_tags(free, ways, tagged, board, order, limit)
        assert all(found[x] <= z for x, z in within.items())


@settings(deadline=None)
@given(st.integers(0, 2**40), st.booleans())
def test_a_tag_is_bounded_and_searched_as_the_rows_it_adds(seed, once):
    catalogue = build_catalogue(small_problem(seed))
    field = field_of(catalogue)
    tags, holders = tagged_rows(field, random.Random(seed), once=once)
    free = field._replace(dropped=(tags != UNTAGGED).astype(np.int64))
    limit = best_of(catalogue, free, TOP) - 1
    search = TagSearch(catalogue, field, tags, holders, never, once=once)
    bounds, right = search.bounds(limit), []
    for tag in range(len(holders)):
        opened = field._replace(dropped=((tags != UNTAGGED) & (tags != tag)).astype(np.int64))
        z = best_of(catalogue, opened, limit)
        right += [z] if z <= limit else []
        plan = search.best(tag, limit) if bounds[tag] <= limit else None
        assert (plan.vector.z if plan else TOP) == z
        assert bounds[tag] <= z or z == TOP
        if once and bounds[tag] <= limit:
            used = best_of(catalogue, with_tag(field, tags, tag, once=True), limit)
            assert search.is_used(tag, limit) == (used <= limit)
    lower = search.first_limit(2, limit)
    assert lower == limit or (lower >= sorted(right)[1] and lower in right)


def best_of(catalogue, field, limit):
    """Z of the best week of what is open, TOP if it is above the limit."""
    field = field._replace(thin=np.zeros_like(field.thin), dropped=field.dropped.copy())
    ranking = Search(catalogue, field, ways_of(field), never).best_sets(1, limit)
    return int(ranking.worth[0, 0]) if ranking.tally[0] else TOP


DAYS = st.integers(1, 4)
PENCE = st.integers(0, 50)


@settings(deadline=None)
@given(st.data(), DAYS, st.booleans())
def test_the_bound_with_a_tag_and_minimum_days_is_what_trying_every_week_finds(data, days, once):
    def pence():
        return np.array([data.draw(PENCE) for _ in range(days)])

    # One's own rows are among everybody's.
    mine, mine_opened = pence(), pence()
    best, opened = np.minimum(pence(), mine), np.minimum(pence(), mine_opened)
    count, least = data.draw(st.integers(1, days)), data.draw(st.integers(1, days))
    choices = np.array(list(combinations(range(days), count)))
    free, tagged = (
        Scratch(all_rows, own.reshape(1, -1), np.empty((0, 0, 0)), np.empty(days, dtype=np.int64))
        for all_rows, own in ((best, mine), (opened, mine_opened))
    )
    bound = with_tag_and_duty(choices, free, tagged, 0, least, int(once))
    weeks = []
    for chosen in choices.tolist():
        for served in product(((0, 0), (0, 1), (1, 0), (1, 1)), repeat=count):
            by_tag, by_me = (sum(x[i] for x in served) for i in (0, 1))
            if by_me >= least and (by_tag == 1 if once else by_tag >= 1):
                tables = ((best, mine), (opened, mine_opened))
                weeks.append(
                    sum(int(tables[t][m][x]) for x, (t, m) in zip(chosen, served, strict=True))
                )
    right = min(weeks, default=None)
    if right is None:
        assert bound > 50 * days
    elif once:
        assert bound == right
    else:
        assert bound <= right


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
