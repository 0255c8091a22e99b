"""`hub people`: who looks after a hub, said on the command line."""

from flask import Flask

from hubapp.accounts.queries import find_person
from hubapp.cli import main
from hubapp.hubs.models import Hub
from tests.integration.accounts.signing import sign_in
from tests.page import CheckingClient


def say(app: Flask, *words: str) -> tuple[int, str]:
    told = app.test_cli_runner().invoke(main.commands["people"], words)
    return told.exit_code, told.output


def test_adding_listing_and_removing(app: Flask, hub: Hub) -> None:
    add = ("add", "--hub", "village", "--email", "Sam@Example.org", "--name", "Sam")
    assert say(app, *add) == (0, "sam@example.org is champion of Village Hub.\n")
    assert say(app, *add)[0] == 0
    assert say(app, "list", "--hub", "village") == (0, "champion   sam@example.org  Sam\n")
    remove = ("remove", "--hub", "village", "--email", "sam@example.org")
    assert say(app, *remove) == (0, "sam@example.org is no longer champion of Village Hub.\n")
    assert say(app, *remove)[0] == 1
    assert find_person("sam@example.org") is None


def test_what_cannot_be_is_said(app: Flask, hub: Hub) -> None:
    code, words = say(app, "add", "--hub", "nowhere", "--email", "sam@example.org")
    assert (code, "There is no hub called “nowhere”" in words) == (1, True)
    code, words = say(app, "add", "--hub", "village", "--email", "not an address")
    assert (code, "“not an address” is not an e-mail address." in words) == (1, True)


def test_leaving_a_hub_ends_what_one_may_do_at_once(
    app: Flask, hub: Hub, client: CheckingClient
) -> None:
    say(app, "add", "--hub", "village", "--email", "sam@example.org")
    sign_in(client, "sam@example.org")
    assert client.get("/your-hubs").headers["Location"] == "/village/champion"
    say(app, "remove", "--hub", "village", "--email", "sam@example.org")
    assert client.get("/your-hubs").headers["Location"] == "/sign-in"
