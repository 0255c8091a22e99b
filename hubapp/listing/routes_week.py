"""A provider's week: its sessions, one day made like another, and the places in them."""

from flask import Blueprint, abort, g, render_template, request
from werkzeug.wrappers import Response

from hubapp.availability.queries import list_sessions_of
from hubapp.availability.telling import Cell, tell
from hubapp.availability.told import ImpossibleError
from hubapp.availability.week_form import read_week, week_rows
from hubapp.directory.models import Provider
from hubapp.listing.changing import change_week
from hubapp.listing.entry import voucher
from hubapp.listing.forms.week import CopyForm, SessionForm
from hubapp.listing.models import Change
from hubapp.listing.moving import OvertakenError, week_of
from hubapp.listing.pages import (
    OVERTAKEN,
    OWN,
    Page,
    after_saving,
    own_people_and_champions,
    saved_id,
)
from hubapp.listing.presenters import present_change, present_week
from hubapp.listing.queries import find_change
from hubapp.listing.warnings import warnings_of
from hubapp.listing.week import Week, block_with, copied, seen_mark, with_block
from hubapp.web import clock

blueprint = Blueprint("own_week", __name__, url_prefix=f"{OWN}/week")


@blueprint.get("")
@own_people_and_champions
def listed(provider: Provider) -> str:
    """The sessions of the week, each to change, and what the rules say against them."""
    return _listed(provider)


@blueprint.route("/new", methods=["GET", "POST"], defaults={"session_id": 0})
@blueprint.route("/<int:session_id>", methods=["GET", "POST"])
@own_people_and_champions
def session(provider: Provider, session_id: int) -> Page:
    """A session on the days it runs on: to change, or a new one."""
    week = week_of(provider)
    block = block_with(week, session_id)
    if session_id and not block:
        abort(404)
    form = SessionForm.for_block(block)
    problem = None
    if form.validate_on_submit():
        if request.form.get("seen") != seen_mark(block):
            return _session(provider, block, form, OVERTAKEN), 409
        try:
            keeps = form.keeps_others
            wanted = with_block(week, block, form.facts, form.weekdays, keep_others=keeps)
            return after_saving("own_week.listed", provider, _save(provider, week, wanted))
        except ImpossibleError as impossible:
            problem = str(impossible)
        except OvertakenError:
            return _session(provider, block, form, OVERTAKEN), 409
    page = _session(provider, block, form, problem)
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/<int:session_id>/remove")
@own_people_and_champions
def remove(provider: Provider, session_id: int) -> Page:
    """Take a session out, on every day it runs on."""
    week = week_of(provider)
    block = block_with(week, session_id)
    if not block or request.form.get("seen") != seen_mark(block):
        return _listed(provider, OVERTAKEN), 409
    wanted = tuple(one for one in week if one not in block)
    try:
        return after_saving("own_week.listed", provider, _save(provider, week, wanted))
    except OvertakenError:
        return _listed(provider, OVERTAKEN), 409


@blueprint.route("/copy", methods=["GET", "POST"])
@own_people_and_champions
def copy_day(provider: Provider) -> Page:
    """Make some days the same as another."""
    week = week_of(provider)
    form = CopyForm()
    form.offer(sorted({one.day for one in week}))
    problem = None
    if form.validate_on_submit():
        try:
            wanted = copied(week, int(form.source.data), form.wanted)
            return after_saving("own_week.listed", provider, _save(provider, week, wanted))
        except ImpossibleError as impossible:
            problem = str(impossible)
        except OvertakenError:
            problem = OVERTAKEN
    page = render_template("listing/copy_day.html", provider=provider, form=form, problem=problem)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/places", methods=["GET", "POST"])
@own_people_and_champions
def places(provider: Provider) -> Page:
    """The places in each session: how many, which of them funded or paid, from when."""
    sessions = list_sessions_of(provider.id)
    if request.method != "POST":
        return _places(provider)
    try:
        saved = tell(provider.id, read_week(request.form, sessions), voucher())
    except ImpossibleError as problem:
        return _places(provider, problem=str(problem)), 422
    if saved.overtaken:
        return _places(provider, overtaken=saved.overtaken), 409
    return _home(provider)


def _save(provider: Provider, before: Week, after: Week) -> Change | None:
    return change_week(provider, before, after, voucher())


def _listed(provider: Provider, problem: str | None = None) -> str:
    week = week_of(provider)
    change = find_change(saved_id(), provider.id)
    warnings = warnings_of(provider, week, g.hub, clock.today())
    return render_template(
        "listing/week.html",
        provider=provider,
        blocks=present_week(week),
        seen={view.key: seen_mark(block_with(week, view.key)) for view in present_week(week)},
        warnings=[one for one in warnings if one.part == "week"],
        problem=problem,
        saved=present_change(change) if change else None,
    )


def _session(provider: Provider, block: Week, form: SessionForm, problem: str | None = None) -> str:
    return render_template(
        "listing/session.html",
        provider=provider,
        form=form,
        block=present_week(block)[0] if block else None,
        seen=seen_mark(block),
        problem=problem,
    )


def _places(
    provider: Provider, *, overtaken: list[Cell] | None = None, problem: str | None = None
) -> str:
    sessions = list_sessions_of(provider.id)
    return render_template(
        "listing/places.html",
        provider=provider,
        rows=week_rows(sessions, overtaken or ()),
        overtaken=overtaken or [],
        problem=problem,
    )


def _home(provider: Provider) -> Response:
    return after_saving("listing.home", provider, None)
