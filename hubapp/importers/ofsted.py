"""The inspectorate's register of childcare providers, in every layout it has had."""

from collections.abc import Set

from hubapp.importers.ofsted_columns import COLUMNS, is_consented_list, recognise
from hubapp.importers.ofsted_rows import read_record
from hubapp.importers.register_file import RegisterFile, RegisterKind
from hubapp.importers.report import ImportRefused, Skipped

SOURCE = "ofsted"


def _recognise(names: Set[str], header: Set[str]) -> str | None:
    if is_consented_list(names):
        raise ImportRefused(
            "header_not_found",
            "This is the list of consented addresses, not the register of providers. "
            "Import it as “consented”.",
        )
    return recognise(names, header)


def _refuse_agencies(file: RegisterFile) -> None:
    """The list of agencies has the same column names."""
    agencies = sum(row == Skipped(row.urn, "childminder_agency") for row in file.skipped)
    if file.layout is None and agencies == file.rows_read:
        raise ImportRefused(
            "header_not_found",
            "This is the list of childminder agencies, not the register of providers. "
            "Import it as “agencies”.",
        )


OFSTED = RegisterKind(SOURCE, COLUMNS, read_record, _recognise, _refuse_agencies)
