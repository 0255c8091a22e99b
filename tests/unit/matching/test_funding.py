from typing import NamedTuple

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.matching.funding import share_pool


class Claim(NamedTuple):
    """At one provider on one day at most so many slots at a price, or exactly so many."""

    provider: int
    day: int
    most: int
    price: int
    must: bool


class Limits(NamedTuple):
    """Slots a day, a week in all, and a week at a provider."""

    day: int
    pool: int
    week: dict[int, int]


CLAIMS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(0, 2),
        st.integers(0, 4),
        st.sampled_from([0, 100, 150, 170]),
        st.booleans(),
    ),
    max_size=5,
    unique_by=lambda claim: claim[:2],
)


def best_by_trying(claims: list[Claim], limits: Limits) -> int | None:
    """Every split, slot by slot."""
    best = None

    def place(i: int, given: list[int]) -> None:
        nonlocal best
        if i == len(claims):
            if allowed(claims, given, limits):
                saved = sum(n * claim.price for n, claim in zip(given, claims, strict=True))
                best = saved if best is None else max(best, saved)
            return
        low = claims[i].most if claims[i].must else 0
        for n in range(low, claims[i].most + 1):
            place(i + 1, [*given, n])

    place(0, [])
    return best


def allowed(claims: list[Claim], given: list[int], limits: Limits) -> bool:
    """Whether a split keeps every limit."""
    pairs = list(zip(claims, given, strict=True))
    by_day = [sum(n for c, n in pairs if c.day == day) for day in range(3)]
    by_provider = {p: sum(n for c, n in pairs if c.provider == p) for p in range(3)}
    return (
        all(n <= c.most for c, n in pairs)
        and max(by_day) <= limits.day
        and all(by_provider[p] <= cap for p, cap in limits.week.items())
        and sum(given) <= limits.pool
    )


def shared(claims, limits):
    """What the best split saves and gives each claim; None where it is not allowed."""
    most, price, must = (np.zeros((3, 3), dtype=np.int64) for _ in range(3))
    for claim in claims:
        at = claim.provider, claim.day
        most[at], price[at], must[at] = claim.most, claim.price, claim.must
    week = np.array([limits.week.get(p, -1) for p in range(3)])
    slots = np.zeros((3, 3), dtype=np.int64)
    saved = share_pool(most, price, must, week, limits.day, limits.pool, slots)
    return None if saved < 0 else (saved, [int(slots[c.provider, c.day]) for c in claims])


@settings(deadline=None)
@given(
    CLAIMS,
    st.integers(0, 6),
    st.integers(0, 12),
    st.dictionaries(st.integers(0, 2), st.integers(0, 6)),
)
def test_no_split_saves_more(raw, day, pool, week):
    claims = [Claim(*claim) for claim in raw]
    limits = Limits(day, pool, week)
    split = shared(claims, limits)
    right = best_by_trying(claims, limits)
    assert (split and split[0]) == right
    if split is not None:
        assert allowed(claims, split[1], limits)
        assert split[0] == sum(n * c.price for n, c in zip(split[1], claims, strict=True))


def test_the_dearest_slots_are_not_always_first_when_day_and_week_limits_bind():
    # Greedy takes 4 slots of a at £2 on day 0 and blocks b there: 4x200 + 0 = 800. Better: a is
    # funded on day 1 instead (its week limit is 4) and b on day 0: 4x190 + 4x150.
    claims = [
        Claim(provider=0, day=0, most=4, price=200, must=False),
        Claim(provider=0, day=1, most=4, price=190, must=False),
        Claim(provider=1, day=0, most=4, price=150, must=False),
    ]
    split = shared(claims, Limits(day=4, pool=20, week={0: 4}))
    assert split == (4 * 190 + 4 * 150, [0, 4, 4])


def test_claims_that_must_be_met_come_first_even_when_cheap():
    claims = [
        Claim(provider=0, day=0, most=4, price=200, must=False),
        Claim(provider=1, day=0, most=3, price=10, must=True),
    ]
    assert shared(claims, Limits(day=20, pool=4, week={})) == (230, [1, 3])


def test_claims_that_cannot_be_met_make_the_week_impossible():
    claims = [Claim(provider=0, day=0, most=4, price=200, must=True)]
    assert shared(claims, Limits(day=20, pool=3, week={})) is None
    assert shared(claims, Limits(day=3, pool=9, week={})) is None
    assert shared(claims, Limits(day=9, pool=9, week={0: 3})) is None
