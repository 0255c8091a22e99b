"""Headers on every answer."""

import re

import pytest
from flask import Flask

from config import Settings
from hubapp.factory import create_app
from tests.page import CheckingClient

POLICY = (
    "default-src 'none'; script-src 'self'{nonce}; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)


def test_a_page_allows_only_its_own_files_and_its_own_first_script(client: CheckingClient) -> None:
    response = client.get("/privacy")
    nonces = {script["nonce"] for script in response.page.select("script[nonce]")}
    assert len(nonces) == 1
    assert response.headers["Content-Security-Policy"] == POLICY.format(
        nonce=f" 'nonce-{nonces.pop()}'"
    )


def test_the_one_time_word_is_new_each_time(client: CheckingClient) -> None:
    policies = {client.get("/privacy").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3


def test_what_is_not_a_page_allows_no_inline_script(client: CheckingClient) -> None:
    response = client.get("/healthz")
    assert response.headers["Content-Security-Policy"] == POLICY.format(nonce="")


@pytest.mark.parametrize("path", ["/privacy", "/healthz", "/static/site.css", "/made/breaks"])
def test_every_answer_carries_the_fixed_headers(client: CheckingClient, path: str) -> None:
    headers = client.get(path).headers
    assert {
        name: headers.get(name)
        for name in ("Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options")
    } == {
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def test_only_a_site_on_https_asks_browsers_to_insist_on_it(client: CheckingClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/privacy").headers
    production = create_app(Settings(hub_env="production", secret_key="long and random"))
    assert production.test_client().get("/privacy").headers["Strict-Transport-Security"] == (
        "max-age=63072000"
    )


def test_a_page_is_asked_for_each_time_and_a_fingerprinted_file_kept(
    client: CheckingClient,
) -> None:
    response = client.get("/privacy")
    assert response.headers["Cache-Control"] == "private, no-cache"
    sheets = [str(link["href"]) for link in response.page.select("link[rel=stylesheet]")]
    assert [re.sub(r"\?v=[0-9a-f]{12}$", "", sheet) for sheet in sheets] == [
        "/static/hub.css",
        "/static/site.css",
        "/static/pages.css",
    ]
    for sheet in sheets:
        assert client.get(sheet).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/static/site.js").headers["Cache-Control"] == "public, max-age=3600"


def test_a_page_without_a_form_sets_no_cookie(client: CheckingClient) -> None:
    assert "Set-Cookie" not in client.get("/privacy").headers


def test_the_log_names_the_page_and_not_its_address(
    client: CheckingClient, app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/made/breaks?near=ZZ1+1AA")
    assert [(record.getMessage()) for record in caplog.records] == ["breaks failed [GET]"]
