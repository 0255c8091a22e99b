"""Whether a family works enough for each scheme: who counts as working, and on what pay."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from hubapp.funding.dated import figures_on, say_day
from hubapp.funding.earnings import EarningsFigures, against_the_least, within_income_limit
from hubapp.funding.question import ChildcareSupport, Parent, ParentBenefit, Work
from hubapp.funding.schemes import MinimumEarnings, ParentAnswer
from hubapp.funding.verdict import PASSED, Verdict, all_of, either_of, failed, too_close
from hubapp.kernel.money import say_pence

_SOON_DAYS = 31
_NEW_BUSINESS_MONTHS = 12
_SHORT = {MinimumEarnings.NOT_MET, MinimumEarnings.BORDERLINE}
_OTHER_HELP = {
    ChildcareSupport.VOUCHERS: "childcare vouchers",
    ChildcareSupport.BURSARY_OR_GRANT: "a childcare bursary or grant",
}
NOT_WORKING = "Each parent must be in paid work, or start within 31 days."
ON_LEAVE = (
    "A parent is on leave for this child. You can use this when they go back to work. For another"
    " child you can use it now."
)

EXCUSED_FROM_TFC = frozenset(ParentBenefit) - {ParentBenefit.LIMITED_CAPABILITY_FOR_WORK}
"""Childcare Payments (Eligibility) Regulations 2015, regulation 13."""

EXCUSED_FROM_FUNDED_HOURS = frozenset(ParentBenefit)
"""SI 2022/1134, regulations 14(4) and 15(4), which name limited capability for work too."""

_EXCUSED_FROM_UC = {ParentBenefit.CARERS_ALLOWANCE, ParentBenefit.LIMITED_CAPABILITY_FOR_WORK}
"""Universal Credit Regulations 2013, regulation 32."""


class AtWork(StrEnum):
    """Where a parent stands with work on the day asked about."""

    WORKING = "working"
    BACK_SOON = "back_soon"
    ON_LEAVE = "on_leave"
    ON_LEAVE_FOR_THIS_CHILD = "on_leave_for_this_child"
    STARTS_LATER = "starts_later"
    NOT_WORKING = "not_working"

    @property
    def counts(self) -> bool:
        """Whether the law treats the parent as in paid work."""
        return self not in {AtWork.STARTS_LATER, AtWork.NOT_WORKING}


def at_work(parent: Parent) -> AtWork:
    """Where a parent stands with work; somebody who did not say is working, unless facts deny it.

    A job, or a return from leave, within 31 days counts as work already begun.
    """
    soon = parent.starts_work_in_days is not None and parent.starts_work_in_days <= _SOON_DAYS
    if parent.work is Work.PARENTAL_LEAVE and parent.leave_for_this_child:
        return AtWork.BACK_SOON if soon else AtWork.ON_LEAVE_FOR_THIS_CHILD
    if parent.work in {Work.PARENTAL_LEAVE, Work.SICK_LEAVE}:
        return AtWork.ON_LEAVE
    if parent.work in {Work.EMPLOYED, Work.SELF_EMPLOYED}:
        return AtWork.WORKING
    if parent.starts_work_in_days is not None:
        return AtWork.WORKING if soon else AtWork.STARTS_LATER
    lives_on_benefit = parent.benefits and not parent.weekly_pence
    return AtWork.NOT_WORKING if parent.work or lives_on_benefit else AtWork.WORKING


def parent_answers(
    parents: Sequence[Parent], on: date | None, *, foster: bool
) -> tuple[ParentAnswer, ...]:
    """Each parent's pay beside the least they must expect; without a day there is no line.

    Raises MissingYearError.
    """
    figures = None if on is None or not parents else figures_on(EarningsFigures, on)
    return tuple(
        ParentAnswer(
            _minimum_in_family(i, parents, figures, foster=foster),
            None if figures is None else _least(parent, figures),
        )
        for i, parent in enumerate(parents)
    )


def funded_hours_test(parents: Sequence[Parent], on: date, *, foster: bool) -> Verdict:
    """Whether a family passes the working parents' tests. Raises MissingYearError."""
    return _working_family(parents, on, EXCUSED_FROM_FUNDED_HOURS, foster=foster)


def tax_free_childcare_test(parents: Sequence[Parent], on: date) -> Verdict:
    """Whether parents pass Tax-Free Childcare's tests of work, income and other help.

    Raises MissingYearError.
    """
    support = {each for parent in parents for each in parent.childcare_support}
    if support:
        helps = " or ".join(_OTHER_HELP[each] for each in sorted(support))
        return failed(f"You cannot have Tax-Free Childcare and {helps} at the same time.")
    return _working_family(parents, on, EXCUSED_FROM_TFC, foster=False)


def universal_credit_test(parents: Sequence[Parent]) -> Verdict:
    """Whether parents work as Universal Credit's childcare asks: no least pay, no income limit."""
    idle = [parent for parent in parents if not at_work(parent).counts]
    excused = not any(parent.benefits.isdisjoint(_EXCUSED_FROM_UC) for parent in idle)
    if not parents or (excused and len(idle) < len(parents)):
        return PASSED
    return failed(
        "Each parent must be in paid work, or start within 31 days. One of two parents may instead"
        " get Carer's Allowance, or not be well enough to work."
    )


