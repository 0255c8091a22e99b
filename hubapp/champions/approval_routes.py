"""What waits for the champion: changes to look at, collections to agree, and new providers."""

from collections.abc import Iterator

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from hubapp.accounts.models import Role
from hubapp.availability.told import ImpossibleError
from hubapp.availability.vouching import voucher_as
from hubapp.champions.forms import NewProviderForm
from hubapp.directory.queries import list_hidden_providers, list_links_to_agree
from hubapp.directory.services.adding import add_provider
from hubapp.hubs.entry import open_to
from hubapp.listing.changing import approve, decline
from hubapp.listing.models import Change
from hubapp.listing.moving import OvertakenError
from hubapp.listing.presenters import present_change
from hubapp.listing.queries import list_waiting

Page = Response | str | tuple[str, int]

blueprint = Blueprint("approvals", __name__, url_prefix="/<slug>/champion")
champions_only = open_to(Role.CHAMPION)


@blueprint.get("/waiting")
@champions_only
def listed(slug: str) -> str:
    """Everything that waits, each with what differs, field by field."""
    return _listed()


@blueprint.post("/waiting")
@champions_only
def decide(slug: str) -> Page:
    """Approve what was ticked, or all; or say no to one, with a reason."""
    declined = request.form.get("decline", 0, type=int)
    if declined:
        return _decline(declined)
    problems = [problem for change in _ticked() if (problem := _approve(change))]
    if problems:
        return _listed(problems), 409
    return redirect(url_for("approvals.listed", slug=slug), 303)


@blueprint.route("/new-provider", methods=["GET", "POST"])
@champions_only
def add(slug: str) -> Page:
    """Put a provider in that no register brought: families see it once you say so."""
    form = NewProviderForm()
    if form.validate_on_submit():
        provider = add_provider(g.hub, form.name.data, form.chosen_kind)
        return redirect(
            url_for("champion_people.listed", slug=slug, provider_slug=provider.slug), 303
        )
    page = render_template("champions/add.html", form=form)
    return (page, 422) if form.is_submitted() else page


def _ticked() -> Iterator[Change]:
    """The changes that were ticked and still wait in this hub."""
    wanted = set(request.form.getlist("change", type=int))
    return (change for change in list_waiting(g.hub.id) if change.id in wanted)


def _approve(change: Change) -> str | None:
    """What kept a change from being approved, if anything did."""
    name = change.provider.name
    try:
        approve(change, voucher_as(Role.CHAMPION.value))
    except OvertakenError:
        return f"{name}: what stands there was changed meanwhile, so this no longer fits."
    except ImpossibleError as impossible:
        return f"{name}: {impossible}"
    return None


def _decline(change_id: int) -> Page:
    change = next((one for one in list_waiting(g.hub.id) if one.id == change_id), None)
    reply = " ".join(request.form.get(f"reply-{change_id}", "").split())[:300]
    if change is not None and not reply:
        return _listed(["Say why, so that they know what to do."]), 422
    try:
        if change is not None:
            decline(change, reply, voucher_as(Role.CHAMPION.value))
    except OvertakenError:
        return _listed(["Somebody else has decided this already."]), 409
    return redirect(url_for("approvals.listed", slug=g.hub.slug), 303)


def _listed(problems: list[str] | None = None) -> str:
    return render_template(
        "champions/waiting.html",
        views=[present_change(change) for change in list_waiting(g.hub.id)],
        links=list_links_to_agree(g.hub.id),
        hidden=list_hidden_providers(g.hub.id),
        problems=problems or [],
    )
