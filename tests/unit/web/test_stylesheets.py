"""Our stylesheets are whole: a rule left open would silently take the rest of the page with it."""

import pytest

from config import ROOT


@pytest.mark.parametrize("name", ["site.css", "pages.css", "hub.css", "mail.css"])
def test_every_rule_of_a_stylesheet_is_closed(name: str) -> None:
    depth = 0
    for sign in (ROOT / "static" / name).read_text(encoding="utf-8"):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
