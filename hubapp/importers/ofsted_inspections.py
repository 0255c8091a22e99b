"""What a row of the inspectorate's register says of visits, each under its own framework (R51)."""

from collections.abc import Mapping

from hubapp.directory.judged import Judged
from hubapp.directory.models import InspectionFramework
from hubapp.directory.rules.facts import InspectionFacts, inspection_field
from hubapp.importers.ofsted_columns import CARD_AREAS, GRADED_AREAS
from hubapp.importers.row_reader import RowReader

_Words = Mapping[str, str]


def _by_word(*words: str) -> dict[str, str]:
    return {word.lower(): word for word in words}


_GRADES = {"1": "Outstanding", "2": "Good", "3": "Requires improvement", "4": "Inadequate"}
_GRADES |= _by_word(*_GRADES.values())
_MET = _by_word("Met", "Not Met (with actions)", "Not Met (enforcement)", "Not Met")
_MET |= {
    "not met with actions": "Not Met (with actions)",
    "not met with enforcement": "Not Met (enforcement)",
}
_YES_NO = _by_word("Yes", "No")
_STANDARDS = _by_word(
    "Exceptional",
    "Strong standard",
    "Expected standard",
    "Needs attention",
    "Urgent improvement",
)
_OF_A_CARD = {"report_card_date", "report_card_safeguarding", *CARD_AREAS}
_SAFEGUARDING = {"met": "Met", "not met": "Not met", "yes": "Met", "no": "Not met"}


def read_inspections(row: RowReader) -> tuple[InspectionFacts, ...]:
    """Every visit a row tells of, by the name of its framework. No grade is ever made up."""
    graded = InspectionFramework.GRADED
    out_of_school = InspectionFramework.OUT_OF_SCHOOL
    each = (
        _visit(row, InspectionFramework.CHILDCARE_REGISTER, _MET),
        _visit(row, graded, _GRADES, safeguarding="safeguarding", areas=GRADED_AREAS),
        _visit(row, InspectionFramework.NO_CHILDREN, _MET),
        _visit(row, out_of_school, _MET | _GRADES, safeguarding="out_of_school_safeguarding"),
        _report_card(row),
    )
    return tuple(one for one in each if one)


def _visit(
    row: RowReader,
    framework: InspectionFramework,
    outcomes: _Words,
    *,
    safeguarding: str | None = None,
    areas: _Words | None = None,
) -> InspectionFacts | None:
    prefix, part_of = framework.value, inspection_field(framework)
    if f"{prefix}_date" not in row.cells and f"{prefix}_outcome" not in row.cells:
        return None
    day = row.day(f"{prefix}_date", part_of)
    outcome = row.one_of(f"{prefix}_outcome", outcomes, part_of)
    number = row.words(f"{prefix}_number", part_of)
    safe = row.one_of(safeguarding, _YES_NO, part_of) if safeguarding else None
    judged = _judged(row, areas or {}, _GRADES, part_of)
    if day is None and outcome is None:
        return None
    return InspectionFacts(framework, day, outcome, safe, number, judged)


def _report_card(row: RowReader) -> InspectionFacts | None:
    """Six areas and safeguarding, without an overall grade (R52)."""
    framework = InspectionFramework.REPORT_CARD
    part_of = inspection_field(framework)
    if not row.cells.keys() & _OF_A_CARD:
        return None
    day = row.day("report_card_date", part_of)
    number = row.words("report_card_number", part_of)
    safe = row.one_of("report_card_safeguarding", _SAFEGUARDING, part_of)
    judged = _judged(row, CARD_AREAS, _STANDARDS, part_of)
    visit_type = row.words("report_card_visit", part_of)
    if day is None and judged is None and safe is None:
        return None
    return InspectionFacts(framework, day, None, safe, number, judged, visit_type)


def _judged(row: RowReader, areas: _Words, words: _Words, part_of: str) -> Judged | None:
    said = ((title, row.one_of(name, words, part_of)) for name, title in areas.items())
    return tuple((title, word) for title, word in said if word) or None
