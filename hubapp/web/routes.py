"""Pages of the whole site: privacy, accessibility, and whether it is up."""

from flask import Blueprint, Response, render_template
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from hubapp.extensions import db

blueprint = Blueprint("web", __name__)


@blueprint.get("/privacy")
def privacy() -> str:
    """What the site keeps about people, which is next to nothing."""
    return render_template("web/privacy.html")


@blueprint.get("/accessibility")
def accessibility() -> str:
    """How the site was made for everyone, and where it is not good enough yet."""
    return render_template("web/accessibility.html")


@blueprint.get("/healthz")
def health() -> Response:
    """Whether the site can reach its database: for the machine that watches it."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return Response("the database does not answer\n", status=503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")
