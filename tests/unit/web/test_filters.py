"""How long ago something was, in words."""

from datetime import date, timedelta

import pytest

from hubapp.web.filters import ago

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "on Wednesday 25 November"),
        (0, "today"),
        (1, "yesterday"),
        (3, "3 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (27, "3 weeks ago"),
        (62, "8 weeks ago"),
        (63, "2 months ago"),
        (153, "5 months ago"),
        (729, "23 months ago"),
        (730, "2 years ago"),
    ],
)
def test_ago(days: int, said: str) -> None:
    assert ago(TODAY - timedelta(days=days), TODAY) == said
