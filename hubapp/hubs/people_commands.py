"""`hub people`: who looks after a hub."""

import click
from flask.cli import AppGroup

from hubapp.accounts.models import Role
from hubapp.accounts.queries import list_members
from hubapp.accounts.services import AddressRefused, give_role, take_role
from hubapp.extensions import db
from hubapp.hubs.commands import require_hub
from hubapp.web import clock

people_commands = AppGroup("people", help="Say who looks after a hub.")

_ROLES = click.Choice([role.value for role in Role])


@people_commands.command("add")
@click.option("--hub", "slug", required=True, help="The hub's part of the address.")
@click.option("--email", required=True, help="Where their codes to sign in are sent.")
@click.option("--role", type=_ROLES, default=Role.CHAMPION.value, show_default=True)
@click.option("--name", help="What to call them.")
def add(slug: str, email: str, role: str, name: str | None) -> None:
    """Let somebody look after a hub."""
    hub = require_hub(slug)
    try:
        held = give_role(email, hub.id, Role(role), today=clock.today(), name=name)
    except AddressRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    db.session.commit()
    click.echo(f"{held.person.email} is {held.role.value} of {hub.name}.")


@people_commands.command("remove")
@click.option("--hub", "slug", required=True, help="The hub's part of the address.")
@click.option("--email", required=True, help="Whose role ends.")
@click.option("--role", type=_ROLES, default=Role.CHAMPION.value, show_default=True)
def remove(slug: str, email: str, role: str) -> None:
    """End somebody's role at once. With the last one, everything kept of them goes."""
    hub = require_hub(slug)
    if not take_role(email, hub.id, Role(role)):
        raise click.ClickException(f"{email} is not {role} of {hub.name}.")
    click.echo(f"{email} is no longer {role} of {hub.name}.")


@people_commands.command("list")
@click.option("--hub", "slug", required=True, help="The hub's part of the address.")
def list_(slug: str) -> None:
    """Say who looks after a hub."""
    hub = require_hub(slug)
    members = list_members(hub.id)
    if not members:
        click.echo(f"Nobody looks after {hub.name} yet. Add somebody with: hub people add")
    for held in members:
        click.echo(f"{held.role.value:9}  {held.person.email}  {held.person.name or ''}".rstrip())
