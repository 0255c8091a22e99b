"""Problems full of ties, with short lists: where the order of equals and a full list count."""

import random
from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pytest

from hubapp.matching import Funded, Link, Mode, Weights, solve
from hubapp.matching import pricing as d
from hubapp.matching.field import saved_by_funding
from tests.unit.matching.brute_force import Brute
from tests.unit.matching.cases import hourly, problem, provider, session
from tests.unit.matching.random_problems import small_problem
from tests.unit.matching.test_rules import best
from tests.unit.matching.test_seeds import agree, case, parts, small_ones


def tied(seed):
    """A small problem in which prices, ways and weights are few and small."""
    rng = random.Random(f"ties-{seed}")
    made = small_problem(seed + 1_000_000)

    def priced(offered):
        return replace(
            offered,
            price_pence=rng.choice([0, 10, 20]),
            extra_pence=rng.choice([0, 0, 10]),
            funded=rng.choice([Funded.YES, Funded.YES, Funded.ONLY, Funded.NO]),
        )

    providers = tuple(
        replace(
            p,
            sessions=tuple(priced(x) for x in p.sessions),
            location=rng.choice([(0, 0), (20, 0), (40, 0), (200, 0)]),
            funded_cap_week_slots=rng.choice([None, None, 3, 6]),
            min_days=rng.choice([1, 1, 1, 2]),
        )
        for p in made.providers
    )
    need = replace(
        made.need,
        home=(0, 0),
        work=None,
        funded_slots=rng.choice([2, 5, 7, 9]),
        max_providers=rng.choice([2, 3]),
        weights=Weights(
            travel_pence_per_km=rng.choice([0, 100]),
            provider_pence=rng.choice([0, 10]),
            handover_pence=rng.choice([0, 10]),
        ),
        list_length=rng.choice([1, 2, 3]),
        slack_slots=rng.choice([0, 1, 2]),
    )
    return replace(made, need=need, providers=providers)


@cache
def best_of_sets(seed):
    """The least vector of every set of providers, by trying everything."""
    least = {}
    for week in Brute(tied(seed)).weeks():
        least[week.providers] = min(week.vector, least.get(week.providers, week.vector))
    return least


@pytest.mark.parametrize("seed", small_ones(tied, 160))
def test_of_equals_the_best_are_listed(seed):
    agree(*case(tied, seed))
    for item in solve(tied(seed), sets=True).sets:
        assert parts(item.plan.vector) == best_of_sets(seed)[frozenset(item.plan.providers)]


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"mode": Mode.ANY_DAYS, "days_wanted": 3},
        {"mode": Mode.ANY_HOURS, "slots_wanted": 18},
    ],
)
@pytest.mark.parametrize("room", [1, 2, 3, 5, 8])
@pytest.mark.parametrize("first", [(5, 3, 2), (2, 5, 3), (3, 2, 5), (5, 2, 3)])
def test_a_list_that_is_full_still_takes_what_is_better(first, room, asked):
    """One provider, three sessions on each of three days, which differ by pence."""
    pence = {0: first, 2: (9, 1, 4), 4: (0, 20, 8)}
    offered = [
        session(10 * on + n, on, 18, 24, extra_pence=x)
        for on, each in pence.items()
        for n, x in enumerate(each)
    ]
    spans = dict.fromkeys(pence, ((18, 24),))
    case = problem(provider("a", *offered), intervals=spans, list_length=room, **asked)
    right = sorted(1800 + sum(each) for each in product(*pence.values()))
    assert list(solve(case, plans=True).plans) == right[:room]


def test_of_equal_totals_the_best_is_found_among_many():
    """Fifteen at the door for 600, and one for 599 and a penny's way, the last to be looked at."""
    near = [provider(f"n{n:02}", session(0, 0, 18, 24)) for n in range(15)]
    far = provider("z", session(0, 0, 18, 24, price_pence=99, extra_pence=5), location=(100, 0))
    weights = Weights(travel_pence_per_km=2, provider_pence=0, handover_pence=0)
    for length in (1, 16):
        case = problem(*near, far, weights=weights, list_length=length)
        assert best(case).vector.trade == (0, 599, 5, 1, 0)


