"""The champion's pages. Each works without scripts; with them, each key is saved as it comes."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from hubapp.accounts.models import Role
from hubapp.availability.closures import close, open_again
from hubapp.availability.forms import ClosureForm
from hubapp.availability.freshness import shares_of, weeks_of
from hubapp.availability.models import CareSession, Telling, VacancyState
from hubapp.availability.queries import (
    find_closure,
    find_telling,
    list_care_sessions,
    list_closures,
    list_sessions_of,
    list_tellings,
)
from hubapp.availability.rules import patience_of
from hubapp.availability.telling import Cell, Voucher, confirm, tell, undo
from hubapp.availability.told import ImpossibleError, Told
from hubapp.availability.vouching import voucher_as
from hubapp.availability.week_form import read_week, week_rows
from hubapp.champions.forms import PutOffForm, VoucherForm
from hubapp.champions.presenters import present_row
from hubapp.champions.queue import SHOWN_DAYS, queue_of
from hubapp.champions.services import confirm_all, put_off_until, tell_day
from hubapp.directory.models import Provider
from hubapp.directory.queries import find_provider, list_links_to_agree
from hubapp.hubs.entry import open_to, require_person
from hubapp.insights.queries import count_shown_since
from hubapp.kernel.week import WORKING_WEEK, Weekday
from hubapp.listing.queries import count_waiting
from hubapp.mail.jobs import send_soon
from hubapp.reminders.queries import list_plans, list_providers_to_ask, list_reminders
from hubapp.reminders.services import ask_now, put_off
from hubapp.web import clock

Page = Response | str | tuple[str, int] | tuple[str, int, dict[str, str]]

_HISTORY = 10
_A_ROW = "text/x-row"

blueprint = Blueprint("champions", __name__, url_prefix="/<slug>/champion")
champions_only = open_to(Role.CHAMPION)


@blueprint.get("")
@open_to(Role.CHAMPION, Role.AUTHORITY)
def grid(slug: str) -> str:
    """The whole hub: how fresh it is, what to do next, and everybody's week."""
    today, patience = clock.today(), patience_of(g.hub)
    providers = list_providers_to_ask(g.hub.id)
    ids = [provider.id for provider in providers]
    sessions = list_care_sessions(ids)
    rows = [present_row(one, sessions[one.id], today, patience) for one in providers]
    rows.sort(key=lambda row: row.provider.name.casefold())
    plans, shares = list_plans(ids), shares_of(g.hub, today)
    snoozed = {key: plan.put_off_until for key, plan in plans.items() if plan.put_off_until}
    shown = count_shown_since(ids, today - timedelta(days=SHOWN_DAYS))
    return render_template(
        "champions/grid.html",
        form=VoucherForm(formdata=None, data={"told_by": request.args.get("told", "")}),
        rows=rows,
        days=WORKING_WEEK,
        queue=queue_of(rows, dict(list_reminders(ids)), snoozed, today, shown),
        shares=shares,
        weeks=weeks_of(g.hub, shares, today),
        oldest=min(rows, key=lambda row: row.confirmed_on or date.min, default=None),
        patience=patience,
        may_change=Role.CHAMPION in require_person().roles_in(g.hub.id),
        done=request.args.get("done", type=int),
        waiting=count_waiting(g.hub.id) + len(list_links_to_agree(g.hub.id)),
    )


@blueprint.post("/confirm")
@champions_only
def confirm_rows(slug: str) -> Page:
    """One provider's places, or everybody's, are still right."""
    form = VoucherForm()
    if not form.validate_on_submit():
        return _refused(form)
    wanted = request.form.get("confirm", "")
    if not wanted:  # the Enter key, in the field that says who told it
        return redirect(url_for("champions.grid", slug=slug, told=form.told_by.data), 303)
    if wanted == "all":
        done = confirm_all(list_providers_to_ask(g.hub.id), _voucher(form))
        return redirect(url_for("champions.grid", slug=slug, done=done), 303)
    provider = _provider(wanted)
    saved = confirm(provider.id, _voucher(form))
    return _back_to_row(slug, provider, "still right, saved", telling=saved.telling)


@blueprint.post("/<provider_slug>/day")
@champions_only
def change_day(slug: str, provider_slug: str) -> Page:
    """The same for every session of one day."""
    provider = _provider(provider_slug)
    form = VoucherForm()
    if not form.validate_on_submit():
        return _refused(form)
    try:
        day = _weekday(request.form.get("day", ""))
        told = _told(request.form.get("state", ""))
        seen = request.form.get("seen", "")
        saved = tell_day(provider, day, told, seen=seen, voucher=_voucher(form))
    except ImpossibleError as problem:
        return _back_to_row(slug, provider, str(problem), status=422)
    if saved.overtaken:
        note = f"Somebody else changed {day.label} just now. This is what they say: look again"
        return _back_to_row(slug, provider, note, status=409)
    return _back_to_row(slug, provider, f"{day.label} saved", telling=saved.telling)


@blueprint.route("/<provider_slug>", methods=["GET", "POST"])
@champions_only
def week(slug: str, provider_slug: str) -> Page:
    """One provider's week, to change; what was told of it before, each to be undone."""
    provider = _provider(provider_slug)
    sessions = list_sessions_of(provider.id)
    form = VoucherForm()
    if request.method != "POST":
        return _week(provider, sessions, form)
    if not form.validate_on_submit():
        return _week(provider, sessions, form), 422
    try:
        saved = tell(provider.id, read_week(request.form, sessions), _voucher(form))
    except ImpossibleError as problem:
        return _week(provider, sessions, form, problem=str(problem)), 422
    if saved.overtaken:
        return _week(provider, list_sessions_of(provider.id), form, overtaken=saved.overtaken), 409
    return _back_to_row(slug, provider, "Saved")


