"""The champion's page of who looks after a provider: asking somebody, and ending it."""

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from hubapp.accounts.forms import AddressForm
from hubapp.accounts.models import Role
from hubapp.accounts.queries import (
    find_invite_by_id,
    find_provider_member,
    list_invites,
    list_provider_members,
)
from hubapp.accounts.services import AddressRefused
from hubapp.directory.models import Provider
from hubapp.directory.queries import find_held_provider
from hubapp.extensions import limiter
from hubapp.hubs.entry import open_to, require_person
from hubapp.listing.links import holds
from hubapp.listing.people import InviteRefused, end, invite, take_back
from hubapp.mail.jobs import send_soon
from hubapp.web import clock

blueprint = Blueprint(
    "champion_people", __name__, url_prefix="/<slug>/champion/<provider_slug>/people"
)
champions_only = open_to(Role.CHAMPION)


@blueprint.route("", methods=["GET", "POST"])
@limiter.limit("60 per hour", methods=["POST"])
@champions_only
def listed(slug: str, provider_slug: str) -> Response | str | tuple[str, int]:
    """Who looks after a provider's page, who was asked, and a field to ask somebody."""
    provider = _provider(provider_slug)
    form = AddressForm()
    if form.validate_on_submit():
        try:
            invite(g.hub, provider, form.email.data, by=require_person(), now=clock.now())
            send_soon()
            return _back(slug, provider)
        except (InviteRefused, AddressRefused) as refusal:
            form.email.errors = [str(refusal)]
    page = _page(provider, form)
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/remove")
@champions_only
def remove(slug: str, provider_slug: str) -> Response:
    """Somebody looks after the page no more, from this moment."""
    provider = _provider(provider_slug)
    held = find_provider_member(request.form.get("member", 0, type=int), provider.id)
    if held is not None:
        end(held)
    return _back(slug, provider)


@blueprint.post("/withdraw")
@champions_only
def withdraw(slug: str, provider_slug: str) -> Response:
    """Take an invitation back."""
    provider = _provider(provider_slug)
    asked = find_invite_by_id(request.form.get("invite", 0, type=int))
    if asked is not None and asked.provider_id == provider.id:
        take_back(asked)
    return _back(slug, provider)


def _provider(provider_slug: str) -> Provider:
    provider = find_held_provider(g.hub.id, provider_slug)
    if provider is None:
        abort(404)
    return provider


def _page(provider: Provider, form: FlaskForm) -> str:
    now = clock.now()
    return render_template(
        "champions/people.html",
        provider=provider,
        form=form,
        members=list_provider_members(provider.id),
        invites=[(asked, holds(asked, now)) for asked in list_invites(provider.id)],
    )


def _back(slug: str, provider: Provider) -> Response:
    return redirect(url_for("champion_people.listed", slug=slug, provider_slug=provider.slug), 303)
