"""Who collects from whom: telling it, saying yes to what the other end told, and ending it."""

from flask import Blueprint, abort, g, redirect, render_template, request
from werkzeug.wrappers import Response

from hubapp.availability.told import ImpossibleError
from hubapp.directory.models import CollectionLink, Provider
from hubapp.directory.queries import find_provider, list_links_of, list_listed_providers
from hubapp.kernel.week import Weekday, weekday_mask
from hubapp.listing.connecting import NewLink, agree, drop, propose, waits_for
from hubapp.listing.entry import Hand, voucher
from hubapp.listing.forms.links import WE_COLLECT, LinkForm
from hubapp.listing.pages import OWN, Page, address_of, own_people_and_champions
from hubapp.mail.jobs import send_soon

blueprint = Blueprint("own_links", __name__, url_prefix=f"{OWN}/links")


@blueprint.get("")
@own_people_and_champions
def listed(provider: Provider) -> str:
    """The links of a provider: agreed, waiting for the other end, waiting for this one."""
    links = list_links_of(provider.id)
    return render_template(
        "listing/links.html",
        provider=provider,
        asked=[link for link in links if waits_for(link, provider)],
        waiting=[link for link in links if link.waits_for and not waits_for(link, provider)],
        agreed=[link for link in links if link.waits_for is None],
    )


@blueprint.route("/new", methods=["GET", "POST"])
@own_people_and_champions
def new(provider: Provider) -> Page:
    """Tell of a collection; the other provider is asked."""
    form = LinkForm()
    form.offer(one for one in list_listed_providers(g.hub.id) if one.id != provider.id)
    problem = None
    if form.validate_on_submit():
        try:
            propose(g.hub, _told(provider, form), teller=provider, by=voucher())
            send_soon()
            return _back(provider)
        except ImpossibleError as impossible:
            problem = str(impossible)
    page = render_template("listing/link.html", provider=provider, form=form, problem=problem)
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/yes")
@own_people_and_champions
def say_yes(provider: Provider) -> Response:
    """It is so. Only the end that was asked can say it, or the champion for either."""
    link = _link(provider)
    if waits_for(link, provider) or g.hand is Hand.CHAMPION:
        agree(link, voucher())
    return _back(provider)


@blueprint.post("/no")
@own_people_and_champions
def say_no(provider: Provider) -> Response:
    """It is not so, or no more."""
    drop(_link(provider))
    return _back(provider)


def _link(provider: Provider) -> CollectionLink:
    wanted = request.form.get("link", 0, type=int)
    link = next((one for one in list_links_of(provider.id) if one.id == wanted), None)
    if link is None:
        abort(404)
    return link


def _told(provider: Provider, form: LinkForm) -> NewLink:
    other = find_provider(g.hub.id, form.other.data)
    if other is None:
        raise ImpossibleError("Choose another provider.")
    we_collect = form.way.data == WE_COLLECT
    return NewLink(
        collector=provider if we_collect else other,
        partner=other if we_collect else provider,
        weekday_mask=weekday_mask(Weekday(int(day)) for day in form.days.data),
        from_minutes=form.earliest.data or 0,
        to_minutes=form.latest.data or 0,
        seats=int(form.seats.data) if form.seats.data else None,
        travel=form.travel.data or None,
    )


def _back(provider: Provider) -> Response:
    return redirect(address_of("own_links.listed", provider), 303)
