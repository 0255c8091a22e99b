"""One row of the inspectorate's register: what it says, typed, and which cells to look at."""

from hubapp.directory.rules.facts import RegisterFacts, RegisterRecord
from hubapp.directory.rules.listing import HOME_CHILDCARER
from hubapp.importers.cells import damage, tidy_text
from hubapp.importers.ofsted_inspections import read_inspections
from hubapp.importers.report import Rejected, Skipped
from hubapp.importers.row_reader import RowReader

AGENCY = "childminder agency"
_TYPES = {
    said.lower(): said
    for said in (
        "Childminder",
        "Childminder without domestic premises",
        "Childcare on non-domestic premises",
        "Childcare on domestic premises",
        "Home childcarer",
    )
}


def read_record(row: RowReader) -> RegisterRecord | Rejected | Skipped:
    """What a row says, or why it is not taken."""
    kind, refused = read_type(row)
    if refused is not None:
        return refused
    status = row.words("status")
    if status is not None and status.lower() != "active":
        return Skipped(row.urn, "not_active")
    name = row.words("name")
    redacted = row.is_withheld("name")
    if name is None and not redacted and "name" not in row.unreadable:
        return Rejected(row.line, row.urn, "missing_name")
    # "Not Recorded" is an answer, which some real providers have; a blank is a broken row.
    if row.cells.get("local_authority", "").lower() in ("", "null"):
        return Rejected(row.line, row.urn, "missing_required")
    named = kind.lower() != HOME_CHILDCARER
    facts = RegisterFacts(
        redacted=redacted,
        name=name if named else None,
        provider_type=kind,
        provider_subtype=row.words("provider_subtype"),
        status=status,
        registers=row.words("registers"),
        address=row.address() if named else None,
        town=row.words("town") if named else None,
        postcode=row.postcode() if named else None,
        phone=row.landline() if named else None,
        local_authority=row.words("local_authority"),
        places=row.count("places"),
        registered_on=row.day("registered_on"),
        link=row.link(),
    )
    return RegisterRecord(row.urn, facts, read_inspections(row), frozenset(row.unreadable))


def read_type(row: RowReader) -> tuple[str, Rejected | Skipped | None]:
    """The published type. An unknown one is not taken: it might be a home nobody should see."""
    said = row.given("provider_type")
    if said is None:
        return "", Rejected(row.line, row.urn, "missing_required")
    word = tidy_text(said).lower()
    if word == AGENCY:
        return "", Skipped(row.urn, "childminder_agency")
    if word not in _TYPES:
        return "", Rejected(row.line, row.urn, damage(said) or "unrecognised_value")
    return _TYPES[word], None
