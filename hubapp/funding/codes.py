"""Eligibility codes: what they look like, when they count and run out (R1, R2, R7 to R13)."""

import re
from datetime import date, timedelta

from hubapp.funding.question import Code, CodeKind
from hubapp.funding.rule import rule
from hubapp.funding.schemes import CodeAnswer, CodeStatus, Reconfirm
from hubapp.kernel.terms import next_funding_term

_RECONFIRM_DAYS = 28
_DISCRETION_DAYS = 14
_GRACE = (  # a code that ends before this month and day keeps a place until that one
    ((2, 11), (3, 31)),
    ((5, 27), (8, 31)),
    ((10, 22), (12, 31)),
)
_GUIDANCE = "DfE, check childcare eligibility: guidance on working families' codes, June 2026"


@rule("R1", source=_GUIDANCE)
def looks_like_code(number: str) -> bool:
    """A code is eleven digits and nothing else; its first digits are only a label.

    >>> looks_like_code("50012345678")
    True
    >>> looks_like_code("9001234567A"), looks_like_code("5001234567")
    (False, False)
    """
    return re.fullmatch("[0-9]{11}", number) is not None


@rule("R2", source="DfE eligibility-checking-engine, which looks at the first digit alone")
def code_kind(number: str) -> CodeKind | None:
    """The first digit tells the kind: 1 temporary, 4 foster, any other permanent.

    None: there is no digit to go by.

    >>> print(code_kind("40012345678"), code_kind("11012345678"), code_kind("50012345678"))
    foster temporary permanent
    """
    if not re.match("[0-9]", number):
        return None
    return {"1": CodeKind.TEMPORARY, "4": CodeKind.FOSTER}.get(number[0], CodeKind.PERMANENT)


@rule("R8", source=_GUIDANCE)
def counts_from(valid_from: date, submitted: date | None) -> date:
    """A code applied for before term that comes in its first 14 days counts as if in time.

    It then counts from the last day of the term before. The 1st is one of the 14 days: the
    guidance says so, though an older edition of DfE's engine began with the 2nd.

    >>> print(counts_from(date(2027, 4, 4), date(2027, 3, 23)))
    2027-03-31
    >>> print(counts_from(date(2027, 4, 1), date(2027, 3, 31)))
    2027-03-31
    >>> print(counts_from(date(2027, 4, 15), date(2027, 3, 23)))
    2027-04-15
    >>> print(counts_from(date(2027, 4, 4), date(2027, 4, 1)))
    2027-04-04
    """
    day_before = valid_from.replace(day=1) - timedelta(days=1)
    in_time = submitted is not None and submitted <= day_before
    opens_term = next_funding_term(day_before) == valid_from.replace(day=1)
    if in_time and opens_term and valid_from.day <= _DISCRETION_DAYS:
        return day_before
    return valid_from


@rule("R7", source="SI 2022/1134, regulation 27; " + _GUIDANCE)
def code_usable_from(counted_from: date) -> date:
    """A code can be used from the term after the day it counts from.

    >>> print(code_usable_from(date(2027, 2, 21)))
    2027-04-01
    >>> print(code_usable_from(counts_from(date(2027, 4, 4), date(2027, 3, 23))))
    2027-04-01
    >>> print(code_usable_from(counts_from(date(2027, 4, 15), date(2027, 3, 23))))
    2027-09-01
    """
    return next_funding_term(counted_from)


@rule("R9", source="SI 2022/1134, regulation 27; " + _GUIDANCE)
def first_use_with_code(by_age: date, by_code: date) -> date:
    """Hours begin when both the child is old enough and the code can be used.

    >>> by_code = code_usable_from(counts_from(date(2027, 1, 5), date(2027, 1, 2)))
    >>> print(first_use_with_code(date(2027, 1, 1), by_code))
    2027-04-01
    """
    return max(by_age, by_code)


@rule("R10", source=_GUIDANCE)
def reconfirm_opens(valid_to: date) -> date:
    """A code can be confirmed again from 28 days before it ends, until the day it ends.

    >>> print(reconfirm_opens(date(2026, 11, 30)))
    2026-11-02
    """
    return valid_to - timedelta(days=_RECONFIRM_DAYS)


@rule("R11", source="DfE eligibility-checking-engine; DfE, Early education and childcare, part A")
def grace_ends(valid_to: date) -> date:
    """After a code ends, a place the child has goes on until a term's end.

    >>> print(grace_ends(date(2027, 2, 10)), grace_ends(date(2027, 2, 11)))
    2027-03-31 2027-08-31
    >>> print(grace_ends(date(2027, 5, 26)), grace_ends(date(2027, 5, 27)))
    2027-08-31 2027-12-31
    >>> print(grace_ends(date(2026, 10, 21)), grace_ends(date(2026, 10, 22)))
    2026-12-31 2027-03-31
    """
    for (month, day), until in _GRACE:
        if valid_to < date(valid_to.year, month, day):
            return date(valid_to.year, *until)
    return date(valid_to.year + 1, 3, 31)


