"""Agencies, schools and children's centres; and every real file that is at hand."""

from datetime import date
from pathlib import Path

import pytest

from hubapp.directory.models import InspectionFramework, ProviderKind, RegisterEntry
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.importers.options import ImportOptions
from hubapp.importers.postcodes import import_postcodes
from hubapp.importers.report import ImportReport, Rejected, Skipped
from hubapp.importers.services import IMPORTERS, import_agencies, import_gias
from hubapp.kernel.geo import GridPoint
from tests.integration.importers.state import entry, names_listed, provider, whole_database
from tests.unit.importers.files import NURSERY, csv_text, register_file

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
real = pytest.mark.skipif(not DATA.exists(), reason="the real files are not here")
OPTIONS = ImportOptions(today=date(2026, 11, 22), secret="tests only")

AGENCIES = """\ufeffCA Reference,Provider Status,Provider Type,Individual Register Combinations,\
Provider Name,Provider Address 1,Provider Address 2,Provider Address 3,Provider Postcode,\
Local Authority,Number of childminders on roll,CA - Most recent inspection date,\
CA - Most recent inspection outcome,,,
CA000015,Active,Childminder agency,"EYR, CCR, VCR",Rutland Agency,2 Market Street,Oakham,Rutland,\
LE15 6DY,Rutland\u00a0,725,02/12/2019 - 05/12/2019,EFFECTIVE,,,
CA000016,Resigned,Childminder agency,"EYR, CCR, VCR",Gone Agency,1 High Street,,,LE15 6DY,Rutland,\
,,,,,
"""
GIAS_HEADER = [
    "URN",
    "LA (name)",
    "EstablishmentName",
    "TypeOfEstablishment (name)",
    "EstablishmentStatus (name)",
    "OpenDate",
    "PhaseOfEducation (name)",
    "NurseryProvision (name)",
    "Street",
    "Town",
    "Postcode",
    "Easting",
    "Northing",
]
SCHOOL = [
    "100008",
    "Bristol",
    "Argyle Primary School",
    "Community school",
    "Open",
    "01-09-1999",
    "Primary",
    "Has Nursery Classes",
    "Tonbridge Street",
    "Bristol",
    "BS1 4ST",
    "358100",
    "172100",
]


def school(**changes: str) -> list[str]:
    return [
        changes.get(name.split()[0], cell) for name, cell in zip(GIAS_HEADER, SCHOOL, strict=True)
    ]


def take_gias(hub: Hub, *rows: list[str]) -> ImportReport:
    report = import_gias(csv_text(rows, GIAS_HEADER).encode("cp1252"), hub.id, OPTIONS)
    db.session.expire_all()
    return report


def test_an_agency_is_kept_with_its_inspection_and_not_listed_as_a_place(hub: Hub) -> None:
    report = import_agencies(AGENCIES.encode(), hub.id, OPTIONS)
    agency = entry("CA000015")
    assert (report.layout, report.encoding, report.created) == (
        "agencies_2022_2024",
        "utf-8-bom",
        1,
    )
    assert report.skipped == (Skipped("CA000016", "not_active"),)
    assert (agency.local_authority, agency.postcode) == ("Rutland", "LE15 6DY")
    assert [(row.framework, row.inspected_on, row.outcome) for row in agency.inspections] == [
        (InspectionFramework.AGENCY, date(2019, 12, 2), "Effective")
    ]
    assert names_listed() == []


def test_schools_with_nursery_classes_are_listed_and_others_are_not(hub: Hub) -> None:
    report = take_gias(
        hub,
        school(),
        school(URN="100009", NurseryProvision="No Nursery Classes"),
        school(URN="100010", EstablishmentStatus="Closed"),
        [*school(URN="100011"), "spare cell"],
        school(
            URN="100012",
            EstablishmentName="Oak Nursery School",
            TypeOfEstablishment="Local authority nursery school",
            PhaseOfEducation="Nursery",
        ),
    )
    assert (report.rows_read, report.created, report.layout) == (5, 2, "gias")
    assert report.rejected == (Rejected(5, "100011", "too_many_cells"),)
    assert report.skipped == (
        Skipped("100009", "no_nursery_classes"),
        Skipped("100010", "not_open"),
    )
    listed = provider("Argyle Primary School")
    assert (listed.kind, listed.shown_point, listed.address) == (
        ProviderKind.NURSERY_CLASS,
        GridPoint(358100, 172100),
        "Tonbridge Street",
    )
    assert provider("Oak Nursery School").kind is ProviderKind.NURSERY
    assert entry("100008").registered_on == date(1999, 9, 1)


