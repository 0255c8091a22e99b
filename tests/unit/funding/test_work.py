"""What parents must earn and may not pass, and who counts as working: R39, R40 and section 1.1."""

from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubapp.funding.dated import MissingYearError, figures_on
from hubapp.funding.earnings import EarningsFigures, against_the_least
from hubapp.funding.question import ChildcareSupport, Parent, ParentBenefit, Work
from hubapp.funding.schemes import MinimumEarnings
from hubapp.funding.work import (
    application_for_a_start,
    funded_hours_test,
    parent_answers,
    tax_free_childcare_test,
    universal_credit_test,
)

ON = date(2026, 11, 22)
WORKS = Parent(age=30, work=Work.EMPLOYED, weekly_pence=Fraction(40000))
EARNS_LITTLE = Parent(age=30, work=Work.EMPLOYED, weekly_pence=Fraction(15000))
AT_HOME = Parent(age=30, work=Work.NONE)
FUNDED_EXCUSES = list(ParentBenefit)
TFC_EXCUSES = [each for each in ParentBenefit if each != "limited_capability_for_work"]
UC_EXCUSES = [ParentBenefit.CARERS_ALLOWANCE, ParentBenefit.LIMITED_CAPABILITY_FOR_WORK]


def on_benefit(benefit: ParentBenefit) -> Parent:
    return Parent(age=30, work=Work.NONE, benefits=frozenset({benefit}))


def hours(*parents: Parent, foster: bool = False) -> bool | None:
    return funded_hours_test(parents, ON, foster=foster).passes


def tfc(*parents: Parent) -> bool | None:
    return tax_free_childcare_test(parents, ON).passes


def uc(*parents: Parent) -> bool | None:
    return universal_credit_test(parents).passes


def minimum(parent: Parent, *others: Parent, foster: bool = False) -> MinimumEarnings | None:
    return parent_answers((parent, *others), ON, foster=foster)[0].min_earnings


# --- the line ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "age", "apprentice", "least"),
    [
        (date(2024, 4, 1), 21, False, 16 * 1144),
        (date(2025, 3, 31), 20, False, 16 * 860),
        (date(2025, 4, 1), 21, False, 16 * 1221),
        (date(2026, 3, 31), 18, False, 16 * 1000),
        (date(2026, 4, 1), 21, False, 20336),
        (ON, 20, False, 17360),
        (ON, 18, False, 17360),
        (ON, 17, False, 12800),
        (ON, 35, True, 12800),
        (ON, None, False, 20336),
    ],
)
def test_r39_the_least_pay_is_sixteen_hours_at_the_minimum_wage(on, age, apprentice, least) -> None:
    figures = figures_on(EarningsFigures, on)
    assert figures.least_weekly_pence(age, apprentice_first_year=apprentice) == least


@pytest.mark.parametrize(
    ("weekly", "said"),
    [
        (20336, "met"),
        (20337, "met"),
        (40000, "met"),
        (20335, "borderline"),
        (20300, "borderline"),  # the figure GOV.UK shows
        (20237, "borderline"),
        (20236, "not_met"),
        (20000, "not_met"),
        (0, "not_met"),
    ],
)
def test_r39_less_than_a_pound_below_the_line_is_hmrcs_to_say(weekly, said) -> None:
    assert minimum(Parent(age=21, work=Work.EMPLOYED, weekly_pence=Fraction(weekly))) == said


@pytest.mark.parametrize(
    ("yearly_pounds", "said"),
    [
        ("10574.72", "met"),
        ("10574.71", "borderline"),
        ("10574", "borderline"),
        ("10400", "not_met"),
    ],
)
def test_r39_a_years_pay_is_shared_over_52_weeks_unrounded(yearly_pounds, said) -> None:
    weekly = Fraction(yearly_pounds) * 100 / 52
    assert against_the_least(weekly, 20336) == said


