"""A register file becomes typed records, and every row and damaged cell is accounted for."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.directory.models import InspectionFramework
from hubapp.directory.rules.facts import InspectionFacts, RegisterFacts, RegisterRecord
from hubapp.importers.ofsted import OFSTED
from hubapp.importers.reading import decode
from hubapp.importers.register_file import RegisterFile, read_register
from hubapp.importers.report import Collapsed, Flagged, ImportRefused, Rejected, Skipped
from tests.unit.importers.files import (
    CHILDMINDER,
    HEADER,
    HOME_CHILDCARER,
    NURSERY,
    cells_of,
    csv_text,
    register_file,
)

TODAY = date(2026, 1, 1)
FACTS = RegisterFacts(
    redacted=False,
    name="Acorn Nursery",
    provider_type="Childcare on non-domestic premises",
    provider_subtype="Full day care",
    status="Active",
    registers="ALL",
    address="1 High Street, Easton",
    town="BRISTOL",
    postcode="BS1 4ST",
    phone="0117 496 0123",
    local_authority="Bristol",
    places=24,
    registered_on=date(2002, 5, 24),
)
GRADED = InspectionFacts(InspectionFramework.GRADED, date(2020, 2, 10), "Good", "Yes", "10060817")


def read(data: bytes, as_at: date | None = None) -> RegisterFile:
    return read_register(OFSTED, decode(data), as_at=as_at, today=TODAY)


def only_record(**cells: str) -> RegisterRecord:
    (record,) = read(register_file({**NURSERY, **cells})).release.records
    return record


def flags(**cells: str) -> list[tuple[str, str, str]]:
    file = read(register_file({**NURSERY, **cells}))
    assert file.rejected == ()
    return [(flag.field, flag.reason, flag.value) for flag in file.flagged]


def test_reads_a_whole_row() -> None:
    file = read(register_file(NURSERY))
    assert file.release.records == (RegisterRecord("EY100001", FACTS, (GRADED,)),)
    assert (file.layout, file.header_line, file.rows_read, file.blank_rows) == (
        "ofsted_2021",
        1,
        1,
        0,
    )
    assert (file.unknown_columns, file.rejected, file.flagged, file.skipped) == ((), (), (), ())


def test_never_takes_a_registered_persons_name() -> None:
    assert "Doe" not in repr(read(register_file(NURSERY)))


@pytest.mark.parametrize("lines", range(11))
def test_finds_the_header_below_up_to_ten_title_lines(lines: int) -> None:
    title = [f"Note {number}" for number in range(lines)]
    file = read(register_file(NURSERY, title=title))
    assert (file.header_line, file.rows_read) == (lines + 1, 1)


def test_reads_the_date_of_the_release_from_its_title() -> None:
    title = ["Childcare providers and inspections as at 31 August 2021", ""]
    data = register_file(NURSERY, title=title)
    assert read(data).release.as_at == date(2021, 8, 31)
    assert read(data, as_at=date(2021, 9, 1)).release.as_at == date(2021, 9, 1)
    assert read(register_file(NURSERY)).release.as_at is None


def test_columns_are_known_by_any_case_and_underscore_and_order() -> None:
    header = [name.upper().replace(" ", "_") for name in reversed(HEADER)]
    data = csv_text([list(reversed(cells_of(NURSERY)))], header).encode()
    assert read(data).release.records == (RegisterRecord("EY100001", FACTS, (GRADED,)),)


def test_unknown_columns_are_told_and_harmless() -> None:
    data = csv_text([[*cells_of(NURSERY), "red"]], [*HEADER, "Door colour"]).encode()
    file = read(data)
    assert (file.unknown_columns, len(file.release.records)) == (("Door colour",), 1)


def test_blank_rows_are_counted_apart() -> None:
    data = register_file(NURSERY) + b"," * 47 + b"\n" + b" , \n"
    file = read(data)
    assert (file.rows_read, file.blank_rows) == (1, 2)


def test_withheld_is_a_state_of_its_own() -> None:
    (record,) = read(register_file(CHILDMINDER)).release.records
    assert record.facts == replace(
        FACTS,
        redacted=True,
        name=None,
        provider_type="Childminder",
        provider_subtype=None,
        address=None,
        town=None,
        postcode=None,
        phone=None,
    )


def test_a_home_childcarer_is_kept_without_name_or_place() -> None:
    (record,) = read(register_file(HOME_CHILDCARER)).release.records
    assert record.facts == replace(
        FACTS,
        name=None,
        provider_type="Home childcarer",
        provider_subtype="Home childcarer",
        address=None,
        town=None,
        postcode=None,
        phone=None,
    )


@pytest.mark.parametrize(
    ("typed", "urn"),
    [
        (" ey100001 ", "EY100001"),
        ("EY 100001", "EY100001"),
        ("116461", "116461"),
        ("vc351234", "VC351234"),
    ],
)
def test_keys_are_tidied(typed: str, urn: str) -> None:
    assert only_record(**{"Provider URN": typed}).source_id == urn


@pytest.mark.parametrize(
    ("cells", "urn", "reason"),
    [
        ({"Provider URN": ""}, None, "missing_urn"),
        ({"Provider URN": "NULL"}, "NULL", "missing_urn"),
        ({"Provider URN": "EYxyz"}, "EYxyz", "bad_urn"),
        ({"Provider URN": "2.59E+06"}, "2.59E+06", "excel_damage"),
        ({"Provider type": ""}, "EY100001", "missing_required"),
        ({"Provider type": "Space station"}, "EY100001", "unrecognised_value"),
        ({"Provider name": ""}, "EY100001", "missing_name"),
        ({"Provider name": "-"}, "EY100001", "missing_name"),
    ],
)
def test_rows_that_cannot_be_taken(cells: dict[str, str], urn: str | None, reason: str) -> None:
    file = read(register_file({**NURSERY, **cells}, {**NURSERY, "Provider URN": "EY100002"}))
    assert file.rejected == (Rejected(2, urn, reason),)
    assert [record.source_id for record in file.release.records] == ["EY100002"]


def test_rows_of_the_wrong_length_are_not_taken_but_spare_commas_are_harmless() -> None:
    short, long, spare = cells_of(NURSERY)[:20], [*cells_of(NURSERY), "x"], [*cells_of(NURSERY), ""]
    spare[1] = "EY100002"
    file = read(csv_text([short, long, spare]).encode())
    assert file.rejected == (
        Rejected(2, "EY100001", "too_few_cells"),
        Rejected(3, "EY100001", "too_many_cells"),
    )
    assert [record.source_id for record in file.release.records] == ["EY100002"]


@pytest.mark.parametrize(
    ("type_", "status", "reason"),
    [
        ("Childminder agency", "Active", "childminder_agency"),
        ("Childminder", "Resigned", "not_active"),
    ],
)
def test_sound_rows_outside_the_scope(type_: str, status: str, reason: str) -> None:
    row = {**NURSERY, "Provider type": type_, "Provider status": status}
    file = read(register_file(row))
    assert (file.skipped, file.release.records) == ((Skipped("EY100001", reason),), ())


@pytest.mark.parametrize(
    ("column", "value", "field", "reason"),
    [
        ("Places", "lots", "places", "bad_number"),
        ("Places", "999999", "places", "implausible"),
        ("Registration date", "31/02/2020", "registered_on", "bad_date"),
        ("Registration date", "01/02/2026", "registered_on", "date_in_future"),
        ("Registration date", "01/02/1066", "registered_on", "implausible"),
        ("Postcode", "BRISTOL", "postcode", "bad_postcode"),
        ("Provider address line 1", "09-Oct, The Green", "address_1", "excel_damage"),
        ("Provider name", "=1+1", "name", "formula_like"),
        ("Provider town", "BÃ©dminster", "town", "encoding_damage"),
        ("Most recent full: Overall effectiveness", "7", "graded_outcome", "unrecognised_value"),
        ("Most recent full: Inspection date", "soon", "graded_date", "bad_date"),
        ("Safeguarding is effective?", "Perhaps", "safeguarding", "unrecognised_value"),
    ],
)
def test_damaged_cells_are_flagged_and_the_row_is_written(
    column: str, value: str, field: str, reason: str
) -> None:
    assert flags(**{column: value}) == [(field, reason, value)]


def test_what_is_damaged_is_marked_so_that_it_is_not_written() -> None:
    record = only_record(**{"Provider address line 1": "09-Oct, The Green", "Places": "lots"})
    assert record.unreadable == {"address", "places"}
    assert (record.facts.address, record.facts.places) == ("Easton", None)


@pytest.mark.parametrize(
    ("grade", "outcome"),
    [
        ("1", "Outstanding"),
        ("2", "Good"),
        ("3", "Requires improvement"),
        ("4", "Inadequate"),
        ("-", None),
    ],
)
def test_grades_are_said_in_the_inspectors_words(grade: str, outcome: str | None) -> None:
    record = only_record(**{"Most recent full: Overall effectiveness": grade})
    assert record.inspections == (replace(GRADED, outcome=outcome),)


def test_up_to_three_inspections_are_kept_apart() -> None:
    record = only_record(
        **{
            "Safeguarding is effective?": "-",
            "NCOR: Inspection number": "11",
            "NCOR: Inspection date": "01/02/2019",
            "NCOR: Overall effectiveness": "Not Met (with actions)",
            "CR: Inspection number": "12",
            "CR: Inspection date": "02/03/2018",
            "CR: Overall effectiveness": "Met",
        }
    )
    assert record.inspections == (
        InspectionFacts(
            InspectionFramework.CHILDCARE_REGISTER, date(2018, 3, 2), "Met", None, "12"
        ),
        replace(GRADED, safeguarding=None),
        InspectionFacts(
            InspectionFramework.NO_CHILDREN,
            date(2019, 2, 1),
            "Not Met (with actions)",
            None,
            "11",
        ),
    )


def test_a_mobile_number_is_not_taken() -> None:
    assert only_record(**{"Telephone Number": "07700 900123"}).facts.phone is None


def test_equal_rows_are_collapsed_and_contradicting_rows_both_refused() -> None:
    other = {**NURSERY, "Provider URN": "EY100002"}
    file = read(register_file(NURSERY, other, NURSERY, {**other, "Places": "9"}))
    assert file.collapsed == (Collapsed(4, "EY100001"),)
    assert file.rejected == (
        Rejected(3, "EY100002", "duplicate_urn_conflict"),
        Rejected(5, "EY100002", "duplicate_urn_conflict"),
    )
    assert [record.source_id for record in file.release.records] == ["EY100001"]
    assert file.release.mentioned == {"EY100002"}


def test_cells_of_rows_not_written_are_not_flagged() -> None:
    damaged = {**NURSERY, "Places": "lots"}
    file = read(register_file(damaged, damaged))
    assert file.flagged == (Flagged(2, "EY100001", "places", "bad_number", "lots"),)


@pytest.mark.parametrize(
    ("data", "class_", "line"),
    [
        (csv_text([]).encode(), "no_rows", 1),
        (csv_text([[""] * 48]).encode(), "no_rows", 1),
        (b"just,some,words\n1,2,3\n", "header_not_found", None),
        (
            csv_text([], [name for name in HEADER if name != "Provider URN"]).encode(),
            "missing_columns",
            1,
        ),
        (
            csv_text([], [name for name in HEADER if name != "Provider type"]).encode(),
            "missing_columns",
            1,
        ),
        (csv_text([], [*HEADER, "provider_name"]).encode(), "duplicate_columns", 1),
    ],
)
def test_files_without_a_usable_header_are_refused(
    data: bytes, class_: str, line: int | None
) -> None:
    with pytest.raises(ImportRefused) as refused:
        read(data)
    assert (refused.value.class_, refused.value.line) == (class_, line)


CELLS = st.sampled_from(
    [
        {},
        {"Provider URN": ""},
        {"Provider URN": "nonsense"},
        {"Provider URN": "EY100001"},
        {"Provider name": ""},
        {"Provider name": "=1+1"},
        {"Provider status": "Cancelled"},
        {"Provider type": "Childminder agency"},
        {"Provider type": "unheard of"},
        {"Places": "many"},
        {"Registration date": "32/13/2020"},
    ]
)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9), CELLS), min_size=1, max_size=30))
def test_every_row_is_accounted_for_once(drawn: list[tuple[int, dict[str, str]]]) -> None:
    rows = [{**NURSERY, "Provider URN": f"EY20000{number}", **cells} for number, cells in drawn]
    file = read(register_file(*rows))
    told = len(file.release.records) + len(file.rejected) + len(file.collapsed) + len(file.skipped)
    assert (file.rows_read, told) == (len(rows), len(rows))
    kept = [record.source_id for record in file.release.records]
    assert len(kept) == len(set(kept))
