"""Takes in a release of a public register: read, decide, apply, say what that did."""

from dataclasses import replace

from hubapp.directory.services.register import RegisterOutcome, RegisterRefused, apply_register
from hubapp.importers import records
from hubapp.importers.detail import detail_of
from hubapp.importers.gias import GIAS, of_one_list
from hubapp.importers.options import ImportOptions, whole_or_nothing
from hubapp.importers.reading import decode
from hubapp.importers.register_file import RegisterFile, RegisterKind, read_register
from hubapp.importers.report import Detail, ImportRefused, ImportReport, Successor
from hubapp.places.queries import has_postcodes


def import_register(
    kind: RegisterKind, data: bytes, hub_id: int, options: ImportOptions
) -> ImportReport:
    """Take a release of a register into a hub. A bad file is a report too."""
    try:
        file = read_register(
            kind,
            decode(data),
            as_at=options.as_at,
            today=options.today,
            on_progress=options.on_progress,
        )
        file = of_one_list(file) if kind is GIAS else file
        return _take(kind, file, data, hub_id, options)
    except ImportRefused as refusal:
        return ImportReport.refused(kind.source, refusal, dry_run=options.dry_run)


def _take(
    kind: RegisterKind,
    file: RegisterFile,
    data: bytes,
    hub_id: int,
    options: ImportOptions,
) -> ImportReport:
    with whole_or_nothing(dry_run=options.dry_run):
        outcome = _applied(hub_id, file, options)
        report = _report(kind, file, outcome, options)
        if outcome.written:
            bringing = options.bringing(data)
            record = records.begin(hub_id, file.release.source, bringing)
            records.add_step(record, outcome.log.as_json())
            report = replace(report, notes=(*report.notes, _kept(record.id)))
            records.finish(record, report)
    return report


def _kept(record_id: int) -> str:
    return f"To take this back: hub import undo {record_id}"


def _applied(hub_id: int, file: RegisterFile, options: ImportOptions) -> RegisterOutcome:
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


def _report(
    kind: RegisterKind,
    file: RegisterFile,
    outcome: RegisterOutcome,
    options: ImportOptions,
) -> ImportReport:
    return ImportReport(
        source=kind.source,
        layout=file.layout,
        encoding=file.encoding,
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
        notes=_notes(outcome),
        detail=detail_of(outcome) if options.dry_run else Detail(),
    )


def _notes(outcome: RegisterOutcome) -> tuple[str, ...]:
    notes = [f"Listed from this register: {outcome.listed:,}."]
    if outcome.withheld:
        notes.append(f"Not named, so counted and not listed: {outcome.withheld:,}.")
    if outcome.listed > outcome.with_position and not has_postcodes():
        notes.append(
            "No postcodes are loaded: type “hub import postcodes wheel”, then import again."
        )
    return tuple(notes)
