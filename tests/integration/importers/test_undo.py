"""Taking an import back, and joining a new registration to the place it follows."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import Result
from flask import Flask

from hubapp.availability.models import Booking, CareSession, PriceUnit
from hubapp.directory.models import Answer, CollectionLink, Origin
from hubapp.directory.queries import find_provider
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.importers.commands import import_commands
from hubapp.importers.options import ImportOptions
from hubapp.importers.queries import find_record, list_records
from hubapp.importers.report import ImportReport
from hubapp.importers.services import import_ofsted
from hubapp.importers.undoing import UndoRefused, UndoReport, undo_import
from hubapp.insights.queries import count_shown_since
from hubapp.insights.services import note_shown
from tests.integration.importers.state import entry, names_listed, provider, whole_database
from tests.unit.importers.files import CHILDMINDER, NURSERY, register_file

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SECRET = "tests only"
OTHER: Mapping[str, str] = {
    **NURSERY,
    "Provider URN": "EY100002",
    "Provider name": "Oak Club",
    "Postcode": "BS6 5AA",
}
THIRD: Mapping[str, str] = {
    **NURSERY,
    "Provider URN": "EY100003",
    "Provider name": "Elm Pre-school",
    "Postcode": "BS6 5AA",
}
NEXT: Mapping[str, str] = {
    **NURSERY,
    "Provider URN": "EY700001",
    "Registration date": "01/02/2024",
    "Provider name": "Busy Bees @ Acorn",
    "Most recent full: Inspection date": "",
    "Most recent full: Overall effectiveness": "",
}


def take(hub: Hub, *rows: Mapping[str, str], day: int = 1) -> ImportReport:
    options = ImportOptions(
        today=date(2026, 11, 22),
        secret=SECRET,
        now=NOW,
        as_at=date(2026, 1, day),
        file_name="r.csv",
    )
    report = import_ofsted(register_file(*rows), hub.id, options)
    db.session.expire_all()
    return report


def undo(number: int) -> UndoReport:
    return undo_import(number, secret=SECRET, now=NOW)


def without_records() -> dict[str, list[tuple[object, ...]]]:
    tables = whole_database()
    del tables["import_record"], tables["import_step"], tables["hub"]
    return dict(tables)


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(import_commands, arguments)


@pytest.mark.usefixtures("postcodes")
def test_an_import_is_recorded_with_its_file_and_counts(hub: Hub) -> None:
    take(hub, NURSERY, CHILDMINDER)
    (record,) = list_records(hub.id)
    assert (record.source, record.file_name, len(record.file_hash), record.made_at) == (
        "ofsted",
        "r.csv",
        64,
        NOW,
    )
    assert (record.counts["created"], record.as_at) == (2, date(2026, 1, 1))


@pytest.mark.usefixtures("postcodes")
def test_undoing_the_first_import_leaves_nothing_of_it(hub: Hub) -> None:
    before = without_records()
    take(hub, NURSERY, CHILDMINDER)
    assert undo(1) == UndoReport(1, "ofsted", put_back=2, left=0)
    assert without_records() == before
    record = find_record(1)
    assert record is not None
    assert record.undone_at == NOW


@pytest.mark.usefixtures("postcodes")
def test_undoing_a_later_import_puts_every_fact_back(hub: Hub) -> None:
    take(hub, NURSERY, OTHER, THIRD)
    before = without_records()
    changed = {
        **NURSERY,
        "Provider name": "Acorns",
        "Postcode": "BS6 5AA",
        "Places": "30",
        "Most recent full: Overall effectiveness": "1",
        "Quality of education": "2",
    }
    report = take(hub, changed, OTHER, day=2)
    assert (report.updated, report.removed) == (1, 1)
    assert undo(2).left == 0
    told = without_records()
    # A put back inspection is a new row with the same words.
    for tables in (before, told):
        tables["inspection"] = [tuple(row[1:]) for row in sorted(tables["inspection"], key=repr)]
    assert {name: sorted(rows, key=repr) for name, rows in told.items()} == {
        name: sorted(rows, key=repr) for name, rows in before.items()
    }


def test_undo_keeps_what_people_changed_since(hub: Hub) -> None:
    take(hub, NURSERY, OTHER)
    for name, fact, value in (
        ("Acorn Nursery", "description", "A big garden."),
        ("Oak Club", "name", "Oak Street Club"),
    ):
        setattr(provider(name), fact, value)
        db.session.commit()
    assert undo(1) == UndoReport(1, "ofsted", put_back=0, left=2)
    assert names_listed() == ["Acorn Nursery", "Oak Street Club"]


@pytest.mark.usefixtures("postcodes")
def test_having_been_shown_to_families_keeps_nobody_listed(hub: Hub) -> None:
    take(hub, NURSERY, OTHER)
    note_shown([provider("Acorn Nursery").id], now=NOW - timedelta(hours=1))
    note_shown([provider("Acorn Nursery").id], now=NOW)
    assert count_shown_since([provider("Acorn Nursery").id], NOW.date())
    undo(1)
    assert names_listed() == []


def test_undo_keeps_what_later_imports_changed(hub: Hub) -> None:
    take(hub, NURSERY, OTHER, THIRD)
    take(hub, {**NURSERY, "Places": "30"}, OTHER, THIRD, day=2)
    assert undo(1).put_back == 0
    assert entry("EY100001").places == 30


def test_an_import_is_taken_back_once(hub: Hub) -> None:
    take(hub, NURSERY)
    undo(1)
    with pytest.raises(UndoRefused, match="taken back already"):
        undo(1)
    with pytest.raises(UndoRefused, match="no import with the number 9"):
        undo(9)


@pytest.mark.usefixtures("hub")
def test_postcodes_are_taken_back_too(app: Flask, tmp_path: object) -> None:
    path = f"{tmp_path}/bs.csv"
    row = '"BS1 1AD",10,360204,173429,"E92000001","","","","E06000023",""\n'
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 - any path will do
        file.write(row)
    before = without_records()
    assert json.loads(run(app, "postcodes", path, "--json").stdout)["created"] == 1
    assert run(app, "undo", "1").stdout == "Import 1 (postcodes) is taken back: 1 put back.\n"
    assert without_records() == before


@pytest.mark.usefixtures("hub")
def test_the_list_of_imports_says_what_was_taken_back(app: Flask, hub: Hub) -> None:
    take(hub, NURSERY)
    undo(1)
    assert "r.csv  1 written, taken back" in run(app, "list").stdout


def test_a_new_number_at_a_gone_ones_postcode_is_offered_and_joined(app: Flask, hub: Hub) -> None:
    take(hub, NURSERY, OTHER, THIRD)
    collector_id = provider("Oak Club").id
    old = provider("Acorn Nursery")
    old.funds_two_year_olds = Answer.YES
    old.phone = "0117 496 0999"
    slug, id_ = old.slug, old.id
    db.session.add(
        CareSession(
            provider_id=id_,
            label="Morning",
            weekday=0,
            start_minutes=540,
            end_minutes=720,
            booking=Booking.SESSION,
            age_from_months=24,
            age_to_months=60,
            price_pence=None,
            price_unit=PriceUnit.SESSION,
            funded=Answer.UNKNOWN,
            origin=Origin.TOLD,
        )
    )
    db.session.add(
        CollectionLink(
            collector_id=collector_id,
            partner_id=id_,
            weekday_mask=1,
            from_minutes=540,
            to_minutes=550,
            origin=Origin.TOLD,
        )
    )
    db.session.commit()
    report = take(hub, NEXT, OTHER, THIRD, day=2)
    assert [(pair.new_urn, pair.gone_urn) for pair in report.possible_successors] == [
        ("EY700001", "EY100001")
    ]
    said = (
        "Busy Bees @ Acorn (EY700001) may be the same place as Acorn Nursery (EY100001), "
        "at BS1 4ST.\n"
    )
    assert run(app, "successors").stdout == said

    joined = run(app, "succeed", "ey700001", "EY100001")
    assert joined.stdout == (
        "Busy Bees @ Acorn, which was Acorn Nursery, is now registered as EY700001; "
        "it was EY100001.\n"
    )
    place = provider("Busy Bees @ Acorn")
    assert (place.id, place.slug, place.funds_two_year_olds, place.phone) == (
        id_,
        slug,
        Answer.YES,
        "0117 496 0999",
    )
    assert {row.source_id for row in place.register_entries} == {"EY100001", "EY700001"}
    shown = place.register_entry
    assert shown is not None
    assert shown.source_id == "EY700001"
    assert db.session.query(CareSession).one().provider_id == id_
    assert db.session.query(CollectionLink).one().partner_id == id_
    assert names_listed() == ["Busy Bees @ Acorn", "Elm Pre-school", "Oak Club"]
    assert find_provider(hub.id, slug) is place
    assert run(app, "successors").stdout.startswith("No new registration")
    assert take(hub, NEXT, OTHER, THIRD, day=2).written == 0


@pytest.mark.parametrize(
    ("new", "gone", "said"),
    [
        ("EY700001", "EY100002", "EY100002 is still on the register."),
        ("EY100003", "EY100001", "EY100003 and EY100001 are not at the same postcode."),
        ("EY999999", "EY100001", "There is no EY999999 on the register we hold."),
    ],
)
def test_an_unlikely_succession_is_refused(
    app: Flask, hub: Hub, new: str, gone: str, said: str
) -> None:
    take(hub, NURSERY, OTHER, THIRD)
    take(hub, NEXT, OTHER, THIRD, day=2)
    assert run(app, "succeed", new, gone).stderr == f"Error: {said}\n"


def test_two_places_with_facts_of_their_own_are_not_thrown_together(app: Flask, hub: Hub) -> None:
    take(hub, NURSERY, OTHER, THIRD)
    take(hub, NEXT, OTHER, THIRD, day=2)
    provider("Busy Bees @ Acorn").description = "New owners."
    db.session.commit()
    assert "already has facts of its own" in run(app, "succeed", "EY700001", "EY100001").stderr
