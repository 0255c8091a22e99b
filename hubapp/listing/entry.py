"""The way into a provider's own pages: for its own people, and for the hub's champions."""

import enum
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, g

from hubapp.accounts.models import Role
from hubapp.availability.telling import PROVIDER, Voucher
from hubapp.availability.vouching import voucher_as
from hubapp.directory.queries import find_held_provider
from hubapp.hubs.entry import View, enter_hub, require_person


class Hand(enum.StrEnum):
    """In which role somebody changes a provider's page."""

    MEMBER = PROVIDER
    CHAMPION = Role.CHAMPION.value


def open_to_hands(*hands: Hand) -> Callable[[View], View]:
    """Only the provider's own people, or the champions of its hub, see the page.

    The provider is handed to the view and kept as `g.provider`; in which role somebody is here, as
    `g.hand`. Who is both acts for the provider. Others get the 403 page, known provider or not.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(slug: str, provider_slug: str, **parts: Any) -> Any:
            hub, person = enter_hub(slug), require_person()
            provider = find_held_provider(hub.id, provider_slug)
            held = set()
            if provider is not None and person.looks_after(provider.id):
                held.add(Hand.MEMBER)
            if Role.CHAMPION in person.roles_in(hub.id):
                held.add(Hand.CHAMPION)
            if not held & set(hands):
                abort(403)
            if provider is None:
                abort(404)
            g.provider = provider
            g.hand = Hand.MEMBER if Hand.MEMBER in held & set(hands) else Hand.CHAMPION
            return view(provider, **parts)

        guarded.open_to_hands = frozenset(hands)  # type: ignore[attr-defined]  # read by the tests
        return guarded

    return guard


def voucher() -> Voucher:
    """Who vouches, on these pages."""
    return voucher_as(g.hand.value)
