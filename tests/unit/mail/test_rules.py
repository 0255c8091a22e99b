from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hubapp.mail.rules import WHILE_SENDING, next_try

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_waits_grow_over_three_days_and_then_it_is_given_up() -> None:
    waits: list[timedelta] = []
    while (then := next_try(len(waits) + 1, NOW)) is not None:
        waits.append(then - NOW)
    assert waits[0] == timedelta(minutes=1)
    assert all(shorter <= longer for shorter, longer in pairwise(waits))
    assert timedelta(days=2) < sum(waits, timedelta()) < timedelta(days=4)


def test_nobody_else_tries_while_a_slow_server_may_still_answer() -> None:
    assert timedelta(minutes=2) < WHILE_SENDING
