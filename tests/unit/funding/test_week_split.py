"""Sharing a week's funded minutes over its stays: against every other way to share them."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.funding.booking import BookedWeek, Fundable, ProviderLimit
from hubapp.funding.dated import figures_on
from hubapp.funding.delivery import Delivery, fundable_minutes
from hubapp.funding.week_split import CannotBeFundedError, share_week
from tests.unit.funding.weeks import HOUR, stay

LIMITS = figures_on(Delivery, date(2026, 11, 22))


def shared(*stays, hours: float = 30, **more) -> list[float]:
    """Funded hours of each stay."""
    week = BookedWeek(stays=stays, funded_minutes=int(hours * HOUR), **more)
    return [minutes / HOUR for minutes in share_week(week, LIMITS)]


def test_the_dearest_hour_is_funded_first() -> None:
    assert shared(stay("minder", 0, 13, 18, 550), stay("nursery", 0, 8, 13, 800), hours=6) == [1, 5]


def test_equal_prices_go_to_the_earliest_day_however_listed() -> None:
    monday, friday = stay("a", 0, 9, 12, 600), stay("a", 4, 9, 12, 600)
    assert shared(monday, friday, hours=4) == [3, 1]
    assert shared(friday, monday, hours=4) == [1, 3]


def test_r21_no_more_than_ten_hours_of_a_day() -> None:
    assert shared(stay("nursery", 0, 7, 14, 800), stay("minder", 0, 14, 19, 550)) == [7, 3]


def test_r22_nothing_before_six_or_after_eight() -> None:
    assert shared(stay("minder", 0, 5.5, 8.5, 500), stay("minder", 1, 19, 21, 500)) == [2.5, 1]


def test_r23_the_two_sites_that_save_most_are_funded() -> None:
    three = [stay("a", 1, 8, 9, 900), stay("b", 1, 9, 12, 400), stay("c", 1, 12, 15, 500)]
    assert shared(*three) == [0, 3, 3]
    assert shared(*three, stay("a", 2, 8, 9, 900)) == [0, 3, 3, 1]


def test_r24_a_council_may_limit_the_providers() -> None:
    week = [stay("a", 0, 8, 10, 900), stay("b", 1, 8, 12, 400), stay("c", 2, 8, 11, 500)]
    assert shared(*week, most_providers=2) == [2, 4, 0]
    assert shared(*week, most_providers=1) == [2, 0, 0]


def test_a_provider_may_give_few_hours_a_day_or_a_week() -> None:
    week = [stay("a", 0, 8, 12, 900), stay("a", 1, 8, 12, 900), stay("b", 1, 12, 16, 500)]
    by_day = {"a": ProviderLimit(minutes_a_day=3 * HOUR)}
    assert shared(*week, provider_limits=by_day) == [3, 3, 4]
    by_week = {"a": ProviderLimit(minutes_a_week=5 * HOUR)}
    assert shared(*week, provider_limits=by_week) == [4, 1, 4]


def test_dearest_first_is_wrong_where_a_day_and_a_providers_week_both_bind() -> None:
    # A gives six funded hours a week, Monday has room for ten. Dearest first spends A's six on
    # Monday, where B's then have room for four: £86 saved. Four of A's and six of B's fill Monday
    # as well, and leave two of A's for Tuesday.
    week = [
        stay("a", 0, 7, 13, 900),
        stay("b", 0, 13, 19, 800),
        stay("a", 1, 7, 13, 890),
    ]
    limits = {"a": ProviderLimit(minutes_a_week=6 * HOUR)}
    found = shared(*week, provider_limits=limits)
    saved = sum(hours * price for hours, price in zip(found, (900, 800, 890), strict=True))
    assert (found, saved) == ([4, 6, 2], 101_80)


def test_funded_only_comes_first_however_cheap() -> None:
    week = [stay("school", 0, 9, 12, 100, Fundable.ONLY), stay("nursery", 1, 8, 13, 800)]
    assert shared(*week, hours=4) == [3, 1]


@pytest.mark.parametrize(
    "week",
    [
        [stay("a", 0, 5, 9, 100, Fundable.ONLY)],
        [stay("a", 0, 8, 18.5, 100, Fundable.ONLY)],
        [stay("a", day, 8, 16, 100, Fundable.ONLY) for day in range(4)],
        [stay(name, 0, 8 + n, 9 + n, 100, Fundable.ONLY) for n, name in enumerate("abc")],
    ],
)
def test_funded_only_that_cannot_be_funded_is_no_week(week) -> None:
    with pytest.raises(CannotBeFundedError):
        shared(*week)


def test_too_many_funded_only_providers_are_no_week() -> None:
    week = [stay("a", 0, 8, 9, 1, Fundable.ONLY), stay("b", 1, 8, 9, 1, Fundable.ONLY)]
    with pytest.raises(CannotBeFundedError, match="More places are funded only"):
        shared(*week, most_providers=1)


def test_a_child_is_in_one_place_at_a_time() -> None:
    with pytest.raises(ValueError, match="Monday: 8am to 12 noon and 11am to 1pm"):
        BookedWeek(stays=(stay("a", 0, 8, 12, 1), stay("b", 0, 11, 13, 1)))


def test_nobody_shares_hours_over_four_places_a_day() -> None:
    with pytest.raises(ValueError, match="Monday has 4 places"):
        BookedWeek(stays=tuple(stay(name, 0, 8 + n, 9 + n, 1) for n, name in enumerate("abcd")))


def test_a_stay_over_midnight_is_none() -> None:
    with pytest.raises(ValueError, match="not a band of one day"):
        stay("a", 0, 22, 26, 500)


# --- against every other way --------------------------------------------------------------------


def random_week(seed: int) -> BookedWeek:
    """Up to five stays of one to four hours; limits small enough to bind, now and then several."""
    rng = random.Random(seed)
    stays = []
    for day in range(rng.choice([1, 2, 3])):
        at = rng.choice([5, 7, 12])
        for name in rng.sample("abc", rng.choice([1, 2, 3])):
            hours = rng.choice([1, 2, 3, 4])
            fundable = rng.choice([*[Fundable.YES] * 5, Fundable.NO, Fundable.ONLY])
            price = Fraction(rng.choice([300, 500, 510, 700, 1000]), rng.choice([1, 1, 3]))
            stays.append(stay(name, day, at, at + hours, price, fundable))
            at += hours
    rng.shuffle(stays)
    limits = {
        name: ProviderLimit(
            minutes_a_day=rng.choice([None, None, HOUR, 2 * HOUR]),
            minutes_a_week=rng.choice([None, 2 * HOUR, 3 * HOUR]),
        )
        for name in "abc"
    }
    return BookedWeek(
        stays=tuple(stays[:5]),
        funded_minutes=rng.choice([0, 2, 3, 5, 8, 30]) * HOUR,
        provider_limits=limits,
        most_providers=rng.choice([None, None, 1, 2]),
    )


SMALL_DAYS = replace(LIMITS, day_minutes=5 * HOUR)


@settings(deadline=None)
@given(st.integers(0, 100_000))
def test_no_other_way_to_share_saves_more(seed: int) -> None:
    week = random_week(seed)
    ways = [_saved(week, way) for way in _ways(week, SMALL_DAYS)]
    if not ways:
        with pytest.raises(CannotBeFundedError):
            share_week(week, SMALL_DAYS)
        return
    found = share_week(week, SMALL_DAYS)
    assert _is_allowed(week, found, SMALL_DAYS)
    assert _saved(week, found) == max(ways)


@settings(deadline=None)
@given(st.integers(0, 100_000), st.randoms(use_true_random=False))
def test_the_order_of_stays_changes_nothing(seed: int, rng: random.Random) -> None:
    week = random_week(seed)
    order = rng.sample(range(len(week.stays)), len(week.stays))
    try:
        found = share_week(week, SMALL_DAYS)
    except CannotBeFundedError:
        return
    shuffled = share_week(replace(week, stays=tuple(week.stays[i] for i in order)), SMALL_DAYS)
    assert [found[i] for i in order] == shuffled


def _ways(week: BookedWeek, limits: Delivery) -> Iterator[list[int]]:
    """Every way in whole hours: limits are whole hours, and so is some best way."""
    for hours in product(*(range(one.minutes // HOUR + 1) for one in week.stays)):
        way = [count * HOUR for count in hours]
        if _is_allowed(week, way, limits):
            yield way


def _is_allowed(week: BookedWeek, way: list[int], limits: Delivery) -> bool:
    of_day, of_provider, of_visit = Counter(), Counter(), Counter()
    sites = defaultdict(set)
    for one, minutes in zip(week.stays, way, strict=True):
        most = sum(fundable_minutes(band, limits) for band in one.bands)
        if minutes > (0 if one.fundable is Fundable.NO else most):
            return False
        if one.fundable is Fundable.ONLY and minutes != one.minutes:
            return False
        of_day[one.weekday] += minutes
        of_provider[one.provider] += minutes
        of_visit[one.provider, one.weekday] += minutes
        if minutes:
            sites[one.weekday].add(one.provider)
    used = {name for name, minutes in of_provider.items() if minutes}
    return (
        sum(way) <= week.funded_minutes
        and all(minutes <= limits.day_minutes for minutes in of_day.values())
        and all(len(names) <= limits.sites_a_day for names in sites.values())
        and (week.most_providers is None or len(used) <= week.most_providers)
        and all(
            minutes <= _or(week.provider_limits[name].minutes_a_week)
            for name, minutes in of_provider.items()
        )
        and all(
            minutes <= _or(week.provider_limits[name].minutes_a_day)
            for (name, _), minutes in of_visit.items()
        )
    )


def _or(limit: int | None) -> int:
    return 10_000 if limit is None else limit


def _saved(week: BookedWeek, way: list[int]) -> Fraction:
    pairs = zip(week.stays, way, strict=True)
    return sum((one.pence_an_hour * minutes for one, minutes in pairs), Fraction(0))
