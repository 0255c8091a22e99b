"""Register files made up for tests, in the layout of August 2021."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

HEADER = [
    "Web link",
    "Provider URN",
    "Registration date",
    "Provider type",
    "Provider subtype",
    "Provider status",
    "Individual Register combinations",
    "Provider Early Years Register Flag",
    "Provider Compulsory Childcare Register Flag",
    "Provider Voluntary Childcare Register Flag",
    "Registered person URN",
    "Registered_Person_Name",
    "Provider name",
    "Provider address line 1",
    "Provider address line 2",
    "Provider address line 3",
    "Provider town",
    "Postcode",
    "Telephone Number",
    "Parliamentary constituency",
    "Local authority",
    "Region",
    "Ofsted region",
    "Deprivation Band",
    "Places",
    "Places including estimates",
    "Most recent full: Inspection number",
    "Most recent full: Inspection date",
    "Most recent full: Overall effectiveness",
    "Quality of education",
    "Behaviour and attitudes",
    "Personal development",
    "Effectiveness of leadership and management",
    "Safeguarding is effective?",
    "CCR requirements suitability",
    "VCR requirements suitability",
    "Second most recent full: Overall effectiveness",
    "Second most recent full: Inspection number",
    "Second most recent full: Inspection date",
    "Third most recent full: Overall effectiveness",
    "Third most recent full: Inspection number",
    "Third most recent full: Inspection date",
    "NCOR: Inspection number",
    "NCOR: Inspection date",
    "NCOR: Overall effectiveness",
    "CR: Inspection number",
    "CR: Inspection date",
    "CR: Overall effectiveness",
]

NURSERY: Mapping[str, str] = {
    "Web link": "Web link",
    "Provider URN": "EY100001",
    "Registration date": "24/05/2002",
    "Provider type": "Childcare on non-domestic premises",
    "Provider subtype": "Full day care",
    "Provider status": "Active",
    "Individual Register combinations": "ALL",
    "Registered_Person_Name": "Doe, Jane",
    "Provider name": "Acorn Nursery",
    "Provider address line 1": "1 High Street",
    "Provider address line 2": "Easton",
    "Provider town": "BRISTOL",
    "Postcode": "BS1 4ST",
    "Telephone Number": "0117 496 0123",
    "Local authority": "Bristol",
    "Places": "24",
    "Most recent full: Inspection number": "10060817",
    "Most recent full: Inspection date": "10/02/2020",
    "Most recent full: Overall effectiveness": "2",
    "Safeguarding is effective?": "Yes",
}
_HIDDEN = dict.fromkeys(
    (
        "Provider name",
        "Provider address line 1",
        "Provider address line 2",
        "Provider address line 3",
        "Provider town",
        "Postcode",
        "Telephone Number",
    ),
    "REDACTED",
)
CHILDMINDER: Mapping[str, str] = {
    **NURSERY,
    **_HIDDEN,
    "Provider URN": "EY200001",
    "Provider type": "Childminder",
    "Provider subtype": "",
    "Registered_Person_Name": "",
}
HOME_CHILDCARER: Mapping[str, str] = {
    **NURSERY,
    "Provider URN": "EY300001",
    "Provider type": "Home childcarer",
    "Provider subtype": "Home childcarer",
    "Provider name": "Jane Doe",
}


def cells_of(row: Mapping[str, str], header: Sequence[str] = HEADER) -> list[str]:
    return [row.get(name, "") for name in header]


def csv_text(rows: Iterable[Sequence[str]], header: Sequence[str] = HEADER) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


def register_file(*rows: Mapping[str, str], title: Sequence[str] = ()) -> bytes:
    """A whole file; the first row is on line 2 unless there are title lines."""
    lines = "".join(f"{line}\n" for line in title)
    return (lines + csv_text(cells_of(row) for row in rows)).encode()