@blueprint.post("/<provider_slug>/undo")
@champions_only
def undo_telling(slug: str, provider_slug: str) -> Page:
    """Put a provider's places back as they were before something was told."""
    provider = _provider(provider_slug)
    telling = find_telling(request.form.get("telling", 0, type=int), provider.id)
    if telling is None:
        abort(404)
    saved = undo(telling, _voucher())
    note = "taken back"
    if saved.overtaken:
        note = "What was told again since then stays as it is"
    if _by_script():
        return _back_to_row(slug, provider, note)
    return _back_to_week(slug, provider)


@blueprint.post("/<provider_slug>/close")
@champions_only
def close_days(slug: str, provider_slug: str) -> Page:
    """Say that a provider is closed on some days."""
    provider = _provider(provider_slug)
    form = ClosureForm()
    problem = None
    if form.validate_on_submit():
        try:
            days = form.starts_on.data, form.ends_on.data
            close(provider.id, *days, form.reason.data, _voucher())
            return _back_to_week(slug, provider)
        except ImpossibleError as impossible:
            problem = str(impossible)
    page = _week(
        provider, list_sessions_of(provider.id), VoucherForm(), closing=form, problem=problem
    )
    return page, 422


@blueprint.post("/<provider_slug>/open")
@champions_only
def open_days(slug: str, provider_slug: str) -> Page:
    """Take closed days back."""
    provider = _provider(provider_slug)
    closure = find_closure(request.form.get("closure", 0, type=int), provider.id)
    if closure is not None:
        open_again(closure)
    return _back_to_week(slug, provider)


@blueprint.post("/<provider_slug>/ask")
@champions_only
def ask(slug: str, provider_slug: str) -> Page:
    """Ask a provider by mail, today."""
    provider = _provider(provider_slug)
    if ask_now(g.hub, provider, now=clock.now()):
        send_soon()
    return _back_to_week(slug, provider)


@blueprint.post("/<provider_slug>/later")
@champions_only
def put_off_provider(slug: str, provider_slug: str) -> Page:
    """Keep a provider out of the queue for some days."""
    provider = _provider(provider_slug)
    form = PutOffForm()
    if form.validate_on_submit():
        put_off(provider.id, put_off_until(int(form.days.data), clock.today()))
    return redirect(url_for("champions.grid", slug=slug), 303)


def _provider(provider_slug: str) -> Provider:
    provider = find_provider(g.hub.id, provider_slug)
    if provider is None:
        abort(404)
    return provider


def _voucher(form: VoucherForm | None = None) -> Voucher:
    told_by = (form.told_by.data or None) if form else None
    return voucher_as(Role.CHAMPION.value, told_by=told_by)


def _weekday(text: str) -> Weekday:
    if text not in {str(int(day)) for day in Weekday}:
        raise ImpossibleError("Choose a day of the week.")
    return Weekday(int(text))


def _told(text: str) -> Told:
    if text.isascii() and text.isdigit() and len(text) < 3:
        return Told(VacancyState.PLACES, int(text))
    if text not in {state.value for state in VacancyState}:
        raise ImpossibleError("There is no such answer.")
    return Told(VacancyState(text))


def _by_script() -> bool:
    return request.headers.get("Accept") == _A_ROW


def _back_to_row(
    slug: str,
    provider: Provider,
    note: str,
    *,
    status: int = 200,
    telling: Telling | None = None,
) -> Page:
    """The row as it is now, for a script; the grid at that row, for everybody else."""
    if not _by_script():
        told = request.form.get("told_by") or None
        anchor = f"row-{provider.slug}"
        return redirect(url_for("champions.grid", slug=slug, told=told, _anchor=anchor), 303)
    row = present_row(provider, list_sessions_of(provider.id), clock.today(), patience_of(g.hub))
    page = render_template(
        "champions/row.html", row=row, note=note, may_change=True, telling=telling
    )
    return page, status, {"Content-Type": f"{_A_ROW}; charset=utf-8"}


def _back_to_week(slug: str, provider: Provider) -> Response:
    return redirect(url_for("champions.week", slug=slug, provider_slug=provider.slug), 303)


def _refused(form: VoucherForm) -> Page:
    """The form has no answer but one field's problem: the page was closed or is a script's."""
    problems = [problem for found in form.errors.values() for problem in found]
    return render_template("champions/refused.html", problem=problems[0].rstrip(".")), 422


def _week(
    provider: Provider,
    sessions: Sequence[CareSession],
    form: VoucherForm,
    *,
    closing: ClosureForm | None = None,
    overtaken: list[Cell] | None = None,
    problem: str | None = None,
) -> str:
    return render_template(
        "champions/week.html",
        provider=provider,
        form=form,
        closing=closing or ClosureForm(formdata=None),
        later=PutOffForm(formdata=None),
        rows=week_rows(sessions, overtaken or ()),
        row=present_row(provider, sessions, clock.today(), patience_of(g.hub)),
        overtaken=overtaken or [],
        problem=problem,
        closures=list_closures(provider.id, clock.today()),
        tellings=list_tellings(provider.id, _HISTORY),
    )
