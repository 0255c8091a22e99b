"""What an answer took for granted, and what nobody can say from the facts given."""

from collections.abc import Iterator, Mapping
from datetime import date

from hubapp.funding.dated import say_day
from hubapp.funding.question import (
    EntitlementQuestion,
    Household,
    NoPublicFunds,
    Parent,
    ReceptionPlan,
)
from hubapp.funding.rule import rule
from hubapp.funding.schemes import Scheme, SchemeAnswer, Standing
from hubapp.funding.starts import ChildDates
from hubapp.funding.work import AtWork, at_work


def notes(
    question: EntitlementQuestion,
    dates: ChildDates | None,
    schemes: Mapping[Scheme, SchemeAnswer],
) -> tuple[str, ...]:
    """Sentences for the foot of an answer; none where no scheme was looked at."""
    if dates is None or not schemes:
        return ()
    settled = {Standing.ENDED, Standing.NO}
    parents_matter = any(
        schemes[scheme].standing not in settled
        for scheme in (Scheme.WORKING_PARENT, Scheme.TFC, Scheme.UC)
    )
    return (
        *_on_the_child(question, dates),
        *(_on_the_parents(question, schemes) if parents_matter else ()),
        *_on_the_household(question.household, schemes),
        *_on_the_hours(schemes),
    )


@rule("R67b", source="DfE, Early education and childcare, part A: who funds a place")
def who_claims() -> str:
    """A provider claims from the council where it is, which need not be the family's own.

    >>> "where it is" in who_claims()
    True
    """
    return "Your provider claims the hours from the council where it is, not from yours."


def _on_the_child(question: EntitlementQuestion, dates: ChildDates) -> Iterator[str]:
    if dates.expected:
        yield "All days go by the due date, and may move with the day your baby is born."
    if not dates.exact and _before(question.on, dates.working_parent):
        first, last = dates.applications_open
        yield (
            f"You can apply for a code from a day between {say_day(first)} and {say_day(last)},"
            " when your child is 23 weeks old. Which day hangs on the date of birth."
        )
    usual = question.child.reception is ReceptionPlan.USUAL
    if usual and _before(question.on, dates.school_age):
        yield "We took it that your child starts Reception in the September after turning 4."


def _before(on: date | None, day: date) -> bool:
    return on is None or on < day


def _on_the_parents(
    question: EntitlementQuestion, schemes: Mapping[Scheme, SchemeAnswer]
) -> Iterator[str]:
    parents = question.parents
    if not parents:
        yield "We took it that each parent works, and earns enough but not too much."
    if any(_pay_missing(parent) for parent in parents):
        yield "We took it that each parent who works expects to earn enough."
    if any(parent.age is None for parent in parents):
        yield "We took it that a parent whose age you did not give is 21 or over."
    if any(parent.adjusted_net_income_pence is None for parent in parents):
        yield "We took it that no parent expects more than £100,000 this tax year."
    if question.code is None and schemes[Scheme.WORKING_PARENT].standing is Standing.NOW:
        yield "We took it that working parents have a code confirmed in time."


def _pay_missing(parent: Parent) -> bool:
    return parent.weekly_pence is None and at_work(parent) is AtWork.WORKING


def _on_the_household(
    household: Household, schemes: Mapping[Scheme, SchemeAnswer]
) -> Iterator[str]:
    if not schemes[Scheme.TWO_YEAR_OLD].usable:
        return
    if household.uc and not household.uc_net_earnings_pence:
        yield "We took it that your take-home pay is low enough for the hours for 2-year-olds."
    if household.nrpf is NoPublicFunds.ALL and None in {
        household.income_pence_a_year,
        household.capital_pence,
    }:
        yield "We took it that your income and savings are low enough for 2-year-olds' hours."
    yield "Once your 2-year-old has these hours, they stay, even if your money changes."


def _on_the_hours(schemes: Mapping[Scheme, SchemeAnswer]) -> Iterator[str]:
    hours = (Scheme.WORKING_PARENT, Scheme.TWO_YEAR_OLD, Scheme.UNIVERSAL)
    if any(schemes[scheme].usable for scheme in hours):
        yield who_claims()
