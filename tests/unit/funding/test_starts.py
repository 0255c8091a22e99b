"""From which term, until when, by age: R3 to R6, R14, R15, R45, R58."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubapp.funding.question import Child, Flag, ReceptionPlan
from hubapp.funding.starts import (
    after_months,
    birthday_term,
    child_dates,
    compulsory_school_age,
    funded_until,
    tax_free_childcare_ends,
    universal_credit_childcare_ends,
    working_parent_starts,
)
from hubapp.kernel.ages import BirthMonth

births = st.dates(date(2010, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("born", "starts"),
    [
        (date(2025, 11, 30), date(2026, 9, 1)),
        (date(2025, 12, 1), date(2027, 1, 1)),
        (date(2025, 7, 1), date(2026, 9, 1)),
        (date(2025, 6, 30), date(2026, 4, 1)),
        (date(2024, 10, 1), date(2025, 9, 1)),
        # The births councils listed for the first term of the scheme, 1 September 2024.
        (date(2023, 11, 30), date(2024, 9, 1)),
        (date(2023, 12, 1), date(2025, 1, 1)),
        # 9 months old on the last day of a term, and on the first day of the next.
        (date(2026, 3, 31), date(2027, 1, 1)),
        (date(2026, 4, 1), date(2027, 4, 1)),
    ],
)
def test_r4_working_parents_hours_begin_the_term_after_nine_months(born, starts) -> None:
    assert working_parent_starts(born) == starts


@pytest.mark.parametrize("month", [4, 7, 12])
def test_nine_months_on_the_first_day_of_term_waits(month) -> None:
    born = date(2025, month, 1)
    nine_months = after_months(born, 9)
    assert nine_months.day == 1
    assert nine_months.month in {1, 4, 9}
    assert working_parent_starts(born) > nine_months


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2025, 5, 31), 9, date(2026, 2, 28)),
        (date(2023, 5, 31), 9, date(2024, 2, 29)),
        (date(2025, 12, 31), 9, date(2026, 9, 30)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2025, 1, 15), 12, date(2026, 1, 15)),
    ],
)
def test_r5_a_day_the_month_lacks_is_its_last(day, months, after) -> None:
    assert after_months(day, months) == after
    assert working_parent_starts(date(2025, 5, 31)) == date(2026, 4, 1)


def test_r6_a_child_born_in_february_2026() -> None:
    born = date(2026, 2, 15)
    assert working_parent_starts(born) == date(2027, 1, 1)
    assert birthday_term(born, 2) == date(2028, 4, 1)
    assert birthday_term(born, 3) == date(2029, 4, 1)


@pytest.mark.parametrize(
    ("born", "from_day"),
    [
        (date(2021, 8, 31), date(2026, 9, 1)),
        (date(2021, 9, 1), date(2027, 1, 1)),
        (date(2021, 12, 31), date(2027, 1, 1)),
        (date(2022, 1, 1), date(2027, 4, 1)),
        (date(2022, 3, 31), date(2027, 4, 1)),
        (date(2022, 4, 1), date(2027, 9, 1)),
    ],
)
def test_r14_school_is_compulsory_the_term_after_the_fifth_birthday(born, from_day) -> None:
    assert compulsory_school_age(born) == from_day


@pytest.mark.parametrize(
    ("born", "reception", "until"),
    [
        (date(2021, 9, 1), ReceptionPlan.USUAL, date(2026, 9, 1)),
        (date(2022, 8, 31), ReceptionPlan.USUAL, date(2026, 9, 1)),
        (date(2022, 9, 1), ReceptionPlan.USUAL, date(2027, 9, 1)),
        (date(2022, 8, 31), ReceptionPlan.DEFERRED, date(2027, 9, 1)),
        (date(2022, 3, 31), ReceptionPlan.DEFERRED, date(2027, 4, 1)),
        (date(2021, 10, 10), date(2026, 11, 2), date(2026, 11, 2)),
        (date(2021, 10, 10), date(2028, 9, 4), date(2027, 1, 1)),
    ],
)
def test_r15_hours_end_with_reception_or_compulsory_school_age(born, reception, until) -> None:
    assert funded_until(born, reception) == until


@pytest.mark.parametrize(
    ("born", "disabled", "ends"),
    [
        (date(2015, 8, 31), False, date(2026, 9, 1)),
        (date(2015, 9, 1), False, date(2027, 9, 1)),
        (date(2015, 9, 2), False, date(2027, 9, 1)),
        (date(2010, 3, 15), True, date(2026, 9, 1)),
        (date(2010, 12, 25), True, date(2027, 9, 1)),
    ],
)
def test_r45_tax_free_childcare_ends_in_the_september_after_a_birthday(
    born, disabled, ends
) -> None:
    assert tax_free_childcare_ends(born, disabled=disabled) == ends


def test_universal_credit_pays_until_31_august_after_the_16th_birthday() -> None:
    assert universal_credit_childcare_ends(date(2010, 3, 15)) == date(2026, 9, 1)
    assert universal_credit_childcare_ends(date(2010, 8, 31)) == date(2026, 9, 1)
    assert universal_credit_childcare_ends(date(2010, 9, 1)) == date(2027, 9, 1)


@pytest.mark.parametrize("flag", [Flag.DLA, Flag.PIP, Flag.REGISTERED_BLIND])
def test_a_disabled_child_has_tax_free_childcare_for_longer(flag) -> None:
    dates = child_dates(Child(birth=date(2014, 5, 5), flags=frozenset({flag})))
    assert dates is not None
    assert dates.tfc_ends == date(2030, 9, 1)


@pytest.mark.parametrize("flag", [Flag.EHCP, Flag.SEND_SUPPORT, Flag.LOOKED_AFTER, Flag.LEFT_CARE])
def test_a_plan_or_a_past_in_care_is_not_a_disability_for_tax_free_childcare(flag) -> None:
    dates = child_dates(Child(birth=date(2014, 5, 5), flags=frozenset({flag})))
    assert dates is not None
    assert dates.tfc_ends == date(2025, 9, 1)


@given(births, st.sampled_from(list(ReceptionPlan)))
def test_r58_every_day_of_a_month_leads_to_the_same_terms(born, reception) -> None:
    exact = child_dates(Child(birth=born, reception=reception))
    month = child_dates(Child(birth=BirthMonth(born.year, born.month), reception=reception))
    assert exact is not None
    assert month is not None
    assert (exact.working_parent, exact.two_year_old, exact.universal) == (
        month.working_parent,
        month.two_year_old,
        month.universal,
    )
    assert (exact.funded_until, exact.school_age) == (month.funded_until, month.school_age)
    assert (exact.tfc_ends, exact.uc_ends) == (month.tfc_ends, month.uc_ends)
    first, last = month.applications_open
    assert first <= exact.applications_open[0] <= last


@given(births, st.integers(0, 400), st.sampled_from(list(ReceptionPlan)))
def test_a_later_birth_never_starts_or_ends_earlier(born, days, reception) -> None:
    early = child_dates(Child(birth=born, reception=reception))
    late = child_dates(Child(birth=born + timedelta(days=days), reception=reception))
    assert early is not None
    assert late is not None
    for name in ("working_parent", "two_year_old", "universal", "funded_until", "tfc_ends"):
        assert getattr(early, name) <= getattr(late, name)


@given(births, st.sampled_from(list(ReceptionPlan)))
def test_every_scheme_ends_after_it_begins_and_in_order(born, reception) -> None:
    dates = child_dates(Child(birth=born, reception=reception))
    assert dates is not None
    assert born < dates.working_parent < dates.two_year_old < dates.universal
    assert dates.universal < dates.funded_until <= dates.school_age
