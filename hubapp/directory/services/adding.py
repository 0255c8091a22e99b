"""Putting a provider in that no register brought."""

from hubapp.directory.models import Origin, Provider, ProviderKind
from hubapp.directory.services.queries import list_slugs
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.kernel.slugs import slugify


def add_provider(hub: Hub, name: str, kind: ProviderKind) -> Provider:
    """A provider of whom nothing else is known yet, and whom families do not see yet."""
    provider = Provider(
        hub_id=hub.id,
        slug=_free_slug(name, list_slugs(hub.id)),
        kind=kind,
        name=name,
        origin=Origin.DEMONSTRATION if hub.is_demonstration else Origin.TOLD,
        publish_address=kind is not ProviderKind.CHILDMINDER,
        is_public=False,
    )
    db.session.add(provider)
    db.session.commit()
    return provider


def _free_slug(name: str, taken: set[str]) -> str:
    base = slugify(name)[:60].strip("-") or "provider"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
