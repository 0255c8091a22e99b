"""Hubs to show pages of, and a route that breaks."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask, g
from flask.typing import ResponseReturnValue

from hubapp.extensions import csrf, db
from hubapp.hubs.models import Hub, HubPurpose
from tests.page import CheckingClient, checking_client

TODAY = date(2026, 11, 24)


@pytest.fixture
def client(app: Flask) -> CheckingClient:
    """A client of an app whose clock stands still and which has a few pages made to break."""
    app.config["CLOCK"] = lambda: datetime(2026, 11, 24, 12, tzinfo=UTC)

    def breaks() -> ResponseReturnValue:
        g.hub = db.session.get(Hub, 1)
        raise RuntimeError("broken on purpose, near ZZ1 1AA")

    def takes_a_form() -> ResponseReturnValue:
        return "taken", {"Content-Type": "text/plain"}

    app.add_url_rule("/made/breaks", "breaks", breaks)
    app.add_url_rule("/made/form", "takes_a_form", takes_a_form, methods=["POST"])
    app.add_url_rule(
        "/made/free", "takes_anything", csrf.exempt(lambda: takes_a_form()), methods=["POST"]
    )
    return checking_client(app)


@pytest.fixture
def hubs(app: Flask) -> None:
    """A real hub, a real one in rehearsal, and the demonstration."""
    for slug, purpose, seed in (
        ("live", HubPurpose.LIVE, None),
        ("trying", HubPurpose.LIVE, 7),
        ("made-up", HubPurpose.DEMONSTRATION, None),
    ):
        db.session.add(
            Hub(
                slug=slug,
                name=f"{slug.capitalize()} hub",
                strapline="Working together",
                purpose=purpose,
                rehearsal_seed=seed,
                created_on=TODAY,
            )
        )
    db.session.commit()
