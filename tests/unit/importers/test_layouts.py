"""Every layout the register has had is told by its columns, and inspections stay as they are."""

import csv
import io
from datetime import date

import pytest

from hubapp.directory.models import InspectionFramework
from hubapp.directory.rules.facts import InspectionFacts
from hubapp.importers.ofsted import OFSTED
from hubapp.importers.reading import decode
from hubapp.importers.register_file import RegisterFile, read_register
from hubapp.importers.report import ImportRefused

TODAY = date(2026, 11, 22)
_ADDRESS = [f"Provider address line {line}" for line in (1, 2, 3)]
_FLAGS = [
    f"Provider {register} flag"
    for register in (
        "Early Years Register",
        "Compulsory Childcare Register",
        "Voluntary Childcare Register",
    )
]
_BEGINNING = [
    "Provider URN",
    "Registration date",
    "Provider type",
    "Provider subtype",
    "Provider status",
    "Individual register combinations",
    *_FLAGS,
]
CARD = "EYR REIF: Most recent: "
FULL = "EYR OEIF: Most recent: "
BOTH = "EYR OEIF/CIF: Most recent: "
HEADER_2026 = [
    "Web link",
    *_BEGINNING,
    "Registered person URN",
    "Registered person name",
    "Provider name",
    *_ADDRESS,
    "Provider town",
    "Provider postcode",
    "Parliamentary constituency",
    "Local authority",
    "Region",
    "Deprivation band",
    "Places",
    CARD + "Inspection date",
    CARD + "Inspection visit type",
    CARD + "Inspection number",
    CARD + "Safeguarding standards met?",
    CARD + "Inclusion",
    CARD + "Curriculum and teaching",
    CARD + "Achievement",
    CARD + "Behaviour, attitudes and establishing routines",
    CARD + "Children's welfare and wellbeing",
    CARD + "Leadership and governance",
    FULL + "Full inspection date",
    FULL + "Full inspection number",
    FULL + "Quality of education",
    FULL + "Behaviour and attitudes",
    FULL + "Personal development",
    FULL + "Safeguarding is effective?",
    BOTH + "Overall effectiveness",
    BOTH + "Effectiveness of leadership and management",
    "EYR OEIF NCOR: Most recent: Inspection date",
    "EYR OEIF NCOR: Most recent: Overall effectiveness",
    "EYR OEIF OOSC: Most recent: Inspection date",
    "EYR OEIF OOSC: Most recent: Overall effectiveness",
    "EYR OEIF OOSC: Most recent: Safeguarding is effective?",
    "CR: Most recent: Inspection date",
    "CR: Compliance",
    "CCR requirements suitability",
    "VCR requirements suitability",
]
ROW_2026 = {
    "Web link": "https://reports.ofsted.gov.uk/provider/16/EY100001",
    "Provider URN": "EY100001",
    "Provider type": "Childcare on non-domestic premises",
    "Provider subtype": "Full day care",
    "Provider status": "Active",
    "Provider name": "Acorn Nursery",
    "Provider postcode": "BS1 4ST",
    "Local authority": "Bristol",
    "Places": "24",
}
HEADER_MI = [
    *(name.title() for name in _BEGINNING),
    "Provider Name",
    *_ADDRESS,
    "ProviderTtown",
    "Provider Postcode",
    "Telephone Number",
    "Parliamentary Constituency",
    "Local Authority",
    "Deprivation Band",
    "Places",
    "Places including Estimates",
    "Most Recent Full: Inspection Date",
    "Most Recent Full: Overall Effectiveness",
    "Most Recent Full: Quality of Education",
    "Behaviour and Attitudes",
    "Personal Development",
    "Effectiveness of Leadership and Management",
    "Most Recent Full: Safeguarding is Effective?",
]


def file_of(header: list[str], *rows: dict[str, str], title: tuple[str, ...] = ()) -> bytes:
    out = io.StringIO()
    lines = [[line] for line in title]
    body = [[row.get(name, "") for name in header] for row in rows]
    csv.writer(out).writerows([*lines, header, *body])
    return out.getvalue().encode()


def read(data: bytes) -> RegisterFile:
    return read_register(OFSTED, decode(data), as_at=None, today=TODAY)


