"""Imports, each from a file to its report: read, take in, say what that did."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from hubapp.directory.services.register import (
    RegisterOutcome,
    RegisterRefused,
    apply_register,
)
from hubapp.importers import postcode_files, wheel
from hubapp.importers.ofsted import SOURCE as OFSTED
from hubapp.importers.ofsted import OfstedFile, read_ofsted
from hubapp.importers.reading import Text, decode
from hubapp.importers.report import ImportRefused, ImportReport, Successor
from hubapp.places.models import PostcodeSource
from hubapp.places.queries import count_postcodes, has_postcodes, rows_between
from hubapp.places.services import LoadedPostcodes, load_postcodes

POSTCODES = "postcodes"
WHEEL = "wheel"

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class RegisterOptions:
    """How a register is to be taken in. `secret` turns homes' positions into coarse ones."""

    today: date
    secret: str
    as_at: date | None = None
    confirm_removals: bool = False
    dry_run: bool = False


def import_ofsted(data: bytes, hub_id: int, options: RegisterOptions) -> ImportReport:
    """Take a release of the inspectorate's register into a hub. A bad file is a report too."""
    try:
        text = decode(data)
        file = read_ofsted(text, as_at=options.as_at, today=options.today)
        outcome = _applied(hub_id, file, options)
    except ImportRefused as refusal:
        return ImportReport.refused(OFSTED, refusal, dry_run=options.dry_run)
    return _ofsted_report(text, file, outcome, options)


def _applied(hub_id: int, file: OfstedFile, options: RegisterOptions) -> RegisterOutcome:
    try:
        return apply_register(
            hub_id,
            file.release,
            today=options.today,
            secret=options.secret,
            confirm_removals=options.confirm_removals,
            dry_run=options.dry_run,
        )
    except RegisterRefused as refusal:
        raise ImportRefused(refusal.class_, refusal.message) from refusal


def _ofsted_report(
    text: Text, file: OfstedFile, outcome: RegisterOutcome, options: RegisterOptions
) -> ImportReport:
    return ImportReport(
        source=OFSTED,
        layout=file.layout,
        encoding=text.encoding,
        as_at=file.release.as_at,
        header_line=file.header_line,
        rows_read=file.rows_read,
        blank_rows=file.blank_rows,
        created=outcome.created,
        updated=outcome.updated,
        unchanged=outcome.unchanged,
        removed=outcome.removed,
        duplicates_collapsed=file.collapsed,
        rejected=file.rejected,
        flagged=file.flagged,
        skipped=file.skipped,
        changed_by_field=dict(sorted(outcome.changed_by_field.items())),
        possible_successors=tuple(Successor(*pair) for pair in outcome.successors),
        with_position=outcome.with_position,
        without_position=outcome.listed - outcome.with_position,
        unknown_columns=file.unknown_columns,
        dry_run=options.dry_run,
        written=outcome.written,
        notes=_ofsted_notes(outcome),
    )


def _ofsted_notes(outcome: RegisterOutcome) -> tuple[str, ...]:
    notes = [f"Listed from this register: {outcome.listed:,}."]
    if outcome.withheld:
        notes.append(f"Not named, so counted and not listed: {outcome.withheld:,}.")
    if outcome.listed > outcome.with_position and not has_postcodes():
        notes.append(
            "No postcodes are loaded: type “hub import postcodes wheel”, then import again."
        )
    return tuple(notes)


def import_postcodes(
    sources: Sequence[str], *, dry_run: bool = False, on_progress: Progress = lambda _: None
) -> ImportReport:
    """Load postcodes from the installed package (`wheel`) or from Code-Point Open files."""
    try:
        if list(sources) == [WHEEL]:
            return import_wheel(wheel.find_wheel(), dry_run=dry_run, on_progress=on_progress)
        return _import_files(sources, dry_run=dry_run, on_progress=on_progress)
    except ImportRefused as refusal:
        return ImportReport.refused(POSTCODES, refusal, dry_run=dry_run)


def import_wheel(
    found: wheel.Wheel, *, dry_run: bool = False, on_progress: Progress = lambda _: None
) -> ImportReport:
    """Load the installed postcodes, or say that this very release is loaded already."""
    if _is_loaded(found):
        placed, unplaced = count_postcodes(PostcodeSource.ONSPD_WHEEL)
        outcome = LoadedPostcodes(
            unchanged=placed + unplaced, with_position=placed, without_position=unplaced
        )
        notes = (f"Release {found.version} is loaded already.",)
    else:
        outcome = load_postcodes(
            found.batches(), PostcodeSource.ONSPD_WHEEL, dry_run=dry_run, on_progress=on_progress
        )
        notes = (f"Release {found.version}, without Northern Ireland: another licence.",)
    return ImportReport(
        source=POSTCODES,
        layout=wheel.LAYOUT,
        rows_read=outcome.created + outcome.updated + outcome.unchanged,
        created=outcome.created,
        updated=outcome.updated,
        unchanged=outcome.unchanged,
        changed_by_field=dict(outcome.by_field),
        with_position=outcome.with_position,
        without_position=outcome.without_position,
        dry_run=dry_run,
        written=0 if dry_run else outcome.created + outcome.updated,
        notes=notes,
    )


def _is_loaded(found: wheel.Wheel) -> bool:
    """Whether this very release is in: every row of some of its files stands in the table.

    Loading is all or nothing, and every release changes some of those rows.
    """
    for batch in found.batches(wheel.PROBE):
        known = rows_between(batch[0].code, batch[-1].code)
        source = PostcodeSource.ONSPD_WHEEL.value
        if any(known.get(row.code) != (row, source) for row in batch):
            return False
    return True


def _import_files(sources: Sequence[str], *, dry_run: bool, on_progress: Progress) -> ImportReport:
    files = postcode_files.CodePointFiles(postcode_files.find_files(sources))
    outcome = load_postcodes(
        files.batches(), PostcodeSource.CODE_POINT_OPEN, dry_run=dry_run, on_progress=on_progress
    )
    if not files.rows_read:
        raise ImportRefused("no_rows", "There are no rows in the file.")
    return ImportReport(
        source=POSTCODES,
        layout=postcode_files.LAYOUT,
        encoding=files.encoding,
        header_line=files.header_line,
        rows_read=files.rows_read,
        blank_rows=files.blank_rows,
        created=outcome.created,
        updated=outcome.updated,
        unchanged=outcome.unchanged,
        duplicates_collapsed=tuple(files.collapsed),
        rejected=tuple(files.rejected),
        changed_by_field=dict(outcome.by_field),
        with_position=outcome.with_position,
        without_position=outcome.without_position,
        terminated=0,  # Code-Point Open has postcodes in use only
        live=outcome.with_position + outcome.without_position,
        dry_run=dry_run,
        written=0 if dry_run else outcome.created + outcome.updated,
    )
