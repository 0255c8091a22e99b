"""From the choices on the pages to the question the calculator is asked. Pure.

The pages ask on which side of a line a family is, not for sums; the calculator is given a sum on
that side.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from hubapp.funding.dated import figures_on
from hubapp.funding.earnings import EarningsFigures
from hubapp.funding.question import (
    Child,
    ChildcareSupport,
    EntitlementQuestion,
    Flag,
    Household,
    HouseholdBenefit,
    Nation,
    NoPublicFunds,
    Parent,
    ParentBenefit,
    Work,
)
from hubapp.funding.two_year_old import TwoYearOldLimits
from hubapp.kernel.ages import BirthMonth
from hubapp.paying.forms import (
    Age,
    ChildForm,
    Circumstance,
    HelpForm,
    UniversalCredit,
    WorkForm,
    Working,
    YesNo,
)
from hubapp.paying.walk import Walk

_FLAGS = {
    Circumstance.DLA: Flag.DLA,
    Circumstance.EHC_PLAN: Flag.EHCP,
    Circumstance.IN_CARE: Flag.LOOKED_AFTER,
}
_AGES = {Age.FROM_21: 21, Age.FROM_18: 18, Age.UNDER_18: 17, Age.APPRENTICE: 18}
_WORK = {
    Working.EMPLOYED: Work.EMPLOYED,
    Working.NEW_JOB: Work.NONE,
    Working.SELF_EMPLOYED: Work.SELF_EMPLOYED,
    Working.NEWLY_SELF_EMPLOYED: Work.SELF_EMPLOYED,
    Working.LEAVE_FOR_THIS_CHILD: Work.PARENTAL_LEAVE,
    Working.OTHER_LEAVE: Work.SICK_LEAVE,
    Working.CARER_OR_ILL: Work.NONE,
    Working.NOT_WORKING: Work.NONE,
}
_LATEST_START_DAYS = 31
_A_FEW_MONTHS = 6
_LITTLE_PENCE = 50


def question_of(walk: Walk, today: date) -> EntitlementQuestion:
    """The question of a finished walk. Raises MissingYearError where a year's figures are missing.

    Outside England only the child's page was answered.
    """
    child = walk.forms["child"]
    nation = Nation(child.home.data)
    if nation is not Nation.ENGLAND:
        return EntitlementQuestion(nation=nation, on=today, child=_child(child, today))
    adults = ("first", "second") if walk.forms["adults"].adults.data == "2" else ("first",)
    help_ = walk.forms["help"]
    return EntitlementQuestion(
        nation=nation,
        on=today,
        child=_child(child, today),
        parents=tuple(_parent(walk.forms[name], help_, today) for name in adults),
        household=_household(help_, today),
    )


def open_doubts(walk: Walk) -> Iterable[str]:
    """What a person said they were not sure of, where the calculator had to take one side."""
    works = [walk.forms[name] for name in ("first", "second")]
    if any(work.earns_too_much.data == YesNo.UNSURE for work in works):
        yield "A parent may earn more than £100,000. We took it that nobody does: ask HMRC."
    if walk.forms["help"].universal_credit.data == UniversalCredit.UNSURE:
        yield "We took it that your wages on Universal Credit are low enough: ask your council."


def _child(form: ChildForm, today: date) -> Child:
    chosen = {Circumstance(value) for value in form.circumstances.data or ()}
    return Child(
        birth=form.birth,
        expected=form.birth > BirthMonth(today.year, today.month),
        foster=Circumstance.FOSTERED in chosen,
        flags=frozenset(_FLAGS[one] for one in chosen if one in _FLAGS),
    )


def _parent(form: WorkForm, help_: HelpForm, today: date) -> Parent:
    working, age = Working(form.work.data), Age(form.age.data)
    on_benefit = {ParentBenefit.CARERS_ALLOWANCE} if working is Working.CARER_OR_ILL else set()
    vouchers = {ChildcareSupport.VOUCHERS} if help_.vouchers.data == YesNo.YES else set()
    newly = working is Working.NEWLY_SELF_EMPLOYED
    return Parent(
        age=_AGES[age],
        work=_WORK[working],
        weekly_pence=_weekly_pence(form, age, today),
        adjusted_net_income_pence=_income(form, today),
        self_employed_months=_A_FEW_MONTHS if newly else None,
        apprentice_first_year=age is Age.APPRENTICE,
        leave_for_this_child=working is Working.LEAVE_FOR_THIS_CHILD,
        starts_work_in_days=_LATEST_START_DAYS if working is Working.NEW_JOB else None,
        benefits=frozenset(on_benefit),
        childcare_support=frozenset(vouchers),
    )


def _weekly_pence(form: WorkForm, age: Age, today: date) -> Fraction:
    """A sum on the side of the line that was chosen; a little below it where nobody is sure."""
    least = figures_on(EarningsFigures, today).least_weekly_pence(
        _AGES[age], apprentice_first_year=age is Age.APPRENTICE
    )
    return Fraction(
        {YesNo.YES: least, YesNo.NO: 0, YesNo.UNSURE: least - _LITTLE_PENCE}[
            YesNo(form.earns_enough.data)
        ]
    )


def _income(form: WorkForm, today: date) -> int:
    most = figures_on(EarningsFigures, today).most_adjusted_net_income_pence
    return most + 1 if form.earns_too_much.data == YesNo.YES else most


def _household(form: HelpForm, today: date) -> Household:
    credit = UniversalCredit(form.universal_credit.data)
    limit = figures_on(TwoYearOldLimits, today).uc_net_pence_in_one_month
    earned = {UniversalCredit.LOW_PAY: (limit,), UniversalCredit.MORE_PAY: (limit + 1,)}
    other = {HouseholdBenefit.INCOME_RELATED_ESA} if form.other_benefit.data == YesNo.YES else set()
    return Household(
        uc=credit is not UniversalCredit.NO,
        uc_net_earnings_pence=earned.get(credit, ()),
        benefits=frozenset(other),
        nrpf=NoPublicFunds(form.recourse.data),
    )
