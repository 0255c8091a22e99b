"""Takes a register's release into a hub: gather, decide, apply, all in one transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import delete, insert, update

from hubapp.directory.models import Inspection, Origin, Provider, RegisterEntry
from hubapp.directory.rules.facts import (
    KnownEntry,
    RegisterRelease,
    Values,
    as_values,
)
from hubapp.directory.rules.listing import Surroundings, slug_of
from hubapp.directory.rules.register import EntryChange, decide_entry, decide_gone, successors
from hubapp.directory.services import queries
from hubapp.directory.services.log import (
    RegisterLog,
    before_change,
    before_gone,
    provider_step,
)
from hubapp.extensions import db
from hubapp.hubs.services import settle_centre
from hubapp.places.queries import positions_of
from hubapp.places.rules import tidy_postcode

_IDS_A_STATEMENT = 500
_ROWS_AT_ONCE = 5000
# Write nulls as nulls: rows that differ in what is unknown then go in by one statement.
_ALL_COLUMNS = {"render_nulls": True}


class RegisterRefused(Exception):  # noqa: N818 - it says what happened, to a person
    """A release that must not be taken as it is; the message is one plain sentence."""

    def __init__(self, class_: str, message: str) -> None:
        """Keep the class of error beside the sentence."""
        super().__init__(message)
        self.class_ = class_
        self.message = message


@dataclass(frozen=True, slots=True)
class RegisterOutcome:
    """What taking a release in did, or would do. `written`: keys with anything changed."""

    created: int
    updated: int
    unchanged: int
    removed: int
    written: int
    listed: int
    withheld: int
    with_position: int
    changed_by_field: Mapping[str, int]
    successors: Sequence[tuple[str, str, str]]
    log: RegisterLog
    changes: Sequence[EntryChange]
    gone: Sequence[KnownEntry]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Everything decided: rows' changes, and the entries no longer there."""

    changes: list[EntryChange]
    gone: list[KnownEntry]


def apply_register(
    hub_id: int,
    release: RegisterRelease,
    *,
    today: date,
    secret: str,
    confirm_removals: bool = False,
    dry_run: bool = False,
) -> RegisterOutcome:
    """Take a release in. Raises RegisterRefused before writing anything; the caller commits."""
    known = queries.list_known_entries(hub_id, release.source)
    refuse_older(known.values(), release)
    plan = _decide(known, release, Surroundings(_points(known.values(), release), secret))
    if not confirm_removals:
        refuse_mass_removal(known.values(), plan.gone)
    log = RegisterLog() if dry_run else _apply(hub_id, release, plan, today)
    return _outcome(plan, log, dry_run=dry_run)


def refuse_older(known: Iterable[KnownEntry], release: RegisterRelease) -> None:
    """Raise RegisterRefused for a release older than what stands here."""
    newest = max((entry.as_at for entry in known if entry.as_at), default=None)
    if release.as_at and newest and release.as_at < newest:
        raise RegisterRefused(
            "older_than_current",
            f"This release is of {release.as_at:%d/%m/%Y}, older than the one of "
            f"{newest:%d/%m/%Y} already here.",
        )


def refuse_mass_removal(known: Iterable[KnownEntry], gone: Sequence[KnownEntry]) -> None:
    """Raise RegisterRefused when more than a third of what is active would go."""
    active = sum(entry.gone_since is None for entry in known)
    if len(gone) * 3 > active:
        raise RegisterRefused(
            "mass_removal_needs_confirm",
            f"{len(gone):,} of {active:,} providers are not in this file and would be marked as "
            "gone. If that is right, import it again with --confirm-removals.",
        )


def _points(known: Iterable[KnownEntry], release: RegisterRelease) -> Mapping[str, Any]:
    said = {record.facts.postcode for record in release.records}
    for entry in known:
        said.add(entry.facts.postcode)
        if entry.provider:
            said.add(entry.provider.listed.postcode)
    return positions_of({tidy_postcode(postcode) or "" for postcode in said if postcode})


def _decide(known: Mapping[str, KnownEntry], release: RegisterRelease, by: Surroundings) -> _Plan:
    changes = [
        decide_entry(record, known.get(record.source_id), release.as_at, by)
        for record in release.records
    ]
    return _Plan(changes, decide_gone(known.values(), release))


