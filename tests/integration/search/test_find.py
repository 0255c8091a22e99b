import pytest

from hubapp.directory.models import Origin, Provider, ProviderKind
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from tests.page import CheckedResponse, CheckingClient
from tests.village import HOME, provider

NEAR = "/village/find?near=ZZ1+1AA&within=2"


def names(page: CheckedResponse) -> list[str]:
    return [link.get_text(strip=True) for link in page.page.select(".listing h2 a")]


def errors(page: CheckedResponse) -> list[str]:
    return [link.get_text(strip=True) for link in page.page.select(".govuk-error-summary a")]


def test_the_nearest_come_first_and_each_says_what_is_known(
    client: CheckingClient, hub: Hub
) -> None:
    page = client.get(NEAR)
    assert page.heading == "2 places within 2 miles of ZZ1 1AA"
    assert names(page) == ["Acorn Pre-school", "Bea Brown"]
    first = page.page.select_one(".listing")
    assert first is not None
    said = " ".join(first.get_text(" ").split())
    assert "0.1 miles, Duck End" in said
    assert "Places: has places confirmed yesterday" in said
    assert "Ages not known Price £6 an hour" in said
    assert "30 hours for working parents" in said


def test_an_area_is_a_place_too_and_case_does_not_matter(client: CheckingClient, hub: Hub) -> None:
    assert len(names(client.get("/village/find?near=duck+END&within=1"))) == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("&birth_month=4&birth_year=2023", ["Acorn Pre-school", "Bea Brown"]),
        ("&birth_month=4&birth_year=2020", []),
        ("&kinds=childminder", ["Bea Brown"]),
        ("&days=0&days=4", ["Acorn Pre-school", "Bea Brown"]),
    ],
)
def test_a_search_is_narrowed_by_age_kind_and_days(
    client: CheckingClient, hub: Hub, query: str, found: list[str]
) -> None:
    assert names(client.get(NEAR + query)) == found


def test_a_provider_with_nothing_known_is_listed_as_not_known(
    client: CheckingClient, hub: Hub
) -> None:
    db.session.add(
        provider(9, ProviderKind.NURSERY, "Quiet Nursery", hub_id=hub.id, origin=Origin.REGISTER)
    )
    db.session.commit()
    page = client.get(NEAR + "&birth_month=4&birth_year=2023&days=0")
    assert names(page) == ["Acorn Pre-school", "Bea Brown", "Quiet Nursery"]
    last = page.page.select(".listing")[-1].get_text(" ")
    assert "not known: ring first" in last
    assert "not open" not in last


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("near=&within=2", "Enter a postcode, or the name of an area"),
        ("near=XY99+9XY&within=2", "We do not know the postcode XY99 9XY"),
        ("near=EH1+1AA&within=2", "EH1 1AA is in Scotland. This site covers England"),
        ("near=Atlantis&within=2", "We do not know “Atlantis”. Type a full postcode, or try"),
        ("near=ZZ1+1AA&within=900", "Choose how far"),
        ("near=ZZ1+1AA&within=2&kinds=zoo", "Choose from the kinds listed"),
        ("near=ZZ1+1AA&within=2&birth_month=1&birth_year=2027", "January 2027 is still to come"),
        ("near=ZZ1+1AA&within=2&birth_month=1&birth_year=2014", "12 or older"),
        ("near=ZZ1+1AA&within=2&birth_month=1", "Enter the year your child was born"),
        ("near=ZZ1+1AA&within=2&birth_year=2023", "Choose the month your child was born"),
        ("near=ZZ1+1AA&within=2&birth_month=13&birth_year=2023", "Choose the month"),
    ],
)
def test_what_cannot_be_searched_is_said_beside_its_field_and_nothing_typed_is_lost(
    client: CheckingClient, hub: Hub, query: str, error: str
) -> None:
    page = client.get(f"/village/find?{query}")
    assert [said for said in errors(page) if error in said] == errors(page) != []
    typed = dict(part.split("=") for part in query.split("&"))
    near = page.page.select_one("#near")
    assert near is not None
    assert near["value"] == typed["near"].replace("+", " ")


def test_a_long_list_is_read_in_pages_that_keep_the_search(
    client: CheckingClient, hub: Hub
) -> None:
    for number in range(25):
        db.session.add(
            provider(
                100 + number,
                ProviderKind.NURSERY,
                f"Nursery {number}",
                hub_id=hub.id,
                shown_easting=HOME.easting,
                shown_northing=HOME.northing,
            )
        )
    db.session.commit()
    first = client.get(NEAR)
    onward = first.page.select_one("a[rel=next]")
    assert onward is not None
    second = client.get(str(onward["href"]))
    assert (len(names(first)), len(names(second))) == (20, 7)
    assert len({*names(first), *names(second)}) == 27


def test_equals_take_turns_by_the_day(client: CheckingClient, hub: Hub, app) -> None:
    for number in range(6):
        db.session.add(
            provider(
                100 + number,
                ProviderKind.NURSERY,
                f"Nursery {number}",
                hub_id=hub.id,
                shown_easting=HOME.easting,
                shown_northing=HOME.northing,
            )
        )
    db.session.commit()
    clock = app.config["CLOCK"]
    today = names(client.get(NEAR))
    firsts = {today[0]}
    for days in range(1, 15):
        app.config["CLOCK"] = lambda days=days: clock().replace(month=12, day=days)
        firsts.add(names(client.get(NEAR))[0])
    assert names(client.get(NEAR)) == names(client.get(NEAR))
    assert len(firsts) > 1


def test_a_home_that_is_not_published_is_nowhere_on_its_page(
    client: CheckingClient, hub: Hub
) -> None:
    minder = db.session.get(Provider, 2)
    assert minder is not None
    minder.easting, minder.northing = 471_234, 311_234
    minder.address, minder.postcode = "7 Hidden Lane", "ZZ9 9ZZ"
    db.session.commit()
    for path in (NEAR, "/village/providers/bea-brown"):
        html = client.get(path).get_data(as_text=True)
        for secret in ("471234", "311234", "7 Hidden Lane", "ZZ9 9ZZ", "ZZ99ZZ"):
            assert secret not in html
