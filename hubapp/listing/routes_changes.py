"""What was changed on a provider's page, where each change is, and the way back."""

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from hubapp.availability.queries import find_telling, list_tellings
from hubapp.availability.telling import undo as undo_telling
from hubapp.availability.told import ImpossibleError
from hubapp.directory.models import Provider
from hubapp.listing.changing import undo as undo_change
from hubapp.listing.changing import withdraw as withdraw_change
from hubapp.listing.entry import voucher
from hubapp.listing.models import Change
from hubapp.listing.moving import OvertakenError
from hubapp.listing.pages import OWN, Page, address_of, own_people_and_champions
from hubapp.listing.presenters import present_change
from hubapp.listing.queries import find_change, list_changes

blueprint = Blueprint("own_changes", __name__, url_prefix=f"{OWN}/changes")
_SHOWN = 30


@blueprint.get("")
@own_people_and_champions
def listed(provider: Provider) -> str:
    """Every change, the latest first, with where it is."""
    return _listed(provider)


@blueprint.post("/undo")
@own_people_and_champions
def undo(provider: Provider) -> Page:
    """Put things back as they stood before a change."""
    try:
        undo_change(_change(provider), voucher())
    except ImpossibleError as impossible:
        return _listed(provider, str(impossible)), 422
    except OvertakenError:
        problem = "This was changed again since then, so it can’t be undone by itself. Change it."
        return _listed(provider, problem), 409
    return _back(provider)


@blueprint.post("/withdraw")
@own_people_and_champions
def withdraw(provider: Provider) -> Page:
    """Take back a change that waits for the champion."""
    try:
        withdraw_change(_change(provider), voucher())
    except OvertakenError:
        return _listed(provider, "The champion has looked at this already."), 409
    return _back(provider)


@blueprint.post("/undo-places")
@own_people_and_champions
def undo_places(provider: Provider) -> Page:
    """Put places back as they stood before something was told; what was told since stays."""
    telling = find_telling(request.form.get("telling", 0, type=int), provider.id)
    if telling is None:
        abort(404)
    if undo_telling(telling, voucher()).overtaken:
        return _listed(provider, "What was told again since then stays as it is."), 409
    return _back(provider)


def _change(provider: Provider) -> Change:
    change = find_change(request.form.get("change", 0, type=int), provider.id)
    if change is None:
        abort(404)
    return change


def _listed(provider: Provider, problem: str | None = None) -> str:
    return render_template(
        "listing/changes.html",
        provider=provider,
        views=[present_change(change) for change in list_changes(provider.id, _SHOWN)],
        tellings=list_tellings(provider.id, _SHOWN),
        problem=problem,
    )


def _back(provider: Provider) -> Response:
    return redirect(address_of("own_changes.listed", provider), 303)
