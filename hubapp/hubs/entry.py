"""The way into a hub's pages: the hub a URL names, kept for the layout."""

from flask import abort, g

from hubapp.hubs.models import Hub
from hubapp.hubs.queries import find_hub


def enter_hub(slug: str) -> Hub:
    """The hub with this slug, remembered as `g.hub`; a 404 page when there is none."""
    hub = find_hub(slug)
    if hub is None:
        abort(404)
    g.hub = hub
    return hub
