"""Every kind of page: no accessibility finding, nothing sideways, works by keyboard."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from hubapp.factory import create_app
from tests.architecture.test_access import PUBLIC
from tests.e2e.conftest import assert_accessible
from tests.village import TODAY

SITE_PAGES = ["/", "/privacy", "/accessibility"]


@pytest.mark.parametrize("path", SITE_PAGES)
def test_site_pages_are_accessible(page: Page, path: str) -> None:
    page.goto(path)
    assert_accessible(page)


def test_one_page_of_each_kind_is_accessible(page: Page) -> None:
    """Follows links from the front page until it has met every kind of page they lead to."""
    kinds = create_app().url_map.bind("localhost")
    met: set[tuple[str, bool]] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop(0)
        endpoint, _ = kinds.match(urlsplit(path).path)
        kind = (endpoint, "?" in path)  # a search that was made differs from one that was not
        if kind in met:
            continue
        met.add(kind)
        page.goto(path)
        assert_accessible(page)
        links = page.locator("a[href^='/']").all()
        waiting += [link.get_attribute("href") or "" for link in links]
    answers = {
        *("plans.weeks", "plans.week", "paying.shared_answer", "accounts.answer"),
        "accounts.leave",
    }
    assert {endpoint for endpoint, _ in met} == PUBLIC - {"static", "web.health"} - answers


def test_the_weeks_for_a_family_and_why_they_are_so_are_accessible(page: Page) -> None:
    page.goto("/toddlebury/week")
    page.locator("[name=birth_month]").select_option("4")
    page.locator("[name=birth_year]").fill(str(TODAY.year - 3))
    page.locator("[name=home]").fill("ZZ1 1AA")
    page.locator("main form button").click()
    expect(page).to_have_url(re.compile("/toddlebury/week/.+"))
    assert_accessible(page)
    page.get_by_role("link", name="Why this week?").first.click()
    expect(page.get_by_role("heading", name="Why this week")).to_be_in_viewport()
    assert_accessible(page)
    for summary in page.locator(".why summary, .money summary").all():
        summary.click()
    assert_accessible(page)


def test_what_a_family_can_get_is_asked_and_told_accessibly(page: Page) -> None:
    page.goto("/toddlebury/what-you-can-get")
    page.get_by_label("Month").select_option("3")
    page.get_by_label("Year", exact=True).fill(str(TODAY.year - 1))
    page.get_by_role("button", name="Next").click()
    assert_accessible(page)
    page.get_by_label("Me, on my own").check()
    page.get_by_role("button", name="Next").click()
    assert_accessible(page)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Employed", exact=True).check()
    page.get_by_label("21 or over").check()
    page.get_by_role("group", name="At least").get_by_label("Yes").check()
    page.get_by_role("group", name="More than").get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Next").click()
    assert_accessible(page)
    for question in ("Do you get Universal", "Do you get any", "Do you use", "Does a visa"):
        page.get_by_role("group", name=question).get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Show me what we can get").click()
    expect(page.get_by_role("heading", name="What you can get")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="A link to what you can get").click()
    expect(page).to_have_url(re.compile("/toddlebury/what-you-can-get/.+"))
    assert_accessible(page)


def test_a_form_with_mistakes_is_accessible_and_takes_you_to_them(page: Page) -> None:
    page.goto("/toddlebury/week")
    page.locator("main form button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page).to_have_title(re.compile("^Error: "))
    assert_accessible(page)
    first = page.get_by_role("alert").get_by_role("link").first
    target = (first.get_attribute("href") or "").removeprefix("#")
    first.click()
    expect(page.locator(f"[id='{target}']")).to_be_focused()


def test_signing_in_and_out_is_accessible(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Your email address").fill("champion@example.org")
    page.get_by_role("button", name="Send me a code").click()
    assert_accessible(page)
    code = page.locator("main .govuk-inset-text strong").inner_text()
    page.get_by_label("The code").fill(code)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Signed in as")).to_be_visible()
    page.goto("/toddlebury/")
    assert_accessible(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Signed in as")).to_have_count(0)


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
