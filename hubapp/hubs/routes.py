"""The page after signing in: the hubs somebody looks after."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from hubapp.accounts.queries import list_hub_ids
from hubapp.hubs.entry import require_person
from hubapp.hubs.queries import list_hubs_of

blueprint = Blueprint("hubs", __name__)


@blueprint.get("/your-hubs")
def mine() -> Response | str:
    """Every hub the person has a role in; straight to it when there is only one."""
    hubs = list_hubs_of(list_hub_ids(require_person().id))
    if len(hubs) == 1:
        return redirect(url_for("champions.grid", slug=hubs[0].slug))
    return render_template("hubs/mine.html", hubs=hubs)
