"""A day plan may be left out only if another can stand in for it in every week."""

from dataclasses import replace
from itertools import product
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.matching.dayplans import build_catalogue
from hubapp.matching.dominance import undominated
from hubapp.matching.drafts import Drafts
from tests.unit.matching.random_problems import small_problem

DAY_LIMIT = 6


def sites(plans, row):
    """{provider: (most, price, must)} of one day plan."""
    found = {int(plans.p[row]): (plans.most_p[row], plans.price_p[row], bool(plans.must_p[row]))}
    if plans.q[row] >= 0:
        found[int(plans.q[row])] = (plans.most_q[row], plans.price_q[row], bool(plans.must_q[row]))
    return {p: (int(most), int(price), must) for p, (most, price, must) in found.items()}


def splits(plans, row):
    """Every split one day plan may claim, with what the family then pays."""
    offered = sites(plans, row)
    names = sorted(offered)
    ranges = [range(most if must else 0, most + 1) for most, _, must in map(offered.get, names)]
    for given_ in product(*ranges):
        if sum(given_) <= DAY_LIMIT:
            saved = sum(n * offered[p][1] for n, p in zip(given_, names, strict=True))
            yield given_, int(plans.full[row]) - saved


def stands_in(plans, j, k, *, capped):
    """Whether j can take k's place whatever k claims, claiming no more than k does."""
    measures = plans.cover[j] >= plans.cover[k]
    measures &= plans.travel[j] <= plans.travel[k] and plans.handovers[j] <= plans.handovers[k]

    def no_more(mine, theirs):
        if capped:
            return all(a <= b for a, b in zip(mine, theirs, strict=True))
        return sum(mine) <= sum(theirs)

    return measures and all(
        any(no_more(mine, theirs) and cost <= pays for mine, cost in splits(plans, j))
        for theirs, pays in splits(plans, k)
    )


def made_up(rng, size):
    """A group of day plans of two providers in both orders, with numbers close to one another."""
    catalogue = None
    for seed in range(100):  # any catalogue with a row gives the columns their shape
        catalogue = build_catalogue(small_problem(seed))
        if len(catalogue.plans):
            break
    plans = catalogue.plans.pick(np.zeros(size, dtype=np.int64))
    low, high = (np.array([rng.randint(0, 4) for _ in range(size)]) for _ in range(2))
    must = np.array([[rng.random() < 0.15 for _ in range(size)] for _ in range(2)])
    swap = np.array([rng.random() < 0.5 for _ in range(size)])
    prices = [np.array([rng.choice([2, 10, 10, 20]) for _ in range(size)]) for _ in range(2)]
    columns = {
        "p": swap.astype(np.int64),
        "q": 1 - swap.astype(np.int64),
        "cover": np.array([rng.choice([6, 6, 7]) for _ in range(size)]),
        "full": np.array([rng.choice([50, 60, 70, 80, 90]) for _ in range(size)]),
        "travel": np.array([rng.choice([3, 3, 4]) for _ in range(size)]),
        "handovers": np.array([rng.choice([1, 1, 2]) for _ in range(size)]),
        "most_p": low,
        "most_q": np.minimum(high, DAY_LIMIT - np.where(must[0], low, 0)),
        "price_p": prices[0],
        "price_q": prices[1],
        "must_p": must[0],
        "must_q": must[1],
    }
    drafts = plans.drafts
    kept = {name: getattr(plans, name) for name in ("day", "travel_pence")}
    assert isinstance(drafts, Drafts)
    return type(plans)(drafts=drafts, **kept, **columns)


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.booleans())
def test_what_is_left_out_has_a_stand_in(rng, capped):
    plans = made_up(rng, 9)
    kept = undominated(plans, np.arange(9), DAY_LIMIT, capped=capped).tolist()
    assert kept
    for k in set(range(9)) - set(kept):
        assert any(stands_in(plans, j, k, capped=capped) for j in kept)


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_twins_leave_one(rng):
    plans = made_up(rng, 1).pick(np.zeros(3, dtype=np.int64))
    assert undominated(plans, np.arange(3), DAY_LIMIT, capped=True).tolist() == [0]


def test_saving_as_much_in_the_end_is_not_enough():
    # The first is £10 cheaper, but the second's first two slots save 20 each: with two slots of
    # funding it costs 30, the first 40; with four, 26 and 20.
    plans = replace(
        made_up(Random(0), 2),
        cover=np.array([6, 6]),
        travel=np.array([3, 3]),
        handovers=np.array([1, 1]),
        full=np.array([60, 70]),
        p=np.array([0, 0]),
        q=np.array([1, 1]),
        most_p=np.array([4, 2]),
        price_p=np.array([10, 20]),
        most_q=np.array([0, 2]),
        price_q=np.array([2, 2]),
        must_p=np.array([False, False]),
        must_q=np.array([False, False]),
    )
    assert undominated(plans, np.arange(2), DAY_LIMIT, capped=False).tolist() == [0, 1]
    cheaper = replace(plans, full=np.array([50, 70]))
    assert undominated(cheaper, np.arange(2), DAY_LIMIT, capped=False).tolist() == [0]
