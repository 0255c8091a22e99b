"""Eligibility codes: R1, R2, R7 to R13."""

from datetime import date

import pytest

from hubapp.funding.codes import code_answer, code_kind, counts_from, grace_ends, looks_like_code
from hubapp.funding.question import Code, CodeKind
from hubapp.funding.schemes import CodeStatus, Reconfirm

SCHOOL_AGE = date(2028, 9, 1)


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        ("50012345678", True),
        ("11000000001", True),
        ("90000000000", True),
        ("9001234567A", False),
        ("5001234567", False),
        ("500123456789", False),
        ("500 1234 5678", False),
        ("50012345678\n", False),
        ("٥٠٠١٢٣٤٥٦٧٨", False),
        ("", False),
    ],
)
def test_r1_a_code_is_eleven_digits(number, fits) -> None:
    assert looks_like_code(number) is fits


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("40012345678", CodeKind.FOSTER),
        ("11012345678", CodeKind.TEMPORARY),
        ("50012345678", CodeKind.PERMANENT),
        ("50112345678", CodeKind.PERMANENT),
        ("90012345678", CodeKind.PERMANENT),
        ("code", None),
    ],
)
def test_r2_the_first_digit_tells_the_kind(number, kind) -> None:
    assert code_kind(number) == kind


def test_r2_a_kind_said_outright_is_believed_before_a_digit() -> None:
    code = Code(number="50012345678", kind=CodeKind.FOSTER)
    assert code_answer(code, None, None).kind == "foster"


@pytest.mark.parametrize(
    ("submitted", "valid_from", "usable", "discretionary"),
    [
        (date(2027, 2, 20), date(2027, 2, 21), date(2027, 4, 1), False),  # R7
        (date(2027, 3, 23), date(2027, 4, 4), date(2027, 4, 1), True),  # R8
        (date(2027, 3, 23), date(2027, 4, 15), date(2027, 9, 1), False),
        (date(2027, 3, 23), date(2027, 4, 14), date(2027, 4, 1), True),
        (date(2027, 4, 1), date(2027, 4, 4), date(2027, 9, 1), False),
        (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 1), True),
        (date(2026, 8, 31), date(2026, 9, 14), date(2026, 9, 1), True),
        (date(2027, 4, 20), date(2027, 5, 3), date(2027, 9, 1), False),  # no term begins in May
        (date(2026, 11, 5), date(2026, 11, 20), date(2027, 1, 1), False),
    ],
)
def test_r7_r8_the_term_a_code_opens(submitted, valid_from, usable, discretionary) -> None:
    answer = code_answer(Code(submitted=submitted, valid_from=valid_from), None, None)
    assert answer.usable_from == usable
    assert answer.discretionary is discretionary


def test_dfe_engine_forgets_that_the_first_of_the_month_is_one_of_the_fourteen_days() -> None:
    assert counts_from(date(2027, 9, 1), date(2027, 8, 1)) == date(2027, 8, 31)
    assert counts_from(date(2027, 9, 15), date(2027, 8, 1)) == date(2027, 9, 15)


def test_r8_where_the_day_of_applying_is_not_known_nobody_says_whether_it_was_in_time() -> None:
    unknown = code_answer(Code(valid_from=date(2027, 4, 4)), None, None)
    assert (unknown.discretionary, unknown.usable_from) == (None, date(2027, 9, 1))
    clear = code_answer(Code(valid_from=date(2027, 5, 4)), None, None)
    assert clear.discretionary is False


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2026, 11, 1), Reconfirm.NOT_DUE),
        (date(2026, 11, 2), Reconfirm.DUE),
        (date(2026, 11, 30), Reconfirm.DUE),
        (date(2026, 12, 1), Reconfirm.OVERDUE),
    ],
)
def test_r10_a_code_is_confirmed_again_in_its_last_28_days(on, status) -> None:
    answer = code_answer(Code(valid_to=date(2026, 11, 30)), on, SCHOOL_AGE)
    assert answer.reconfirm_opens == date(2026, 11, 2)
    assert answer.reconfirm is status


@pytest.mark.parametrize(
    ("valid_to", "ends"),
    [
        (date(2027, 1, 1), date(2027, 3, 31)),
        (date(2027, 2, 10), date(2027, 3, 31)),
        (date(2027, 2, 11), date(2027, 8, 31)),
        (date(2027, 5, 26), date(2027, 8, 31)),
        (date(2027, 5, 27), date(2027, 12, 31)),
        (date(2026, 10, 21), date(2026, 12, 31)),
        (date(2026, 10, 22), date(2027, 3, 31)),
        (date(2026, 12, 31), date(2027, 3, 31)),
    ],
)
def test_r11_grace_lasts_to_a_terms_end(valid_to, ends) -> None:
    assert grace_ends(valid_to) == ends


@pytest.mark.parametrize(
    ("on", "status", "existing", "new"),
    [
        (date(2026, 11, 30), CodeStatus.VALID, True, True),
        (date(2026, 12, 1), CodeStatus.GRACE, True, False),
        (date(2027, 3, 31), CodeStatus.GRACE, True, False),
        (date(2027, 4, 1), CodeStatus.EXPIRED, False, False),
    ],
)
def test_r12_in_grace_a_place_goes_on_and_none_begins(on, status, existing, new) -> None:
    code = Code(valid_from=date(2026, 8, 20), valid_to=date(2026, 11, 30))
    answer = code_answer(code, on, SCHOOL_AGE)
    assert answer.status is status
    assert (answer.existing_place_ok, answer.new_place_ok) == (existing, new)


def test_a_valid_code_opens_no_place_before_its_term() -> None:
    code = Code(valid_from=date(2027, 2, 21), valid_to=date(2027, 5, 21))
    assert code_answer(code, date(2027, 3, 1), SCHOOL_AGE).new_place_ok is False
    assert code_answer(code, date(2027, 4, 1), SCHOOL_AGE).new_place_ok is True


def test_before_its_first_day_a_code_has_no_status() -> None:
    code = Code(valid_from=date(2027, 2, 21), valid_to=date(2027, 5, 21))
    answer = code_answer(code, date(2027, 2, 20), SCHOOL_AGE)
    assert (answer.status, answer.existing_place_ok, answer.new_place_ok) == (None, None, None)


@pytest.mark.parametrize("on", [date(2026, 11, 10), date(2026, 12, 10)])
def test_r13_a_temporary_code_is_never_confirmed_again_but_has_its_grace(on) -> None:
    code = Code(number="11012345678", valid_to=date(2026, 11, 30))
    answer = code_answer(code, on, SCHOOL_AGE)
    assert answer.reconfirm is Reconfirm.NOT_APPLICABLE
    assert answer.reconfirm_opens is None
    assert answer.grace_ends == date(2027, 3, 31)


def test_nobody_confirms_again_for_a_child_who_must_be_at_school() -> None:
    code = Code(valid_to=date(2028, 11, 30))
    answer = code_answer(code, SCHOOL_AGE, SCHOOL_AGE)
    assert answer.reconfirm is Reconfirm.CHILD_TOO_OLD
    assert (answer.reconfirm_opens, answer.existing_place_ok) == (None, False)


def test_what_a_code_does_not_tell_is_not_told() -> None:
    answer = code_answer(Code(number="50012345678"), date(2026, 11, 22), None)
    assert answer.format_ok is True
    assert (answer.usable_from, answer.grace_ends, answer.status) == (None, None, None)
    assert (answer.reconfirm, answer.discretionary) == (None, None)
