"""Pages for finding childcare: the search, and one provider."""

from flask import Blueprint, abort, render_template, request

from hubapp.availability.presenters import STATE_WORDS
from hubapp.directory.queries import (
    count_unplaced,
    count_withheld,
    find_provider,
    list_areas,
)
from hubapp.directory.words import (
    KIND_WORDS,
)
from hubapp.hubs.entry import enter_hub
from hubapp.hubs.models import Hub
from hubapp.insights.services import note_shown
from hubapp.search.forms import FindForm
from hubapp.search.page import page_of
from hubapp.search.services import Listing, Wanted, find_providers
from hubapp.web import clock

_A_PAGE = 20

blueprint = Blueprint("search", __name__)


@blueprint.get("/<slug>/find")
def find(slug: str) -> str:
    """Search near a place; with nothing asked yet, only the form."""
    hub = enter_hub(slug)
    form = FindForm.for_hub(hub, clock.today(), formdata=request.args or None)
    asked = bool(request.args)
    listings = _found(hub, form) if asked and form.validate() else None
    page = max(1, request.args.get("page", 1, type=int))
    shown = listings and listings[(page - 1) * _A_PAGE : page * _A_PAGE]
    note_shown([listing.provider.id for listing in shown or ()], now=clock.now())
    return render_template(
        "search/find.html",
        form=form,
        state_words=STATE_WORDS,
        listings=shown,
        total=len(listings) if listings is not None else None,
        page=page,
        pages=-(-len(listings) // _A_PAGE) if listings else 0,
        kind_words=KIND_WORDS,
        areas=list_areas(hub.id)[:4],
        withheld=count_withheld(hub.id),
        unplaced=count_unplaced(hub.id),
        query={key: request.args.getlist(key) for key in request.args if key != "page"},
    )


def _found(hub: Hub, form: FindForm) -> list[Listing]:
    wanted = Wanted(
        point=form.point,
        within_miles=float(form.within.data),
        birth=form.birth,
        kinds=form.wanted_kinds,
        days=form.weekdays,
    )
    return find_providers(hub, wanted, clock.today())


@blueprint.get("/<slug>/providers/<provider_slug>")
def provider(slug: str, provider_slug: str) -> str:
    """Everything known of one provider, each fact with its source and date."""
    hub = enter_hub(slug)
    found = find_provider(hub.id, provider_slug)
    if found is None:
        abort(404)
    return render_template("search/provider.html", **page_of(found, hub, clock.today()))
