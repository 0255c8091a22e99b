"""Takes pictures of pages at a phone's and a desk's width into build/look/, for people to look at.

python -m tests.e2e.look http://127.0.0.1:5000 / /privacy
python -m tests.e2e.look --dark http://127.0.0.1:5000 /
"""

import argparse
import re
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.e2e.browser import CHROMIUM, CHROMIUM_ARGUMENTS, DESK, PHONE

_FOLDER = Path(__file__).resolve().parents[2] / "build" / "look"


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="where the site runs, like http://127.0.0.1:5000")
    parser.add_argument("paths", nargs="+", help="pages, like / or /privacy")
    parser.add_argument("--dark", action="store_true", help="as seen by who asked for dark colours")
    parser.add_argument("--print", action="store_true", dest="paper", help="as printed")
    wanted = parser.parse_args()
    _FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        for path in wanted.paths:
            _take(browser, wanted.address + path, dark=wanted.dark, paper=wanted.paper)
        browser.close()


def _take(browser: Browser, address: str, *, dark: bool, paper: bool) -> None:
    name = re.sub(r"\W+", "-", address.split("/", 3)[3].strip("/")) or "front"
    manner = "-dark" if dark else "-print" if paper else ""
    for width, size in (("phone", PHONE), ("desk", DESK)):
        page = browser.new_page(viewport=size, color_scheme="dark" if dark else "light")
        page.goto(address)
        if paper:
            page.emulate_media(media="print")
        file = _FOLDER / f"{name[:80]}-{width}{manner}.png"
        page.screenshot(path=file, full_page=True)
        page.close()
        print(file)  # noqa: T201 - tells where to look


if __name__ == "__main__":
    main()
