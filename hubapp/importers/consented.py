"""The list of childminders and home providers who let their address be published."""

from collections.abc import Set
from dataclasses import replace

from hubapp.directory.rules.consent import CONSENTED
from hubapp.directory.rules.facts import RegisterFacts, RegisterRecord
from hubapp.directory.rules.listing import HOME_CHILDCARER
from hubapp.directory.services.consent import (
    ConsentOutcome,
    apply_consents,
    clear_traces,
    known_keys,
)
from hubapp.directory.services.register import RegisterRefused
from hubapp.importers import records
from hubapp.importers.ofsted_columns import COLUMNS, is_register
from hubapp.importers.ofsted_rows import read_type
from hubapp.importers.options import ImportOptions, whole_or_nothing
from hubapp.importers.reading import decode
from hubapp.importers.register_file import RegisterFile, RegisterKind, read_register
from hubapp.importers.report import ImportRefused, ImportReport, Rejected, Skipped
from hubapp.importers.row_reader import RowReader


def _recognise(names: Set[str], header: Set[str]) -> str:
    if is_register(names):
        raise ImportRefused(
            "header_not_found",
            "This is a register of providers, not the list of consented addresses. "
            "Import it as “ofsted”.",
        )
    if not names & {"address_1", "postcode"}:
        raise ImportRefused("missing_columns", "The file has no column called “Postcode”.")
    return "consented_addresses"


def _read(row: RowReader) -> RegisterRecord | Rejected | Skipped:
    kind, refused = read_type(row)
    if refused is not None:
        return refused
    if kind.lower() == HOME_CHILDCARER:
        return Skipped(row.urn, "home_childcarer")
    name = row.words("name")
    if name is None:
        return Rejected(row.line, row.urn, "missing_name")
    address, postcode = row.address(), row.postcode()
    if address is None and postcode is None and not row.unreadable:
        return Rejected(row.line, row.urn, "missing_required")
    facts = RegisterFacts(
        redacted=False,
        name=name,
        provider_type=kind,
        provider_subtype=None,
        status=None,
        registers=row.words("registers"),
        address=address,
        town=row.words("town"),
        postcode=postcode,
        phone=None,
        local_authority=row.words("local_authority"),
        places=None,
        registered_on=None,
    )
    return RegisterRecord(row.urn, facts, (), frozenset(row.unreadable))


_LIST = RegisterKind(CONSENTED, COLUMNS, _read, _recognise)


def import_consented(data: bytes, hub_id: int, options: ImportOptions) -> ImportReport:
    """Take in the list; whoever is no longer on it is forgotten. A bad file is a report too."""
    try:
        file = read_register(
            _LIST,
            decode(data),
            as_at=options.as_at,
            today=options.today,
            on_progress=options.on_progress,
        )
        file = _about_known(file, known_keys(hub_id))
        with whole_or_nothing(dry_run=options.dry_run):
            outcome = _applied(hub_id, file, options)
            report = _report(file, outcome, options)
            if outcome.written:
                _keep(hub_id, data, outcome, report, options)
        if outcome.withdrawn and not options.dry_run:
            clear_traces()
    except ImportRefused as refusal:
        return ImportReport.refused(CONSENTED, refusal, dry_run=options.dry_run)
    return report


def _about_known(file: RegisterFile, known: frozenset[str]) -> RegisterFile:
    """Without rows about nobody on the register: they are told of, and not taken."""
    unknown = [row for row in file.lines if row.urn not in known]
    if not unknown:
        return file
    strange = {row.urn for row in unknown}
    return replace(
        file,
        release=replace(
            file.release,
            records=tuple(r for r in file.release.records if r.source_id not in strange),
        ),
        rejected=tuple(
            sorted(
                (*file.rejected, *(Rejected(r.line, r.urn, "unknown_urn") for r in unknown)),
                key=lambda row: row.line,
            )
        ),
        flagged=tuple(cell for cell in file.flagged if cell.urn not in strange),
    )


def _applied(hub_id: int, file: RegisterFile, options: ImportOptions) -> ConsentOutcome:
    try:
        return apply_consents(
            hub_id,
            file.release,
            secret=options.secret,
            confirm_removals=options.confirm_removals,
        )
    except RegisterRefused as refusal:
        raise ImportRefused(refusal.class_, refusal.message) from refusal


def _report(file: RegisterFile, outcome: ConsentOutcome, options: ImportOptions) -> ImportReport:
    return ImportReport(
        source=CONSENTED,
        layout=file.layout,
        encoding=file.encoding,
        as_at=file.release.as_at,
        header_line=file.header_line,
        rows_read=file.rows_read,
        blank_rows=file.blank_rows,
        updated=len(outcome.updated),
        unchanged=outcome.unchanged,
        duplicates_collapsed=file.collapsed,
        rejected=file.rejected,
        flagged=file.flagged,
        skipped=file.skipped,
        changed_by_field=dict(sorted(outcome.changed_by_field.items())),
        consents_given=len(outcome.given),
        consents_withdrawn=len(outcome.withdrawn),
        unknown_columns=file.unknown_columns,
        dry_run=options.dry_run,
        written=0 if options.dry_run else outcome.written,
    )


def _keep(
    hub_id: int,
    data: bytes,
    outcome: ConsentOutcome,
    report: ImportReport,
    options: ImportOptions,
) -> None:
    """Keys only: an address that was published by consent is kept in no history."""
    for key in outcome.withdrawn:
        records.forget_key(key)
    record = records.begin(hub_id, CONSENTED, options.bringing(data))
    for key in outcome.given:
        records.add_step(record, {"given": True}, key)
    records.finish(record, report, with_cells=False)
