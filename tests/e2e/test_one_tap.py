"""A provider on a bus: the mail, one tap, and families see it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from config import Settings
from hubapp.extensions import db
from hubapp.factory import create_app
from hubapp.hubs.queries import find_hub
from hubapp.jobs import jobs_of
from hubapp.kernel.moments import at_local
from hubapp.reminders.queries import list_providers_to_ask
from hubapp.reminders.services import ask_now
from tests.e2e.conftest import assert_accessible
from tests.village import TODAY


@pytest.fixture
def mail(demonstration: str, site: str, tmp_path: Path) -> str:
    """The page in the mail that asks a provider nobody asked yet."""
    app = create_app(
        Settings(
            database_url=demonstration,
            secret_key="tests only",
            site_address=site,
            jobs_file=tmp_path / "jobs.sqlite3",
            mail_via="file",
            mail_folder=tmp_path / "mail",
        )
    )
    noon = at_local(TODAY, 12)
    app.config["CLOCK"] = lambda: noon
    with app.app_context():
        hub = find_hub("toddlebury")
        assert hub
        assert any(ask_now(hub, one, now=noon) for one in list_providers_to_ask(hub.id))
        jobs_of(app).run_all()
        db.session.remove()
        db.engine.dispose()
    (file,) = (tmp_path / "mail").iterdir()
    found = re.search(r"<!DOCTYPE html>.*?</html>", file.read_text(), re.DOTALL)
    assert found
    return found.group()


def test_still_right_from_the_mail_to_the_public_page(page: Page, mail: str) -> None:
    page.set_content(mail)
    page.get_by_role("link", name="Still right").click()
    expect(page.get_by_role("main")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Are your places still right?")
    assert_accessible(page)
    page.get_by_role("button", name="Still right").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert_accessible(page)
    page.get_by_role("link", name="See what families see").click()
    expect(page.get_by_text("confirmed today, provider").first).to_be_visible()


def test_something_changed_from_the_mail_to_the_public_page_without_scripts(
    without_scripts: Page, mail: str
) -> None:
    page = without_scripts
    page.set_content(mail)
    page.get_by_role("link", name="Something changed").click()
    page.locator("main select").first.select_option("Waiting list")
    page.get_by_role("button", name="Save my week").click()
    expect(page.get_by_text("Your changes are saved.")).to_be_visible()
    page.get_by_role("link", name="Change something").click()
    expect(page.locator("main select").first).to_have_value("waiting_list")


def test_every_page_behind_the_mail_is_accessible(phone: Page, mail: str) -> None:
    for name in ("Something changed", "We’re full", "Choose another day", "stop it"):
        phone.goto("about:blank")
        phone.set_content(mail)
        phone.get_by_role("link", name=name).click()
        expect(phone.get_by_role("main")).to_be_visible()
        assert_accessible(phone)
