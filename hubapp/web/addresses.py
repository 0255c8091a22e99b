"""Whole addresses of pages, for mail: from the settings, never from what a visitor asked for."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app


def public_address(endpoint: str, **parts: Any) -> str:
    """A page's address as it is reached from outside."""
    site = urlsplit(current_app.config["SITE_ADDRESS"])
    pages = current_app.url_map.bind(
        site.netloc, script_name=site.path or "/", url_scheme=site.scheme
    )
    return pages.build(endpoint, parts, force_external=True)
