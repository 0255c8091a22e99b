"""A client that reads every page it fetches and refuses one that a person could not use well."""

import re
from collections import Counter
from collections.abc import Iterator
from contextvars import Context
from functools import cached_property
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask, Response
from flask.testing import FlaskClient
from justhtml import JustHTML
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

# Words that tell a person nothing, or blame them.
_NEVER_SAID = re.compile(
    r"\b(N/A|n/a|null|None(?! of)|NaN|undefined|[Ii]nvalid|[Ss]ubmit)\b|match score", re.ASCII
)
_NEEDS_A_LABEL = "input:not([type=hidden]):not([type=submit]):not([type=button]), select, textarea"


class CheckedResponse(Response):
    """An answer, and the page in it as a test wants to ask about it."""

    @cached_property
    def page(self) -> BeautifulSoup:
        """The page, parsed."""
        return BeautifulSoup(self.get_data(as_text=True), "html.parser")

    @property
    def words(self) -> str:
        """What a person reads in the main part, with single spaces."""
        return _words(self.page.find("main"))

    @property
    def heading(self) -> str:
        """The one main heading."""
        return _words(self.page.find("h1"))

    @property
    def title(self) -> str:
        """What the browser's tab says."""
        return _words(self.page.find("title"))


class CheckingClient(FlaskClient):
    """Flask's test client; each page is checked before the test sees it.

    Every request runs apart from the test's own app context, as it would on a server: nothing kept
    in `g` or in an uncommitted session leaks from the test, or from one request to the next.
    """

    def open(self, *args: Any, **keywords: Any) -> Any:
        """Ask, check, answer."""
        response = Context().run(super().open, *args, **{"buffered": True, **keywords})
        is_page = response.mimetype == "text/html" and response.request.method != "HEAD"
        if is_page and "Location" not in response.headers:
            faults = list(faults_of(response.get_data(as_text=True), self.application))
            assert not faults, f"{response.request.path}:\n" + "\n".join(faults)
        return response

    def get(self, *args: Any, **keywords: Any) -> Any:
        """Fetch a page."""
        return self.open(*args, method="GET", **keywords)

    def post(self, *args: Any, **keywords: Any) -> Any:
        """Send a form."""
        return self.open(*args, method="POST", **keywords)

    def post_form(
        self, action: str, *, page: str | None = None, then: str | None = None, **fields: Any
    ) -> Any:
        """Fetch a page (the form's own unless named) and send the form on it that goes to `action`.

        What is not named in `fields` goes as the page had it filled in.
        """
        form = self._form(page or action, action, then)
        return self.post(action, data=_filled(form) | fields)

    def _form(self, page: str, action: str, then: str | None) -> Tag:
        forms = self.get(page).page.find_all("form", attrs={"method": "post"})
        if not forms and then:
            forms = self.get(then).page.find_all("form", attrs={"method": "post"})
        found = [form for form in forms if form.get("action") == action]
        assert found, f"{page} has no form for {action}"
        return found[0]


def checking_client(app: Flask) -> CheckingClient:
    """A client of an app that checks every page."""
    return CheckingClient(app, CheckedResponse, use_cookies=True)


def _filled(form: Tag) -> dict[str, Any]:
    """What a browser would send of a form nobody touched."""
    filled: dict[str, Any] = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        name, kind = str(field["name"]), str(field.get("type", ""))
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            filled[name] = str(chosen["value"]) if chosen else ""
        elif field.name == "textarea":
            filled[name] = field.get_text()
        elif kind not in ("checkbox", "radio") or field.has_attr("checked"):
            filled[name] = str(field.get("value", ""))
    return filled


def _words(tag: Any) -> str:
    return " ".join(tag.get_text(" ").split()) if tag else ""


def faults_of(html: str, app: Flask) -> Iterator[str]:
    """What is wrong with a page, a sentence each."""
    yield from _read_faults(html)
    page = BeautifulSoup(html, "html.parser")
    yield from _frame_faults(page)
    yield from _name_faults(page)
    yield from _field_faults(page)
    yield from _policy_faults(page)
    yield from _link_faults(page, app)
    yield from _word_faults(page)


def _read_faults(html: str) -> Iterator[str]:
    for error in JustHTML(html, collect_errors=True, sanitize=False).errors:
        yield f"not well-formed: {error}"


def _frame_faults(page: BeautifulSoup) -> Iterator[str]:
    if not (page.html and page.html.get("lang")):
        yield "the page does not say its language"
    if not _words(page.title):
        yield "no title"
    for name in ("h1", "main"):
        if (number := len(page.find_all(name))) != 1:
            yield f"{number} <{name}> instead of one"
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile("^h[1-6]$"))]
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading jumps from level {before} to {after}"


def _name_faults(page: BeautifulSoup) -> Iterator[str]:
    ids = Counter(str(tag["id"]) for tag in page.find_all(id=True))
    for name, times in ids.items():
        if times > 1:
            yield f"id {name!r} stands {times} times"
    for pointer in ("aria-describedby", "aria-labelledby", "aria-controls"):
        for tag in page.select(f"[{pointer}]"):
            for name in str(tag[pointer]).split():
                if name not in ids:
                    yield f"{pointer} names {name!r}, which is not there"


def _field_faults(page: BeautifulSoup) -> Iterator[str]:
    labelled = {str(label["for"]) for label in page.find_all("label", attrs={"for": True})}
    for field in page.select(_NEEDS_A_LABEL):
        named = (
            field.get("aria-label") or field.get("aria-labelledby") or field.find_parent("label")
        )
        if not named and field.get("id") not in labelled:
            yield f"no label for {field.get('name') or field}"
    for group in page.find_all("fieldset"):
        if not _words(group.find("legend", recursive=False)):
            yield "a group of fields without words for the group"
    for form in page.find_all("form"):
        method = str(form.get("method", "get")).lower()
        if method == "post" and not form.find("input", attrs={"name": "csrf_token"}):
            yield f"a form without its forgery check: {form.get('action')}"


def _policy_faults(page: BeautifulSoup) -> Iterator[str]:
    for script in page.find_all("script"):
        if not script.get("src") and not script.get("nonce"):
            yield "an inline script"
    if page.find("style"):
        yield "an inline style sheet"
    for tag in page.find_all(True):
        for name in tag.attrs:
            if name == "style" or name.startswith("on"):
                yield f"<{tag.name}> carries {name!r}, which the content policy refuses"


def _link_faults(page: BeautifulSoup, app: Flask) -> Iterator[str]:
    routes = app.url_map.bind("localhost")
    for tag, name in _addresses(page):
        address = str(tag[name])
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        if not parts.path:
            target = parts.fragment
            if target and not page.find(id=target):
                yield f"a link to #{target}, which is not on the page"
            continue
        try:
            routes.match(parts.path, method="GET")
        except (MethodNotAllowed, RequestRedirect):
            pass
        except NotFound:
            yield f"{address} leads nowhere"


def _addresses(page: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    for tag in page.find_all(["a", "link"], href=True):
        yield tag, "href"
    for tag in page.find_all(["script", "img"], src=True):
        yield tag, "src"
    for tag in page.find_all("form", action=True):
        yield tag, "action"


def _word_faults(page: BeautifulSoup) -> Iterator[str]:
    for part in page.find_all(["title", "main"]):
        for text in part.find_all(string=_NEVER_SAID):
            # "None" is a fair answer to offer; anywhere else it has leaked out of a program.
            if not (text.parent and text.parent.name == "label" and "None" in text):
                yield f"says {str(text).strip()[:80]!r}"
