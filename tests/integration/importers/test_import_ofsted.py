"""A release taken into a hub: what it adds, what it changes, and what it must never touch."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from hubapp.directory.models import Answer, InspectionFramework, Origin, ProviderKind
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.hubs.services import NewHub, create_hub
from hubapp.importers.options import ImportOptions
from hubapp.importers.report import ImportReport, Successor
from hubapp.importers.services import import_ofsted
from hubapp.kernel.geo import GridPoint, coarse_point
from tests.integration.importers.state import entry, names_listed, provider, whole_database
from tests.unit.importers.files import CHILDMINDER, HOME_CHILDCARER, NURSERY, register_file

OTHER: Mapping[str, str] = {
    **NURSERY,
    "Provider URN": "EY100002",
    "Provider name": "Oak Club",
    "Provider subtype": "Out-of-school day care",
    "Postcode": "BS6 5AA",
}
THIRD: Mapping[str, str] = {
    **NURSERY,
    "Provider URN": "EY100003",
    "Provider name": "Elm Pre-school",
}
NAMED_CHILDMINDER: Mapping[str, str] = {
    **NURSERY,
    "Provider URN": "EY200009",
    "Provider type": "Childminder",
    "Provider subtype": "",
    "Provider name": "Jo’s Place",
}
SECRET = "tests only"


def take(hub: Hub, *rows: Mapping[str, str], **options: Any) -> ImportReport:
    settings = {"today": date(2026, 1, 1), "secret": SECRET, **options}
    report = import_ofsted(register_file(*rows), hub.id, ImportOptions(**settings))
    db.session.expire_all()
    return report


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return (report.created, report.updated, report.unchanged, report.removed, report.written)


@pytest.mark.usefixtures("postcodes")
def test_a_named_setting_is_listed_with_what_the_register_says(hub: Hub) -> None:
    report = take(hub, NURSERY)
    listed = provider("Acorn Nursery")
    assert counts(report) == (1, 0, 0, 0, 1)
    assert (report.with_position, report.without_position) == (1, 0)
    assert (
        listed.slug,
        listed.kind,
        listed.origin,
        listed.area,
        listed.address,
        listed.postcode,
        listed.phone,
        listed.publish_address,
        listed.shown_point,
    ) == (
        "acorn-nursery-ey100001",
        ProviderKind.NURSERY,
        Origin.REGISTER,
        "Bristol",
        "1 High Street, Easton",
        "BS1 4ST",
        "0117 496 0123",
        True,
        GridPoint(358000, 172000),
    )
    assert [row.id for row in listed.register_entries] == [entry("EY100001").id]


def test_what_a_register_does_not_say_stays_unknown(hub: Hub) -> None:
    take(hub, NURSERY)
    listed = provider("Acorn Nursery")
    assert (
        listed.funds_two_year_olds,
        listed.funds_three_and_four,
        listed.funds_working_parents,
        listed.age_from_months,
        listed.term_only,
        listed.website,
        listed.shown_point,
    ) == (Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN, None, None, None, None)


def test_inspections_are_kept_with_their_framework(hub: Hub) -> None:
    take(hub, {**NURSERY, "CR: Inspection date": "01/02/2019", "CR: Overall effectiveness": "Met"})
    told = [
        (row.framework, row.inspected_on, row.outcome, row.safeguarding, row.number)
        for row in entry("EY100001").inspections
    ]
    assert told == [
        (InspectionFramework.GRADED, date(2020, 2, 10), "Good", "Yes", "10060817"),
        (InspectionFramework.CHILDCARE_REGISTER, date(2019, 2, 1), "Met", None, None),
    ]


@pytest.mark.parametrize("row", [CHILDMINDER, HOME_CHILDCARER])
def test_who_must_not_be_listed_is_counted_only(hub: Hub, row: Mapping[str, str]) -> None:
    report = take(hub, row)
    kept = entry(row["Provider URN"])
    assert counts(report) == (1, 0, 0, 0, 1)
    assert (kept.provider_id, kept.name, kept.postcode, kept.phone) == (None, None, None, None)
    assert kept.redacted is (row is CHILDMINDER)
    assert names_listed() == []


@pytest.mark.usefixtures("postcodes")
def test_a_named_childminders_home_is_not_given_away(hub: Hub) -> None:
    take(hub, NAMED_CHILDMINDER)
    home = provider("Jo’s Place")
    assert home.shown_point == coarse_point(
        GridPoint(358000, 172000), secret=SECRET, key="EY200009"
    )
    assert (home.kind, home.area) == (ProviderKind.CHILDMINDER, "Bristol")
    assert (home.address, home.postcode, home.phone, home.publish_address) == (
        None,
        None,
        None,
        False,
    )


@pytest.mark.usefixtures("postcodes")
def test_the_same_file_again_changes_nothing(hub: Hub) -> None:
    rows = (NURSERY, OTHER, CHILDMINDER, NAMED_CHILDMINDER)
    take(hub, *rows)
    before = whole_database()
    assert counts(take(hub, *rows)) == (0, 0, 4, 0, 0)
    assert whole_database() == before


def test_a_rehearsal_says_the_same_and_writes_nothing(hub: Hub) -> None:
    before = whole_database()
    report = take(hub, NURSERY, CHILDMINDER, dry_run=True)
    assert (counts(report), report.dry_run) == ((2, 0, 0, 0, 0), True)
    assert whole_database() == before


def test_changed_facts_are_taken_and_counted_by_field(hub: Hub) -> None:
    take(hub, NURSERY, OTHER)
    report = take(
        hub,
        {**NURSERY, "Places": "30", "Most recent full: Overall effectiveness": "1"},
        {**OTHER, "Places": "12", "Provider name": "Oak Holiday Club"},
    )
    assert counts(report) == (0, 2, 0, 0, 2)
    assert report.changed_by_field == {"inspection_graded": 1, "name": 1, "places": 2}
    assert entry("EY100001").places == 30
    assert entry("EY100001").inspections[0].outcome == "Outstanding"
    assert provider("Oak Holiday Club").slug == "oak-club-ey100002"


def test_what_somebody_typed_here_survives_every_later_release(hub: Hub) -> None:
    take(hub, NURSERY)
    listed = provider("Acorn Nursery")
    listed.name, listed.phone, listed.website = "Acorns", None, "https://acorns.example"
    db.session.commit()
    take(hub, {**NURSERY, "Provider name": "Acorn Ltd", "Telephone Number": "0117 496 0999"})
    kept = provider("Acorns")
    assert (kept.phone, kept.website) == (None, "https://acorns.example")
    assert (entry("EY100001").name, entry("EY100001").phone) == ("Acorn Ltd", "0117 496 0999")


def test_what_is_no_longer_there_is_marked_and_kept(hub: Hub) -> None:
    take(hub, NURSERY, OTHER, THIRD, CHILDMINDER)
    report = take(hub, NURSERY, OTHER, THIRD, as_at=date(2025, 12, 31))
    assert counts(report) == (0, 0, 3, 1, 4)
    assert entry("EY200001").gone_since == date(2025, 12, 31)
    again = take(hub, NURSERY, OTHER, THIRD, as_at=date(2025, 12, 31))
    assert counts(again) == (0, 0, 3, 0, 0)


def test_gone_since_is_the_day_of_the_import_when_the_release_has_no_date(hub: Hub) -> None:
    take(hub, NURSERY, OTHER, THIRD)
    take(hub, NURSERY, OTHER)
    assert entry("EY100003").gone_since == date(2026, 1, 1)
    assert names_listed() == ["Acorn Nursery", "Elm Pre-school", "Oak Club"]


def test_one_that_returns_is_no_longer_gone(hub: Hub) -> None:
    take(hub, NURSERY, OTHER, THIRD)
    take(hub, NURSERY, OTHER)
    report = take(hub, NURSERY, OTHER, THIRD)
    assert (counts(report), report.changed_by_field) == ((0, 1, 2, 0, 1), {"gone_since": 1})
    assert entry("EY100003").gone_since is None


def test_losing_more_than_a_third_asks_first(hub: Hub) -> None:
    take(hub, NURSERY, OTHER, THIRD)
    before = whole_database()
    report = take(hub, NURSERY)
    assert report.error is not None
    assert report.error.class_ == "mass_removal_needs_confirm"
    assert whole_database() == before
    assert counts(take(hub, NURSERY, confirm_removals=True)) == (0, 0, 1, 2, 2)


def test_a_release_older_than_the_one_here_is_refused(hub: Hub) -> None:
    take(hub, NURSERY, as_at=date(2025, 3, 31))
    before = whole_database()
    report = take(hub, NURSERY, as_at=date(2021, 8, 31))
    assert report.error is not None
    assert report.error.class_ == "older_than_current"
    assert whole_database() == before


def test_a_rejected_row_does_not_mark_its_provider_as_gone(hub: Hub) -> None:
    take(hub, NURSERY, OTHER, THIRD)
    report = take(hub, NURSERY, OTHER, {**THIRD, "Provider name": ""})
    assert (counts(report), len(report.rejected)) == ((0, 0, 2, 0, 0), 1)


def test_a_row_no_longer_active_marks_its_provider_as_gone(hub: Hub) -> None:
    take(hub, NURSERY, OTHER, THIRD)
    report = take(hub, NURSERY, OTHER, {**THIRD, "Provider status": "Resigned"})
    assert (counts(report), len(report.skipped)) == ((0, 0, 2, 1, 1), 1)


def test_hubs_do_not_see_each_others_registers(hub: Hub) -> None:
    other = create_hub(NewHub("bath", "Bath"), today=date(2026, 1, 1))
    take(hub, NURSERY, OTHER)
    assert counts(take(other, NURSERY)) == (1, 0, 0, 0, 1)
    assert entry("EY100002").gone_since is None


def test_a_re_registration_at_the_same_postcode_is_offered(hub: Hub) -> None:
    take(hub, NURSERY, OTHER, THIRD)
    report = take(
        hub, NURSERY, THIRD, {**OTHER, "Provider URN": "EY999999", "Provider name": "Oaklings"}
    )
    assert report.possible_successors == (Successor("EY999999", "EY100002", "BS6 5AA"),)


def test_positions_are_filled_in_once_postcodes_are_loaded(
    hub: Hub, request: pytest.FixtureRequest
) -> None:
    first = take(hub, NURSERY, OTHER)
    assert (first.with_position, first.without_position) == (0, 2)
    assert hub.centre is None
    request.getfixturevalue("postcodes")
    second = take(hub, NURSERY, OTHER)
    assert (counts(second), second.with_position) == ((0, 0, 2, 0, 2), 2)
    assert provider("Acorn Nursery").shown_point == GridPoint(358000, 172000)
    assert hub.centre == GridPoint(358200, 173300)


@pytest.mark.usefixtures("postcodes")
def test_a_hubs_own_middle_stays(app: object) -> None:
    hub = create_hub(NewHub("own", "Own", postcode="BS6 5AA"), today=date(2026, 1, 1))
    take(hub, NURSERY)
    assert hub.centre == GridPoint(358400, 174600)


def test_a_failure_half_way_leaves_nothing_behind(hub: Hub) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the trigger is in SQLite's words")
    take(hub, NURSERY)
    db.session.execute(
        text(
            "CREATE TRIGGER full_disk BEFORE INSERT ON inspection "
            "BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        )
    )
    db.session.commit()
    before = whole_database()
    with pytest.raises(IntegrityError, match="the disk is full"):
        take(hub, {**NURSERY, "Provider name": "Acorns"}, OTHER)
    assert whole_database() == before
