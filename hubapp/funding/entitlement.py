"""Which funded childcare a child has, from when until when, and why not the rest."""

from datetime import date

from hubapp.funding.codes import code_answer
from hubapp.funding.entitlement_notes import notes
from hubapp.funding.funded_schemes import two_year_old, universal, working_parent
from hubapp.funding.hours import funded_together, kept_when_work_ends
from hubapp.funding.paid_schemes import tax_free_childcare, universal_credit
from hubapp.funding.question import EntitlementQuestion, Nation
from hubapp.funding.schemes import (
    CodeAnswer,
    Entitlement,
    FundedTime,
    Scheme,
    SchemeAnswer,
)
from hubapp.funding.starts import ChildDates, child_dates
from hubapp.funding.work import parent_answers


def entitlement(question: EntitlementQuestion) -> Entitlement:
    """Everything that can be told from the facts given; what they do not allow is None or empty.

    Raises MissingYearError for a day whose figures or law are not written down.
    """
    dates = child_dates(question.child)
    school_age = dates.school_age if dates else None
    code = code_answer(question.code, question.on, school_age) if question.code else None
    schemes = {} if dates is None else _schemes(question, dates, code)
    usable = {answer.scheme for answer in schemes.values() if answer.usable}
    funded = kept = None
    if dates is not None and question.on is not None:
        funded, kept = _funded(usable, question.on, dates, question.nation)
    return Entitlement(
        schemes=schemes,
        parents=parent_answers(question.parents, question.on, foster=question.child.foster),
        funded=funded,
        kept=kept,
        compulsory_school_age_from=school_age if question.nation is Nation.ENGLAND else None,
        code=code,
        notes=notes(question, dates, schemes),
    )


def _schemes(
    question: EntitlementQuestion, dates: ChildDates, code: CodeAnswer | None
) -> dict[Scheme, SchemeAnswer]:
    answers = (
        working_parent(question, dates, code),
        two_year_old(question, dates),
        universal(question, dates),
        tax_free_childcare(question, dates),
        universal_credit(question, dates),
    )
    return {answer.scheme: answer for answer in answers}


def _funded(
    usable: set[Scheme], on: date, dates: ChildDates, nation: Nation
) -> tuple[FundedTime, FundedTime]:
    """Funded minutes on a day, and those that stay when work ends; England alone has either."""
    if nation is not Nation.ENGLAND:
        return FundedTime(0, 0), FundedTime(0, 0)
    band = dates.band_on(on)
    return funded_together(usable, band, on), kept_when_work_ends(usable, band, on)
