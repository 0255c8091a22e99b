"""The mail that asks a provider: the places as last told, and three answers."""

from functools import lru_cache
from pathlib import Path

from css_inline import CSSInliner
from flask import current_app, render_template

from hubapp.availability.presenters import place_grids
from hubapp.availability.queries import list_sessions_of
from hubapp.availability.rules import AS_TOLD
from hubapp.directory.models import Provider
from hubapp.hubs.models import Hub
from hubapp.mail.services import Draft
from hubapp.reminders.links import AnswerLink, sign_answer, sign_stop
from hubapp.reminders.models import Reminder, Stage
from hubapp.web import clock
from hubapp.web.addresses import public_address


def write_letter(hub: Hub, provider: Provider, reminder: Reminder) -> Draft:
    """The mail for one step of asking. The provider must have an address."""
    if provider.email is None:
        raise ValueError("Nobody can be written to without an address")
    secret = current_app.config["SECRET_KEY"]
    token = sign_answer(AnswerLink(provider.id, reminder.id), secret, now=reminder.made_at)
    sessions = list_sessions_of(provider.id)
    stop = public_address("reminders.stop", token=sign_stop(provider.id, secret))
    facts = {
        "hub": hub,
        "provider": provider,
        "again": reminder.stage is Stage.SECOND,
        "grids": place_grids(sessions, clock.today(), AS_TOLD),
        "right": public_address("reminders.ask", token=token),
        "changed": public_address("reminders.week", token=token),
        "full": public_address("reminders.ask", token=token, answer="full"),
        "when": public_address("reminders.when", token=token),
        "stop": stop,
    }
    question = "Are your places still right?"
    return Draft(
        key=f"reminder:{provider.id}:{reminder.period}:{reminder.stage.value}",
        to_address=provider.email,
        subject=f"{'Once more: ' if facts['again'] else ''}{question} ({provider.name})",
        words=render_template("mail/still_right.txt", **facts),
        html=_inliner().inline(render_template("mail/still_right.html", **facts)),
        stop_address=stop,
    )


@lru_cache(maxsize=1)
def _inliner() -> CSSInliner:
    css = Path(current_app.static_folder or "") / "mail.css"
    return CSSInliner(extra_css=css.read_text(encoding="utf-8"), load_remote_stylesheets=False)
