"""`hub hub create`, `hub hub list` and `hub hub believe`."""

import pytest
from click.testing import Result
from flask import Flask

from hubapp.extensions import db
from hubapp.hubs.commands import hub_commands
from hubapp.hubs.queries import find_hub, list_hubs
from hubapp.kernel.geo import GridPoint
from hubapp.places.models import Postcode, PostcodeSource


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(hub_commands, arguments)


def test_a_hub_is_made_and_listed(app: Flask) -> None:
    assert run(app, "list").stdout == (
        'There is no hub yet. Make one with: hub hub create --slug … --name "…"\n'
    )
    made = run(app, "create", "--slug", "north-bristol", "--name", "North Bristol", "--area", "BS7")
    assert (made.exit_code, made.stdout) == (0, "Made the hub North Bristol (north-bristol).\n")
    assert run(app, "list").stdout == "north-bristol  North Bristol\n"
    hub = find_hub("north-bristol")
    assert hub is not None
    assert (hub.area_name, hub.centre, hub.is_demonstration) == ("BS7", None, False)


def test_a_postcode_gives_it_its_middle(app: Flask) -> None:
    db.session.add(
        Postcode(
            code="BS14ST",
            easting=358000,
            northing=172000,
            country="E",
            district_code=None,
            source=PostcodeSource.CODE_POINT_OPEN,
        )
    )
    db.session.commit()
    run(app, "create", "--slug", "bristol", "--name", "Bristol", "--postcode", "bs1 4st")
    hub = find_hub("bristol")
    assert hub is not None
    assert hub.centre == GridPoint(358000, 172000)


@pytest.mark.parametrize(
    ("slug", "name", "postcode", "sentence"),
    [
        (
            "North Bristol",
            "N",
            "",
            (
                "“North Bristol” can't be part of an address. "
                "Use small letters, digits and hyphens, like north-bristol."
            ),
        ),
        ("taken", "N", "", "The address “taken” is taken already. Choose another."),
        ("privacy", "N", "", "The address “privacy” is taken already. Choose another."),
        ("new", " ", "", "Give the hub a name."),
        ("new", "N", "banana", "“banana” is not a postcode. Enter one like BS1 4ST."),
    ],
)
def test_what_cannot_be_made_is_said_in_one_sentence(
    app: Flask, slug: str, name: str, postcode: str, sentence: str
) -> None:
    run(app, "create", "--slug", "taken", "--name", "Taken")
    result = run(app, "create", "--slug", slug, "--name", name, "--postcode", postcode)
    assert (result.exit_code, result.stderr) == (1, f"Error: {sentence}\n")
    assert [hub.slug for hub in list_hubs()] == ["taken"]


def test_a_database_without_tables_says_what_to_type(app: Flask) -> None:
    db.drop_all()
    result = run(app, "list")
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: The database is not set up yet. Type: hub db upgrade\n",
    )


def test_a_hub_says_how_long_it_believes(app: Flask) -> None:
    run(app, "create", "--slug", "north-bristol", "--name", "North Bristol")
    believe = ("believe", "--slug", "north-bristol")
    assert run(app, *believe).stdout == (
        "North Bristol: places are fresh for 14 days and stale after 28; "
        "in plans stale ones are demoted.\n"
    )
    said = run(app, *believe, "--fresh-days", "7", "--ageing-days", "21", "--stale", "left_out")
    assert said.stdout == (
        "North Bristol: places are fresh for 7 days and stale after 21; "
        "in plans stale ones are left out.\n"
    )
    for wrong in (("--fresh-days", "0"), ("--fresh-days", "22"), ("--ageing-days", "123")):
        assert run(app, *believe, *wrong).exit_code == 1
    hub = find_hub("north-bristol")
    assert hub is not None
    assert (hub.fresh_days, hub.ageing_days) == (7, 21)
