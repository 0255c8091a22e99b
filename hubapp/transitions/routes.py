"""Pages of rhymes and stories: the term's shelf, and one item large enough to sing from."""

from flask import Blueprint, abort, render_template

from hubapp.hubs.entry import enter_hub
from hubapp.transitions.queries import count_take_ups, find_current_set, find_item
from hubapp.web import clock

blueprint = Blueprint("transitions", __name__)


@blueprint.get("/<slug>/rhymes")
def shelf(slug: str) -> str:
    """The set this hub shares this term."""
    hub, today = enter_hub(slug), clock.today()
    agreed = find_current_set(hub.id, today)
    return render_template(
        "transitions/shelf.html",
        agreed=agreed,
        users=count_take_ups(agreed.id, today) if agreed else {},
    )


@blueprint.get("/<slug>/rhymes/<item_slug>")
def item(slug: str, item_slug: str) -> str:
    """One rhyme or story."""
    enter_hub(slug)
    found = find_item(item_slug)
    if found is None:
        abort(404)
    return render_template("transitions/item.html", item=found)