def _working_family(
    parents: Sequence[Parent], on: date, excusing: frozenset[ParentBenefit], *, foster: bool
) -> Verdict:
    if not parents:
        return PASSED
    figures = figures_on(EarningsFigures, on)
    limit = figures.most_adjusted_net_income_pence
    if not within_income_limit((each.adjusted_net_income_pence for each in parents), limit):
        return failed(
            f"A parent expects more than {say_pence(limit)} this tax year. The limit is each"
            " parent's own, and pension payments and gifts to charity come off the income first."
        )
    own = [_own_test(parent, figures, on, foster=foster) for parent in parents]
    return all_of(
        own[i]
        if parent.benefits.isdisjoint(excusing) or len(parents) == 1
        else either_of(own[i], own[1 - i])
        for i, parent in enumerate(parents)
    )


def _own_test(parent: Parent, figures: EarningsFigures, on: date, *, foster: bool) -> Verdict:
    """A parent's own work and pay, before a benefit excuses anybody."""
    work = at_work(parent)
    if work is AtWork.STARTS_LATER:
        return failed(_starts_later(parent.starts_work_in_days or 0, on))
    if work is AtWork.NOT_WORKING:
        return failed(NOT_WORKING)
    match _minimum(parent, figures, foster=foster):
        case MinimumEarnings.NOT_MET if work is AtWork.ON_LEAVE_FOR_THIS_CHILD:
            return failed(ON_LEAVE)
        case MinimumEarnings.NOT_MET:
            return failed(_earns_too_little(parent, figures))
        case MinimumEarnings.BORDERLINE:
            return too_close(_ask_hmrc(parent, figures))
        case _:
            return PASSED


def _minimum(
    parent: Parent, figures: EarningsFigures | None, *, foster: bool
) -> MinimumEarnings | None:
    """How a parent's pay stands; waived where the law does not ask for it, None where not said."""
    work = at_work(parent)
    if (foster and work.counts) or _pay_is_not_asked(parent, work):
        return MinimumEarnings.WAIVED
    if not work.counts:
        return MinimumEarnings.NOT_MET
    if parent.weekly_pence is None:
        on_leave = work is AtWork.ON_LEAVE_FOR_THIS_CHILD
        return MinimumEarnings.NOT_MET if on_leave else None
    if figures is None:
        return None
    return against_the_least(parent.weekly_pence, _least(parent, figures))


def _pay_is_not_asked(parent: Parent, work: AtWork) -> bool:
    """SI 2022/1134, regulations 16(3) and 17: leave, the month before a return, a new business."""
    new_business = (
        parent.work is Work.SELF_EMPLOYED
        and parent.self_employed_months is not None
        and parent.self_employed_months < _NEW_BUSINESS_MONTHS
    )
    return new_business or work in {AtWork.ON_LEAVE, AtWork.BACK_SOON}


def _minimum_in_family(
    index: int, parents: Sequence[Parent], figures: EarningsFigures | None, *, foster: bool
) -> MinimumEarnings | None:
    """A parent's pay; waived too where a benefit stands in for it and the other parent works."""
    own = _minimum(parents[index], figures, foster=foster)
    excused = not parents[index].benefits.isdisjoint(EXCUSED_FROM_FUNDED_HOURS)
    others = [parent for i, parent in enumerate(parents) if i != index]
    if own in _SHORT and excused and any(at_work(other).counts for other in others):
        return MinimumEarnings.WAIVED
    return own


def _least(parent: Parent, figures: EarningsFigures) -> int:
    return figures.least_weekly_pence(
        parent.age, apprentice_first_year=parent.apprentice_first_year
    )


def _earns_too_little(parent: Parent, figures: EarningsFigures) -> str:
    least = say_pence(_least(parent, figures))
    return f"A parent expects too little pay: it takes {least} a week before tax at their age."


def _ask_hmrc(parent: Parent, figures: EarningsFigures) -> str:
    least = say_pence(_least(parent, figures))
    return (
        f"A parent's pay is within £1 of the {least} a week it takes. Ask HMRC: only they can say."
    )


def _starts_later(days: int, on: date) -> str:
    """Since May 2024 a job further off counts too, once its own applications open."""
    starts = on + timedelta(days=days)
    opens, term = application_for_a_start(starts)
    return (
        f"A parent starts work on {say_day(starts)}. You can apply from {say_day(opens)} and use"
        f" your hours from {say_day(term)}, if your child is old enough."
    )


def application_for_a_start(starts: date) -> tuple[date, date]:
    """When somebody can apply who starts or goes back to work on a day, and their first term.

    SI 2022/1134, regulation 7 as amended by SI 2024/527: work that begins by the end of a term's
    first month counts for that term, and is applied for in the term before.

    >>> for day in application_for_a_start(date(2027, 1, 31)): print(day)
    2026-09-01
    2027-01-01
    >>> for day in application_for_a_start(date(2027, 2, 1)): print(day)
    2027-01-01
    2027-04-01
    """
    if starts.month >= 10:
        return date(starts.year, 9, 1), date(starts.year + 1, 1, 1)
    if starts.month == 1:
        return date(starts.year - 1, 9, 1), date(starts.year, 1, 1)
    if starts.month <= 4:
        return date(starts.year, 1, 1), date(starts.year, 4, 1)
    return date(starts.year, 4, 1), date(starts.year, 9, 1)
