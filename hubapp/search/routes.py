"""Pages for finding childcare: the search, and one provider."""

from flask import Blueprint, abort, render_template, request

from hubapp.availability.presenters import STATE_WORDS, place_grids
from hubapp.availability.queries import list_care_sessions, list_closures
from hubapp.availability.rules import patience_of
from hubapp.availability.sheet_words import told_in_sheet
from hubapp.directory.queries import (
    count_unplaced,
    count_withheld,
    find_provider,
    list_areas,
    list_links_of,
)
from hubapp.directory.words import (
    ANSWER_WORDS,
    EXTRA_KIND_WORDS,
    EXTRA_PER_WORDS,
    INSPECTION_WORDS,
    KIND_WORDS,
)
from hubapp.hubs.entry import enter_hub
from hubapp.hubs.models import Hub
from hubapp.search.forms import FindForm
from hubapp.search.presenters import (
    say_ages,
    say_no_extras,
    say_no_inspection,
    say_price,
    say_register,
)
from hubapp.search.services import Listing, Wanted, find_providers
from hubapp.transitions.queries import list_items_shared_by
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
    return render_template(
        "search/find.html",
        form=form,
        state_words=STATE_WORDS,
        listings=listings and listings[(page - 1) * _A_PAGE : page * _A_PAGE],
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
    today = clock.today()
    sessions = list_care_sessions([found.id]).get(found.id, ())
    return render_template(
        "search/provider.html",
        provider=found,
        kind_words=KIND_WORDS[found.kind],
        answers=ANSWER_WORDS,
        extra_kinds=EXTRA_KIND_WORDS,
        no_extras=say_no_extras(found, hub, today),
        extra_per=EXTRA_PER_WORDS,
        inspection_words=INSPECTION_WORDS,
        no_inspection=say_no_inspection(found.register_entry),
        say_register=say_register,
        sheet=told_in_sheet(found.id),
        ages=say_ages(found),
        price=say_price(sessions),
        grids=place_grids(sessions, today, patience_of(hub)),
        closures=list_closures(found.id, today),
        sources={source.topic.value: source for source in found.sources},
        links=list_links_of(found.id),
        songs=list_items_shared_by(hub.id, [found.id], today),
    )
