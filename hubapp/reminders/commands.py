"""`hub ask`: ask one provider now whether their places are still right."""

import click
from flask.cli import with_appcontext

from hubapp.directory.queries import find_provider
from hubapp.hubs.commands import require_hub
from hubapp.mail.jobs import send_soon
from hubapp.reminders.services import ask_now
from hubapp.web import clock


@click.command("ask")
@click.option("--hub", "slug", required=True, help="The hub's part of the address.")
@click.option("--provider", "provider_slug", required=True, help="The provider's part of it.")
@with_appcontext
def ask(slug: str, provider_slug: str) -> None:
    """Ask one provider by mail whether their places are still right."""
    hub = require_hub(slug)
    provider = find_provider(hub.id, provider_slug)
    if provider is None:
        raise click.ClickException(f"{hub.name} lists no “{provider_slug}”.")
    if ask_now(hub, provider, now=clock.now()) is None:
        raise click.ClickException(
            f"{provider.name} can’t be asked by mail today: there is no address, they stopped it, "
            "or they were asked today."
        )
    send_soon()
    click.echo(f"The mail to {provider.name} is queued; hub worker sends it.")
