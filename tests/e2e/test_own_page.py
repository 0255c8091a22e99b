"""A provider's own page on a phone without scripts, and the champion's yes at a desk."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import assert_accessible

HOME = "/toddlebury/providers/flapjack-bicycle-pre-school"
OWN = f"{HOME}/own"


def signed_in(browser: Browser, site: str, address: str) -> list[Any]:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("Your email address").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    code = page.locator("main .govuk-inset-text strong").inner_text()
    page.get_by_label("The code").fill(code)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()
    found = context.cookies()
    context.close()
    return list(found)


@pytest.fixture(scope="module")
def provider(browser: Browser, site: str) -> list[Any]:
    return signed_in(browser, site, "provider@example.org")


@pytest.fixture(scope="module")
def champion(browser: Browser, site: str) -> list[Any]:
    return signed_in(browser, site, "champion@example.org")


PAGES = [
    *("", "/week", "/week/new", "/week/copy", "/week/places", "/extras", "/extras/new", "/offer"),
    *("/details", "/closed", "/links", "/links/new", "/changes", "/preview"),
]


def test_every_page_of_ones_own_is_accessible(page: Page, provider: list[Any]) -> None:
    page.context.add_cookies(provider)
    for path in PAGES:
        page.goto(OWN + path)
        assert_accessible(page)


def fill_in_a_session(page: Page) -> None:
    page.get_by_label("What you call it").fill("Tea club")
    page.get_by_role("group", name="Which days?").get_by_label("Monday").check()
    page.get_by_label("From", exact=True).fill("3pm")
    page.get_by_label("To", exact=True).fill("4:30pm")
    page.get_by_label("Youngest age").select_option("36")
    page.get_by_label("Up to the age of").select_option("60")
    page.get_by_label("The whole session").check()
    page.get_by_label("Term time only").check()
    page.get_by_label("Price in pounds").fill("9")
    page.get_by_label("the session", exact=True).check()
    page.get_by_role("group", name="Can families use funded").get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Save").click()


def test_a_session_is_added_copied_and_undone_without_scripts(
    without_scripts: Page, provider: list[Any]
) -> None:
    page = without_scripts
    page.context.add_cookies(provider)
    page.goto(OWN)
    page.get_by_role("link", name="The week and its prices").click()
    page.get_by_role("link", name="Add a session").click()
    fill_in_a_session(page)
    expect(page.get_by_role("status")).to_contain_text("Families see it now")
    expect(page.get_by_role("heading", name="Tea club, 3pm to 4:30pm")).to_be_visible()
    page.get_by_role("link", name="Make days the same").click()
    page.get_by_label("Take this day").select_option("0")
    page.get_by_role("button", name="Same all week").click()
    tea = page.locator(".own-block", has_text="Tea club")
    expect(tea).to_contain_text("Monday to Friday")
    page.get_by_role("button", name="Undo").click()
    page.goto(f"{OWN}/week")
    expect(tea).not_to_contain_text("Monday to Friday")
    expect(tea).to_contain_text("Monday")
    tea.get_by_role("button", name="Take out").click()
    expect(page.get_by_role("heading", name="Tea club")).to_have_count(0)


def test_a_mistake_is_said_beside_its_field(phone: Page, provider: list[Any]) -> None:
    phone.context.add_cookies(provider)
    phone.goto(f"{OWN}/week/new")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("alert")).to_contain_text("Choose at least one day")
    assert_accessible(phone)


def test_words_wait_for_the_champion_who_says_yes(
    phone: Page, desk: Page, provider: list[Any], champion: list[Any]
) -> None:
    phone.context.add_cookies(provider)
    phone.goto(f"{OWN}/details")
    phone.get_by_label("In your own words").fill("We sing every morning.")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("status")).to_contain_text("The champion looks at it first")
    assert_accessible(phone)
    desk.goto(HOME)
    expect(desk.get_by_text("We sing every morning.")).to_have_count(0)
    desk.context.add_cookies(champion)
    desk.goto("/toddlebury/champion")
    desk.get_by_role("link", name="Look at what waits").click()
    expect(desk.get_by_text("We sing every morning.")).to_be_visible()
    assert_accessible(desk)
    desk.get_by_label("This is right").first.check()
    desk.get_by_role("button", name="Approve what I ticked").click()
    expect(desk.get_by_text("No change waits for you.")).to_be_visible()
    desk.goto(HOME)
    expect(desk.get_by_text("We sing every morning.")).to_be_visible()


def test_the_champions_pages_of_people_and_new_providers_are_accessible(
    page: Page, champion: list[Any]
) -> None:
    page.context.add_cookies(champion)
    for path in ("flapjack-bicycle-pre-school/people", "new-provider", "waiting"):
        page.goto(f"/toddlebury/champion/{path}")
        assert_accessible(page)
