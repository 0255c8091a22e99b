"""The champion's five minutes: a whole hub from the keyboard, key presses counted."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import DESK
from tests.e2e.conftest import assert_accessible


@pytest.fixture(scope="module")
def cookies(browser: Browser, site: str) -> list[Any]:
    """Signed in once for all these tests: codes are not sent without end."""
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("Your email address").fill("champion@example.org")
    page.get_by_role("button", name="Send me a code").click()
    code = page.locator("main .govuk-inset-text strong").inner_text()
    page.get_by_label("The code").fill(code)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Places in the hub")
    found = context.cookies()
    context.close()
    return list(found)


def enter(page: Page, cookies: list[Any]) -> Page:
    page.context.add_cookies(cookies)
    page.goto("/toddlebury/champion")
    return page


@pytest.fixture
def grid(desk: Page, cookies: list[Any]) -> Page:
    return enter(desk, cookies)


class Keyboard:
    """Counts what is pressed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1


@pytest.fixture
def another(browser: Browser, site: str, cookies: list[Any]) -> Iterator[Page]:
    """The grid in a second browser."""
    context = browser.new_context(viewport=DESK, base_url=site)
    yield enter(context.new_page(), cookies)
    context.close()


def all_saved(page: Page) -> None:
    expect(page.locator("tr[aria-busy=true]")).to_have_count(0, timeout=30_000)
    expect(page.locator(".hub-grid__row--unsaved")).to_have_count(0)


def test_a_hub_of_thirty_and_more_in_under_sixty_presses_and_five_minutes(grid: Page) -> None:
    rows = grid.locator("tr[data-provider]")
    providers = rows.count()
    assert providers >= 30
    keyboard, began = Keyboard(grid), time.monotonic()
    rows.first.locator("[data-day='0']").click()
    for number in range(providers):
        if number % 5 == 3:  # every fifth has something new to say of two days
            keyboard.press("f", "ArrowRight", "w")
        keyboard.press("c")
    all_saved(grid)
    expect(rows.last.locator(".freshness")).to_have_text(re.compile("today|never"))
    assert keyboard.presses < 60
    assert time.monotonic() - began < 300
    grid.reload()
    stale = grid.locator("tr[data-provider] .freshness", has_not_text=re.compile("today|never"))
    expect(stale).to_have_count(0)
    print(f"\n{providers} providers: {keyboard.presses} presses")  # noqa: T201 - the count


def test_the_grid_and_a_week_are_accessible(page: Page, cookies: list[Any]) -> None:
    enter(page, cookies)
    assert_accessible(page)
    page.locator(".hub-grid th a").first.click()
    expect(page.get_by_role("heading", name="What was told before")).to_be_visible()
    assert_accessible(page)


def test_keys_change_a_day_and_take_it_back(grid: Page) -> None:
    row = grid.locator("tr[data-provider]", has_text="Custard Hammock Nursery")
    cell = row.locator("[data-day='2']")
    before = cell.inner_text()
    assert "not known" not in before
    cell.click()
    keyboard = Keyboard(grid)
    keyboard.press("u")
    expect(cell).to_contain_text("Wednesday: not known")
    expect(cell).to_be_focused()
    expect(grid.locator("[data-hub-said]")).to_have_text("Custard Hammock Nursery: Wednesday saved")
    keyboard.press("3")
    expect(grid.locator("[data-hub-said]")).to_contain_text("open its week")
    keyboard.press("z")
    expect(cell).not_to_contain_text("not known")
    assert cell.inner_text() == before
    keyboard.press("ArrowLeft", "ArrowLeft", "ArrowLeft")
    expect(row.locator("[data-day='0']")).to_be_focused()
    keyboard.press("End")
    expect(row.locator("[data-day='4']")).to_be_focused()
    keyboard.press("Enter")
    expect(grid.get_by_role("heading", level=1)).to_have_text("Custard Hammock Nursery")


def test_who_saves_later_is_shown_what_the_other_said(grid: Page, another: Page) -> None:
    mine, theirs = (
        page.locator("tr[data-provider]", has_text="Gingerbeer Platypus Nursery")
        for page in (grid, another)
    )
    theirs.locator("[data-day='1']").click()
    for key, words in (("u", "not known"), ("f", "full")):
        another.keyboard.press(key)
        expect(theirs.locator("[data-day='1']")).to_contain_text(f"Tuesday: {words}")
    mine.locator("[data-day='1']").click()
    grid.keyboard.press("u")
    expect(grid.locator("[data-hub-said]")).to_contain_text("Somebody else changed Tuesday")
    expect(mine.locator("[data-day='1']")).to_have_text("Tuesday: full")
    grid.keyboard.press("u")
    expect(mine.locator("[data-day='1']")).to_contain_text("Tuesday: not known")


def test_a_key_pressed_while_the_site_is_away_is_not_thought_saved(another: Page) -> None:
    row = another.locator("tr[data-provider]").nth(4)
    another.route("**/champion/**", lambda route: route.abort())
    row.locator("[data-day='1']").click()
    another.keyboard.press("c")
    expect(another.locator("[data-hub-said]")).to_contain_text("was not saved")
    expect(row).to_have_class(re.compile("hub-grid__row--unsaved"))


def test_nothing_is_lost_when_the_page_closes_at_once(grid: Page, another: Page) -> None:
    name = "Hattie Butterscone"
    row = grid.locator("tr[data-provider]", has_text=name)
    row.locator("[data-day='3']").click()
    grid.keyboard.press("w")
    grid.goto("about:blank")
    another.wait_for_timeout(500)
    another.reload()
    cell = another.locator("tr[data-provider]", has_text=name).locator("[data-day='3']")
    expect(cell).to_have_text("Thursday: waiting list")


def test_without_scripts_the_same_by_buttons(without_scripts: Page, cookies: list[Any]) -> None:
    page = enter(without_scripts, cookies)
    page.get_by_label("Who told you, and how?").fill("by phone, Rufus")
    row = page.locator("tr[data-provider]", has_text="Rufus Thistlepuff")
    row.get_by_role("button", name="Still right").click()
    expect(row.locator(".freshness")).to_have_text("Confirmed: today")
    expect(page.get_by_label("Who told you, and how?")).to_have_value("by phone, Rufus")
    row.get_by_role("link", name="Rufus Thistlepuff").click()
    expect(page.get_by_text("told by phone, Rufus").first).to_be_visible()
