"""The inspectorate's list of childminder agencies, which register childminders themselves."""

from collections.abc import Set

from hubapp.directory.models import InspectionFramework
from hubapp.directory.rules.facts import (
    InspectionFacts,
    RegisterFacts,
    RegisterRecord,
    inspection_field,
)
from hubapp.importers.ofsted_rows import AGENCY
from hubapp.importers.register_file import RegisterKind
from hubapp.importers.report import ImportRefused, Rejected, Skipped
from hubapp.importers.row_reader import RowReader
from hubapp.importers.table import Columns

_ON_ROLL = "number of childminders on roll"
COLUMNS = Columns(
    aliases={
        "urn": ("ca reference", "provider urn"),
        "status": ("provider status",),
        "provider_type": ("provider type",),
        "registers": ("individual register combinations",),
        "name": ("provider name",),
        "address_1": ("provider address 1", "provider address line 1"),
        "address_2": ("provider address 2", "provider address line 2"),
        "address_3": ("provider address 3", "provider address line 3"),
        "postcode": ("provider postcode", "postcode"),
        "local_authority": ("local authority",),
        "registered_on": ("registration date",),
        "inspected_on": ("ca - most recent inspection date",),
        "outcome": ("ca - most recent inspection outcome",),
        # Known, and left where it is.
        "on_roll": (_ON_ROLL,),
    },
    key="urn",
    required=("urn", "provider_type", "name"),
)
_OUTCOMES = {"effective": "Effective", "ineffective": "Ineffective"}


def _recognise(names: Set[str], header: Set[str]) -> str:
    if header & {"places", "registered places", "provider subtype", "provider town"}:
        raise ImportRefused(
            "header_not_found",
            "This is not the list of childminder agencies. A register of providers is imported "
            "as “ofsted”.",
        )
    if "provider urn" in header:
        return "agencies_2025"
    on_roll = sum("on roll" in cell for cell in header)
    if on_roll > 1:
        return "agencies_2024_12"
    return "agencies_2022_2024" if on_roll else "agencies_2021"


def _read(row: RowReader) -> RegisterRecord | Rejected | Skipped:
    kind = row.words("provider_type")
    if kind is None:
        return Rejected(row.line, row.urn, "missing_required")
    if kind.lower() != AGENCY:
        return Skipped(row.urn, "not_an_agency")
    status = row.words("status")
    if status is not None and status.lower() != "active":
        return Skipped(row.urn, "not_active")
    name = row.words("name")
    if name is None and "name" not in row.unreadable:
        return Rejected(row.line, row.urn, "missing_name")
    facts = RegisterFacts(
        redacted=False,
        name=name,
        provider_type="Childminder agency",
        provider_subtype=None,
        status=status,
        registers=row.words("registers"),
        address=row.address(),
        town=None,
        postcode=row.postcode(),
        phone=None,
        local_authority=row.words("local_authority"),
        places=None,
        registered_on=row.day("registered_on"),
    )
    return RegisterRecord(row.urn, facts, _inspection(row), frozenset(row.unreadable))


def _inspection(row: RowReader) -> tuple[InspectionFacts, ...]:
    framework = InspectionFramework.AGENCY
    part_of = inspection_field(framework)
    day = row.day("inspected_on", part_of)
    outcome = row.one_of("outcome", _OUTCOMES, part_of)
    if day is None and outcome is None:
        return ()
    return (InspectionFacts(framework, day, outcome, None, None),)


AGENCIES = RegisterKind("agencies", COLUMNS, _read, _recognise)