def _outcome(plan: _Plan, log: RegisterLog, *, dry_run: bool) -> RegisterOutcome:
    created = [change.record for change in plan.changes if change.known is None]
    updated = [change for change in plan.changes if change.fields]
    touched = sum(change.writes for change in plan.changes) + len(plan.gone)
    listed = [change for change in plan.changes if change.is_listed]
    return RegisterOutcome(
        created=len(created),
        updated=len(updated),
        unchanged=len(plan.changes) - len(created) - len(updated),
        removed=len(plan.gone),
        written=0 if dry_run else touched,
        listed=len(listed),
        withheld=sum(change.record.facts.redacted for change in plan.changes),
        with_position=sum(change.has_position for change in listed),
        changed_by_field=Counter(name for change in updated for name in change.fields),
        successors=successors(created, plan.gone),
        log=log,
        changes=plan.changes,
        gone=plan.gone,
    )


def _apply(hub_id: int, release: RegisterRelease, plan: _Plan, today: date) -> RegisterLog:
    provider_ids = _add_providers(hub_id, plan.changes)
    entry_ids = _add_entries(hub_id, release, plan.changes, provider_ids)
    _change_entries(plan, release.as_at or today, provider_ids)
    _change_providers(plan.changes)
    _replace_inspections(plan.changes, entry_ids)
    settle_centre(hub_id, queries.list_shown_points(hub_id))
    return RegisterLog(
        created_entries=sorted(entry_ids.values()),
        created_providers=sorted(provider_ids.values()),
        entries=[before_change(change) for change in plan.changes if change.known and change.writes]
        + [before_gone(entry) for entry in plan.gone],
        providers=[
            provider_step(change.known.provider, change.provider)
            for change in plan.changes
            if change.provider and change.known and change.known.provider
        ],
    )


def _add_providers(hub_id: int, changes: Iterable[EntryChange]) -> dict[str, int]:
    """Newly listed providers' ids, by register key."""
    taken = queries.list_slugs(hub_id)
    keys: dict[str, str] = {}
    rows = []
    for change in changes:
        if not change.adds_provider or change.provider is None:
            continue
        slug = slug_of(change.provider["name"], change.record.source_id, taken)
        taken.add(slug)
        keys[slug] = change.record.source_id
        rows.append({**change.provider, "hub_id": hub_id, "slug": slug, "origin": Origin.REGISTER})
    added = _inserted(insert(Provider).returning(Provider.id, Provider.slug), rows)
    return {keys[slug]: provider_id for provider_id, slug in added}


def _add_entries(
    hub_id: int,
    release: RegisterRelease,
    changes: Iterable[EntryChange],
    provider_ids: Mapping[str, int],
) -> dict[str, int]:
    """New entries' ids, by register key."""
    rows = (
        {
            **(change.entry or {}),
            "hub_id": hub_id,
            "source": release.source,
            "source_id": change.record.source_id,
            "provider_id": provider_ids.get(change.record.source_id),
        }
        for change in changes
        if change.known is None
    )
    statement = insert(RegisterEntry).returning(RegisterEntry.id, RegisterEntry.source_id)
    return {source_id: entry_id for entry_id, source_id in _inserted(statement, rows)}


def _inserted(statement: Any, rows: Iterable[Values]) -> Iterator[Any]:
    """Insert so many rows at a time that memory stays small; what they return, one by one."""
    waiting = iter(rows)
    while some := list(islice(waiting, _ROWS_AT_ONCE)):
        yield from db.session.execute(statement, some, execution_options=_ALL_COLUMNS)


def _change_entries(plan: _Plan, gone_since: date, provider_ids: Mapping[str, int]) -> None:
    rows = [{"id": entry.id, "gone_since": gone_since} for entry in plan.gone]
    for change in plan.changes:
        if change.known is None:
            continue
        values = dict(change.entry or {})
        if change.adds_provider:
            values["provider_id"] = provider_ids[change.record.source_id]
        if values:
            rows.append({"id": change.known.id, **values})
    if rows:
        db.session.execute(update(RegisterEntry), rows)


def _change_providers(changes: Iterable[EntryChange]) -> None:
    rows = [
        {"id": change.known.provider.id, **change.provider}
        for change in changes
        if change.provider and change.known and change.known.provider
    ]
    if rows:
        db.session.execute(update(Provider), rows)


def _replace_inspections(changes: Sequence[EntryChange], entry_ids: Mapping[str, int]) -> None:
    stale = [c.known.id for c in changes if c.known and c.inspections is not None]
    for start in range(0, len(stale), _IDS_A_STATEMENT):
        ids = stale[start : start + _IDS_A_STATEMENT]
        db.session.execute(delete(Inspection).where(Inspection.register_entry_id.in_(ids)))
    rows = (
        {"register_entry_id": _entry_id(change, entry_ids), **as_values(inspection)}
        for change in changes
        for inspection in change.inspections or ()
    )
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        db.session.execute(insert(Inspection), some, execution_options=_ALL_COLUMNS)


def _entry_id(change: EntryChange, entry_ids: Mapping[str, int]) -> int:
    return change.known.id if change.known else entry_ids[change.record.source_id]
