"""Addresses of static files that change when the file does, so that browsers may keep them."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Request, Response, current_app, request, url_for

_KEEP_FOR_A_YEAR = "public, max-age=31536000, immutable"
_KEEP_FOR_AN_HOUR = "public, max-age=3600"
_ASK_EACH_TIME = "private, no-cache"


def asset_url(name: str) -> str:
    """The address of a file under static/, with its fingerprint. Raises if there is none."""
    path = Path(current_app.static_folder or "") / name
    return url_for("static", filename=name, v=_fingerprint(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=256)
def _fingerprint(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def set_up(app: Flask) -> None:
    """Give templates `asset_url`, and every answer its time to be kept."""
    app.jinja_env.filters["asset_url"] = asset_url
    app.after_request(_say_how_long_to_keep)


def _say_how_long_to_keep(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code < 400:
        response.headers["Cache-Control"] = _keeping(request)
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = _ASK_EACH_TIME
    return response


def _keeping(asked: Request) -> str:
    return _KEEP_FOR_A_YEAR if "v" in asked.args else _KEEP_FOR_AN_HOUR
