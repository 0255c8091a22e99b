"""A day plan may be left out only if another can stand in for it in every week."""

import random
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.matching import pricing as d
from hubapp.matching.dayplans import build_catalogue
from hubapp.matching.field import field_of
from hubapp.matching.thinning import thin_group
from tests.unit.matching.random_problems import small_problem

DAY_LIMIT = 6


def sites(row):
    """{provider: (most, price, must)} of one day plan."""
    found = {row[d.P]: (row[d.MOST_P], row[d.PRICE_P], bool(row[d.MUST_P]))}
    if row[d.Q] >= 0:
        found[row[d.Q]] = (row[d.MOST_Q], row[d.PRICE_Q], bool(row[d.MUST_Q]))
    return {int(p): (int(most), int(price), must) for p, (most, price, must) in found.items()}


def splits(row):
    """Every split one day plan may claim, with what the family then pays."""
    offered = sites(row)
    names = sorted(offered)
    ranges = [range(most if must else 0, most + 1) for most, _, must in map(offered.get, names)]
    for given_ in product(*ranges):
        if sum(given_) <= DAY_LIMIT:
            saved = sum(n * offered[p][1] for n, p in zip(given_, names, strict=True))
            yield given_, int(row[d.FULL]) - saved


def stands_in(j, k, *, capped):
    """Whether j can take k's place whatever k claims, claiming no more than k does."""
    measures = j[d.COVER] >= k[d.COVER]
    measures &= j[d.TRAVEL] <= k[d.TRAVEL] and j[d.HANDOVERS] <= k[d.HANDOVERS]

    def no_more(mine, theirs):
        if capped:
            return all(a <= b for a, b in zip(mine, theirs, strict=True))
        return sum(mine) <= sum(theirs)

    return measures and all(
        any(no_more(mine, theirs) and cost <= pays for mine, cost in splits(j))
        for theirs, pays in splits(k)
    )


def made_up(rng, size):
    """A group of day plans of two providers in both orders, with numbers close to one another."""
    rows = np.zeros((size, d.WIDTH), dtype=np.int64)
    for row in rows:
        swapped = rng.random() < 0.5
        row[d.P], row[d.Q] = (1, 0) if swapped else (0, 1)
        row[d.LOW], row[d.HIGH] = 0, 1
        row[d.MUST_P], row[d.MUST_Q] = rng.random() < 0.15, rng.random() < 0.15
        row[d.MOST_P] = rng.randint(0, 4)
        row[d.MOST_Q] = min(rng.randint(0, 4), DAY_LIMIT - (row[d.MOST_P] if row[d.MUST_P] else 0))
        row[d.PRICE_P], row[d.PRICE_Q] = rng.choice([2, 10, 10, 20]), rng.choice([2, 10, 10, 20])
        row[d.COVER], row[d.FULL] = rng.choice([6, 6, 7]), rng.choice([50, 60, 70, 80, 90])
        row[d.TRAVEL], row[d.HANDOVERS] = rng.choice([3, 3, 4]), rng.choice([1, 1, 2])
    return rows


@cache
def any_field():
    """The field of some problem, to be given other day plans."""
    return field_of(build_catalogue(small_problem(1)))


def kept_of(rows, *, capped):
    """The numbers of the rows that are kept, as one group of two providers."""
    field = any_field()._replace(
        rows=rows,
        starts=np.array([0, len(rows)]),
        groups=np.array([[0, 0, 1]]),
        thin=np.zeros(1, dtype=np.int64),
        dropped=np.zeros(len(rows), dtype=np.int64),
        week_caps=np.array([9 if capped else -1, -1]),
        day_limit=DAY_LIMIT,
    )
    thin_group(field, 0)
    return np.flatnonzero(field.dropped == 0).tolist()


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.booleans())
def test_what_is_left_out_has_a_stand_in(rng, capped):
    rows = made_up(rng, 9)
    kept = kept_of(rows, capped=capped)
    assert kept
    for k in set(range(9)) - set(kept):
        assert any(stands_in(rows[j], rows[k], capped=capped) for j in kept)


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_twins_leave_one(rng):
    twins = np.repeat(made_up(rng, 1), 3, axis=0)
    assert kept_of(twins, capped=True) == [0]


def test_saving_as_much_in_the_end_is_not_enough():
    # The first is £10 cheaper, but the second's first two slots save 20 each: with two slots of
    # funding it costs 30, the first 40; with four, 26 and 20.
    rows = np.zeros((2, d.WIDTH), dtype=np.int64)
    rows[:, d.Q] = rows[:, d.HIGH] = 1
    rows[:, d.COVER], rows[:, d.TRAVEL], rows[:, d.HANDOVERS] = 6, 3, 1
    rows[:, d.FULL] = 60, 70
    rows[:, d.MOST_P], rows[:, d.PRICE_P] = (4, 2), (10, 20)
    rows[:, d.MOST_Q], rows[:, d.PRICE_Q] = (0, 2), (2, 2)
    assert kept_of(rows, capped=False) == [0, 1]
    rows[0, d.FULL] = 50
    assert kept_of(rows, capped=False) == [0]
    # Of the second's slots three save 30 each, then one saves 20; the first's save 25 each. With
    # three slots the second saves 15 more, with one 5, with four 10: a difference of 12 is short.
    rows[:, d.FULL] = 60, 72
    rows[:, d.MOST_P], rows[:, d.PRICE_P] = (0, 3), (1, 30)
    rows[:, d.MOST_Q], rows[:, d.PRICE_Q] = (5, 1), (25, 20)
    assert kept_of(rows, capped=False) == [0, 1]
    rows[0, d.FULL] = 57
    assert kept_of(rows, capped=False) == [0]


def pairs(rng, count):
    """Pairs of day plans that differ in what may be funded, and a little in price."""
    rows = np.zeros((2 * count, d.WIDTH), dtype=np.int64)
    rows[:, d.Q] = rows[:, d.HIGH] = 1
    for row in rows:
        row[d.MOST_P], row[d.MOST_Q] = rng.randint(0, 5), rng.randint(0, 5)
        row[d.PRICE_P], row[d.PRICE_Q] = rng.randint(1, 3), rng.randint(1, 3)
        row[d.FULL] = 30 + rng.randint(0, 6)
    for one, two in zip(rows[::2], rows[1::2], strict=True):
        if rng.random() < 0.3:
            one[d.MUST_P] = two[d.MUST_P] = 1
            one[d.MOST_P] = two[d.MOST_P] = rng.randint(1, 3)
            one[d.MOST_Q], two[d.MOST_Q] = rng.randint(0, 3), rng.randint(0, 3)
    return rows


@pytest.mark.parametrize("capped", [True, False])
@pytest.mark.parametrize("seed", range(12))
def test_of_two_that_differ_by_little_the_one_left_out_has_a_stand_in(seed, capped):
    rows = pairs(random.Random(f"pairs-{seed}"), 120)
    left_out = 0
    for at in range(0, len(rows), 2):
        two = rows[at : at + 2]
        kept = kept_of(two, capped=capped)
        assert kept
        if kept != [0, 1]:
            left_out += 1
            assert stands_in(two[kept[0]], two[1 - kept[0]], capped=capped)
    assert left_out
