from datetime import timedelta

from hubapp.availability.freshness import bars_of, share_out
from hubapp.availability.models import FreshnessDay
from hubapp.availability.rules import USUAL, Patience
from tests.village import TODAY


def ago(days: int, *, fresh: int, places: int = 10) -> FreshnessDay:
    return FreshnessDay(day=TODAY - timedelta(days=days), places=places, fresh=fresh)


def test_what_nobody_confirmed_counts_as_stale() -> None:
    days = {0: 1, 14: 2, 15: 4, 28: 8, 29: 16}
    counts = {TODAY - timedelta(days=age): number for age, number in days.items()}
    shares = share_out({**counts, None: 32}, TODAY, USUAL)
    assert (shares.places, shares.fresh, shares.ageing, shares.stale) == (63, 3, 12, 48)
    assert shares.percent_fresh == 4
    assert share_out(counts, TODAY, Patience(15, 15)).fresh == 7


def test_all_but_one_is_not_all() -> None:
    assert share_out({TODAY: 999, None: 1}, TODAY, USUAL).percent_fresh == 99
    assert share_out({TODAY: 999}, TODAY, USUAL).percent_fresh == 100
    assert share_out({}, TODAY, USUAL).percent_fresh == 0


def test_a_week_is_as_fresh_as_its_last_day_and_a_missing_one_is_a_gap() -> None:
    noted = [ago(55, fresh=1), ago(13, fresh=2), ago(8, fresh=5), ago(0, fresh=10)]
    bars = bars_of(noted, TODAY)
    assert [bar.percent for bar in bars] == [10, None, None, None, None, None, 50, 100]
    assert [bar.weeks_ago for bar in bars] == [7, 6, 5, 4, 3, 2, 1, 0]
    assert [(bar.y, bar.height) for bar in bars[-2:]] == [(30, 30), (0, 60)]
