"""The three schemes of free hours, one by one: working parents', 2-year-olds', everyone's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from hubapp.funding import entitlement_words as words
from hubapp.funding.codes import first_use_with_code
from hubapp.funding.dated import figures_on
from hubapp.funding.hours import Entitlements
from hubapp.funding.question import EntitlementQuestion, Nation, NoPublicFunds
from hubapp.funding.rule import rule
from hubapp.funding.schemes import CodeAnswer, CodeStatus, Scheme, SchemeAnswer, Standing
from hubapp.funding.starts import ChildDates
from hubapp.funding.two_year_old import additional_support
from hubapp.funding.verdict import PASSED, Verdict, failed
from hubapp.funding.work import funded_hours_test
from hubapp.kernel.terms import next_funding_term

Stand = tuple[Standing, str]
_OPEN = {Standing.NOW, Standing.LATER, Standing.ASK}


@rule("R67", source="Childcare Act 2016, section 1: the child is in England")
def has_englands_hours(nation: Nation) -> bool:
    """A home outside England has none of England's funded hours.

    >>> has_englands_hours(Nation.ENGLAND), has_englands_hours(Nation.WALES)
    (True, False)
    """
    return nation is Nation.ENGLAND


def working_parent(
    question: EntitlementQuestion, dates: ChildDates, code: CodeAnswer | None
) -> SchemeAnswer:
    """Free Childcare for Working Parents. Raises MissingYearError."""
    if not has_englands_hours(question.nation):
        return _elsewhere(question, Scheme.WORKING_PARENT)
    on = question.on
    by_age, not_from = dates.working_parent, dates.funded_until
    with_code = by_age
    if code is not None and code.usable_from is not None:
        with_code = first_use_with_code(by_age, code.usable_from)
    start = by_age if on is None else max(by_age, next_funding_term(on))
    must_apply = code is None and start < not_from
    answer = SchemeAnswer(
        scheme=Scheme.WORKING_PARENT,
        standing=None,
        why=words.say_term(Scheme.WORKING_PARENT, with_code, not_from),
        first_use=by_age,
        first_use_with_code=with_code,
        not_from=not_from,
        apply_from=dates.applications_open[0] if dates.exact else None,
        apply_by=start - timedelta(days=1) if must_apply else None,
    )
    if on is None:
        return answer
    standing, why = _working_parent_standing(question, on, dates, code)
    to_do = _apply(answer, start, on) if standing in _OPEN else None
    return replace(answer, standing=standing, why=why, to_do=to_do)


def _apply(answer: SchemeAnswer, start: date, on: date) -> str | None:
    if answer.apply_by is None:
        return None
    if answer.first_use is None or on >= answer.first_use:
        return words.apply_for_next_term(answer.apply_by, start)
    opens = answer.apply_from if answer.apply_from and answer.apply_from > on else None
    return words.apply_for_code(opens, answer.apply_by, start)


def _working_parent_standing(
    question: EntitlementQuestion, on: date, dates: ChildDates, code: CodeAnswer | None
) -> Stand:
    """By age, family, law and code.

    A place the child has goes on while its code or the grace lasts, whatever has become of the
    family's work; a new place takes both (R12). A valid code settles a doubt about pay: HMRC,
    who alone can say, has said so.
    """
    keeps = question.existing_place and code is not None and bool(code.existing_place_ok)
    standing, why = _by_age(
        Scheme.WORKING_PARENT,
        on,
        (dates.working_parent, dates.funded_until),
        lambda: PASSED if keeps else _working_family(question, on),
        dates,
    )
    if standing is Standing.LATER:
        return standing, _waits_for_code(code, dates.working_parent) or why
    if standing in {Standing.ENDED, Standing.NO}:
        return standing, why
    if not _law_reaches(dates, on):
        return Standing.NO, words.law_had_not_begun(on)
    by_code = None if code is None else _by_code(code, on, keeps=keeps)
    if by_code is None and code is not None and code.status is CodeStatus.VALID:
        return Standing.NOW, words.use_now(Scheme.WORKING_PARENT, dates.funded_until)
    return by_code or (standing, why)


def _waits_for_code(code: CodeAnswer | None, by_age: date) -> str | None:
    """The sentence for a code that can be used later still than the child's age allows."""
    if code is None or code.usable_from is None or code.usable_from <= by_age:
        return None
    return words.code_waits(code.usable_from)


