"""A parent at midnight: home, search, a provider, build a week, the weeks."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import assert_accessible


def start_from_home(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Childcare in Toddlebury")
    page.get_by_label("Postcode, or an area").fill("zz1 1aa")
    page.get_by_role("button", name="Find childcare").click()


def build_a_week(page: Page) -> None:
    page.get_by_label("Month").select_option("June")
    page.get_by_label("Year", exact=True).fill("2023")
    page.get_by_label("Your postcode, or the area you live in").fill("ZZ1 1AA")
    page.get_by_label("From").first.fill("08:00")
    page.get_by_role("button", name="Show me weeks").click()


def expect_weeks(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"\d+ weeks for you"))
    first = page.locator(".week-card").first
    expect(first.get_by_text("Covers all the time you asked for.")).to_be_visible()
    expect(first.get_by_role("heading", name="Who to ring")).to_be_visible()


def test_from_the_front_page_to_a_blended_week(page: Page) -> None:
    start_from_home(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("within 2 miles of zz1 1aa")
    assert_accessible(page)

    page.locator(".listing h2 a").first.click()
    expect(page.get_by_role("heading", name="The week, and places in it")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("main").get_by_role("link", name="Build a week").click()
    assert_accessible(page)
    build_a_week(page)
    expect_weeks(page)
    assert_accessible(page)

    for summary in page.locator(".week-card summary").all():
        summary.click()
    assert_accessible(page)
    blended = page.locator(".week-card", has_text="collects your child from").first
    expect(blended.locator("svg.week:visible")).to_have_count(1)

    page.get_by_role("link", name="Change your answers").first.click()
    expect(page.get_by_label("Year", exact=True)).to_have_value("2023")


def test_the_same_without_scripts(without_scripts: Page) -> None:
    start_from_home(without_scripts)
    without_scripts.locator(".listing h2 a").first.click()
    without_scripts.get_by_role("main").get_by_role("link", name="Build a week").click()
    build_a_week(without_scripts)
    expect_weeks(without_scripts)


def test_a_week_is_built_by_keyboard_alone(desk: Page) -> None:
    desk.goto("/toddlebury/week")
    desk.get_by_label("Month").focus()
    desk.keyboard.type("June")
    desk.keyboard.press("Tab")
    desk.keyboard.type("2023")
    desk.keyboard.press("Tab")
    desk.keyboard.type("ZZ1 1AA")
    desk.keyboard.press("Enter")
    expect_weeks(desk)
    summary = desk.locator(".week-card summary").first
    summary.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".week-card details[open]")).to_have_count(1)


def test_answers_that_cannot_be_used_are_said_at_the_top_and_kept(page: Page) -> None:
    page.goto("/toddlebury/week")
    page.get_by_label("Year", exact=True).fill("2031")
    page.get_by_label("Month").select_option("May")
    page.get_by_role("button", name="Show me weeks").click()
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(
        ["May 2031 is still to come. Enter when your child was born", "Enter your postcode"]
    )
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_label("Year", exact=True)).to_have_value("2031")
    assert_accessible(page)


def test_when_time_stays_open_the_smallest_changes_are_offered(page: Page) -> None:
    page.goto("/toddlebury/week")
    page.get_by_label("Month").select_option("October")
    page.get_by_label("Year", exact=True).fill("2025")
    page.get_by_label("Your postcode, or the area you live in").fill("ZZ1 1AA")
    for day in ("Thursday", "Friday"):
        page.get_by_role("group", name="Which days?").get_by_label(day, exact=True).check()
    page.get_by_label("From").first.fill("07:30")
    page.get_by_label("To").first.fill("18:00")
    page.get_by_label("When would you like to start?").select_option(index=3)
    page.get_by_role("button", name="Show me weeks").click()
    expect(page.get_by_role("heading", name="What would cover more")).to_be_visible()
    expect(page.locator(".week-card").first.get_by_text("with nobody yet")).to_be_visible()
    assert_accessible(page)


def test_a_song_can_be_read_from_across_the_room(phone: Page) -> None:
    phone.goto("/toddlebury/rhymes")
    assert_accessible(phone)
    phone.locator(".songs--large a").first.click()
    expect(phone.locator(".verse").first).to_be_visible()
    size = phone.locator(".verse").first.evaluate(
        "one => parseFloat(getComputedStyle(one).fontSize)"
    )
    assert size >= 22
    assert_accessible(phone)


def test_an_empty_search_and_one_far_away_say_what_to_try(page: Page) -> None:
    page.goto("/toddlebury/find")
    assert_accessible(page)
    page.goto("/toddlebury/find?near=ZZ1+1AA&within=0.5&kinds=other&days=4")
    expect(page.get_by_text("Nobody listed fits all of that.")).to_be_visible()
    assert_accessible(page)
