"""The page of one week: why it is as it is, who would come next, and the way there and back."""

import pytest

from hubapp.availability.models import CareSession, VacancyState
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.plans import routes
from tests.integration.plans.test_build import weeks
from tests.page import CheckedResponse, CheckingClient


def addresses(page: CheckedResponse) -> list[str]:
    """Where each of the weeks on the page of weeks has its own page."""
    links = [link for link in page.page.select("a") if "Why this week?" in link.get_text()]
    return [str(link["href"]) for link in links]


def address(page: CheckedResponse) -> str:
    return addresses(page)[0]


def one_week(client: CheckingClient, **changes: object) -> CheckedResponse:
    return client.get(address(weeks(client, **changes)))


def lines(page: CheckedResponse, selector: str) -> list[str]:
    return [" ".join(line.get_text(" ").split()) for line in page.page.select(selector)]


def test_a_week_has_a_page_of_its_own_that_says_why(client: CheckingClient, hub: Hub) -> None:
    where = address(weeks(client))
    assert where.endswith("/acorn-pre-school+bea-brown#why")
    page = client.get(where)
    assert (page.status_code, page.heading) == (200, "Acorn Pre-school and Bea Brown")
    assert lines(page, ".week-price") == ["£5 a week after 15 hours funded"]
    assert lines(page, ".why > p") == [
        "We looked at every week that could be made. By our sums, no other is better."
    ]
    assert lines(page, ".why > ul li") == [
        "All your funded time, 15 hours, is used. You pay for the rest."
    ]
    assert lines(page, ".weights li") == [
        "All the time you asked for is covered. That matters most.",
        "You pay £5 for the hours.",
        "Extra travel, about 2 miles: we count it as £1.92.",
        "Going to a second place: we count it as £8.",
        "Moving in the middle of a day, two times: we count it as £3.",
    ]
    # Only what adds to the sum is drawn.
    assert len(page.page.select(".weights svg")) == 4
    assert lines(page, ".why .rows h3") == [
        "Monday and Tuesday: Acorn Pre-school",
        "Monday and Tuesday: Bea Brown",
    ]
    assert lines(page, ".why .rows p") == [
        "If not, there is only Bea Brown that day.",
        "If not, there is only Acorn Pre-school that day.",
    ]
    back = page.page.select_one("a.govuk-back-link")
    assert back is not None
    assert client.get(str(back["href"])).heading == "1 week for you"


def test_what_would_come_next_is_folded_away_at_first(client: CheckingClient, hub: Hub) -> None:
    page = one_week(client)
    assert lines(page, ".why summary") == ["What we weighed", "Who else could have your child"]
    assert page.page.select(".why details[open]") == []


def test_small_changes_stand_on_the_page_of_the_best_week(client: CheckingClient, hub: Hub) -> None:
    page = one_week(client, from_time="07:00")
    assert lines(page, ".nudges .row__line:first-child") == [
        "Ask for Monday and Tuesday, 9am to 5pm instead. Then everything is covered."
    ]


def test_a_week_behind_another_leads_to_that(client: CheckingClient, hub: Hub) -> None:
    best = address(weeks(client, max_providers="1"))
    page = client.get(best.replace("/bea-brown", "/acorn-pre-school"))
    assert page.heading == "Acorn Pre-school"
    first = next(a for a in page.page.select(".why a") if "comes first" in a.get_text())
    assert client.get(str(first["href"])).heading == "Bea Brown"
    assert page.page.select(".nudges") == []


def test_a_week_to_ring_about_is_worked_out_with_its_unsure_places(
    client: CheckingClient, hub: Hub
) -> None:
    for session in db.session.query(CareSession).filter_by(provider_id=2):
        for vacancy in session.vacancies:
            vacancy.state, vacancy.places = VacancyState.UNKNOWN, None
    db.session.commit()
    ring = next(where for where in addresses(weeks(client)) if "ring=1" in where)
    one = client.get(ring)
    assert one.heading == "Acorn Pre-school and Bea Brown"
    assert "A place in this week is not confirmed: ring and ask." in one.words
    assert client.get(ring.replace("?ring=1", "")).status_code == 404


def test_without_time_nothing_is_claimed(
    client: CheckingClient, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = address(weeks(client))
    monkeypatch.setattr(routes, "_SECONDS_A_SEARCH", -1.0)
    page = client.get(where)
    assert page.status_code == 200
    assert lines(page, ".why > p") == [
        "We have not found a better week so far.",
        "We stopped looking after a few seconds. There may be better weeks.",
    ]
    assert set(lines(page, ".why .rows p")) == {"We did not have time to look for the next best."}
    assert page.page.select(".nudges") == []


@pytest.mark.parametrize(
    "who", ["nobody", "bea-brown+bea-brown", "a+b+c+d+e+f", "Acorn Pre-school"]
)
def test_a_week_that_is_no_more_leads_to_those_of_today(
    client: CheckingClient, hub: Hub, who: str
) -> None:
    where = address(weeks(client)).split("/acorn")[0]
    page = client.get(f"{where}/{who}")
    assert (page.status_code, page.heading) == (404, "This week is not there any more")
    link = next(a for a in page.page.select("main a") if "today" in a.get_text())
    assert client.get(str(link["href"])).heading == "1 week for you"


def test_a_damaged_link_leads_nowhere(client: CheckingClient, hub: Hub) -> None:
    assert client.get("/village/week/damaged/bea-brown").status_code == 404


def test_a_postcode_that_is_gone_is_said_kindly(client: CheckingClient, hub: Hub) -> None:
    where = address(weeks(client))
    db.session.execute(db.text("delete from postcode"))
    db.session.commit()
    assert client.get(where).heading == "We could not place that"
