"""Takes in who consents to their address being published, and forgets whoever no longer does."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import delete, insert, text, update

from hubapp.directory.models import Origin, Provider, RegisterEntry
from hubapp.directory.rules.consent import (
    CONSENTED,
    ConsentChange,
    decide_consent,
    withdrawn,
)
from hubapp.directory.rules.facts import KnownEntry, RegisterRecord, RegisterRelease, as_values
from hubapp.directory.rules.listing import Surroundings, slug_of
from hubapp.directory.services import queries
from hubapp.directory.services.register import refuse_mass_removal, refuse_older
from hubapp.directory.services.untouched import delete_untouched
from hubapp.extensions import db
from hubapp.kernel.geo import GridPoint
from hubapp.places.queries import positions_of
from hubapp.places.rules import tidy_postcode

REGISTER = "ofsted"
_IDS_A_STATEMENT = 500


@dataclass(frozen=True, slots=True)
class ConsentOutcome:
    """What taking the list in did. `given` and `updated` are keys; `before` is for putting back."""

    given: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: int = 0
    withdrawn: list[str] = field(default_factory=list)
    redated: int = 0
    changed_by_field: Counter[str] = field(default_factory=Counter)

    @property
    def written(self) -> int:
        """Keys with anything changed."""
        return len(self.given) + len(self.updated) + len(self.withdrawn) + self.redated


def known_keys(hub_id: int) -> frozenset[str]:
    """Every key of the register a consent can be about."""
    return queries.list_keys(hub_id, REGISTER)


def apply_consents(
    hub_id: int, release: RegisterRelease, *, secret: str, confirm_removals: bool = False
) -> ConsentOutcome:
    """Take the list in; the caller commits or rolls back. Raises RegisterRefused.

    Rows must be about keys of the register. Whoever is not in the list any more is forgotten.
    """
    register = queries.list_known_entries(hub_id, REGISTER)
    known = queries.list_known_entries(hub_id, CONSENTED)
    refuse_older(known.values(), release)
    present = {record.source_id for record in release.records} | release.mentioned
    gone = [entry for key, entry in known.items() if key not in present]
    if not confirm_removals:
        refuse_mass_removal(known.values(), gone)
    by = Surroundings(_points(release.records, known.values(), register), secret)
    changes = [
        decide_consent(record.facts, register[record.source_id], known.get(record.source_id), by)
        for record in release.records
    ]
    _write(hub_id, release, changes)
    forget(gone, register, by)
    given = [change.key for change in changes if change.known is None]
    updated = [change for change in changes if change.fields]
    same = [change for change in changes if change.known and not change.fields]
    return ConsentOutcome(
        given=given,
        updated=[change.key for change in updated],
        unchanged=len(same),
        withdrawn=[entry.source_id for entry in gone],
        redated=_redate(same, release.as_at),
        changed_by_field=Counter(name for change in updated for name in change.fields),
    )


def withdraw(hub_id: int, keys: Iterable[str], *, secret: str) -> int:
    """Forget the consents of some keys, as if the list no longer had them; how many there were."""
    register = queries.list_known_entries(hub_id, REGISTER)
    known = queries.list_known_entries(hub_id, CONSENTED)
    gone = [known[key] for key in keys if key in known]
    forget(gone, register, Surroundings(_points((), gone, register), secret))
    return len(gone)


def forget(
    gone: Sequence[KnownEntry], register: Mapping[str, KnownEntry], by: Surroundings
) -> None:
    """Erase addresses and exact points whose consent is gone. Nothing of them is kept anywhere."""
    if not gone:
        return
    if db.engine.dialect.name == "sqlite":
        # What is deleted is overwritten in the file itself, not only left out of the tables.
        db.session.execute(text("PRAGMA secure_delete=ON"))
    for start in range(0, len(gone), _IDS_A_STATEMENT):
        ids = [entry.id for entry in gone[start : start + _IDS_A_STATEMENT]]
        db.session.execute(delete(RegisterEntry).where(RegisterEntry.id.in_(ids)))
    withheld = {
        entry.provider.id
        for entry in gone
        if entry.provider and (line := register.get(entry.source_id)) and line.facts.redacted
    }
    deleted = delete_untouched(withheld)
    for entry in gone:
        if entry.provider and entry.provider.id not in deleted:
            values = withdrawn(entry, register.get(entry.source_id), by)
            db.session.execute(
                update(Provider).where(Provider.id == entry.provider.id).values(**values)
            )


def clear_traces() -> None:
    """After the commit: what was erased stands no longer in the database's journal either."""
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def _points(
    records: Iterable[RegisterRecord],
    known: Iterable[KnownEntry],
    register: Mapping[str, KnownEntry],
) -> Mapping[str, GridPoint]:
    said = {record.facts.postcode for record in records}
    for entry in known:
        said.add(entry.facts.postcode)
        if line := register.get(entry.source_id):
            said.add(line.facts.postcode)
    return positions_of({tidy_postcode(postcode) or "" for postcode in said if postcode})


def _write(hub_id: int, release: RegisterRelease, changes: Sequence[ConsentChange]) -> None:
    listed = _list_providers(hub_id, [change for change in changes if change.adds_provider])
    _add_entries(hub_id, release.as_at, changes, listed)
    for change in changes:
        if change.known is not None and change.fields:
            db.session.execute(
                update(RegisterEntry)
                .where(RegisterEntry.id == change.known.id)
                .values(**as_values(change.facts), as_at=release.as_at)
            )
        if change.provider and change.register.provider:
            db.session.execute(
                update(Provider)
                .where(Provider.id == change.register.provider.id)
                .values(**change.provider)
            )


def _list_providers(hub_id: int, changes: Sequence[ConsentChange]) -> dict[str, int]:
    """New providers' ids by key, each shown on the register's own line too."""
    taken = queries.list_slugs(hub_id)
    listed: dict[str, int] = {}
    for change in changes:
        values = change.provider or {}
        slug = slug_of(values["name"], change.key, taken)
        taken.add(slug)
        row = {**values, "hub_id": hub_id, "slug": slug, "origin": Origin.REGISTER}
        listed[change.key] = db.session.execute(
            insert(Provider).values(**row).returning(Provider.id)
        ).scalar_one()
        db.session.execute(
            update(RegisterEntry)
            .where(RegisterEntry.id == change.register.id)
            .values(provider_id=listed[change.key])
        )
    return listed


def _add_entries(
    hub_id: int, as_at: date | None, changes: Sequence[ConsentChange], listed: Mapping[str, int]
) -> None:
    rows = [
        {
            **as_values(change.facts),
            "hub_id": hub_id,
            "source": CONSENTED,
            "source_id": change.key,
            "as_at": as_at,
            "provider_id": listed.get(change.key)
            or (change.register.provider.id if change.register.provider else None),
        }
        for change in changes
        if change.known is None
    ]
    if rows:
        db.session.execute(insert(RegisterEntry), rows, execution_options={"render_nulls": True})


def _redate(same: Sequence[ConsentChange], as_at: date | None) -> int:
    """The list's date moves on for those it still has as before."""
    ids = [
        change.known.id for change in same if as_at and change.known and change.known.as_at != as_at
    ]
    if ids:
        db.session.execute(update(RegisterEntry), [{"id": id_, "as_at": as_at} for id_ in ids])
    return len(ids)
