"""Who may have the two schemes that pay towards a bill: never both in one family (R43)."""

from datetime import date

from hubapp.funding import entitlement_words as words
from hubapp.funding.question import (
    EntitlementQuestion,
    HouseholdBenefit,
    Nation,
    NoPublicFunds,
)
from hubapp.funding.schemes import Scheme, SchemeAnswer, Standing
from hubapp.funding.starts import ChildDates
from hubapp.funding.verdict import Verdict, failed
from hubapp.funding.work import tax_free_childcare_test, universal_credit_test


def tax_free_childcare(question: EntitlementQuestion, dates: ChildDates) -> SchemeAnswer:
    """Tax-Free Childcare, wherever in the United Kingdom. Raises MissingYearError."""
    verdict = None if question.on is None else _tax_free_family(question, question.on)
    return _answer(Scheme.TFC, question.on, dates, verdict)


def universal_credit(question: EntitlementQuestion, dates: ChildDates) -> SchemeAnswer:
    """Universal Credit's childcare costs, for families in Great Britain who get the benefit."""
    verdict = None if question.on is None else _universal_credit_family(question)
    return _answer(Scheme.UC, question.on, dates, verdict)


def _tax_free_family(question: EntitlementQuestion, on: date) -> Verdict:
    household = question.household
    bars = {
        words.FOSTER: question.child.foster,
        words.NOT_WITH_UC: household.uc,
        words.NOT_WITH_TAX_CREDITS: HouseholdBenefit.CHILD_TAX_CREDIT in household.benefits,
        words.NO_PUBLIC_FUNDS: household.nrpf is NoPublicFunds.ALL,
    }
    for why, barred in bars.items():
        if barred:
            return failed(why)
    return tax_free_childcare_test(question.parents, on)


def _universal_credit_family(question: EntitlementQuestion) -> Verdict:
    household = question.household
    bars = {
        words.UC_OF_NORTHERN_IRELAND: question.nation is Nation.NORTHERN_IRELAND,
        words.FOSTER: question.child.foster,
        words.ONLY_ON_UC: not household.uc,
        words.NO_PUBLIC_FUNDS: household.nrpf is NoPublicFunds.ALL,
    }
    for why, barred in bars.items():
        if barred:
            return failed(why)
    return universal_credit_test(question.parents)


def _answer(
    scheme: Scheme, on: date | None, dates: ChildDates, family: Verdict | None
) -> SchemeAnswer:
    """From birth on; the very day of birth is told only where it is known."""
    born = dates.born_from if dates.exact else None
    not_from = dates.tfc_ends if scheme is Scheme.TFC else dates.uc_ends
    if on is None or family is None:
        standing, why = None, words.say_term(scheme, dates.born_to, not_from)
    else:
        standing, why = _standing(scheme, on, dates, not_from, family)
    can_ask = standing in {Standing.NOW, Standing.LATER, Standing.ASK}
    to_do = words.APPLY_FOR_TFC if scheme is Scheme.TFC else words.REPORT_TO_UC
    return SchemeAnswer(
        scheme=scheme,
        standing=standing,
        why=why,
        to_do=to_do if can_ask else None,
        first_use=born,
        not_from=not_from,
    )


def _standing(
    scheme: Scheme, on: date, dates: ChildDates, not_from: date, family: Verdict
) -> tuple[Standing, str]:
    if on >= not_from:
        return Standing.ENDED, words.has_ended(scheme, not_from)
    if family.passes is False:
        return Standing.NO, family.why
    if dates.expected or on < dates.born_from:
        return Standing.LATER, words.NOT_BORN
    if on < dates.born_to:
        return Standing.ASK, words.BIRTHDAY_NEEDED
    if family.passes is None:
        return Standing.ASK, family.why
    return Standing.NOW, words.use_now(scheme, not_from)
