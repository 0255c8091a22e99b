"""The register of schools: nursery schools, nursery classes and children's centres."""

from dataclasses import replace

from hubapp.directory.rules.facts import RegisterFacts, RegisterRecord
from hubapp.directory.rules.listing import CHILDRENS_CENTRE, NURSERY_CLASS, NURSERY_SCHOOL
from hubapp.importers.register_file import RegisterFile, RegisterKind
from hubapp.importers.report import Rejected, Skipped
from hubapp.importers.row_reader import RowReader
from hubapp.importers.table import Columns
from hubapp.kernel.geo import GridPoint

SCHOOLS, CENTRES = "gias", "gias_centres"
COLUMNS = Columns(
    aliases={
        "urn": ("urn",),
        "name": ("establishmentname",),
        "provider_type": ("typeofestablishment (name)",),
        "status": ("establishmentstatus (name)",),
        "phase": ("phaseofeducation (name)",),
        "nursery": ("nurseryprovision (name)",),
        "local_authority": ("la (name)",),
        "registered_on": ("opendate",),
        "address_1": ("street",),
        "address_2": ("locality",),
        "address_3": ("address3",),
        "town": ("town",),
        "postcode": ("postcode",),
        "phone": ("telephonenum",),
        "easting": ("easting",),
        "northing": ("northing",),
    },
    key="urn",
    required=("urn", "name", "provider_type", "status"),
)
_NURSERY_SCHOOL = "local authority nursery school"
_CENTRES = ("children's centre", "children's centre linked site")
_PHASES = ("nursery", "primary")
_GRID_METRES = (700_000, 1_300_000)


def _care(row: RowReader) -> str | None:
    """Which of the places for small children it is, if any."""
    kind = (row.given("provider_type") or "").lower().replace("’", "'")
    if kind == _NURSERY_SCHOOL:
        return NURSERY_SCHOOL
    if kind in _CENTRES:
        return CHILDRENS_CENTRE
    has_classes = (row.given("nursery") or "").lower() == "has nursery classes"
    in_phase = (row.given("phase") or "").lower() in _PHASES
    return NURSERY_CLASS if has_classes and in_phase else None


def _read(row: RowReader) -> RegisterRecord | Rejected | Skipped:
    status = row.given("status")
    kind = row.given("provider_type")
    if status is None or kind is None:
        return Rejected(row.line, row.urn, "missing_required")
    if not status.lower().startswith("open"):
        return Skipped(row.urn, "not_open")
    care = _care(row)
    if care is None:
        return Skipped(row.urn, "no_nursery_classes")
    name = row.words("name")
    if name is None and "name" not in row.unreadable:
        return Rejected(row.line, row.urn, "missing_name")
    facts = RegisterFacts(
        redacted=False,
        name=name,
        provider_type=kind,
        provider_subtype=care,
        status=status,
        registers=None,
        address=row.address(),
        town=row.words("town"),
        postcode=row.postcode(),
        phone=row.landline(),
        local_authority=row.words("local_authority"),
        places=None,
        registered_on=row.day("registered_on"),
    )
    return RegisterRecord(row.urn, facts, (), frozenset(row.unreadable), _point(row))


def _point(row: RowReader) -> GridPoint | None:
    easting, northing = row.whole("easting"), row.whole("northing")
    if not easting or not northing:
        return None
    east, north = _GRID_METRES
    return GridPoint(easting, northing) if easting < east and northing < north else None


def of_one_list(file: RegisterFile) -> RegisterFile:
    """Children's centres come in a file of their own, so they are a register of their own."""
    records = file.release.records
    if not records or any(row.facts.provider_subtype != CHILDRENS_CENTRE for row in records):
        return file
    return replace(file, release=replace(file.release, source=CENTRES))


GIAS = RegisterKind(SCHOOLS, COLUMNS, _read, lambda _names, _header: SCHOOLS)
