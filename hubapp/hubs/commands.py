"""`hub hub create`, `hub hub list` and `hub hub believe`."""

import click
from flask.cli import AppGroup

from hubapp.hubs import queries
from hubapp.hubs.funding_rules import FundingRules, read_term, settle_funding
from hubapp.hubs.models import Hub, StalePlaces
from hubapp.hubs.services import HubRefused, NewHub, choose_patience, create_hub
from hubapp.places.services import PlaceNotFound
from hubapp.web import clock

hub_commands = AppGroup("hub", help="Make hubs and see which there are.")


def require_tables() -> None:
    """Stop with one sentence while the database is not set up."""
    if not queries.has_tables():
        raise click.ClickException("The database is not set up yet. Type: hub db upgrade")


def require_hub(slug: str) -> Hub:
    """The hub of a slug, or one sentence that says how to make it."""
    require_tables()
    hub = queries.find_hub(slug)
    if hub is None:
        raise click.ClickException(
            f"There is no hub called “{slug}”. Make it with: "
            f'hub hub create --slug {slug} --name "Its name"'
        )
    return hub


@hub_commands.command("create")
@click.option("--slug", required=True, help="Its part of every address, like north-bristol.")
@click.option("--name", required=True, help="Its name on every page.")
@click.option("--area", help="The area it serves, in words.")
@click.option("--postcode", help="A postcode in its middle.")
@click.option("--contact", help="The email address of its champion.")
def create(
    slug: str, name: str, area: str | None, postcode: str | None, contact: str | None
) -> None:
    """Make a hub."""
    require_tables()
    try:
        hub = create_hub(NewHub(slug, name, area, postcode, contact), today=clock.today())
    except (HubRefused, PlaceNotFound) as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"Made the hub {hub.name} ({hub.slug}).")


@hub_commands.command("believe")
@click.option("--slug", required=True, help="Its part of every address.")
@click.option("--fresh-days", type=int, help="Places are fresh for so many days.")
@click.option("--ageing-days", type=int, help="Then ageing, until so many; then stale.")
@click.option("--stale", type=click.Choice([way.value for way in StalePlaces]), help="In plans.")
def believe(slug: str, fresh_days: int | None, ageing_days: int | None, stale: str | None) -> None:
    """Say how long a hub believes what it was told of places."""
    hub = require_hub(slug)
    try:
        choose_patience(hub, fresh_days, ageing_days, StalePlaces(stale) if stale else None)
    except HubRefused as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(
        f"{hub.name}: places are fresh for {hub.fresh_days} days and stale after "
        f"{hub.ageing_days}; in plans stale ones are {hub.stale_places.value.replace('_', ' ')}."
    )


@hub_commands.command("funding")
@click.option("--slug", required=True, help="Its part of every address.")
@click.option("--max-providers", type=int, help="Places a child may go to; 0 for no limit.")
@click.option("--weeks", type=int, help="Weeks a year over which stretched hours are spread.")
@click.option(
    "--small-exempt/--nobody-exempt",
    default=None,
    help="Whether childminders and small places may keep prices of extras unpublished.",
)
@click.option("--term", "terms", multiple=True, help="Like: Autumn 2026-09-03 2026-12-18 14")
@click.option("--told-by", default="The council", help="Who says so, for the guide.")
def funding(
    slug: str,
    max_providers: int | None,
    weeks: int | None,
    small_exempt: bool | None,
    terms: tuple[str, ...],
    told_by: str,
) -> None:
    """Write down the council's own rules on funded hours."""
    hub = require_hub(slug)
    try:
        rules = FundingRules(
            max_providers=max_providers,
            weeks_funded=weeks,
            small_may_withhold_extras=small_exempt,
            terms=[read_term(term) for term in terms],
        )
        settle_funding(hub, rules, told_by=told_by, today=clock.today())
    except HubRefused as problem:
        raise click.ClickException(str(problem)) from problem
    limit = f"up to {hub.max_providers} places" if hub.max_providers else "any number of places"
    click.echo(
        f"{hub.name}: {limit} for a child, stretched hours over {hub.weeks_funded} weeks,"
        f" terms known: {len(hub.terms)}."
    )


@hub_commands.command("list")
def list_() -> None:
    """Say which hubs there are."""
    require_tables()
    hubs = queries.list_hubs()
    if not hubs:
        click.echo('There is no hub yet. Make one with: hub hub create --slug … --name "…"')
    for hub in hubs:
        click.echo(f"{hub.slug}  {hub.name}")