def test_of_equal_totals_fewer_providers_come_before_fewer_handovers():
    """a and b share Monday and need a handover; c, d and e are one more, without any."""
    spans = dict.fromkeys((0, 2, 4), ((18, 24),))
    a = provider(
        "a",
        session(0, 0, 18, 21),
        session(1, 2, 18, 24),
        session(2, 4, 18, 24),
        min_days=3,
        links=(Link(other="b"),),
    )
    b = provider("b", session(0, 0, 21, 24))
    others = [provider(x, session(0, on, 18, 24)) for x, on in zip("cde", spans, strict=True)]
    vector = best(problem(a, b, *others, intervals=spans)).vector
    assert vector.trade == (0, 1800, 0, 2, 1)


# --- of equal totals: cost, then travel, then providers, then handovers --------------------------


def test_a_penny_less_of_cost_comes_before_all_travel():
    """100 m are 5 hm a day, at 2p a kilometre one penny: both weeks come to 600."""
    cheap = provider("a", session(0, 0, 18, 24, price_pence=99, extra_pence=5), location=(100, 0))
    near = provider("b", session(0, 0, 18, 24))
    weights = Weights(travel_pence_per_km=2, provider_pence=0, handover_pence=0)
    assert best(problem(cheap, near, weights=weights)).vector.trade == (0, 599, 5, 1, 0)


def test_a_hundred_metres_less_come_before_providers_and_handovers():
    near = provider("c", session(0, 0, 18, 24), location=(20, 0))
    a = provider("a", session(0, 0, 18, 21), links=(Link(other="b"),))
    b = provider("b", session(0, 0, 21, 24))
    assert best(problem(near, a, b)).vector.trade == (0, 600, 0, 2, 1)


def test_fewer_providers_come_before_two_handovers_a_day():
    """a before and after b every day, or c, d and e a day each: £5 a day either way."""
    spans = dict.fromkeys((0, 2, 4), ((18, 24),))
    a = provider("a", *(hourly(on, on, 18, 24) for on in spans), links=(Link(other="b"),))
    b = provider("b", *(session(on, on, 20, 22, price_pence=50) for on in spans))
    others = [
        provider(name, session(0, on, 18, 24, price_pence=80, extra_pence=20))
        for name, on in zip("cde", spans, strict=True)
    ]
    vector = best(problem(a, b, *others, intervals=spans)).vector
    assert vector.trade == (0, 1500, 0, 2, 6)


# --- what a day plan saves when funded slots are charged -----------------------------------------


@pytest.mark.parametrize("musts", [(0, 0), (1, 0), (0, 1)])
@pytest.mark.parametrize("mosts", [(3, 3), (4, 1), (1, 4), (0, 3), (2, 0)])
def test_a_day_plan_saves_the_most_that_ten_hours_allow(mosts, musts):
    """Of all splits within five slots a day; stays funded only are funded whatever it costs."""
    row = np.zeros((1, d.WIDTH), dtype=np.int64)
    row[0, [d.MOST_P, d.MOST_Q]], row[0, [d.MUST_P, d.MUST_Q]] = mosts, musts
    for prices in product((3, 5, 8), repeat=2):
        for charges in product((0, 4, 9), repeat=2):
            row[0, [d.PRICE_P, d.PRICE_Q]] = prices
            splits = product(
                *(range(n if must else 0, n + 1) for n, must in zip(mosts, musts, strict=True))
            )
            worth = [price - charge for price, charge in zip(prices, charges, strict=True)]
            most = max(x * worth[0] + y * worth[1] for x, y in splits if x + y <= 5)
            assert saved_by_funding(row, 0, 5, *charges) == most