def _law_reaches(dates: ChildDates, on: date) -> bool:
    return figures_on(Entitlements, on).working_parent_minutes(dates.band_on(on)) > 0


def _working_family(question: EntitlementQuestion, on: date) -> Verdict:
    if question.household.nrpf is NoPublicFunds.ALL:
        return failed(words.NO_PUBLIC_FUNDS)
    return funded_hours_test(question.parents, on, foster=question.child.foster)


def _by_code(code: CodeAnswer, on: date, *, keeps: bool) -> Stand | None:
    """What a code says to its use on a day; None: nothing against it."""
    if code.format_ok is False:
        return Standing.NO, words.NOT_A_CODE
    if code.status is CodeStatus.EXPIRED:
        return Standing.NO, words.code_expired(code)
    if code.status is CodeStatus.GRACE and keeps:
        return Standing.NOW, words.place_goes_on(code)
    if code.status is CodeStatus.GRACE:
        return Standing.NO, words.code_in_grace(code)
    if code.usable_from is not None and on < code.usable_from:
        return Standing.LATER, words.code_waits(code.usable_from)
    return None


def two_year_old(question: EntitlementQuestion, dates: ChildDates) -> SchemeAnswer:
    """Early learning for 2-year-olds. Raises MissingYearError."""
    if not has_englands_hours(question.nation):
        return _elsewhere(question, Scheme.TWO_YEAR_OLD)
    on = question.on
    first, not_from = dates.two_year_old, dates.universal
    answer = SchemeAnswer(
        scheme=Scheme.TWO_YEAR_OLD,
        standing=None,
        why=words.say_term(Scheme.TWO_YEAR_OLD, first, not_from),
        first_use=first,
        not_from=not_from,
        apply_from=dates.two_year_old_opens,
    )
    if on is None:
        return answer
    standing, why = _by_age(
        Scheme.TWO_YEAR_OLD,
        on,
        (first, not_from),
        lambda: additional_support(question.child, question.household, on),
        dates,
    )
    opens = dates.two_year_old_opens if dates.two_year_old_opens > on else None
    to_do = words.ask_council(opens) if standing in _OPEN else None
    return replace(answer, standing=standing, why=why, to_do=to_do)


def universal(question: EntitlementQuestion, dates: ChildDates) -> SchemeAnswer:
    """15 hours for all 3 and 4-year-olds: no test but age and a home in England."""
    if not has_englands_hours(question.nation):
        return _elsewhere(question, Scheme.UNIVERSAL)
    first, not_from = dates.universal, dates.funded_until
    answer = SchemeAnswer(
        scheme=Scheme.UNIVERSAL,
        standing=None,
        why=words.say_term(Scheme.UNIVERSAL, first, not_from),
        first_use=first,
        not_from=not_from,
    )
    if question.on is None:
        return answer
    days = (first, not_from)
    standing, why = _by_age(Scheme.UNIVERSAL, question.on, days, lambda: PASSED, dates)
    to_do = words.ASK_PROVIDER if standing in _OPEN else None
    return replace(answer, standing=standing, why=why, to_do=to_do)


def _elsewhere(question: EntitlementQuestion, scheme: Scheme) -> SchemeAnswer:
    why = words.not_in_england(question.nation)
    standing = None if question.on is None else Standing.NO
    return SchemeAnswer(scheme=scheme, standing=standing, why=why)


def _by_age(
    scheme: Scheme,
    on: date,
    days: tuple[date, date],
    family: Callable[[], Verdict],
    dates: ChildDates,
) -> Stand:
    """How a family stands by the child's age and its own tests, which nobody past the age takes."""
    first, not_from = days
    if on >= not_from:
        return Standing.ENDED, words.has_ended(scheme, not_from)
    verdict = family()
    if verdict.passes is False:
        return Standing.NO, verdict.why
    if on < first:
        return Standing.LATER, f"{words.use_later(scheme, first)} {verdict.why}".strip()
    if dates.expected:
        return Standing.LATER, words.NOT_BORN
    if verdict.passes is None:
        return Standing.ASK, verdict.why
    return Standing.NOW, words.use_now(scheme, not_from)
