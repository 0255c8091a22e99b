"""Pages for building a week: the questions, and the weeks that answer them."""

import time

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from hubapp import matching
from hubapp.directory.words import KIND_WORDS
from hubapp.hubs.entry import enter_hub
from hubapp.places.services import PlaceNotFound
from hubapp.plans.answers import fields_of
from hubapp.plans.forms import BuildWeekForm
from hubapp.plans.near_misses import tell_near_misses
from hubapp.plans.need import CareNeed, DamagedLinkError, read_need, sign_need
from hubapp.plans.presenters import present_weeks
from hubapp.plans.services import propose_weeks
from hubapp.plans.wording import say_need
from hubapp.web import clock

_SECONDS_A_SEARCH = 3.0

# What a search already knows, so that nobody types it twice.
_TOLD = ("home", "birth_month", "birth_year")

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
    return render_template(
        "plans/weeks.html",
        need=need,
        asked=say_need(need, proposal.funded_minutes),
        proposal=proposal,
        near_misses=tell_near_misses(
            proposal.near_misses, need, proposal.cut, proposal.locality, today
        ),
        link_to=lambda changed: url_for(
            "plans.weeks", slug=slug, token=sign_need(changed, current_app.config["SECRET_KEY"])
        ),
        cards=present_weeks(hub, need, proposal, today),
        kind_words=KIND_WORDS,
        token=token,
    )


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