def test_r39_at_20_the_line_is_lower() -> None:
    assert minimum(Parent(age=20, work=Work.EMPLOYED, weekly_pence=Fraction(17360))) == "met"
    assert minimum(Parent(age=21, work=Work.EMPLOYED, weekly_pence=Fraction(17360))) == "not_met"


@pytest.mark.parametrize(("months", "said"), [(0, "waived"), (11, "waived"), (12, "not_met")])
def test_r39_a_new_business_need_earn_nothing_for_its_first_year(months, said) -> None:
    founder = Parent(
        age=30, work=Work.SELF_EMPLOYED, weekly_pence=Fraction(0), self_employed_months=months
    )
    assert minimum(founder) == said
    assert hours(founder) is (said == "waived")
    assert tfc(founder) is (said == "waived")


def test_an_employees_months_of_work_waive_nothing() -> None:
    new_job = Parent(work=Work.EMPLOYED, weekly_pence=Fraction(100), self_employed_months=3)
    assert minimum(new_job) == "not_met"


@given(st.integers(0, 100_000), st.integers(0, 1_000))
def test_earning_more_never_turns_a_yes_into_a_no(weekly, more) -> None:
    order = [MinimumEarnings.NOT_MET, MinimumEarnings.BORDERLINE, MinimumEarnings.MET]
    before, after = (order.index(against_the_least(pay, 20336)) for pay in (weekly, weekly + more))
    assert before <= after


def test_the_figures_of_another_year_are_never_used() -> None:
    for day in (date(2024, 3, 31), date(2027, 4, 1)):
        with pytest.raises(MissingYearError, match=r"earnings\.toml"):
            funded_hours_test((WORKS,), day, foster=False)


# --- the limit --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("incomes", "passes"),
    [
        ((10_000_000,), True),
        ((10_000_001,), False),
        ((9_900_000, 9_900_000), True),
        ((10_000_001, 2_000_000), False),
        ((2_000_000, 10_000_001), False),
    ],
)
def test_r40_the_limit_is_each_parents_own(incomes, passes) -> None:
    parents = [
        Parent(work=Work.EMPLOYED, weekly_pence=Fraction(120000), adjusted_net_income_pence=income)
        for income in incomes
    ]
    assert hours(*parents) is passes
    assert tfc(*parents) is passes
    assert uc(*parents) is True


def test_r40_a_partner_who_earns_nothing_does_not_help_a_parent_over_the_limit() -> None:
    over = Parent(work=Work.EMPLOYED, adjusted_net_income_pence=10_000_001)
    assert hours(over, on_benefit(ParentBenefit.CARERS_ALLOWANCE)) is False


# --- work -------------------------------------------------------------------------------------


def test_both_parents_must_work() -> None:
    for test in (hours, tfc, uc):
        assert test(WORKS) is True
        assert test(WORKS, WORKS) is True
        assert test(WORKS, AT_HOME) is False
        assert test(AT_HOME, WORKS) is False
        assert test(AT_HOME) is False
        assert test(AT_HOME, AT_HOME) is False
        assert test() is True


@pytest.mark.parametrize("benefit", list(ParentBenefit))
def test_a_benefit_excuses_one_parent_where_the_other_works(benefit) -> None:
    carer = on_benefit(benefit)
    for test, excuses in ((hours, FUNDED_EXCUSES), (tfc, TFC_EXCUSES), (uc, UC_EXCUSES)):
        assert test(WORKS, carer) is (benefit in excuses)
        assert test(carer, WORKS) is (benefit in excuses)
        assert test(carer) is False
        assert test(carer, carer) is False
        assert test(carer, AT_HOME) is False
    assert minimum(carer, WORKS) == "waived"
    assert minimum(carer, AT_HOME) == "not_met"
    assert minimum(carer) == "not_met"


def test_a_benefit_does_not_excuse_low_pay_of_the_one_who_works() -> None:
    carer = on_benefit(ParentBenefit.CARERS_ALLOWANCE)
    assert hours(EARNS_LITTLE, carer) is False
    assert "£203.36" in funded_hours_test((carer, EARNS_LITTLE), ON, foster=False).why
    assert uc(EARNS_LITTLE, carer) is True


