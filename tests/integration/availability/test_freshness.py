"""How fresh a hub is, seen by everybody, noted once a day."""

from datetime import timedelta

from flask import Flask

from hubapp.availability.freshness import note_freshness, shares_of
from hubapp.availability.models import VacancyState
from hubapp.availability.queries import list_care_sessions, list_freshness_days
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.jobs import jobs_of
from tests.page import CheckingClient
from tests.village import TODAY


def test_the_hubs_page_says_how_up_to_date_it_is(hub: Hub, client: CheckingClient) -> None:
    for session in list_care_sessions([1])[1]:
        for row in session.vacancies:
            row.confirmed_on = TODAY - timedelta(days=20)
    told = list_care_sessions([2])[2][0].vacancies[0]
    told.state, told.places = VacancyState.UNKNOWN, None
    db.session.commit()
    shares = shares_of(hub, TODAY)
    assert (shares.places, shares.fresh, shares.ageing, shares.stale) == (30, 14, 15, 1)
    assert "46% of what we say about places was confirmed in the last 14 days." in (
        client.get("/village/").words
    )


def test_it_is_noted_once_a_day(hub: Hub, app: Flask) -> None:
    assert note_freshness(today=TODAY) == 1
    assert note_freshness(today=TODAY) == 0
    jobs_of(app).run_all()
    (row,) = list_freshness_days(hub.id, TODAY)
    assert (row.places, row.fresh) == (30, 30)


def test_the_weeks_are_drawn_once_there_are_two(hub: Hub, client: CheckingClient) -> None:
    assert "week by week" not in client.get("/village/").words
    note_freshness(today=TODAY - timedelta(weeks=2))
    words = client.get("/village/").words
    assert "week by week: 100% 2 weeks ago, 100% now." in words


def test_a_hub_with_nothing_told_says_nothing_of_it(app: Flask, client: CheckingClient) -> None:
    db.session.add(Hub(slug="empty", name="Empty Hub", created_on=TODAY))
    db.session.commit()
    assert "How up to date it is" not in client.get("/empty/").words
