"""`hub demo load` and `hub rehearse`: the terminal's way in."""

from datetime import date, datetime

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from hubapp.demo.ground import EXAMPLE_POSTCODE
from hubapp.demo.progress import on_terminal
from hubapp.demo.rehearsing import RehearsalRefused, clear_rehearsal
from hubapp.demo.rehearsing import rehearse as play
from hubapp.demo.services import CHAMPION, SLUG, DemoRefused, load_demo
from hubapp.web import clock

DAY = click.DateTime(formats=["%Y-%m-%d"])

demo = AppGroup("demo", help="A made-up town, to try everything out.")


@demo.command("load")
@click.option("--today", "on", type=DAY, help="Invent the town as it would be on this day.")
@click.option("--reset", is_flag=True, help="Build it anew, even if it is there already.")
def load(on: datetime | None, reset: bool) -> None:
    """Load the demonstration town, Toddlebury."""
    try:
        loaded = load_demo(_day(on), secret=current_app.config["SECRET_KEY"], reset=reset)
    except DemoRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    start = (
        "Toddlebury is ready" if loaded.built else "Toddlebury was here already; nothing changed"
    )
    click.echo(
        f"{start}: {loaded.providers} providers, {loaded.sessions} care sessions, "
        f"{loaded.links} collection times."
    )
    click.echo(f"Look at /{SLUG} and try the postcode {EXAMPLE_POSTCODE}.")
    click.echo(f"Sign in at /sign-in as its champion: {CHAMPION}")
    if not loaded.built:
        click.echo("To build it anew: hub demo load --reset")


@click.command("rehearse")
@click.option("--hub", "slug", help="The hub's address, such as “toddlebury”.")
@click.option("--seed", type=click.IntRange(min=0), help="The same seed invents the same weeks.")
@click.option("--today", "on", type=DAY, help="Invent weeks as they would be on this day.")
@click.option("--clear", is_flag=True, help="Take invented weeks out: of one hub, or of all.")
@with_appcontext
def rehearse(slug: str | None, seed: int | None, on: datetime | None, clear: bool) -> None:
    """Fill a real hub with invented weeks, or take them out again."""
    try:
        if clear:
            _clear(slug)
        else:
            _rehearse(slug, seed, _day(on))
    except RehearsalRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _rehearse(slug: str | None, seed: int | None, today: date) -> None:
    if slug is None or seed is None:
        raise click.UsageError("Name a hub and a seed: hub rehearse --hub SLUG --seed 7")
    secret = current_app.config["SECRET_KEY"]
    done = play(slug, seed=seed, today=today, secret=secret, watch=on_terminal)
    click.echo(f"“{slug}” is in rehearsal, and every page says so.")
    click.echo(
        f"{done.providers} providers, {done.stand_ins} of them stand-ins; "
        f"{done.sessions} care sessions; {done.links} collection times."
    )
    if done.unplaced:
        click.echo(f"{done.unplaced} more have no position yet and stay empty.")
    click.echo(f"To take it all out again: hub rehearse --clear --hub {slug}")


def _clear(slug: str | None) -> None:
    cleared = clear_rehearsal(slug)
    if not cleared:
        click.echo("No rehearsal to clear.")
    for name in cleared:
        click.echo(f"{name}: the rehearsal is out, everything else is as it was.")


def _day(said: datetime | None) -> date:
    """The day asked for, or today by the site's clock."""
    return said.date() if said else clock.today()
