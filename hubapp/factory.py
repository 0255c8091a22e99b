"""create_app(): settings, extensions, rooms, headers and error pages, put together once."""

from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from config import ROOT, Settings
from hubapp import jobs
from hubapp.accounts import entry
from hubapp.accounts.jobs import FORGET, forget
from hubapp.accounts.routes import blueprint as accounts
from hubapp.availability import models as _availability_tables  # noqa: F401 - known to migrations
from hubapp.availability import sheet_models as _sheet_tables  # noqa: F401 - known to migrations
from hubapp.availability.jobs import NOTE_FRESHNESS, note
from hubapp.champions.approval_routes import blueprint as approvals
from hubapp.champions.people_routes import blueprint as champion_people
from hubapp.champions.routes import blueprint as champions
from hubapp.extensions import csrf, db, limiter, mail, migrate
from hubapp.importers.routes import blueprint as importers
from hubapp.insights import services as insights
from hubapp.listing.routes import blueprint as listing
from hubapp.listing.routes_changes import blueprint as own_changes
from hubapp.listing.routes_links import blueprint as own_links
from hubapp.listing.routes_offer import blueprint as own_offer
from hubapp.listing.routes_week import blueprint as own_week
from hubapp.mail.jobs import SEND_MAIL, send_mail
from hubapp.paying.routes import blueprint as paying
from hubapp.places import models as _places_tables  # noqa: F401 - known to migrations
from hubapp.plans.routes import blueprint as plans
from hubapp.reminders.jobs import REMIND, ask_who_is_due
from hubapp.reminders.routes import blueprint as reminders
from hubapp.search.routes import blueprint as search
from hubapp.transitions.routes import blueprint as transitions
from hubapp.web import assets, clock, errors, filters, security, templating
from hubapp.web.app import HubApp
from hubapp.web.routes import blueprint as web
from hubapp.welcome.routes import blueprint as welcome

_ROOMS = (
    *(web, accounts, welcome, search, plans, paying, transitions, reminders, listing, champions),
    *(importers, own_week, own_offer, own_links, own_changes, champion_people, approvals),
)
_JOBS = {
    REMIND: jobs.Job(ask_who_is_due, every_minutes=5),
    SEND_MAIL: jobs.Job(send_mail, every_minutes=1),
    NOTE_FRESHNESS: jobs.Job(note, every_minutes=30),
    FORGET: jobs.Job(forget, every_minutes=30),
}


def create_app(settings: Settings | None = None) -> Flask:
    """A ready application. Settings come from the environment unless given."""
    settings = settings or Settings()
    app = HubApp(
        "hubapp",
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
        instance_path=str(ROOT / "instance"),
    )
    app.config.from_mapping(settings.flask())
    # What a family typed travels in statements' parameters: an error must not print them.
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {"hide_parameters": True})
    Path(app.instance_path).mkdir(exist_ok=True)
    _bind_extensions(app)
    _bind_web(app)
    if proxies := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
    return app


def _bind_extensions(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    csrf.init_app(app)
    mail.init_app(app)
    limiter.init_app(app)
    jobs.set_up(app, _JOBS)
    insights.set_up(app)


def _bind_web(app: Flask) -> None:
    """What pages share first, then the rooms' pages."""
    for shared in (templating, clock, filters, assets, security, errors, entry):
        shared.set_up(app)
    for room in _ROOMS:
        app.register_blueprint(room)
