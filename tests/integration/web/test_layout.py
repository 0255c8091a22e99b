"""What every page carries: the hub's name, its links, and what is made up said out loud."""

import pytest
from flask import url_for

from tests.page import CheckingClient

pytestmark = pytest.mark.usefixtures("hubs")

DEMONSTRATION = "This is a demonstration. Everything here is made up."
REHEARSAL = "Rehearsal: the sessions, places and prices here are invented to try the site."


def _path(client: CheckingClient, endpoint: str, slug: str) -> str:
    with client.application.test_request_context():
        return url_for(endpoint, slug=slug)


@pytest.mark.parametrize(
    ("slug", "strips"), [("live", []), ("trying", [REHEARSAL]), ("made-up", [DEMONSTRATION])]
)
@pytest.mark.parametrize(
    "endpoint",
    ["welcome.home", "welcome.about", "search.find", "plans.build", "transitions.shelf"],
)
def test_every_page_says_what_is_made_up(
    client: CheckingClient, slug: str, strips: list[str], endpoint: str
) -> None:
    page = client.get(_path(client, endpoint, slug)).page
    assert [" ".join(strip.get_text(" ").split()) for strip in page.select(".strip")] == strips


def test_the_header_names_the_hub_and_leads_to_its_parts(client: CheckingClient) -> None:
    page = client.get(_path(client, "welcome.home", "live")).page
    header = page.select_one("header")
    assert header is not None
    assert [link.get_text(" ", strip=True) for link in header.find_all("a")] == [
        "Live hub Working together",
        "Find childcare",
        "Build a week",
        "Paying for it",
        "Rhymes and stories",
        "About",
    ]
    assert page.select("header [aria-current]") == []


def test_the_header_marks_where_you_are(client: CheckingClient) -> None:
    marked = client.get(_path(client, "search.find", "live")).page.select("header [aria-current]")
    assert [(link.get_text(strip=True), link["aria-current"]) for link in marked] == [
        ("Find childcare", "page")
    ]


def test_a_title_ends_with_the_hub(client: CheckingClient) -> None:
    assert client.get(_path(client, "search.find", "live")).title.endswith(" – Live hub")
    assert client.get("/privacy").title == "Privacy – Childcare Hub"


def test_the_footer_says_who_runs_it_and_who_does_not(client: CheckingClient) -> None:
    footer = client.get(_path(client, "welcome.home", "live")).page.select_one("footer p")
    assert footer is not None
    assert " ".join(footer.get_text(" ").split()) == (
        "Live hub is run by local childcare providers. "
        "It is not a government service, and not a Best Start Family Hub."
    )


@pytest.mark.parametrize("path", ["/privacy", "/accessibility"])
def test_site_pages_need_no_hub(client: CheckingClient, path: str) -> None:
    assert client.get(path).status_code == 200
