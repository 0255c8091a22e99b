"""Pages a provider reaches by a link of their own: one tap, their week, when to be asked, stop.

Opening a page changes nothing, because programs that scan mail open every link; only a form that is
sent does. The link itself is the key, so nobody signs in.
"""

from collections.abc import Sequence
from typing import NoReturn

from flask import (
    Blueprint,
    abort,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response

from hubapp.availability.models import CareSession
from hubapp.availability.presenters import place_grids
from hubapp.availability.queries import list_sessions_of
from hubapp.availability.rules import AS_TOLD
from hubapp.availability.telling import Cell, fingerprint, tell
from hubapp.availability.told import ImpossibleError
from hubapp.availability.week_form import read_week, week_rows
from hubapp.directory.models import Provider
from hubapp.directory.queries import find_provider_by_id
from hubapp.extensions import csrf, limiter
from hubapp.hubs.queries import find_hub_by_id
from hubapp.reminders import queries, services
from hubapp.reminders.forms import TimingForm
from hubapp.reminders.links import BadLinkError, OldLinkError, read_answer, read_stop
from hubapp.reminders.models import Answered, Reminder
from hubapp.web import clock

Page = Response | str | tuple[str, int]

blueprint = Blueprint("reminders", __name__, url_prefix="/places")
limiter.limit("240 per hour")(blueprint)


@blueprint.route("/<token>", methods=["GET", "POST"])
def ask(token: str) -> Page:
    """The places as last told, and three answers."""
    reminder = _open(token)
    sessions = list_sessions_of(reminder.provider_id)
    if request.method != "POST":
        return _question(token, reminder, sessions)
    if reminder.answered_at is None and request.form.get("seen") != fingerprint(sessions):
        return _question(token, reminder, sessions, changed_meanwhile=True), 409
    what = request.form.get("answer", "")
    if what not in (Answered.RIGHT.value, Answered.FULL.value):
        return redirect(url_for("reminders.week", token=token))
    services.answer(reminder, Answered(what), now=clock.now(), today=clock.today())
    return redirect(url_for("reminders.ask", token=token), 303)


@blueprint.route("/<token>/week", methods=["GET", "POST"])
def week(token: str) -> Page:
    """The provider's own week, to change what is not right any more."""
    reminder = _open(token)
    sessions = list_sessions_of(reminder.provider_id)
    if request.method != "POST":
        return _week(token, reminder, sessions)
    try:
        news = read_week(request.form, sessions)
    except ImpossibleError as problem:
        return _week(token, reminder, sessions, problem=str(problem)), 422
    if not news:
        nothing = "Nothing came with the form. Please try again."
        return _week(token, reminder, sessions, problem=nothing), 422
    now = clock.now()
    saved = tell(reminder.provider_id, news, services.voucher_of_provider(now, clock.today()))
    if saved.overtaken:
        fresh = list_sessions_of(reminder.provider_id)
        return _week(token, reminder, fresh, overtaken=saved.overtaken), 409
    services.note_changed(reminder, now=now)
    return redirect(url_for("reminders.ask", token=token), 303)


@blueprint.route("/<token>/when", methods=["GET", "POST"])
def when(token: str) -> Page:
    """Choose the day and hour at which to be asked."""
    reminder = _open(token)
    plan = queries.find_plan(reminder.provider_id)
    timing = services.timing_of(plan)
    form = TimingForm(data={"weekday": str(int(timing.weekday)), "hour": str(timing.hour)})
    saved = form.validate_on_submit()
    if saved:
        services.choose_timing(reminder.provider_id, form.timing)
        timing = form.timing
    page = render_template(
        "reminders/when.html",
        form=form,
        token=token,
        provider=reminder.provider,
        timing=timing,
        saved=saved,
        stopped=bool(plan and plan.stopped_at),
    )
    return (page, 422) if form.is_submitted() and not saved else page


@blueprint.route("/stop/<token>", methods=["GET", "POST"])
def stop(token: str) -> Page:
    """Stop the mail, or start it again."""
    try:
        provider = find_provider_by_id(read_stop(token, _secret()))
    except BadLinkError:
        provider = None
    if provider is None:
        _refuse("bad_link", 404)
    _enter_hub_of(provider)
    if request.method == "POST":
        if "again" in request.form:
            plan = queries.find_plan(provider.id)
            services.choose_timing(provider.id, services.timing_of(plan))
        else:
            services.stop(provider.id, now=clock.now())
        return redirect(url_for("reminders.stop", token=token), 303)
    plan = queries.find_plan(provider.id)
    return render_template(
        "reminders/stop.html",
        provider=provider,
        token=token,
        stopped=bool(plan and plan.stopped_at),
        timing=services.timing_of(plan),
    )


# Mail programs stop mail by themselves (RFC 8058), with no page of ours open: the link is enough.
csrf.exempt(stop)


def _open(token: str) -> Reminder:
    """The asking a link belongs to, its hub kept for the layout; a page that says why if none."""
    try:
        link = read_answer(token, _secret(), now=clock.now())
    except OldLinkError:
        _refuse("old_link", 410)
    except BadLinkError:
        _refuse("bad_link", 404)
    reminder = queries.find_reminder(link.reminder_id, link.provider_id)
    if reminder is None:
        _refuse("bad_link", 404)
    _enter_hub_of(reminder.provider)
    return reminder


def _refuse(page: str, status: int) -> NoReturn:
    abort(make_response(render_template(f"reminders/{page}.html"), status))


def _enter_hub_of(provider: Provider) -> None:
    g.hub = find_hub_by_id(provider.hub_id)


def _question(
    token: str,
    reminder: Reminder,
    sessions: Sequence[CareSession],
    *,
    changed_meanwhile: bool = False,
) -> str:
    return render_template(
        "reminders/ask.html",
        token=token,
        reminder=reminder,
        provider=reminder.provider,
        grids=place_grids(sessions, clock.today(), AS_TOLD),
        seen=fingerprint(sessions),
        leaning=request.args.get("answer"),
        changed_meanwhile=changed_meanwhile,
    )


def _week(
    token: str,
    reminder: Reminder,
    sessions: Sequence[CareSession],
    *,
    overtaken: list[Cell] | None = None,
    problem: str | None = None,
) -> str:
    return render_template(
        "reminders/week.html",
        token=token,
        provider=reminder.provider,
        rows=week_rows(sessions, overtaken or ()),
        overtaken=overtaken or [],
        problem=problem,
    )


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])
