"""Security headers on every answer: what a page may load, frame and tell others."""

import secrets

from flask import Flask, Response, g
from secure import Secure
from secure.headers import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)

_TWO_YEARS_SECONDS = 63_072_000


def csp_nonce() -> str:
    """This answer's one-time word that lets the page template's own first script run."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def set_up(app: Flask) -> None:
    """Send the headers with every answer. Only a site on https asks browsers to insist on it."""
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    fixed = _fixed_headers(only_https=bool(app.config["SESSION_COOKIE_SECURE"]))

    def send(response: Response) -> Response:
        fixed.set_headers(response)
        response.headers["Content-Security-Policy"] = _content_policy().header_value
        return response

    app.after_request(send)


def _fixed_headers(*, only_https: bool) -> Secure:
    """The headers that are the same for every answer.

    `same-origin` keeps addresses (which may hold a postcode) from other sites, and still lets the
    forgery check see that a form came from here.
    """
    return Secure(
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        hsts=StrictTransportSecurity().max_age(_TWO_YEARS_SECONDS) if only_https else None,
        permissions=PermissionsPolicy().camera().microphone().geolocation(),
        referrer=ReferrerPolicy().same_origin(),
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().deny(),
    )


def _content_policy() -> ContentSecurityPolicy:
    """Only this site's own files; no inline style, and no inline script but the template's own."""
    own = ContentSecurityPolicy.keyword("self")
    nothing = ContentSecurityPolicy.keyword("none")
    policy = (
        ContentSecurityPolicy()
        .default_src(nothing)
        .script_src(own, *_script_nonce())
        .style_src(own)
        .img_src(own)
        .font_src(own)
        .connect_src(own)
        .form_action(own)
    )
    return policy.frame_ancestors(nothing).base_uri(nothing)


def _script_nonce() -> list[str]:
    """Named only where a page used it: files and redirects need none."""
    return [ContentSecurityPolicy.nonce(g.csp_nonce)] if "csp_nonce" in g else []
