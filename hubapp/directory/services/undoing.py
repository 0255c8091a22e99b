"""Puts back what a register's import changed, but for what has been changed since."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, update

from hubapp.directory.models import Inspection, Provider, RegisterEntry
from hubapp.directory.rules.facts import KnownEntry, KnownProvider, Values, as_values
from hubapp.directory.rules.listing import listed_facts
from hubapp.directory.services import queries
from hubapp.directory.services.log import EntryStep, ProviderStep, RegisterLog
from hubapp.directory.services.untouched import delete_untouched
from hubapp.extensions import db

_IDS_A_STATEMENT = 500


@dataclass(frozen=True, slots=True)
class Undone:
    """How many rows were put back, and how many were left because they changed since."""

    put_back: int
    left: int


def undo_register(
    hub_id: int, source: str, log: RegisterLog, touched_since: Collection[int]
) -> Undone:
    """Put an import back. `touched_since`: entries that later imports changed. Caller commits."""
    known = {entry.id: entry for entry in queries.list_known_entries(hub_id, source).values()}
    steps = [step for step in log.entries if step.entry_id in known.keys() - touched_since]
    _restore_providers(log.providers, known.values())
    _restore_entries(steps)
    removed = _remove_created(log, known, touched_since)
    tried = len(log.entries) + len(log.created_entries)
    done = len(steps) + removed
    return Undone(done, tried - done)


def _restore_entries(steps: Sequence[EntryStep]) -> None:
    rows = [{"id": step.entry_id, **step.before} for step in steps if step.before]
    if rows:
        db.session.execute(update(RegisterEntry), rows)
    for step in steps:
        if step.inspections is None:
            continue
        db.session.execute(delete(Inspection).where(Inspection.register_entry_id == step.entry_id))
        inspections = [
            {"register_entry_id": step.entry_id, **as_values(each)} for each in step.inspections
        ]
        if inspections:
            db.session.execute(
                insert(Inspection), inspections, execution_options={"render_nulls": True}
            )


def _restore_providers(steps: Iterable[ProviderStep], known: Iterable[KnownEntry]) -> None:
    """Column by column: one that says something else by now was changed by somebody."""
    providers = {entry.provider.id: entry.provider for entry in known if entry.provider}
    rows = [
        {"id": step.provider_id, **values}
        for step in steps
        if (provider := providers.get(step.provider_id)) and (values := _still_so(provider, step))
    ]
    if rows:
        db.session.execute(update(Provider), rows)


def _still_so(provider: KnownProvider, step: ProviderStep) -> Values:
    return {
        name: before
        for name, before in step.before.items()
        if provider.value(name) == step.after[name]
    }


def _remove_created(
    log: RegisterLog, known: Mapping[int, KnownEntry], touched_since: Collection[int]
) -> int:
    """Take out entries it made, and the providers it listed, while nobody added to them."""
    created = set(log.created_providers)
    ours = [known[id_] for id_ in log.created_entries if id_ in known and id_ not in touched_since]
    plain = {
        entry.provider.id
        for entry in known.values()
        if entry.provider
        and entry.provider.id in created
        and entry.provider.listed == listed_facts(entry.facts)
    }
    gone = delete_untouched(plain)
    ids = [entry.id for entry in ours if entry.provider is None or entry.provider.id in gone]
    for start in range(0, len(ids), _IDS_A_STATEMENT):
        some = ids[start : start + _IDS_A_STATEMENT]
        db.session.execute(delete(RegisterEntry).where(RegisterEntry.id.in_(some)))
    return len(ids)