def test_a_file_of_centres_does_not_take_the_schools_away(hub: Hub) -> None:
    take_gias(hub, school())
    centre = school(URN="20001", TypeOfEstablishment="Children's centre", EstablishmentName="Star")
    report = take_gias(hub, centre)
    assert (report.created, report.removed, report.error) == (1, 0, None)
    assert [entry(key).gone_since for key in ("100008", "20001")] == [None, None]
    assert entry("20001").source == "gias_centres"


def test_a_register_of_providers_is_no_list_of_agencies(hub: Hub) -> None:
    report = import_agencies(register_file(NURSERY), hub.id, OPTIONS)
    assert report.error is not None
    assert report.error.class_ == "header_not_found"


@real
@pytest.mark.parametrize(
    ("kind", "path", "layout", "read", "created"),
    [
        ("gias", "gias/childrens_centres_2026-02.csv", "gias", 2992, 2992),
        ("gias", "gias/gias_fixture_2017_120cols_utf8.csv", "gias", 19, 3),
        (
            "agencies",
            "ofsted/childminder_agencies/2021-08-31_childminder_agencies.csv",
            "agencies_2021",
            9,
            9,
        ),
        (
            "agencies",
            "ofsted/childminder_agencies/2023-11-21_childminder_agencies.csv",
            "agencies_2022_2024",
            7,
            7,
        ),
        (
            "ofsted",
            "ofsted/ofsted_mi_providers_2025-03-31_layout_cp1252_1row.csv",
            "ofsted_2025_03",
            1,
            1,
        ),
    ],
)
def test_a_real_file_is_taken_and_again_changes_nothing(
    hub: Hub, kind: str, path: str, layout: str, read: int, created: int
) -> None:
    data = (DATA / path).read_bytes()
    first = IMPORTERS[kind](data, hub.id, OPTIONS)
    assert (first.layout, first.rows_read, first.created, first.error) == (
        layout,
        read,
        created,
        None,
    )
    before = whole_database()
    second = IMPORTERS[kind](data, hub.id, OPTIONS)
    assert (second.unchanged, second.written) == (created, 0)
    assert whole_database() == before


MEANT = {
    "ofsted": ("ofsted_mi_providers",),
    "agencies": ("childminder_agencies",),
    "consented": (),
    "gias": ("childrens_centres_2026", "gias_fixture"),
    "places": (),
}


@real
@pytest.mark.parametrize("kind", sorted(IMPORTERS))
def test_every_real_file_meant_for_something_else_is_refused_in_one_sentence(
    hub: Hub, kind: str
) -> None:
    tried = 0
    for file in sorted(DATA.rglob("*")):
        if not file.is_file() or any(part in file.as_posix() for part in MEANT[kind]):
            continue
        if "codepoint" in file.as_posix() or "national" in file.name:
            continue
        report = IMPORTERS[kind](file.read_bytes(), hub.id, OPTIONS)
        assert report.error is not None, file
        assert report.error.message.endswith("."), file
        tried += 1
    assert tried > 20
    assert db.session.query(RegisterEntry).count() == 0


@real
def test_real_postcodes_of_the_ons_are_taken_whatever_the_year(hub: Hub) -> None:
    folder = DATA / "postcodes" / "onspd_layout_samples"
    told = {}
    for file in sorted(folder.glob("*.csv")):
        report = import_postcodes([str(file)], OPTIONS)
        assert (report.error, report.rejected, report.unknown_columns) == (None, (), ())
        again = import_postcodes([str(file)], OPTIONS)
        assert (again.unchanged, again.written) == (report.rows_read, 0)
        told[file.name] = (report.layout, report.rows_read, report.terminated, report.live)
    assert told["onspd_aug2024_ukgeoutils.csv"][:2] == ("onspd_2024", 4)
    assert told["onspd_may2018_ukgeoutils.csv"][:2] == ("onspd_2018", 4)
    assert told["onspd_2019_50cols.csv"][:2] == ("onspd_2018", 250)
    for _, read, terminated, live in told.values():
        assert terminated is not None
        assert live == read - terminated
