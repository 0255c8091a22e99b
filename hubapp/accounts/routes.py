"""Pages for signing in with a code from an e-mail, and for signing out."""

from flask import Blueprint, current_app, redirect, render_template, session, url_for
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from hubapp.accounts.entry import current_person, current_sign_in
from hubapp.accounts.forms import AddressForm, CodeForm
from hubapp.accounts.services import ask_for_code, sign_in, sign_out
from hubapp.extensions import limiter
from hubapp.mail.jobs import send_soon
from hubapp.web import clock

AFTERWARDS = "after_sign_in"
"""Where in the session the address stands that somebody wanted when asked to sign in."""

_ASKED = "asked_code"
_SHOWN = "shown_code"

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@limiter.limit("20 per hour", methods=["POST"])
def ask() -> Response | str | tuple[str, int]:
    """Ask for an address and send a code to it."""
    if current_person():
        return redirect(url_for("listing.mine"))
    form = AddressForm()
    if not form.validate_on_submit():
        page = render_template("accounts/ask.html", form=form)
        return (page, 422) if form.is_submitted() else page
    return send_code(form.email.data)


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@limiter.limit("40 per hour", methods=["POST"])
def answer() -> Response | str | tuple[str, int]:
    """Take the code. What is wrong with one is not told apart: too old, used, or another's."""
    if _ASKED not in session:
        return redirect(url_for("accounts.ask"))
    form = CodeForm()
    if form.validate_on_submit():
        made = sign_in(session[_ASKED], form.code.data, secret=_secret(), now=clock.now())
        if made is not None:
            afterwards = session.get(AFTERWARDS) or url_for("listing.mine")
            session.clear()
            login_user(made)
            return redirect(afterwards)
        form.code.errors = [
            "That code does not work, or works no more. Check it, or ask for a new one"
        ]
    page = render_template("accounts/answer.html", form=form, shown=session.get(_SHOWN))
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/sign-out")
def leave() -> Response:
    """Sign out, here and for every copy of this browser's cookie."""
    found = current_sign_in()
    if found is not None:
        sign_out(found)
    logout_user()
    session.clear()
    return redirect(url_for("welcome.index"))


def send_code(address: str) -> Response:
    """Send a code to an address, and go to the page that takes it."""
    asked = ask_for_code(address, secret=_secret(), now=clock.now())
    send_soon()
    session[_ASKED] = asked.id
    # Only while the site is tried out: nobody reads the made-up people's mail.
    session[_SHOWN] = None if current_app.config["IN_PRODUCTION"] else asked.code
    return redirect(url_for("accounts.answer"))


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])
