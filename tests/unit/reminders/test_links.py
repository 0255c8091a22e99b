from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubapp.reminders.links import (
    AnswerLink,
    BadLinkError,
    OldLinkError,
    read_answer,
    read_stop,
    sign_answer,
    sign_stop,
)

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
LINK = AnswerLink(provider_id=7, reminder_id=31)


def test_a_link_is_read_back_until_two_weeks_are_over() -> None:
    token = sign_answer(LINK, "secret", now=NOW)
    assert read_answer(token, "secret", now=NOW) == LINK
    last = NOW + timedelta(days=14) - timedelta(seconds=1)
    assert read_answer(token, "secret", now=last) == LINK
    with pytest.raises(OldLinkError):
        read_answer(token, "secret", now=NOW + timedelta(days=14))


@given(st.integers(0), st.characters(codec="ascii"))
def test_a_link_that_was_changed_anywhere_opens_nothing_else(at: int, letter: str) -> None:
    token = sign_answer(LINK, "secret", now=NOW)
    at %= len(token)
    changed = token[:at] + letter + token[at + 1 :]
    try:
        # The last letter of a signature has two bits to spare, which say nothing.
        assert read_answer(changed, "secret", now=NOW) == LINK
        assert changed[:-1] == token[:-1]
    except BadLinkError:
        assert changed != token


@pytest.mark.parametrize("token", ["", "x", "WzEsMSwxXQ.x", "…"])
def test_what_is_no_link_at_all_is_refused(token: str) -> None:
    with pytest.raises(BadLinkError):
        read_answer(token, "secret", now=NOW)
    with pytest.raises(BadLinkError):
        read_stop(token, "secret")


def test_links_are_not_swapped_between_uses_and_sites() -> None:
    with pytest.raises(BadLinkError):
        read_answer(sign_stop(7, "secret"), "secret", now=NOW)
    with pytest.raises(BadLinkError):
        read_stop(sign_answer(LINK, "secret", now=NOW), "secret")
    with pytest.raises(BadLinkError):
        read_answer(sign_answer(LINK, "other", now=NOW), "secret", now=NOW)
    assert read_stop(sign_stop(7, "secret"), "secret") == 7
