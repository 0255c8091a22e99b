"""Pages for building a week: the questions, and the weeks that answer them."""

import time
from functools import partial

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from hubapp import matching
from hubapp.directory.queries import find_provider
from hubapp.directory.words import KIND_WORDS
from hubapp.hubs.entry import enter_hub
from hubapp.places.services import PlaceNotFound
from hubapp.plans.answers import fields_of
from hubapp.plans.explaining import explain_week
from hubapp.plans.forms import BuildWeekForm
from hubapp.plans.gathering import gather
from hubapp.plans.need import CareNeed, DamagedLinkError, read_need, sign_need
from hubapp.plans.paying import pay_for
from hubapp.plans.paying_words import present_money
from hubapp.plans.presenters import (
    present_help,
    present_week,
    present_weeks,
    present_why,
)
from hubapp.plans.services import propose_weeks
from hubapp.plans.week import Week
from hubapp.plans.wording import say_need
from hubapp.web import clock

_SECONDS_A_SEARCH = 3.0
_BETWEEN_PROVIDERS = "+"

# What a search already knows, so that nobody types it twice.
_TOLD = ("home", "birth_month", "birth_year", "held")

blueprint = Blueprint("plans", __name__)


@blueprint.route("/<slug>/week", methods=["GET", "POST"])
def build(slug: str) -> Response | tuple[str, int] | str:
    """Ask for the week; a good answer goes on to its weeks by a link that can be kept."""
    hub = enter_hub(slug)
    form = BuildWeekForm.for_hub(hub, clock.today(), data=_answers_before())
    if form.is_submitted():
        if form.validate():
            token = sign_need(form.need, current_app.config["SECRET_KEY"])
            return redirect(url_for("plans.weeks", slug=slug, token=token), 303)
        return render_template("plans/build.html", form=form), 422
    return render_template("plans/build.html", form=form)


@blueprint.get("/<slug>/week/<token>")
def weeks(slug: str, token: str) -> str:
    """The blended weeks for the need in a signed link."""
    hub = enter_hub(slug)
    need = _need_or_404(token)
    today = clock.today()
    try:
        proposal = propose_weeks(hub, need, today, new_stop=_patience)
    except PlaceNotFound as problem:
        return render_template("plans/lost.html", problem=str(problem), token=token)
    except matching.NoWeekKeepsAnchors:
        provider = find_provider(hub.id, need.held.provider) if need.held else None
        return render_template("plans/unkept.html", need=need, provider=provider, token=token)
    return render_template(
        "plans/weeks.html",
        need=need,
        asked=say_need(need, proposal.funded_minutes, proposal.locality),
        proposal=proposal,
        nudges=present_help(proposal.help, need, proposal.locality, today),
        weeks_for=partial(_weeks_for, slug),
        address_of=_address_of,
        cards=present_weeks(hub, need, proposal, today),
        kind_words=KIND_WORDS,
        token=token,
    )


@blueprint.get("/<slug>/week/<token>/<providers>")
def week(slug: str, token: str, providers: str) -> tuple[str, int] | str:
    """One of these weeks by itself: that of the providers in the address, and why it is as it is.

    With `ring` in the address, places that nobody has confirmed count too; each `extra` is one of
    the providers' that the family would say yes to.
    """
    hub = enter_hub(slug)
    need = _need_or_404(token)
    today = clock.today()
    try:
        explained = explain_week(
            gather(hub, need, today),
            providers.split(_BETWEEN_PROVIDERS),
            is_sure="ring" not in request.args,
            new_stop=_patience,
        )
    except PlaceNotFound as problem:
        return render_template("plans/lost.html", problem=str(problem), token=token)
    except matching.NoWeekKeepsAnchors:
        explained = None  # these providers are not the one the family has a place with
    if explained is None:
        return render_template("plans/gone.html", token=token), 404
    taken = request.args.getlist("extra", type=int)
    paying = pay_for(explained.week, need, weeks_funded=hub.weeks_funded, taken=taken)
    return render_template(
        "plans/week.html",
        money=present_money(paying),
        providers=providers,
        asked=say_need(need, explained.funded_minutes, explained.locality),
        card=present_week(
            hub, need, explained.week, [explained.week], today, is_sure=explained.is_sure
        ),
        why=present_why(explained, need),
        first=None if explained.is_best else _address_of(explained.best),
        nudges=present_help(explained.help, need, explained.locality, today),
        weeks_for=partial(_weeks_for, slug),
        kind_words=KIND_WORDS,
        token=token,
    )


def _address_of(week: Week) -> str:
    """The part of a week's address that tells it from the others of its need."""
    return _BETWEEN_PROVIDERS.join(provider.slug for provider in week.providers)


def _weeks_for(slug: str, need: CareNeed) -> str:
    """Where the weeks for a need are."""
    token = sign_need(need, current_app.config["SECRET_KEY"])
    return url_for("plans.weeks", slug=slug, token=token)


def _patience() -> matching.Stop:
    """Nobody waits longer on a phone; what is found by then is shown, and said not to be all."""
    return matching.AfterSeconds(_SECONDS_A_SEARCH, time.monotonic)


def _answers_before() -> dict[str, object] | None:
    """Answers given before, to change; or what a link from a search or a provider tells."""
    token = request.args.get("answers")
    if token:
        return fields_of(_need_or_404(token))
    return {key: request.args[key] for key in _TOLD if request.args.get(key)} or None


def _need_or_404(token: str) -> CareNeed:
    try:
        return read_need(token, current_app.config["SECRET_KEY"])
    except DamagedLinkError:
        abort(404)
