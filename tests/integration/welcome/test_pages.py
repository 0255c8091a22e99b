from hubapp.directory.models import RegisterEntry
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from tests.page import CheckingClient
from tests.village import TODAY


def test_a_site_without_hubs_says_how_to_make_one(client: CheckingClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "There is no hub here yet." in page.words


def test_the_front_page_of_one_hub_is_the_hub(client: CheckingClient, hub: Hub) -> None:
    assert client.get("/").headers["Location"] == "/village/"


def test_two_hubs_are_both_offered(client: CheckingClient, hub: Hub) -> None:
    db.session.add(Hub(slug="other", name="Other Hub", created_on=TODAY))
    db.session.commit()
    page = client.get("/")
    assert [link.get_text() for link in page.page.select("main a")] == ["Other Hub", "Village Hub"]


def test_a_hub_shows_who_is_in_it_and_counts_who_is_not_listed(
    client: CheckingClient, hub: Hub
) -> None:
    db.session.add(
        RegisterEntry(
            hub_id=hub.id,
            source="ofsted",
            source_id="EY000001",
            redacted=True,
            provider_type="Childminder",
        )
    )
    db.session.commit()
    page = client.get("/village/")
    assert page.heading == "Childcare in the village"
    assert [tag.get_text(strip=True) for tag in page.page.select(".kind")] == [
        "1 pre-school",
        "1 childminder",
    ]
    assert "1 more childminder has asked the register not to list them." in page.words


def test_a_hub_with_nobody_in_it_says_what_to_do(client: CheckingClient) -> None:
    db.session.add(Hub(slug="empty", name="Empty Hub", created_on=TODAY))
    db.session.commit()
    assert "Nobody is listed yet." in client.get("/empty/").words
    assert "0 providers" in client.get("/empty/about").words
    assert "Nothing has been agreed for this term yet." in client.get("/empty/rhymes").words


def test_an_unknown_hub_is_a_page_that_helps(client: CheckingClient) -> None:
    page = client.get("/nowhere/")
    assert (page.status_code, page.heading) == (404, "We could not find that page")
