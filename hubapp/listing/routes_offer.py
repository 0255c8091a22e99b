"""What a provider offers beside its week: extras, ages, funding, closed days, who it is."""

from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request
from werkzeug.wrappers import Response

from hubapp.availability.closures import close, open_again
from hubapp.availability.forms import ClosureForm
from hubapp.availability.queries import find_closure, list_closures
from hubapp.availability.told import ImpossibleError
from hubapp.directory.models import Extra, FactTopic, Provider
from hubapp.directory.services.sources import note_source
from hubapp.directory.words import EXTRA_PER_WORDS
from hubapp.extensions import db
from hubapp.listing.changing import change_columns, change_extras, teller_of
from hubapp.listing.entry import voucher
from hubapp.listing.forms.details import DetailsForm
from hubapp.listing.forms.offer import ExtraForm, OfferForm
from hubapp.listing.models import Topic
from hubapp.listing.moving import OvertakenError, columns_of, extra_row, extras_of, week_of
from hubapp.listing.pages import (
    OVERTAKEN,
    OWN,
    Page,
    address_of,
    after_saving,
    own_people_and_champions,
    saved_id,
)
from hubapp.listing.presenters import present_change
from hubapp.listing.queries import find_change, find_waiting
from hubapp.listing.warnings import (
    forbidden_charge,
    is_only_funded,
    takes_funding,
    warnings_of,
)
from hubapp.web import clock

blueprint = Blueprint("own_offer", __name__, url_prefix=OWN)


@blueprint.get("/extras")
@own_people_and_champions
def extras(provider: Provider) -> str:
    """What is to be paid for beside the hours, each thing to change."""
    return _extras(provider)


@blueprint.route("/extras/new", methods=["GET", "POST"], defaults={"extra_id": 0})
@blueprint.route("/extras/<int:extra_id>", methods=["GET", "POST"])
@own_people_and_champions
def extra(provider: Provider, extra_id: int) -> Page:
    """One extra: to change, or a new one."""
    now = _extra(provider, extra_id)
    form = ExtraForm(data=_filled(now))
    if form.validate_on_submit():
        reason = _forbidden(provider, form)
        if reason is None:
            return _save_extras(provider, [*_others(provider, now), form.row])
        form.name.errors = [reason]
    page = render_template("listing/extra.html", provider=provider, form=form, extra=now)
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/extras/<int:extra_id>/remove")
@own_people_and_champions
def remove_extra(provider: Provider, extra_id: int) -> Page:
    """Ask for an extra no more."""
    going = _extra(provider, extra_id)
    return _save_extras(provider, _others(provider, going))


@blueprint.post("/extras/none")
@own_people_and_champions
def no_extras(provider: Provider) -> Response:
    """Say that nothing is asked for beside the hours."""
    if not provider.extras:
        by = voucher()
        note_source(provider, FactTopic.EXTRAS, teller_of(by), by.today)
        db.session.commit()
    return after_saving("own_offer.extras", provider, None)


@blueprint.route("/offer", methods=["GET", "POST"])
@own_people_and_champions
def offer(provider: Provider) -> Page:
    """Ages, weeks, funded hours, and how to reach the provider."""
    form = OfferForm.for_columns(columns_of(provider, Topic.OFFER))
    if form.validate_on_submit():
        change = change_columns(provider, Topic.OFFER, form.columns, voucher())
        return after_saving("listing.home", provider, change)
    page = render_template("listing/offer.html", provider=provider, form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/details", methods=["GET", "POST"])
@own_people_and_champions
def details(provider: Provider) -> Page:
    """Who the provider is, where, and its own words: seen once a champion has looked."""
    waiting = find_waiting(provider.id, Topic.DETAILS)
    wished = columns_of(provider, Topic.DETAILS) | (waiting.after if waiting else {})
    form = DetailsForm(data=wished)
    if form.validate_on_submit():
        wanted = form.columns_for(is_at_home=provider.is_at_home)
        change = change_columns(provider, Topic.DETAILS, wanted, voucher())
        return after_saving("listing.home", provider, change)
    page = render_template(
        "listing/details.html",
        provider=provider,
        form=form,
        waiting=present_change(waiting) if waiting else None,
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/publish")
@own_people_and_champions
def publish(provider: Provider) -> Response:
    """Ask that families may see the page for the first time."""
    change = change_columns(provider, Topic.PUBLICATION, {"is_public": True}, voucher())
    return after_saving("listing.home", provider, change)


@blueprint.route("/closed", methods=["GET", "POST"])
@own_people_and_champions
def closed(provider: Provider) -> Page:
    """Days on which the provider is closed: told at once, and taken back as easily."""
    form = ClosureForm()
    problem = None
    if form.validate_on_submit():
        try:
            close(provider.id, form.starts_on.data, form.ends_on.data, form.reason.data, voucher())
            return redirect(address_of("own_offer.closed", provider), 303)
        except ImpossibleError as impossible:
            problem = str(impossible)
    page = render_template(
        "listing/closed.html",
        provider=provider,
        form=form,
        problem=problem,
        closures=list_closures(provider.id, clock.today()),
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/closed/today")
@own_people_and_champions
def closed_today(provider: Provider) -> Response:
    """Closed today: one press, once."""
    today = clock.today()
    if not any(one.starts_on <= today for one in list_closures(provider.id, today)):
        close(provider.id, today, today, None, voucher())
    return redirect(address_of("own_offer.closed", provider), 303)


@blueprint.post("/closed/open")
@own_people_and_champions
def open_days(provider: Provider) -> Response:
    """Take closed days back."""
    closure = find_closure(request.form.get("closure", 0, type=int), provider.id)
    if closure is not None:
        open_again(closure)
    return redirect(address_of("own_offer.closed", provider), 303)


def _extra(provider: Provider, extra_id: int) -> Extra | None:
    """The extra of a key; None for a new one, and the 404 page for one there is not."""
    found = next((one for one in provider.extras if one.id == extra_id), None)
    if extra_id and found is None:
        abort(404)
    return found


def _filled(extra: Extra | None) -> dict[str, Any]:
    if extra is None:
        return {}
    return extra_row(extra) | {"price": extra.price_pence, "optional": True}


def _others(provider: Provider, extra: Extra | None) -> list[dict[str, Any]]:
    rows = extras_of(provider)
    if extra is not None:
        rows.remove(extra_row(extra))
    return rows


def _forbidden(provider: Provider, form: ExtraForm) -> str | None:
    """Why funded hours forbid this extra, where funded hours can be had."""
    week = week_of(provider)
    if not takes_funding(provider, week):
        return None
    return forbidden_charge(form.name.data, form.price.data or 0, only_funded=is_only_funded(week))


def _save_extras(provider: Provider, rows: list[dict[str, Any]]) -> Page:
    try:
        change = change_extras(provider, extras_of(provider), rows, voucher())
    except OvertakenError:
        return _extras(provider, OVERTAKEN), 409
    return after_saving("own_offer.extras", provider, change)


def _extras(provider: Provider, problem: str | None = None) -> str:
    change = find_change(saved_id(), provider.id)
    warnings = warnings_of(provider, week_of(provider), g.hub, clock.today())
    return render_template(
        "listing/extras.html",
        provider=provider,
        per_words=EXTRA_PER_WORDS,
        told=any(source.topic is FactTopic.EXTRAS for source in provider.sources),
        warnings=[one for one in warnings if one.part == "extras"],
        problem=problem,
        saved=present_change(change) if change else None,
    )
