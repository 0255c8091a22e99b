"""Every endpoint stands in a list of who may see it: a new one is open to nobody by accident."""

from hubapp.accounts.models import Role
from hubapp.factory import create_app

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
BY_LINK = {"reminders.ask", "reminders.stop", "reminders.week", "reminders.when"}
"""Whoever has the link that was sent to a provider: it opens that provider's places only."""

SIGNED_IN = {"hubs.mine"}
"""Whoever has signed in, whatever they look after: they see only what is theirs."""

OF_A_HUB: dict[str, set[Role]] = {
    f"importers.{page}": {Role.CHAMPION, Role.AUTHORITY}
    for page in ("overview", "bring", "preview", "apply", "leave", "undo", "join")
}
"""People with one of these roles in the hub of the address."""


def test_every_endpoint_says_who_may_see_it() -> None:
    endpoints = {rule.endpoint for rule in create_app().url_map.iter_rules()}
    assert endpoints == PUBLIC | BY_LINK | SIGNED_IN | OF_A_HUB.keys()


def test_pages_of_a_hub_are_guarded_as_they_say() -> None:
    guarded = {
        endpoint: view.open_to
        for endpoint, view in create_app().view_functions.items()
        if hasattr(view, "open_to")
    }
    assert guarded == OF_A_HUB
