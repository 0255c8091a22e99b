"""Every kind of page: no accessibility finding, nothing sideways, works by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import assert_accessible

SITE_PAGES = ["/", "/privacy", "/accessibility"]


@pytest.mark.parametrize("path", SITE_PAGES)
def test_site_pages_are_accessible(page: Page, path: str) -> None:
    page.goto(path)
    assert_accessible(page)


def test_every_page_of_the_menu_is_accessible(page: Page) -> None:
    page.goto("/")
    links = page.get_by_role("navigation", name="Main").get_by_role("link").all()
    addresses = [link.get_attribute("href") or "" for link in links]
    assert len(addresses) == 4
    for address in addresses:
        page.goto(address)
        assert_accessible(page)


def test_dark_colours_are_accessible(desk: Page) -> None:
    desk.emulate_media(color_scheme="dark")
    desk.goto("/")
    assert_accessible(desk)
    desk.get_by_role("link", name="Build a week").first.click()
    assert_accessible(desk)


def test_the_keyboard_reaches_the_main_part_first(desk: Page) -> None:
    desk.goto("/privacy")
    desk.keyboard.press("Tab")
    skip = desk.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("main")).to_be_focused()


def test_our_typeface_is_the_one_that_is_shown(desk: Page) -> None:
    desk.goto("/privacy")
    assert desk.evaluate("document.fonts.ready.then(() => document.fonts.size)") == 3
    assert desk.evaluate("document.fonts.check('19px \"Atkinson Hyperlegible\"')")
