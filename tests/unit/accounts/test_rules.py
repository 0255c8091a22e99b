from datetime import UTC, datetime, timedelta

import pytest

from hubapp.accounts.rules import code_holds, plain_address, sign_in_holds

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("made_ago", "used", "tries", "holds"),
    [
        (0, False, 0, True),
        (9, False, 4, True),
        (10, False, 0, False),
        (1, True, 1, False),
        (1, False, 5, False),
        (-1, False, 0, False),
    ],
)
def test_a_code_holds_ten_minutes_five_tries_and_once(
    made_ago: int, used: bool, tries: int, holds: bool
) -> None:
    made_at = NOW - timedelta(minutes=made_ago)
    assert code_holds(made_at, NOW if used else None, tries, NOW) is holds


def test_two_quiet_hours_or_a_week_end_a_sign_in() -> None:
    just_now = NOW - timedelta(minutes=1)
    assert sign_in_holds(NOW - timedelta(days=6), just_now, NOW)
    assert not sign_in_holds(NOW - timedelta(days=7), just_now, NOW)
    assert sign_in_holds(NOW - timedelta(hours=3), NOW - timedelta(minutes=119), NOW)
    assert not sign_in_holds(NOW - timedelta(hours=3), NOW - timedelta(minutes=120), NOW)


def test_addresses_are_compared_without_spaces_and_capitals() -> None:
    assert plain_address(" Sam.Green@Example.ORG ") == "sam.green@example.org"