@rule("R12", source="DfE, Early education and childcare, part A; " + _GUIDANCE)
def code_status(valid_to: date, on: date) -> CodeStatus:
    """After its last day a code is in grace: a place the child has goes on, none may begin.

    >>> print(code_status(date(2026, 11, 30), date(2026, 11, 30)))
    valid
    >>> print(code_status(date(2026, 11, 30), date(2027, 3, 31)))
    grace
    >>> print(code_status(date(2026, 11, 30), date(2027, 4, 1)))
    expired
    """
    if on <= valid_to:
        return CodeStatus.VALID
    return CodeStatus.GRACE if on <= grace_ends(valid_to) else CodeStatus.EXPIRED


@rule("R13", source=_GUIDANCE)
def reconfirm_status(kind: CodeKind | None, valid_to: date, on: date) -> Reconfirm:
    """A temporary code is used once and never confirmed again; every other one is.

    >>> print(reconfirm_status(CodeKind.TEMPORARY, date(2026, 11, 30), date(2026, 12, 1)))
    not_applicable
    >>> print(reconfirm_status(CodeKind.PERMANENT, date(2026, 11, 30), date(2026, 11, 1)))
    not_due
    >>> print(reconfirm_status(CodeKind.PERMANENT, date(2026, 11, 30), date(2026, 11, 2)))
    due
    >>> print(reconfirm_status(CodeKind.PERMANENT, date(2026, 11, 30), date(2026, 12, 1)))
    overdue
    """
    if kind is CodeKind.TEMPORARY:
        return Reconfirm.NOT_APPLICABLE
    if on > valid_to:
        return Reconfirm.OVERDUE
    return Reconfirm.DUE if on >= reconfirm_opens(valid_to) else Reconfirm.NOT_DUE


def code_answer(code: Code, on: date | None, school_age: date | None) -> CodeAnswer:
    """What a code's facts allow on a day; what they do not tell is None.

    `school_age`: the day the child must be at school, from when no code counts any more.
    """
    kind = code.kind or (code_kind(code.number) if code.number is not None else None)
    counted = counts_from(code.valid_from, code.submitted) if code.valid_from else None
    usable = code_usable_from(counted) if counted else None
    too_old = on is not None and school_age is not None and on >= school_age
    status = _status(code, on)
    begun = on is not None and (usable is None or on >= usable)
    return CodeAnswer(
        format_ok=None if code.number is None else looks_like_code(code.number),
        kind=kind,
        usable_from=usable,
        discretionary=_discretionary(code),
        discretionary_start=counted,
        reconfirm_opens=_opens(kind, code.valid_to, too_old=too_old),
        reconfirm=_reconfirm(kind, code.valid_to, on, too_old=too_old),
        grace_ends=grace_ends(code.valid_to) if code.valid_to else None,
        status=status,
        existing_place_ok=None if status is None else status in _KEEPS and not too_old,
        new_place_ok=None
        if status is None
        else status is CodeStatus.VALID and begun and not too_old,
    )


_KEEPS = {CodeStatus.VALID, CodeStatus.GRACE}


def _discretionary(code: Code) -> bool | None:
    """None where it hangs on the day of the application, and that day is not given."""
    if code.valid_from is None:
        return None
    possible = counts_from(code.valid_from, date.min) != code.valid_from
    if possible and code.submitted is None:
        return None
    return counts_from(code.valid_from, code.submitted) != code.valid_from


def _status(code: Code, on: date | None) -> CodeStatus | None:
    """None as well before a code's first day: there is no word for "not yet"."""
    if on is None or code.valid_to is None:
        return None
    if code.valid_from is not None and on < counts_from(code.valid_from, code.submitted):
        return None
    return code_status(code.valid_to, on)


def _opens(kind: CodeKind | None, valid_to: date | None, *, too_old: bool) -> date | None:
    if valid_to is None or too_old or kind is CodeKind.TEMPORARY:
        return None
    return reconfirm_opens(valid_to)


def _reconfirm(
    kind: CodeKind | None, valid_to: date | None, on: date | None, *, too_old: bool
) -> Reconfirm | None:
    if too_old:
        return Reconfirm.CHILD_TOO_OLD
    if kind is CodeKind.TEMPORARY:
        return Reconfirm.NOT_APPLICABLE
    if valid_to is None or on is None:
        return None
    return reconfirm_status(kind, valid_to, on)
