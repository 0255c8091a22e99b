"""A hub's own spreadsheet: what is clear is taken, what is not is put before a person."""

import io
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from hubapp.availability.models import CareSession, Vacancy
from hubapp.availability.sheet_models import SheetFacts
from hubapp.directory.models import Answer
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.importers.options import ImportOptions
from hubapp.importers.report import Collapsed, Flagged, ImportReport, Rejected, Skipped
from hubapp.importers.services import import_ofsted
from hubapp.importers.sheets import import_sheet
from hubapp.importers.undoing import undo_import
from tests.integration.importers.state import entry, provider, whole_database
from tests.unit.importers.files import CHILDMINDER, NURSERY, csv_text, register_file

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
TODAY = date(2026, 11, 22)
OTHER: Mapping[str, str] = {
    **NURSERY,
    "Provider URN": "EY100002",
    "Provider name": "Oak Club",
    "Postcode": "BS6 5AA",
}
HEADER = ["Ofsted URN", "Setting name", "Vacancies", "Fees", "Confirmed on"]
ROW = ["EY100001", "Acorn Nursery", "3", "£60 per day", "01/11/2026"]


def options(**more: Any) -> ImportOptions:
    return ImportOptions(today=TODAY, secret="tests only", **more)


@pytest.fixture
def listed(hub: Hub) -> Hub:
    import_ofsted(register_file(NURSERY, OTHER, CHILDMINDER), hub.id, options())
    return hub


def take(hub: Hub, header: list[str], *rows: list[str], **more: Any) -> ImportReport:
    report = import_sheet(csv_text(rows, header).encode(), hub.id, options(**more))
    db.session.expire_all()
    return report


def facts(name: str = "Acorn Nursery") -> dict[str, Any]:
    row = db.session.get(SheetFacts, provider(name).id)
    assert row is not None
    return row.facts


def flags(report: ImportReport) -> list[tuple[str, str]]:
    return [(cell.field, cell.reason) for cell in report.flagged]


def test_what_is_clear_is_taken_with_the_day_it_was_confirmed(listed: Hub) -> None:
    report = take(listed, HEADER, ROW)
    assert (report.layout, report.rows_read, report.created, report.written, report.flagged) == (
        "hub_sheet",
        1,
        1,
        1,
        (),
    )
    assert facts() == {
        "vacancies": {"any": {"state": "places", "places": 3, "confirmed": "2026-11-01"}},
        "fees": [{"unit": "day", "pence": 6000}],
    }
    row = db.session.get(SheetFacts, provider("Acorn Nursery").id)
    assert row is not None
    assert row.as_at == date(2026, 11, 1)


def test_the_same_sheet_again_changes_nothing(listed: Hub) -> None:
    take(listed, HEADER, ROW)
    before = whole_database()
    report = take(listed, HEADER, ROW)
    assert (report.created, report.updated, report.unchanged, report.written) == (0, 0, 1, 0)
    assert whole_database() == before


def test_a_rehearsal_writes_nothing(listed: Hub) -> None:
    before = whole_database()
    report = take(listed, HEADER, ROW, dry_run=True)
    assert (report.created, report.written) == (1, 0)
    assert whole_database() == before


@pytest.mark.parametrize("cell", ["", "N/A", "-", "TBC", "Contact provider"])
def test_no_word_makes_a_count_or_a_full_and_no_day_of_import_is_a_confirmation(
    listed: Hub, cell: str
) -> None:
    report = take(listed, HEADER, ["EY100001", "Acorn Nursery", cell, "", ""])
    assert facts() == {}
    wanted = [("vacancies", "ambiguous_vacancy")] if cell in ("TBC", "Contact provider") else []
    assert flags(report) == wanted
    row = db.session.get(SheetFacts, provider("Acorn Nursery").id)
    assert row is not None
    assert row.as_at is None
    assert db.session.query(Vacancy).count() == db.session.query(CareSession).count() == 0


def test_a_blank_cell_later_takes_nothing_away(listed: Hub) -> None:
    take(listed, HEADER, ROW)
    before = facts()
    report = take(listed, HEADER, ["EY100001", "Acorn Nursery", "", "", ""])
    assert (report.unchanged, facts()) == (1, before)