def test_a_carer_who_earns_a_little_is_excused_from_earning_more() -> None:
    carer = Parent(
        age=30,
        work=Work.EMPLOYED,
        weekly_pence=Fraction(15000),
        benefits=frozenset({ParentBenefit.CARERS_ALLOWANCE}),
    )
    assert hours(WORKS, carer) is True
    assert minimum(carer, WORKS) == "waived"
    assert hours(carer) is False
    assert minimum(carer) == "not_met"


def test_universal_credit_asks_for_work_but_not_for_pay() -> None:
    assert uc(EARNS_LITTLE) is True
    assert hours(EARNS_LITTLE) is False
    assert tfc(EARNS_LITTLE) is False


@pytest.mark.parametrize("work", [Work.SICK_LEAVE, Work.PARENTAL_LEAVE])
def test_leave_counts_as_work_and_its_pay_is_not_asked_about(work) -> None:
    for pay in (None, Fraction(0), Fraction(40000)):
        away = Parent(age=30, work=work, weekly_pence=pay)
        assert minimum(away) == "waived"
        assert hours(away, WORKS) is True
        assert hours(WORKS, away) is True
        assert tfc(away) is True
        assert uc(away) is True


@pytest.mark.parametrize(
    ("pay", "back_in", "passes"),
    [
        (None, None, False),
        (Fraction(10000), None, False),
        (Fraction(40000), None, True),  # paid leave above the line is paid work
        (Fraction(10000), 31, True),
        (Fraction(10000), 32, False),
        (None, 0, True),
    ],
)
def test_leave_for_this_child_counts_with_pay_or_a_return_within_31_days(
    pay, back_in, passes
) -> None:
    away = Parent(
        age=30,
        work=Work.PARENTAL_LEAVE,
        leave_for_this_child=True,
        weekly_pence=pay,
        starts_work_in_days=back_in,
    )
    assert hours(away, WORKS) is passes
    assert hours(WORKS, away) is passes
    assert tfc(away) is passes
    assert uc(away, WORKS) is True


def test_leave_for_this_child_is_said_to_be_the_reason() -> None:
    away = Parent(work=Work.PARENTAL_LEAVE, leave_for_this_child=True)
    assert funded_hours_test((WORKS, away), ON, foster=False).why.startswith(
        "A parent is on leave for this child."
    )


@pytest.mark.parametrize(("days", "passes"), [(0, True), (31, True), (32, False), (90, False)])
def test_a_new_job_counts_from_31_days_before(days, passes) -> None:
    starter = Parent(age=30, work=Work.NONE, starts_work_in_days=days, weekly_pence=Fraction(30000))
    assert hours(starter) is passes
    assert tfc(starter, WORKS) is passes
    assert uc(WORKS, starter) is passes


def test_a_new_job_must_pay_enough_too() -> None:
    starter = Parent(age=30, work=Work.NONE, starts_work_in_days=5, weekly_pence=Fraction(10000))
    assert hours(starter) is False
    assert minimum(starter) == "not_met"


def test_a_job_further_off_is_told_when_to_apply() -> None:
    # 22 November 2026 + 75 days is 5 February 2027.
    starter = Parent(work=Work.NONE, starts_work_in_days=75)
    assert funded_hours_test((starter,), ON, foster=False).why == (
        "A parent starts work on 5 February 2027. You can apply from 1 January 2027 and use your"
        " hours from 1 April 2027, if your child is old enough."
    )


@pytest.mark.parametrize(
    ("starts", "apply_from", "term"),
    [
        # The table councils publish: work begun by the end of a term's first month counts for it.
        (date(2026, 10, 1), date(2026, 9, 1), date(2027, 1, 1)),
        (date(2027, 1, 31), date(2026, 9, 1), date(2027, 1, 1)),
        (date(2027, 2, 1), date(2027, 1, 1), date(2027, 4, 1)),
        (date(2027, 4, 30), date(2027, 1, 1), date(2027, 4, 1)),
        (date(2027, 5, 1), date(2027, 4, 1), date(2027, 9, 1)),
        (date(2027, 9, 30), date(2027, 4, 1), date(2027, 9, 1)),
    ],
)
def test_work_begun_in_a_terms_first_month_counts_for_the_term(starts, apply_from, term) -> None:
    assert application_for_a_start(starts) == (apply_from, term)


