"""`hub hub create`, `list`, `believe` and `funding`."""

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


def test_the_council_s_rules_on_funding_are_kept_and_shown(app: Flask) -> None:
    run(app, "create", "--slug", "north", "--name", "North")
    said = run(
        app,
        *("funding", "--slug", "north", "--max-providers", "2", "--weeks", "48", "--small-exempt"),
        *("--term", "Autumn 2026-09-03 2026-12-18 14", "--told-by", "North Council"),
    )
    assert said.stdout == (
        "North: up to 2 places for a child, stretched hours over 48 weeks, terms known: 1.\n"
    )
    run(app, "funding", "--slug", "north", "--term", "First 2026-09-03 2026-12-17 13")
    hub = find_hub("north")
    assert hub is not None
    assert (hub.max_providers, hub.weeks_funded, hub.small_may_withhold_extras) == (2, 48, True)
    assert [(term.name, term.weeks_funded, term.told_by) for term in hub.terms] == [
        ("First", 13, "The council")
    ]


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--weeks", "37", "Stretched hours are spread over 38 to 52 weeks"),
        ("--max-providers", "11", "0 for no limit, or up to 10."),
        ("--term", "Autumn", "Write its name, first day, last day and weeks"),
        ("--term", "Autumn 2026-12-18 2026-09-03 14", "the last day must be after the first"),
        ("--term", "Autumn 2026-09-03 2026-12-18 17", "17 weeks with funded hours do not fit"),
    ],
)
def test_rules_that_cannot_be_change_nothing(
    app: Flask, option: str, value: str, says: str
) -> None:
    run(app, "create", "--slug", "north", "--name", "North")
    said = run(app, "funding", "--slug", "north", "--max-providers", "2", option, value)
    assert said.exit_code == 1
    assert says in said.stderr
    hub = find_hub("north")
    assert hub is not None
    assert (hub.max_providers, hub.weeks_funded, hub.terms) == (None, 51, [])
