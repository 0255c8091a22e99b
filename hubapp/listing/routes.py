"""The way to a provider's own page: invitations, choosing among one's pages, leaving."""

from typing import NoReturn

from flask import (
    Blueprint,
    abort,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    session,
    url_for,
)
from werkzeug.wrappers import Response

from hubapp.accounts.entry import current_person
from hubapp.accounts.models import Invite
from hubapp.accounts.queries import list_hub_ids
from hubapp.accounts.routes import AFTERWARDS, send_code
from hubapp.availability.queries import list_closures, list_sessions_of
from hubapp.availability.rules import vouched_by
from hubapp.directory.models import Provider
from hubapp.directory.queries import find_provider_by_id, list_links_of, list_providers_of
from hubapp.extensions import db, limiter
from hubapp.hubs.entry import require_person
from hubapp.hubs.queries import list_hubs_of
from hubapp.listing.connecting import waits_for
from hubapp.listing.entry import Hand, open_to_hands
from hubapp.listing.links import BadInviteError, OldInviteError, read_invite
from hubapp.listing.models import Topic
from hubapp.listing.moving import week_of
from hubapp.listing.pages import OWN, own_people_and_champions, saved_id
from hubapp.listing.people import accept, end
from hubapp.listing.presenters import present_change, present_week
from hubapp.listing.queries import find_change, find_waiting, list_changes
from hubapp.listing.warnings import warnings_of
from hubapp.search.page import page_of
from hubapp.web import clock

blueprint = Blueprint("listing", __name__)
_LATEST = 12


@blueprint.get("/your-hubs")
def mine() -> Response | str:
    """Every hub and provider the person looks after; straight to it when there is only one."""
    person = require_person()
    hubs = list_hubs_of(list_hub_ids(person.id))
    providers = list_providers_of(held.provider_id for held in person.looked_after)
    addresses = [url_for("champions.grid", slug=hub.slug) for hub in hubs]
    addresses += [_home(provider) for provider in providers]
    if len(addresses) == 1:
        return redirect(addresses[0])
    return render_template("listing/mine.html", hubs=hubs, providers=providers)


@blueprint.get("/invited/<token>")
def invited(token: str) -> str:
    """What an invitation is for. Opening it changes nothing, as programs that scan mail do."""
    asked = _open(token)
    provider = find_provider_by_id(asked.provider_id)
    if provider is None:
        _refuse("old_invite", 410)
    g.hub = provider.hub
    return render_template("listing/invited.html", token=token, invite=asked, provider=provider)


@blueprint.post("/invited/<token>/yes")
@limiter.limit("60 per hour")
def take_up(token: str) -> Response:
    """Yes: the address looks after the page from now on, once it has proved itself by a code."""
    asked = _open(token)
    provider = find_provider_by_id(asked.provider_id)
    if provider is None:
        _refuse("old_invite", 410)
    person = accept(asked, today=clock.today())
    if current_person() == person:
        return redirect(_home(provider), 303)
    session[AFTERWARDS] = _home(provider)
    return send_code(person.email)


@blueprint.get(OWN)
@own_people_and_champions
def home(provider: Provider) -> str:
    """A provider's own page: what stands there, what is wrong with it, what waits."""
    today, week = clock.today(), week_of(provider)
    change = find_change(saved_id(), provider.id)
    changes = list_changes(provider.id, _LATEST)
    return render_template(
        "listing/home.html",
        provider=provider,
        blocks=present_week(week),
        warnings=warnings_of(provider, week, g.hub, today),
        saved=present_change(change) if change else None,
        open_changes=[present_change(one) for one in changes if one.is_waiting or one.reply],
        publication=find_waiting(provider.id, Topic.PUBLICATION),
        closures=list_closures(provider.id, today),
        confirmed_on=vouched_by(list_sessions_of(provider.id)),
        asked=[link for link in list_links_of(provider.id) if waits_for(link, provider)],
    )


@blueprint.get(f"{OWN}/preview")
@own_people_and_champions
def preview(provider: Provider) -> str:
    """What families see, with what waits for a champion as if it were there already."""
    waiting = find_waiting(provider.id, Topic.DETAILS)
    with db.session.no_autoflush:
        for name, value in (waiting.after if waiting else {}).items():
            setattr(provider, name, value)
        shown = page_of(provider, g.hub, clock.today()) | {"preview": True}
        page = render_template("search/provider.html", **shown)
    db.session.rollback()
    return page


@blueprint.post(f"{OWN}/leave")
@open_to_hands(Hand.MEMBER)
def leave(provider: Provider) -> Response:
    """Look after a provider no more."""
    person = require_person()
    end(next(held for held in person.looked_after if held.provider_id == provider.id))
    return redirect(url_for("search.provider", slug=g.hub.slug, provider_slug=provider.slug), 303)


def _open(token: str) -> Invite:
    """The invitation a link belongs to; a page that says why if none."""
    try:
        return read_invite(token, str(current_app.config["SECRET_KEY"]), now=clock.now())
    except OldInviteError:
        _refuse("old_invite", 410)
    except BadInviteError:
        _refuse("bad_invite", 404)


def _refuse(page: str, status: int) -> NoReturn:
    abort(make_response(render_template(f"listing/{page}.html"), status))


def _home(provider: Provider) -> str:
    return url_for("listing.home", slug=provider.hub.slug, provider_slug=provider.slug)
