"""Every endpoint stands in a list of who may see it: a new one is open to nobody by accident."""

from hubapp.factory import create_app

PUBLIC = {
    "static",
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


def test_every_endpoint_says_who_may_see_it() -> None:
    assert {rule.endpoint for rule in create_app().url_map.iter_rules()} == PUBLIC
