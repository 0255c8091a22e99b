"""Every endpoint stands in a list of who may see it: a new one is open to nobody by accident."""

from hubapp.accounts.models import Role
from hubapp.factory import create_app
from hubapp.listing.entry import Hand

PUBLIC = {
    "static",
    "accounts.answer",
    "accounts.ask",
    "accounts.leave",
    "web.accessibility",
    "web.health",
    "web.privacy",
    "welcome.about",
    "welcome.home",
    "welcome.index",
    "search.find",
    "search.provider",
    "paying.guide",
    "paying.shared_answer",
    "paying.what_you_can_get",
    "plans.build",
    "plans.week",
    "plans.weeks",
    "transitions.item",
    "transitions.shelf",
}
BY_LINK = {
    *("reminders.ask", "reminders.stop", "reminders.week", "reminders.when"),
    *("listing.invited", "listing.take_up"),
}
"""Whoever has the link that was sent: it opens one provider's places, or one invitation."""

SIGNED_IN = {"listing.mine"}
"""Whoever has signed in, whatever they look after: they see only what is theirs."""

OF_A_HUB: dict[str, set[Role]] = {
    "champions.grid": {Role.CHAMPION, Role.AUTHORITY},
    "champions.ask": {Role.CHAMPION},
    "champions.change_day": {Role.CHAMPION},
    "champions.close_days": {Role.CHAMPION},
    "champions.confirm_rows": {Role.CHAMPION},
    "champions.open_days": {Role.CHAMPION},
    "champions.put_off_provider": {Role.CHAMPION},
    "champions.undo_telling": {Role.CHAMPION},
    "champions.week": {Role.CHAMPION},
    "approvals.add": {Role.CHAMPION},
    "approvals.decide": {Role.CHAMPION},
    "approvals.listed": {Role.CHAMPION},
    "champion_people.listed": {Role.CHAMPION},
    "champion_people.remove": {Role.CHAMPION},
    "champion_people.withdraw": {Role.CHAMPION},
    **{
        f"importers.{page}": {Role.CHAMPION, Role.AUTHORITY}
        for page in ("overview", "bring", "preview", "apply", "leave", "undo", "join")
    },
}
"""People with one of these roles in the hub of the address."""

OF_A_PROVIDER: dict[str, set[Hand]] = {
    "listing.home": {Hand.MEMBER, Hand.CHAMPION},
    "listing.leave": {Hand.MEMBER},
    **{
        endpoint: {Hand.MEMBER, Hand.CHAMPION}
        for endpoint in (
            *("listing.preview", "own_week.listed", "own_week.session", "own_week.remove"),
            *("own_week.copy_day", "own_week.places"),
            *("own_offer.extras", "own_offer.extra", "own_offer.remove_extra"),
            *("own_offer.no_extras", "own_offer.offer", "own_offer.details", "own_offer.publish"),
            *("own_offer.closed", "own_offer.closed_today", "own_offer.open_days"),
            *("own_links.listed", "own_links.new", "own_links.say_yes", "own_links.say_no"),
            *("own_changes.listed", "own_changes.undo", "own_changes.withdraw"),
            "own_changes.undo_places",
        )
    },
}
"""People who look after the provider of the address, or the champions of its hub."""


def test_every_endpoint_says_who_may_see_it() -> None:
    endpoints = {rule.endpoint for rule in create_app().url_map.iter_rules()}
    assert endpoints == (PUBLIC | BY_LINK | SIGNED_IN | OF_A_HUB.keys() | OF_A_PROVIDER.keys())


def test_pages_of_a_hub_are_guarded_as_they_say() -> None:
    guarded = {
        endpoint: view.open_to
        for endpoint, view in create_app().view_functions.items()
        if hasattr(view, "open_to")
    }
    assert guarded == OF_A_HUB


def test_a_providers_own_pages_are_guarded_as_they_say() -> None:
    guarded = {
        endpoint: view.open_to_hands
        for endpoint, view in create_app().view_functions.items()
        if hasattr(view, "open_to_hands")
    }
    assert guarded == OF_A_PROVIDER
