"""How often providers are shown: counted by day, nothing of who looked."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from hubapp.extensions import db
from hubapp.insights.models import ProviderShown
from hubapp.insights.queries import count_shown_since
from hubapp.insights.services import note_shown
from tests.page import CheckingClient
from tests.village import TODAY

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)


def rows() -> list[tuple[int, date, int]]:
    return [
        (row.provider_id, row.day, row.times)
        for row in db.session.scalars(select(ProviderShown).order_by(ProviderShown.provider_id))
    ]


@pytest.mark.usefixtures("hub")
def test_a_search_counts_whom_it_shows(client: CheckingClient, app: Flask) -> None:
    for minute in range(3):
        app.config["CLOCK"] = lambda minute=minute: NINE + timedelta(minutes=minute)
        assert "Acorn Pre-school" in client.get("/village/find?near=ZZ1+1AA&within=2").words
    # The third search is the first a minute after what was last written down.
    assert rows() == [(1, TODAY, 2), (2, TODAY, 2)]
    app.config["CLOCK"] = lambda: NINE + timedelta(minutes=9)
    client.get("/village/find?near=ZZ1+1AA&within=2")
    assert count_shown_since([1, 2, 3], TODAY) == {1: 4, 2: 4}


@pytest.mark.usefixtures("hub")
def test_a_provider_that_is_gone_spoils_nothing() -> None:
    note_shown([1, 99], now=NINE)
    note_shown([1], now=NINE + timedelta(minutes=2))
    assert rows() == [(1, TODAY, 2)]


@pytest.mark.usefixtures("hub")
def test_numbers_of_more_than_a_year_ago_go() -> None:
    db.session.add(ProviderShown(provider_id=1, day=TODAY - timedelta(days=500), times=7))
    db.session.commit()
    note_shown([1], now=NINE)
    note_shown([1], now=NINE + timedelta(minutes=2))
    assert rows() == [(1, TODAY, 2)]


@pytest.mark.usefixtures("hub")
def test_a_page_without_anybody_counts_nothing(client: CheckingClient) -> None:
    client.get("/village/find")
    client.get("/village/providers/acorn-pre-school")
    assert rows() == []