def test_foster_parents_need_paid_work_elsewhere_but_no_least_pay() -> None:
    assert hours(EARNS_LITTLE, foster=True) is True
    assert minimum(EARNS_LITTLE, foster=True) == "waived"
    assert hours(AT_HOME, foster=True) is False
    assert hours(EARNS_LITTLE, AT_HOME, foster=True) is False
    rich = Parent(work=Work.EMPLOYED, adjusted_net_income_pence=10_000_001)
    assert hours(rich, foster=True) is False


@pytest.mark.parametrize("support", list(ChildcareSupport))
def test_vouchers_and_grants_rule_out_tax_free_childcare_alone(support) -> None:
    helped = Parent(
        work=Work.EMPLOYED, weekly_pence=Fraction(40000), childcare_support=frozenset({support})
    )
    assert tfc(helped) is False
    assert tfc(WORKS, helped) is False
    assert tfc(helped, WORKS) is False
    assert hours(helped, WORKS) is True


def test_pay_close_to_the_line_leaves_the_family_open() -> None:
    close = Parent(age=30, work=Work.EMPLOYED, weekly_pence=Fraction(20300))
    assert hours(close) is None
    assert hours(close, WORKS) is None
    assert hours(close, AT_HOME) is False
    assert hours(close, on_benefit(ParentBenefit.CARERS_ALLOWANCE)) is None
    assert "Ask HMRC" in funded_hours_test((close, WORKS), ON, foster=False).why


def test_a_parent_who_says_only_their_age_is_taken_to_work_and_earn_enough() -> None:
    silent = Parent(age=25)
    assert minimum(silent) is None
    assert hours(silent) is True
    assert parent_answers((silent,), ON, foster=False)[0].least_weekly_pence == 20336
    assert parent_answers((silent,), None, foster=False)[0].least_weekly_pence is None


parents = st.builds(
    Parent,
    age=st.sampled_from([None, 17, 19, 30]),
    work=st.sampled_from([None, *Work]),
    weekly_pence=st.sampled_from([None, Fraction(0), Fraction(20300), Fraction(40000)]),
    adjusted_net_income_pence=st.sampled_from([None, 10_000_000, 10_000_001]),
    self_employed_months=st.sampled_from([None, 11, 12]),
    apprentice_first_year=st.booleans(),
    leave_for_this_child=st.booleans(),
    starts_work_in_days=st.sampled_from([None, 31, 32]),
    benefits=st.frozensets(st.sampled_from(list(ParentBenefit)), max_size=2),
    childcare_support=st.frozensets(st.sampled_from(list(ChildcareSupport)), max_size=1),
)


@given(parents, parents, st.booleans())
def test_the_order_of_parents_never_matters(first, second, foster) -> None:
    one_way, other_way = (first, second), (second, first)
    assert funded_hours_test(one_way, ON, foster=foster) == funded_hours_test(
        other_way, ON, foster=foster
    )
    assert tax_free_childcare_test(one_way, ON) == tax_free_childcare_test(other_way, ON)
    assert universal_credit_test(one_way) == universal_credit_test(other_way)
    assert parent_answers(one_way, ON, foster=foster) == tuple(
        reversed(parent_answers(other_way, ON, foster=foster))
    )


@given(parents, parents)
def test_whoever_fails_reads_why(first, second) -> None:
    for family in product((first, second), repeat=2):
        for verdict in (
            funded_hours_test(family, ON, foster=False),
            tax_free_childcare_test(family, ON),
            universal_credit_test(family),
        ):
            assert bool(verdict.why) is (verdict.passes is not True)