def test_a_new_number_of_places_is_told_by_its_field(listed: Hub) -> None:
    take(listed, HEADER, ROW)
    report = take(
        listed, HEADER, ["EY100001", "Acorn Nursery", "Full", "£60 per day", "12/11/2026"]
    )
    assert (report.updated, dict(report.changed_by_field)) == (1, {"vacancies": 1})
    assert facts()["vacancies"] == {"any": {"state": "full", "confirmed": "2026-11-12"}}


def test_places_by_age_and_from_when(listed: Hub) -> None:
    header = ["URN", "Under 2 vacancies", "Vacancies 2 year olds", "Vacancies (3 and 4 year olds)"]
    take(listed, [*header, "Available from"], ["EY100001", "1", "Full", "TBC", "05/01/2027"])
    assert facts()["vacancies"] == {
        "u2": {"state": "places", "places": 1, "from": "2027-01-05"},
        "2": {"state": "full", "from": "2027-01-05"},
    }


def test_a_whole_that_contradicts_its_parts_is_for_a_person(listed: Hub) -> None:
    report = take(listed, ["URN", "Vacancies", "Vacancies 2 year olds"], ["EY100001", "Full", "2"])
    assert flags(report) == [("vacancies", "contradiction")]
    assert facts()["vacancies"] == {"2": {"state": "places", "places": 2}}


def test_term_time_only_is_not_38_weeks(listed: Hub) -> None:
    take(listed, ["URN", "Weeks open"], ["EY100001", "Term time only"])
    assert facts() == {"term_only": True}
    assert provider("Acorn Nursery").term_only is True


def test_local_facts_are_filled_in_but_never_overruled(listed: Hub) -> None:
    header = ["URN", "30 hours", "2 year old funding", "Age range"]
    acorn = provider("Acorn Nursery")
    acorn.funds_two_year_olds = Answer.NO
    db.session.commit()
    report = take(listed, header, ["EY100001", "Yes", "Yes", "2 to 5 years"])
    acorn = provider("Acorn Nursery")
    assert flags(report) == [("funds_two_year_olds", "contradiction")]
    assert (
        acorn.funds_working_parents,
        acorn.funds_two_year_olds,
        acorn.age_from_months,
        acorn.age_to_months,
    ) == (Answer.YES, Answer.NO, 24, 60)
    again = take(listed, header, ["EY100001", "No", "Yes", "2 to 5 years"])
    assert (again.updated, provider("Acorn Nursery").funds_working_parents) == (1, Answer.NO)


@pytest.mark.parametrize(
    ("urn", "name", "reason"),
    [
        ("", "", "missing_urn"),
        ("", "ACORN NURSERY LTD", "name_only_match"),
        ("", "Nobody We Know", "unknown_provider"),
        ("EY999999", "Acorn Nursery", "unknown_urn"),
        ("100001", "Acorn Nursery", "ambiguous_urn"),
        ("EY100001 / EY100002", "Acorn Nursery", "ambiguous_urn"),
        ("EY200001", "", "unknown_provider"),
        ("acorn", "Acorn Nursery", "bad_urn"),
    ],
)
def test_whom_a_row_is_about_is_never_guessed(
    listed: Hub, urn: str, name: str, reason: str
) -> None:
    report = take(listed, HEADER, [urn, name, "3", "", ""], ROW)
    assert report.rejected == (Rejected(2, urn or None, reason),)
    assert report.created == 1


def test_a_lower_case_number_with_spaces_is_the_same(listed: Hub) -> None:
    assert take(listed, HEADER, [" ey100001 ", *ROW[1:]]).created == 1


def test_another_name_under_the_number_is_told(listed: Hub) -> None:
    report = take(listed, HEADER, ["EY100001", "Zebra Playgroup", "3", "", ""])
    assert report.flagged == (Flagged(2, "EY100001", "name", "name_mismatch", "Zebra Playgroup"),)


def test_rows_of_one_provider(listed: Hub) -> None:
    other = ["EY100002", "Oak Club", "1", "", ""]
    report = take(listed, HEADER, ROW, ROW, other, [*other[:2], "2", "", ""])
    assert report.duplicates_collapsed == (Collapsed(3, "EY100001"),)
    assert report.rejected == (
        Rejected(4, "EY100002", "duplicate_urn_conflict"),
        Rejected(5, "EY100002", "duplicate_urn_conflict"),
    )
    assert report.created == 1


def test_a_persons_own_data_is_neither_kept_nor_shown_again(listed: Hub) -> None:
    report = take(listed, HEADER, ["EY100001", "Acorn Nursery", "ask jo@example.org", "", ""])
    assert report.flagged == (Flagged(2, "EY100001", "vacancies", "personal_data", ""),)
    assert "jo@example.org" not in repr(whole_database())


