"""The same place under a new registration: its local facts, links and history move across."""

from dataclasses import dataclass

from sqlalchemy import update

from hubapp.directory.models import Provider, RegisterEntry
from hubapp.directory.rules.facts import KnownEntry, Values, as_values
from hubapp.directory.rules.listing import listed_facts
from hubapp.directory.services import queries
from hubapp.directory.services.untouched import delete_untouched
from hubapp.extensions import db

REGISTER = "ofsted"


class SuccessionRefused(Exception):  # noqa: N818 - it says what happened, to a person
    """Two registrations that can't be joined; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Succession:
    """Which provider lives on, and under which names it was and is registered."""

    provider_id: int
    name: str
    was: str


def succeed(hub_id: int, new_key: str, gone_key: str) -> Succession:
    """Join a new registration to the provider of a gone one. Raises SuccessionRefused.

    The old provider lives on: its address on the site, its places, prices, links and history stay.
    What it showed from the old registration, it now shows from the new one. The caller commits.
    """
    known = queries.list_known_entries(hub_id, REGISTER)
    new, gone = _required(known.get(new_key), new_key), _required(known.get(gone_key), gone_key)
    _refuse_unlikely(new, gone)
    provider = gone.provider
    if provider is None:
        raise SuccessionRefused(f"{gone_key} was never listed, so there is nothing to move.")
    if new.provider and new.provider.id != provider.id and not delete_untouched([new.provider.id]):
        raise SuccessionRefused(
            f"{new.provider.listed.name} ({new_key}) already has facts of its own here. "
            "Move or delete them first."
        )
    db.session.execute(
        update(RegisterEntry).where(RegisterEntry.id == new.id).values(provider_id=provider.id)
    )
    if values := _followed(new, gone):
        db.session.execute(update(Provider).where(Provider.id == provider.id).values(**values))
    return Succession(provider.id, values.get("name", provider.listed.name), provider.listed.name)


def _required(entry: KnownEntry | None, key: str) -> KnownEntry:
    if entry is None:
        raise SuccessionRefused(f"There is no {key} on the register we hold.")
    return entry


def _refuse_unlikely(new: KnownEntry, gone: KnownEntry) -> None:
    if gone.gone_since is None:
        raise SuccessionRefused(f"{gone.source_id} is still on the register.")
    if new.gone_since is not None:
        raise SuccessionRefused(f"{new.source_id} is no longer on the register either.")
    if new.facts.postcode is None or new.facts.postcode != gone.facts.postcode:
        raise SuccessionRefused(
            f"{new.source_id} and {gone.source_id} are not at the same postcode."
        )


def _followed(new: KnownEntry, gone: KnownEntry) -> Values:
    """What still stands as the old registration had it follows the new one."""
    if gone.provider is None:
        return {}
    ours = as_values(gone.provider.listed)
    was = as_values(listed_facts(gone.facts))
    becomes = as_values(listed_facts(new.facts))
    return {
        name: value
        for name, value in becomes.items()
        if ours[name] == was[name] and value != ours[name]
    }


def list_offers(hub_id: int) -> list[queries.Offer]:
    """Pairs to look at."""
    return queries.list_successions(hub_id, REGISTER)
