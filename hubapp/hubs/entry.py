"""The way into a hub's pages: the hub a URL names, kept for the layout, and who may come in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, g, redirect, request, session, url_for

from hubapp.accounts.entry import current_person
from hubapp.accounts.models import Person, Role
from hubapp.accounts.routes import AFTERWARDS
from hubapp.hubs.models import Hub
from hubapp.hubs.queries import find_hub

View = Callable[..., Any]


def enter_hub(slug: str) -> Hub:
    """The hub with this slug, remembered as `g.hub`; a 404 page when there is none."""
    hub = find_hub(slug)
    if hub is None:
        abort(404)
    g.hub = hub
    return hub


def open_to(*roles: Role) -> Callable[[View], View]:
    """Only people with one of these roles in the hub of the address see the page.

    Who is not signed in is asked to, and then comes back here; others get the 403 page.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(slug: str, **parts: Any) -> Any:
            hub = enter_hub(slug)
            if not require_person().roles_in(hub.id) & set(roles):
                abort(403)
            return view(slug=slug, **parts)

        guarded.open_to = frozenset(roles)  # type: ignore[attr-defined]  # read by the tests
        return guarded

    return guard


def require_person() -> Person:
    """The person signed in; nobody is sent to sign in, and comes back to this page."""
    person = current_person()
    if person is None:
        wanted = request.full_path.removesuffix("?")
        session[AFTERWARDS] = wanted if request.method == "GET" else None
        abort(redirect(url_for("accounts.ask")))
    return person
