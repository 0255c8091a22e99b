"""Addresses published by consent, and what is left when the consent is gone: nothing."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from hubapp.directory.models import Inspection, Origin
from hubapp.directory.queries import find_provider
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.importers.consented import import_consented
from hubapp.importers.options import ImportOptions
from hubapp.importers.report import ImportReport, Rejected
from hubapp.importers.services import import_ofsted
from hubapp.importers.undoing import undo_import
from hubapp.kernel.geo import GridPoint
from tests.integration.importers.state import entry, names_listed, provider, whole_database
from tests.unit.importers.files import CHILDMINDER, NURSERY, csv_text, register_file

SECRET = "tests only"
TITLE = "Consented addresses as at 30 September 2026\n\n\n"
HEADER = [
    "Provider URN",
    "Provider Type",
    "Individual Register combinations",
    "Provider Early Years Register Flag",
    "Provider Compulsory Childcare Register Flag",
    "Provider Voluntary Childcare Register Flag",
    "Provider name",
    "Provider address line 1",
    "Provider address line 2",
    "Provider address line 3",
    "Provider town",
    "Postcode",
    "Parliamentary Constituency",
    "Local Authority",
    "Region",
    "Ofsted Region",
]
JO: Mapping[str, str] = {
    "Provider URN": "EY200001",
    "Provider Type": "Childminder",
    "Individual Register combinations": "ALL",
    "Provider name": "Jo’s Place",
    "Provider address line 1": "17 Wisteria Mews",
    "Provider town": "BRISTOL",
    "Postcode": "BS1 4ST",
    "Local Authority": "Bristol",
    "Region": "South West",
}
SAM = {
    **JO,
    "Provider URN": "EY200002",
    "Provider name": "Sam’s",
    "Provider address line 1": "4 Larch Road",
    "Postcode": "BS6 5AA",
}
OTHER_CHILDMINDER = {**CHILDMINDER, "Provider URN": "EY200002"}


def options(**more: Any) -> ImportOptions:
    return ImportOptions(today=date(2026, 11, 22), secret=SECRET, **more)


def take(hub: Hub, *rows: Mapping[str, str], **more: Any) -> ImportReport:
    text = TITLE + csv_text([[row.get(name, "") for name in HEADER] for row in rows], HEADER)
    report = import_consented(text.encode("cp1252"), hub.id, options(**more))
    db.session.expire_all()
    return report


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return (
        report.consents_given,
        report.updated,
        report.unchanged,
        report.consents_withdrawn,
        report.written,
    )


@pytest.fixture
def register(hub: Hub, postcodes: None) -> Hub:
    import_ofsted(register_file(NURSERY, CHILDMINDER, OTHER_CHILDMINDER), hub.id, options())
    return hub


def test_a_childminder_who_consents_is_listed_where_they_are(register: Hub) -> None:
    report = take(register, JO, SAM)
    home = provider("Jo’s Place")
    assert (report.layout, report.encoding, report.header_line, report.as_at) == (
        "consented_addresses",
        "cp1252",
        4,
        date(2026, 9, 30),
    )
    assert counts(report) == (2, 0, 0, 0, 2)
    assert (home.address, home.postcode, home.publish_address, home.shown_point) == (
        "17 Wisteria Mews",
        "BS1 4ST",
        True,
        GridPoint(358000, 172000),
    )
    assert home.origin is Origin.REGISTER
    assert find_provider(register.id, home.slug) is home
    assert entry_of_register("EY200001") == home.id


def entry_of_register(key: str) -> int | None:
    rows = [row for row in provider("Jo’s Place").register_entries if row.source == "ofsted"]
    assert [row.source_id for row in rows] == [key]
    return rows[0].provider_id


def test_the_same_list_again_changes_nothing(register: Hub) -> None:
    take(register, JO, SAM)
    before = whole_database()
    assert counts(take(register, JO, SAM)) == (0, 0, 2, 0, 0)
    assert whole_database() == before


def test_a_moved_home_follows_its_list(register: Hub) -> None:
    take(register, JO, SAM)
    report = take(register, {**JO, "Postcode": "BS6 5AA"}, SAM)
    assert counts(report) == (0, 1, 1, 0, 1)
    assert dict(report.changed_by_field) == {"postcode": 1}
    assert provider("Jo’s Place").shown_point == GridPoint(358400, 174600)


def test_a_rehearsal_writes_nothing(register: Hub) -> None:
    before = whole_database()
    assert counts(take(register, JO, dry_run=True)) == (1, 0, 0, 0, 0)
    assert whole_database() == before


def test_who_is_not_on_the_register_is_told_and_not_taken(register: Hub) -> None:
    report = take(register, JO, {**SAM, "Provider URN": "EY999999"})
    assert report.rejected == (Rejected(6, "EY999999", "unknown_urn"),)
    assert (report.rows_read, report.consents_given) == (2, 1)


def test_a_withdrawn_consent_leaves_neither_address_nor_point_in_any_table(register: Hub) -> None:
    take(register, JO, SAM)
    report = take(register, SAM, confirm_removals=True)
    assert counts(report) == (0, 0, 1, 1, 1)
    said = repr(whole_database())
    assert "Wisteria" not in said
    assert names_listed() == ["Acorn Nursery", "Sam’s"]
    assert entry("EY200001").provider_id is None


def test_a_withdrawn_consent_leaves_nothing_in_the_file_either(register: Hub) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("looks into SQLite's file")
    take(register, JO, SAM)
    take(register, SAM, confirm_removals=True)
    path = make_url(str(db.engine.url)).database
    assert path is not None
    for file in Path(path).parent.glob(f"{Path(path).name}*"):
        assert b"Wisteria" not in file.read_bytes()


def test_what_people_told_stays_when_a_consent_goes(register: Hub) -> None:
    take(register, JO, SAM)
    home = provider("Jo’s Place")
    home.description = "Two dogs and a garden."
    db.session.commit()
    id_ = home.id
    take(register, SAM, confirm_removals=True)
    home = provider("Childcare provider, name withheld")
    assert (home.id, home.description) == (id_, "Two dogs and a garden.")
    assert (home.address, home.postcode, home.easting, home.publish_address) == (
        None,
        None,
        None,
        False,
    )
    assert home.shown_point is not None
    assert home.shown_point.metres_to(GridPoint(358000, 172000)) >= 300


def test_a_third_of_consents_going_asks_first(register: Hub) -> None:
    take(register, JO, SAM)
    report = take(register, SAM)
    assert report.error is not None
    assert report.error.class_ == "mass_removal_needs_confirm"
    assert "Wisteria" in repr(whole_database())


def test_undoing_a_list_withdraws_what_it_brought(register: Hub) -> None:
    before = whole_database()
    take(register, JO, SAM)
    undone = undo_import(2, secret=SECRET, now=options().bringing(b"").at)
    after = whole_database()
    assert (undone.put_back, undone.left) == (2, 0)
    for name in ("provider", "register_entry", "import_step"):
        assert after[name] == before[name]


def test_the_inspection_of_the_register_stays_with_the_one_who_consents(register: Hub) -> None:
    take(register, JO)
    home = provider("Jo’s Place")
    told = [row for line in home.register_entries for row in line.inspections]
    assert [type(row) for row in told] == [Inspection]
    assert told[0].outcome == "Good"


def test_the_register_itself_is_no_list_of_consents(register: Hub) -> None:
    report = import_consented(register_file(NURSERY), register.id, options())
    assert report.error is not None
    assert report.error.class_ == "header_not_found"