def test_a_report_card_keeps_its_six_areas_and_has_no_overall_grade() -> None:
    row = ROW_2026 | {
        CARD + "Inspection date": "12/03/2026",
        CARD + "Inspection visit type": "Full inspection",
        CARD + "Inspection number": "10400001",
        CARD + "Safeguarding standards met?": "Not met",
        CARD + "Inclusion": "Expected standard",
        CARD + "Curriculum and teaching": "STRONG STANDARD",
        CARD + "Behaviour, attitudes and establishing routines": "Needs attention",
        CARD + "Children's welfare and wellbeing": "Urgent improvement",
        CARD + "Leadership and governance": "Exceptional",
    }
    file = read(file_of(HEADER_2026, row, title=("Childcare providers as at 30 June 2026", "Note")))
    (record,) = file.release.records
    assert (file.layout, file.header_line, file.release.as_at) == (
        "ofsted_2026",
        3,
        date(2026, 6, 30),
    )
    assert record.facts.link == "https://reports.ofsted.gov.uk/provider/16/EY100001"
    assert record.inspections == (
        InspectionFacts(
            InspectionFramework.REPORT_CARD,
            date(2026, 3, 12),
            None,
            "Not met",
            "10400001",
            (
                ("Inclusion", "Expected standard"),
                ("Curriculum and teaching", "Strong standard"),
                ("Behaviour, attitudes and establishing routines", "Needs attention"),
                ("Children’s welfare and wellbeing", "Urgent improvement"),
                ("Leadership and governance", "Exceptional"),
            ),
            "Full inspection",
        ),
    )
    assert (file.flagged, file.unknown_columns) == ((), ())


def test_every_framework_of_one_row_stands_for_itself() -> None:
    row = ROW_2026 | {
        FULL + "Full inspection date": "01/02/2023",
        BOTH + "Overall effectiveness": "Good",
        FULL + "Quality of education": "1",
        FULL + "Safeguarding is effective?": "Yes",
        "EYR OEIF NCOR: Most recent: Inspection date": "05/06/2020",
        "EYR OEIF NCOR: Most recent: Overall effectiveness": "Met",
        "EYR OEIF OOSC: Most recent: Inspection date": "07/08/2024",
        "EYR OEIF OOSC: Most recent: Overall effectiveness": "Not Met (with actions)",
        "EYR OEIF OOSC: Most recent: Safeguarding is effective?": "No",
        "CR: Most recent: Inspection date": "09/10/2019",
        "CR: Compliance": "Met",
    }
    (record,) = read(file_of(HEADER_2026, row)).release.records
    told = {each.framework.value: each for each in record.inspections}
    assert [
        (name, each.inspected_on, each.outcome, each.safeguarding, each.judged)
        for name, each in sorted(told.items())
    ] == [
        ("childcare_register", date(2019, 10, 9), "Met", None, None),
        ("graded", date(2023, 2, 1), "Good", "Yes", (("Quality of education", "Outstanding"),)),
        ("no_children", date(2020, 6, 5), "Met", None, None),
        ("out_of_school", date(2024, 8, 7), "Not Met (with actions)", "No", None),
    ]


def test_a_word_that_is_no_standard_is_kept_for_a_person() -> None:
    row = ROW_2026 | {CARD + "Inspection date": "12/03/2026", CARD + "Inclusion": "Good"}
    file = read(file_of(HEADER_2026, row))
    assert [(cell.field, cell.reason, cell.value) for cell in file.flagged] == [
        ("card_inclusion", "unrecognised_value", "Good")
    ]


def test_the_files_of_2022_to_2025_are_read_by_folded_names() -> None:
    row = {
        "Provider Urn": "EY100001",
        "Provider Type": "Childcare on non-domestic premises",
        "Provider Name": "Acorn Nursery",
        "ProviderTtown": "BRISTOL",
        "Provider Postcode": "BS1 4ST",
        "Local Authority": "Bristol",
        "Most Recent Full: Inspection Date": "01/02/2023",
        "Most Recent Full: Overall Effectiveness": "2",
        "Most Recent Full: Quality of Education": "2",
        "Behaviour and Attitudes": "1",
    }
    title = ("Latest inspections of all registered providers as at 31 March 2024", "One table")
    file = read(file_of(HEADER_MI, row, {}, {}, title=title))
    (record,) = file.release.records
    assert (file.layout, file.header_line, file.blank_rows) == ("ofsted_mi_2022_2025", 3, 2)
    assert (record.facts.town, record.facts.postcode) == ("BRISTOL", "BS1 4ST")
    assert record.inspections[0].judged == (
        ("Quality of education", "Good"),
        ("Behaviour and attitudes", "Outstanding"),
    )


def test_a_list_of_consented_addresses_is_no_register() -> None:
    header = ["Provider URN", "Provider Type", *_FLAGS, "Provider name", *_ADDRESS, "Provider town"]
    header += ["Postcode", "Local Authority", "Region", "Ofsted Region"]
    row = {"Provider URN": "EY100001", "Provider Type": "Childminder", "Provider name": "Jo"}
    with pytest.raises(ImportRefused, match="Import it as “consented”") as refused:
        read(file_of(header, row))
    assert refused.value.class_ == "header_not_found"


def test_a_row_without_a_council_is_not_taken() -> None:
    rows = [{**ROW_2026, "Provider URN": f"EY10000{n}"} for n in range(3)]
    for row, council in zip(rows, ("NULL", "", "Not Recorded"), strict=True):
        row["Local authority"] = council
    file = read(file_of(HEADER_2026, *rows))
    assert [(row.line, row.reason) for row in file.rejected] == [
        (2, "missing_required"),
        (3, "missing_required"),
    ]
    assert [row.facts.local_authority for row in file.release.records] == [None]
