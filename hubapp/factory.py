"""create_app(): settings, extensions, rooms, headers and error pages, put together once."""

from pathlib import Path

from flask import Flask

from config import ROOT, Settings
from hubapp.extensions import csrf, db, migrate


def create_app(settings: Settings | None = None) -> Flask:
    """A ready application. Settings come from the environment unless given."""
    settings = settings or Settings()
    app = Flask(
        "hubapp",
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
        instance_path=str(ROOT / "instance"),
    )
    app.config.from_mapping(settings.flask())
    Path(app.instance_path).mkdir(exist_ok=True)
    _bind_extensions(app)
    return app


def _bind_extensions(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    csrf.init_app(app)
    _load_tables()


def _load_tables() -> None:
    """Every room's tables must be known before a migration compares them."""
    from hubapp.availability import models as availability  # noqa: F401, PLC0415
    from hubapp.directory import models as directory  # noqa: F401, PLC0415
    from hubapp.hubs import models as hubs  # noqa: F401, PLC0415
    from hubapp.places import models as places  # noqa: F401, PLC0415
    from hubapp.transitions import models as transitions  # noqa: F401, PLC0415
