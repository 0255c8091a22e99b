"""The report: its keys are fixed and its rows add up."""

from datetime import date

import pytest

from hubapp.importers.report import Collapsed, Flagged, ImportRefused, ImportReport, Rejected


def test_has_the_promised_keys_and_no_others() -> None:
    assert list(ImportReport(source="ofsted").as_json()) == [
        "source",
        "layout",
        "encoding",
        "as_at",
        "header_line",
        "rows_read",
        "blank_rows",
        "created",
        "updated",
        "unchanged",
        "removed",
        "duplicates_collapsed",
        "rejected",
        "flagged",
        "skipped",
        "changed_by_field",
        "possible_successors",
        "consents_given",
        "consents_withdrawn",
        "with_position",
        "without_position",
        "terminated",
        "live",
        "unknown_columns",
        "dry_run",
        "written",
        "error",
    ]


def test_refuses_rows_that_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="3 rows were read but 2 are accounted for"):
        ImportReport(source="ofsted", rows_read=3, created=1, unchanged=1)


def test_lists_are_objects_and_days_are_text() -> None:
    report = ImportReport(
        source="ofsted",
        as_at=date(2021, 8, 31),
        rows_read=2,
        duplicates_collapsed=(Collapsed(3, "EY1"),),
        rejected=(Rejected(4, None, "missing_urn"),),
    )
    told = report.as_json()
    assert told["as_at"] == "2021-08-31"
    assert told["duplicates_collapsed"] == [{"line": 3, "urn": "EY1"}]
    assert told["rejected"] == [{"line": 4, "urn": None, "reason": "missing_urn"}]


def test_a_refused_file_says_why_in_both_forms() -> None:
    refusal = ImportRefused("no_rows", "The file has no rows.", 1)
    report = ImportReport.refused("ofsted", refusal, dry_run=False)
    assert report.as_json()["error"] == {
        "class": "no_rows",
        "message": "The file has no rows.",
        "line": 1,
    }
    assert report.in_words() == "The file has no rows. (line 1)\nNothing was written."


def test_says_the_same_in_plain_words() -> None:
    report = ImportReport(
        source="ofsted",
        rows_read=4,
        created=2,
        unchanged=1,
        removed=1,
        rejected=(Rejected(4, "X1", "bad_urn"),),
        flagged=(Flagged(2, "EY100001", "places", "bad_number", "lots"),),
        unknown_columns=("Shoe size",),
        notes=("That is all.",),
    )
    assert report.in_words().splitlines() == [
        "4 rows read: 2 new, 0 changed, 1 as before.",
        "1 no longer in the release: marked as gone, not deleted.",
        "1 row not taken: bad_urn 1.",
        "1 row taken without one cell: bad_number 1.",
        "  line 4: X1, bad_urn",
        "  line 2: EY100001, places “lots”, bad_number",
        "Columns not understood: Shoe size.",
        "That is all.",
    ]
