"""What the pages of a provider's own share: where they begin, who may come, what a saving says."""

from typing import Any

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response

from hubapp.directory.models import Provider
from hubapp.listing.entry import Hand, open_to_hands
from hubapp.listing.models import Change

Page = Response | str | tuple[str, int]

OWN = "/<slug>/providers/<provider_slug>/own"
"""Where a provider's own pages begin."""

own_people_and_champions = open_to_hands(Hand.MEMBER, Hand.CHAMPION)

OVERTAKEN = "Somebody else changed this just now. Nothing of yours was saved: look, and try again."


def address_of(endpoint: str, provider: Provider, **more: Any) -> str:
    """The address of one of a provider's own pages."""
    return url_for(endpoint, slug=g.hub.slug, provider_slug=provider.slug, **more)


def after_saving(endpoint: str, provider: Provider, change: Change | None) -> Response:
    """Back to a page, which says what came of it."""
    saved = change.id if change else None
    return redirect(address_of(endpoint, provider, saved=saved), 303)


def saved_id() -> int:
    """The change a page has just been told of; 0 for none."""
    return request.args.get("saved", 0, type=int)
