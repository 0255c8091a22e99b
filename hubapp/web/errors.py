"""Error pages that say what happened, that nothing is lost, and what to try."""

import logging

from flask import Flask, Response, g, make_response, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from hubapp.funding.dated import MissingYearError

_log = logging.getLogger(__name__)
_WITH_A_PAGE = (400, 403, 404, 405, 413, 429)

# For when even the error page cannot be drawn.
_BARE_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Something went wrong here</title></head>
<body>
<main>
<h1>Something went wrong here</h1>
<p>It is our fault, not yours. Please wait a minute and try again.</p>
<p><a href="/">Go to the front page</a></p>
</main>
</body>
</html>
"""


def set_up(app: Flask) -> None:
    """Answer every error with a page that helps."""
    app.register_error_handler(CSRFError, _page_went_old)
    for code in _WITH_A_PAGE:
        app.register_error_handler(code, _known_error)
    app.register_error_handler(MissingYearError, _no_figures_yet)
    app.register_error_handler(500, _our_fault)


def _page_went_old(_error: Exception) -> Response:
    return _page("csrf", 400)


def _known_error(error: HTTPException) -> Response:
    response = _page(str(error.code), error.code or 400)
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _no_figures_yet(error: MissingYearError) -> Response:
    """A new year has begun before its figures came: nothing is worked out with the old ones."""
    _log.error("%s", error)
    return _page("figures", 503)


def _our_fault(_error: Exception) -> Response:
    """The database may be what failed: forget the hub, whose name would be read from it."""
    g.pop("hub", None)
    try:
        return _page("500", 500)
    except Exception:
        _log.exception("The error page itself failed")
        return make_response(_BARE_PAGE, 500)


def _page(name: str, status: int) -> Response:
    return make_response(render_template(f"errors/{name}.html"), status)
