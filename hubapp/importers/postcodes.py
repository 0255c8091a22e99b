"""Takes in postcodes: those installed with the hub, or files of them."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from hubapp.importers import postcode_files, records, wheel
from hubapp.importers.models import ImportRecord
from hubapp.importers.options import ImportOptions, Progress, whole_or_nothing
from hubapp.importers.postcode_files import PostcodeFiles
from hubapp.importers.records import Bringing
from hubapp.importers.report import ImportRefused, ImportReport
from hubapp.places.models import PostcodeSource
from hubapp.places.queries import count_postcodes, rows_between
from hubapp.places.rules import PostcodeRow
from hubapp.places.services import LoadedPostcodes, load_postcodes

POSTCODES = "postcodes"
WHEEL = "wheel"


def import_postcodes(sources: Sequence[str], options: ImportOptions) -> ImportReport:
    """Load postcodes from the installed package (`wheel`) or from files and folders of files."""
    try:
        if list(sources) == [WHEEL]:
            return import_wheel(
                wheel.find_wheel(), dry_run=options.dry_run, on_progress=options.on_progress
            )
        return _import_files(sources, options)
    except ImportRefused as refusal:
        return ImportReport.refused(POSTCODES, refusal, dry_run=options.dry_run)


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
        with whole_or_nothing(dry_run=dry_run):
            outcome = load_postcodes(
                found.batches(),
                PostcodeSource.ONSPD_WHEEL,
                dry_run=dry_run,
                on_progress=on_progress,
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


def _import_files(sources: Sequence[str], options: ImportOptions) -> ImportReport:
    files = postcode_files.open_files(sources)
    with whole_or_nothing(dry_run=options.dry_run):
        record = records.begin(None, POSTCODES, _bringing(files, options))
        outcome = load_postcodes(
            files.batches(),
            files.source,
            dry_run=options.dry_run,
            on_progress=options.on_progress,
            on_loaded=lambda new, before: _note(record, new, before),
        )
        if not files.rows_read:
            raise ImportRefused("no_rows", "There are no rows in the file.")
        report = _report(files, outcome, options)
        if report.written:
            records.finish(record, report)
            report = replace(report, notes=(f"To take this back: hub import undo {record.id}",))
        else:
            records.drop(record)
    return report


def _bringing(files: PostcodeFiles, options: ImportOptions) -> Bringing:
    """Several files have one hash: that of them all, one after the other."""
    whole = sha256()
    for path in files.paths:
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                whole.update(part)
    name = ", ".join(path.name for path in files.paths[:5])
    return replace(options.bringing(b""), name=name, digest=whole.hexdigest())


def _note(
    record: ImportRecord,
    new: Sequence[PostcodeRow],
    before: Sequence[tuple[PostcodeRow, str]],
) -> None:
    if new or before:
        body = {"created": [row.code for row in new], "before": list(before)}
        records.add_step(record, body)


def _report(files: PostcodeFiles, outcome: LoadedPostcodes, options: ImportOptions) -> ImportReport:
    return ImportReport(
        source=POSTCODES,
        layout=files.layout,
        encoding=files.encoding,
        as_at=options.as_at,
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
        terminated=outcome.terminated,
        live=outcome.with_position + outcome.without_position - outcome.terminated,
        unknown_columns=files.unknown_columns,
        dry_run=options.dry_run,
        written=0 if options.dry_run else outcome.created + outcome.updated,
    )
