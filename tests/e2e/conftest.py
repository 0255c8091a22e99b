"""The site as people meet it: a real server with the demonstration town, a real browser."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Playwright,
    ViewportSize,
    sync_playwright,
)
from werkzeug.serving import make_server

from config import ROOT, Settings
from hubapp.extensions import db
from hubapp.factory import create_app
from tests.e2e.browser import CHROMIUM, CHROMIUM_ARGUMENTS, DESK, PHONE
from tests.village import TODAY

_STARTING_SECONDS = 300


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each worker builds its own town and browser, so only as many workers as needed get these."""
    for item in items:
        if Path(item.path).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database with the demonstration town, filled by the commands people use."""
    path = tmp_path_factory.mktemp("site") / "hub.sqlite3"
    address = f"sqlite:///{path}"
    for words in ("db upgrade", f"demo load --today {TODAY.isoformat()}"):
        told = subprocess.run(  # noqa: S603 - our own command
            [Path(sys.executable).parent / "hub", *words.split()],
            env={**os.environ, "DATABASE_URL": address},  # noqa: TID251 - handed to a child
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
            timeout=_STARTING_SECONDS,
        )
        assert told.returncode == 0, told.stdout + told.stderr
    return address


@pytest.fixture(scope="session")
def site(demonstration: str) -> Iterator[str]:
    """The address of a running site, like http://127.0.0.1:43210."""
    app = create_app(Settings(database_url=demonstration, secret_key="tests only"))
    app.config["CLOCK"] = lambda: datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, once for each worker."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
    yield browser
    browser.close()


def _page(
    browser: Browser, site: str, size: ViewportSize, *, scripts: bool = True
) -> Iterator[Page]:
    """A fresh visitor. Fails the test when the browser complains or asks another computer."""
    context = browser.new_context(viewport=size, base_url=site, java_script_enabled=scripts)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.extend(_complained(said)))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: complaints.extend(_asked_elsewhere(asked.url, site)))
    yield page
    context.close()
    assert complaints == []


def _complained(said: ConsoleMessage) -> list[str]:
    """What the browser reports, but for answers that are no fault.

    A form sent back with its mistakes answers 422, and one that somebody was faster than 409.
    """
    is_answer = any(f"status of {status}" in said.text for status in (409, 422))
    return [said.text] if said.type == "error" and not is_answer else []


def _asked_elsewhere(address: str, site: str) -> list[str]:
    if urlsplit(address).scheme in ("data", "blob") or address.startswith(site):
        return []
    return [f"asked another computer: {address}"]


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A visitor: the test runs once with a phone and once at a desk."""
    yield from _page(browser, site, request.param)


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A visitor with a phone."""
    yield from _page(browser, site, PHONE)


@pytest.fixture
def desk(browser: Browser, site: str) -> Iterator[Page]:
    """A visitor at a desk."""
    yield from _page(browser, site, DESK)


@pytest.fixture
def without_scripts(browser: Browser, site: str) -> Iterator[Page]:
    """A visitor with a phone whose scripts do not run."""
    yield from _page(browser, site, PHONE, scripts=False)


def assert_accessible(page: Page) -> None:
    """No finding of axe, and nothing that makes the page scroll sideways."""
    findings = Axe().run(page).response["violations"]
    assert [
        (finding["id"], [node["html"][:160] for node in finding["nodes"]]) for finding in findings
    ] == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
