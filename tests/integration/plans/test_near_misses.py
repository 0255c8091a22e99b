"""Small changes on the page of weeks: what would help, what it brings, and the way there."""

from hubapp.availability.models import CareSession, VacancyState
from hubapp.directory.models import CollectionLink
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from tests.integration.plans.test_build import weeks
from tests.page import CheckedResponse, CheckingClient


def changes(page: CheckedResponse) -> list[str]:
    return [
        " ".join(line.get_text(" ").split())
        for line in page.page.select(".nudges .row__line:first-child")
    ]


def test_time_nobody_covers_can_be_asked_for_no_more(client: CheckingClient, hub: Hub) -> None:
    page = weeks(client, from_time="07:00")
    assert changes(page) == [
        "Ask for Monday and Tuesday, 9am to 5pm instead. Then everything is covered.",
    ]
    link = page.page.select(".nudges a")[-1]
    assert "Covers all the time you asked for." in client.get(str(link["href"])).words


def test_one_day_s_edge_is_moved_by_the_least_that_helps(client: CheckingClient, hub: Hub) -> None:
    page = weeks(client, **{"monday-start": "08:30", "monday-end": "17:00"})
    assert changes(page)[0] == (
        "Start Monday 30 minutes later, at 9am. Then everything is covered."
    )


def test_a_place_that_would_close_the_gap_is_named_with_whom_to_ring(
    client: CheckingClient, hub: Hub
) -> None:
    tuesday = db.session.query(CareSession).filter_by(provider_id=2, weekday=1).one()
    for vacancy in tuesday.vacancies:
        vacancy.state, vacancy.places = VacancyState.FULL, None
    db.session.commit()
    page = weeks(client)
    assert (
        "If Bea Brown had a place on Tuesday, 12 noon to 6pm. It is full now: ask to go on its"
        " list. Then everything is covered." in changes(page)
    )
    asked = page.page.select_one(".nudges a[href$='/providers/bea-brown']")
    assert asked is not None


def test_two_providers_who_do_not_collect_yet_are_named(client: CheckingClient, hub: Hub) -> None:
    db.session.query(CollectionLink).delete()
    db.session.commit()
    assert (
        "If Acorn Pre-school and Bea Brown took children to each other. Ask them."
        " Then everything is covered." in changes(weeks(client))
    )


def test_one_place_more_is_offered_within_the_hub_s_own_limit(
    client: CheckingClient, hub: Hub
) -> None:
    words = "Use one more place: two in all. Then everything is covered."
    assert words in changes(weeks(client, max_providers="1"))
    hub.max_providers = 1
    db.session.commit()
    assert words not in changes(weeks(client, max_providers="1"))


def test_a_week_that_fits_well_is_left_alone(client: CheckingClient, hub: Hub) -> None:
    assert changes(weeks(client)) == []
