"""Pages about money: what a family can get, and how paying for childcare works here."""

from flask import Blueprint, abort, current_app, render_template, request

from hubapp.funding.entitlement import entitlement
from hubapp.hubs.entry import enter_hub
from hubapp.paying.guide import present_guide
from hubapp.paying.presenters import lines_of, present_answer, present_shared
from hubapp.paying.question import open_doubts, question_of
from hubapp.paying.sharing import DamagedLinkError, read_answer, shared, sign_answer
from hubapp.paying.walk import Walk, begin, go_on
from hubapp.web import clock

blueprint = Blueprint("paying", __name__)


@blueprint.route("/<slug>/what-you-can-get", methods=["GET", "POST"])
def what_you_can_get(slug: str) -> tuple[str, int] | str:
    """The questions, a page at a time, and the answer. What is chosen is kept nowhere."""
    enter_hub(slug)
    today = clock.today()
    walk = go_on(request.form, today) if request.method == "POST" else begin(today)
    if walk.shown is None:
        return _answer(walk)
    page = render_template(
        "paying/ask.html", walk=walk, form=walk.form, lines=lines_of(walk.shown, today)
    )
    return (page, 422) if walk.form.errors else page


@blueprint.get("/<slug>/what-you-can-get/<token>")
def shared_answer(slug: str, token: str) -> str:
    """An answer somebody kept or passed on: schemes and terms, nothing of the family."""
    enter_hub(slug)
    try:
        told = read_answer(token, current_app.config["SECRET_KEY"])
    except DamagedLinkError:
        abort(404)
    return render_template("paying/shared.html", told=told, answer=present_shared(told))


@blueprint.get("/<slug>/paying")
def guide(slug: str) -> str:
    """How paying for childcare works, with the dates and figures in force today."""
    hub = enter_hub(slug)
    return render_template("paying/guide.html", guide=present_guide(hub, clock.today()))


def _answer(walk: Walk) -> str:
    today = clock.today()
    answer = entitlement(question_of(walk, today))
    return render_template(
        "paying/answer.html",
        walk=walk,
        answer=present_answer(answer, open_doubts(walk)),
        token=sign_answer(shared(answer, today), current_app.config["SECRET_KEY"]),
    )