def test_a_day_of_confirmation_still_to_come_is_a_mistake(listed: Hub) -> None:
    report = take(listed, HEADER, [*ROW[:4], "23/11/2026"])
    assert flags(report) == [("confirmed_on", "date_in_future")]
    assert facts()["vacancies"] == {"any": {"state": "places", "places": 3}}


def test_register_facts_are_not_touched(listed: Hub) -> None:
    before = whole_database()["register_entry"]
    take(listed, ["URN", "Number of places", "Vacancies"], ["EY100001", "99", "1"])
    assert whole_database()["register_entry"] == before
    assert entry("EY100001").places == 24


def test_open_objects_says_who_may_see_a_record(listed: Hub) -> None:
    header = ["externalid", "title", "registered_setting_identifier", "ecd_vacancies_immediate"]
    header += ["ecd_vacancies_contactprovider", "ecd_vacancies_modified", "ecd_opt_out_website"]
    header += ["private_name", "moon_phase"]
    full = "Full visibility on public website"
    report = take(
        listed,
        header,
        ["1", "Acorn Nursery", "EY100001", "2", "No", "02/11/2026", full, "Jo", "x"],
        ["2", "Oak Club", "EY100002", "1", "No", "", "Admin access only, never on website", "", ""],
        ["1", "Oak Club", "EY100002", "1", "No", "", full, "", ""],
    )
    assert (report.layout, report.created, report.unknown_columns) == (
        "open_objects",
        1,
        ("moon_phase",),
    )
    assert report.skipped == (Skipped("EY100002", "not_public"),)
    assert report.rejected == (Rejected(4, "EY100002", "duplicate_external_id"),)
    assert facts()["vacancies"]["any"]["confirmed"] == "2026-11-02"


def test_a_spreadsheet_file_is_read_like_a_csv(listed: Hub) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Our providers"])
    sheet.append(["Ofsted URN", "Vacancies", "Confirmed on", "Fee per hour", "Opening times"])
    sheet.append(["EY100001", 2, datetime(2026, 11, 1), 6.5, "=A1"])  # noqa: DTZ001 - as Excel has
    out = io.BytesIO()
    book.save(out)
    report = import_sheet(out.getvalue(), listed.id, options())
    assert (report.header_line, report.created, flags(report)) == (
        2,
        1,
        [("hours", "formula_like")],
    )
    assert facts() == {
        "vacancies": {"any": {"state": "places", "places": 2, "confirmed": "2026-11-01"}},
        "fees": [{"unit": "hour", "pence": 650}],
    }


def test_a_zip_that_is_no_spreadsheet_is_refused(listed: Hub) -> None:
    report = import_sheet(b"PK\x03\x04" + b"\x00" * 100, listed.id, options())
    assert report.error is not None
    assert report.error.class_ == "not_csv_binary"


def test_a_sheet_can_be_taken_back(listed: Hub) -> None:
    header = ["URN", "Vacancies", "30 hours"]
    take(listed, header, ["EY100001", "3", "Yes"])
    take(listed, header, ["EY100001", "1", "Yes"], ["EY100002", "2", "No"])
    undone = undo_import(3, secret="tests only", now=datetime(2026, 11, 22, tzinfo=UTC))
    assert (undone.put_back, undone.left) == (2, 0)
    assert facts()["vacancies"] == {"any": {"state": "places", "places": 3}}
    assert db.session.get(SheetFacts, provider("Oak Club").id) is None
    assert provider("Oak Club").funds_working_parents is Answer.UNKNOWN
    assert provider("Acorn Nursery").funds_working_parents is Answer.YES


@pytest.mark.skipif(not DATA.exists(), reason="the real files are not here")
def test_the_header_of_a_real_export_is_known(listed: Hub) -> None:
    text = (DATA / "la_directories" / "openobjects_export_header.csv").read_text("latin-1")
    header = text.strip().split(",")
    cells = dict.fromkeys(header, "")
    cells |= {
        "registered_setting_identifier": "EY100001",
        "ecd_vacancies_immediate": "2",
        "ecd_opt_out_website": "Full visibility on public website",
    }
    report = take(listed, header, list(cells.values()))
    assert (report.layout, report.created) == ("open_objects", 1)
    assert json.dumps(facts()) == '{"vacancies": {"any": {"state": "places", "places": 2}}}'
