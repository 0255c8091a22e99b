"""The front page of the site, a hub's own page, and its about page."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from hubapp.availability.freshness import shares_of, weeks_of
from hubapp.availability.rules import patience_of
from hubapp.directory.queries import count_by_kind, count_withheld, list_areas
from hubapp.directory.words import KIND_PLURALS, KIND_WORDS
from hubapp.hubs.entry import enter_hub
from hubapp.hubs.queries import list_hubs
from hubapp.search.forms import FindForm
from hubapp.transitions.queries import find_current_set
from hubapp.web import clock

blueprint = Blueprint("welcome", __name__)


@blueprint.get("/")
def index() -> Response | str:
    """Every hub; straight to it when there is only one."""
    hubs = list_hubs()
    if len(hubs) == 1:
        return redirect(url_for("welcome.home", slug=hubs[0].slug))
    return render_template("welcome/index.html", hubs=hubs)


@blueprint.get("/<slug>/")
def home(slug: str) -> str:
    """A hub: search, build a week, who is in it, this term's songs."""
    hub = enter_hub(slug)
    today = clock.today()
    counts = count_by_kind(hub.id)
    shares = shares_of(hub, today)
    return render_template(
        "welcome/home.html",
        find_form=FindForm.for_hub(hub, today),
        counts=[
            (kind, counts[kind], KIND_WORDS[kind] if counts[kind] == 1 else KIND_PLURALS[kind])
            for kind in KIND_WORDS
            if kind in counts
        ],
        total=sum(counts.values()),
        withheld=count_withheld(hub.id),
        shares=shares,
        weeks=weeks_of(hub, shares, today),
        patience=patience_of(hub),
        agreed=find_current_set(hub.id, today),
    )


@blueprint.get("/<slug>/about")
def about(slug: str) -> str:
    """What a hub is, where its facts come from, what is not known."""
    hub = enter_hub(slug)
    return render_template(
        "welcome/about.html",
        areas=list_areas(hub.id),
        total=sum(count_by_kind(hub.id).values()),
        withheld=count_withheld(hub.id),
    )
