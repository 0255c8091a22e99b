"""Whole answers: one child, one family, one day."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from hubapp.funding.dated import MissingYearError
from hubapp.funding.entitlement import entitlement
from hubapp.funding.question import (
    Child,
    Code,
    EntitlementQuestion,
    Flag,
    Household,
    HouseholdBenefit,
    Nation,
    NoPublicFunds,
    Parent,
    ReceptionPlan,
    Work,
)
from hubapp.funding.schemes import Entitlement, FundedTime, Scheme, SchemeAnswer, Standing
from hubapp.kernel.ages import BirthMonth

ON = date(2026, 11, 22)
WORKS = Parent(
    age=30, work=Work.EMPLOYED, weekly_pence=Fraction(40000), adjusted_net_income_pence=2_080_000
)
AT_HOME = Parent(age=30, work=Work.NONE)
FIFTEEN = FundedTime(15 * 60, 570 * 60)
THIRTY = FundedTime(30 * 60, 1140 * 60)
NOTHING = FundedTime(0, 0)
LOW_PAY_ON_UC = Household(uc=True, uc_net_earnings_pence=(100_000,))


def ask(born: date | BirthMonth, on: date | None = ON, **more: object) -> Entitlement:
    child = Child(birth=born)
    return entitlement(replace(EntitlementQuestion(child=child, on=on), **more))


def scheme(answer: Entitlement, which: Scheme) -> SchemeAnswer:
    return answer.schemes[which]


def usable(answer: Entitlement) -> set[Scheme]:
    return {each.scheme for each in answer.schemes.values() if each.usable}


# --- by age -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (date(2026, 8, 31), Standing.LATER),
        (date(2026, 9, 1), Standing.NOW),
        (date(2030, 8, 31), None),
    ],
)
def test_working_parents_hours_begin_with_the_term(on, standing) -> None:
    # Born 30 November 2025: 9 months old on 30 August 2026; Reception in September 2030.
    if standing is None:
        with pytest.raises(MissingYearError, match=r"entitlements\.toml"):
            ask(date(2025, 11, 30), on)
        return
    assert scheme(ask(date(2025, 11, 30), on), Scheme.WORKING_PARENT).standing is standing


def test_the_days_of_a_child_born_in_october_2024() -> None:
    answer = scheme(ask(date(2024, 10, 1), None), Scheme.WORKING_PARENT)
    assert answer.first_use == answer.first_use_with_code == date(2025, 9, 1)
    assert answer.apply_from == date(2025, 3, 11)  # 161 days after birth
    assert answer.apply_by == date(2025, 8, 31)
    assert answer.not_from == date(2029, 9, 1)
    assert answer.usable is None
    assert answer.why == (
        "By your child's age this is from 1 September 2025, the term after your child is 9 months"
        " old, until 31 August 2029."
    )


def test_a_two_year_old_asks_in_the_term_of_the_birthday() -> None:
    # Second birthday 15 October 2025, in the autumn term; hours from January.
    answer = scheme(ask(date(2023, 10, 15), None), Scheme.TWO_YEAR_OLD)
    assert answer.apply_from == date(2025, 9, 1)
    assert answer.first_use == date(2026, 1, 1)
    assert answer.not_from == date(2027, 1, 1)


def test_two_year_olds_hours_give_way_to_everyones() -> None:
    for on, expected in (
        (date(2026, 12, 31), {Scheme.TWO_YEAR_OLD, Scheme.UC}),
        (date(2027, 1, 1), {Scheme.UNIVERSAL, Scheme.UC}),
    ):
        answer = ask(
            date(2023, 10, 15),
            on,
            household=LOW_PAY_ON_UC,
            parents=(replace(WORKS, weekly_pence=Fraction(15000)),),
        )
        assert usable(answer) == expected
        assert answer.funded == FIFTEEN


def test_dfe_checker_forgets_that_funding_ends_at_reception() -> None:
    # DfE's parents' checker goes by the age of 4; this child of 4 started Reception in September.
    answer = ask(date(2022, 6, 15), parents=(WORKS,))
    assert scheme(answer, Scheme.WORKING_PARENT).standing is Standing.ENDED
    assert scheme(answer, Scheme.UNIVERSAL).standing is Standing.ENDED
    assert answer.funded == NOTHING
    assert usable(answer) == {Scheme.TFC}


def test_dfe_checker_forgets_that_hours_wait_for_the_term() -> None:
    # 9 months old since 1 October 2026: a place from 1 January 2027.
    answer = scheme(ask(date(2026, 1, 1), parents=(WORKS,)), Scheme.WORKING_PARENT)
    assert answer.standing is Standing.LATER
    assert answer.why == (
        "You can use this from 1 January 2027, the term after your child is 9 months old."
    )


def test_a_child_of_five_who_put_reception_off_still_has_hours() -> None:
    # Born 10 October 2021: 5 in October 2026, at school by 1 January 2027.
    child = Child(birth=date(2021, 10, 10), reception=ReceptionPlan.DEFERRED)
    question = EntitlementQuestion(child=child, on=date(2026, 12, 31), parents=(WORKS,))
    assert entitlement(question).funded == THIRTY
    assert entitlement(replace(question, on=date(2027, 1, 1))).funded == NOTHING
    assert entitlement(question).compulsory_school_age_from == date(2027, 1, 1)


def test_a_day_of_starting_school_ends_the_hours() -> None:
    child = Child(birth=date(2021, 10, 10), reception=date(2026, 11, 23))
    question = EntitlementQuestion(child=child, on=ON)
    assert entitlement(question).funded == THIRTY
    assert entitlement(replace(question, on=date(2026, 11, 23))).funded == NOTHING


# --- the law's own history --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "born", "funded"),
    [
        # A 10-month-old in October 2024 had 15 hours; a year later 30.
        (date(2024, 10, 15), date(2023, 11, 20), FIFTEEN),
        (date(2025, 10, 15), date(2024, 11, 20), THIRTY),
        # In the summer of 2024 the scheme began at two.
        (date(2024, 5, 1), date(2023, 6, 1), NOTHING),
        (date(2024, 5, 1), date(2022, 1, 10), FIFTEEN),
        (date(2024, 3, 31), date(2022, 1, 10), NOTHING),
        (date(2025, 8, 31), date(2022, 9, 15), FIFTEEN),
        (date(2025, 9, 1), date(2022, 9, 15), THIRTY),
        # At three it has been 30 hours since 2017.
        (date(2019, 1, 7), date(2015, 10, 1), THIRTY),
        (date(2017, 9, 1), date(2014, 5, 1), THIRTY),
    ],
)
def test_a_working_familys_hours_by_the_law_of_the_day(on, born, funded) -> None:
    assert ask(born, on).funded == funded


def test_a_law_not_yet_begun_is_said_to_be() -> None:
    answer = scheme(ask(date(2023, 6, 1), date(2024, 5, 1)), Scheme.WORKING_PARENT)
    assert answer.standing is Standing.NO
    assert answer.why == "On 1 May 2024 this was not open to children of this age yet."


def test_before_september_2025_two_schemes_of_a_two_year_old_were_15_hours_together() -> None:
    born = date(2022, 10, 15)
    assert ask(born, date(2025, 7, 1), household=LOW_PAY_ON_UC).funded == FIFTEEN
    assert ask(born, date(2025, 9, 1), household=LOW_PAY_ON_UC).funded == THIRTY


@pytest.mark.parametrize("on", [date(2017, 8, 31), date(2028, 1, 1)])
def test_a_day_whose_law_nobody_wrote_down_is_an_error(on) -> None:
    with pytest.raises(MissingYearError, match=r"entitlements\.toml"):
        ask(date(on.year - 3, 1, 1), on)


# --- hours together ---------------------------------------------------------------------------


def test_thirty_hours_are_never_forty_five() -> None:
    # Three since April 2026; both schemes usable, 30 hours in all.
    answer = ask(date(2023, 4, 10), parents=(WORKS, WORKS))
    assert usable(answer) == {Scheme.WORKING_PARENT, Scheme.UNIVERSAL, Scheme.TFC}
    assert answer.funded == THIRTY


def test_r28_when_work_ends_a_three_year_old_keeps_fifteen_hours() -> None:
    assert ask(date(2023, 4, 10), parents=(WORKS,)).kept == FIFTEEN


def test_r28_when_work_ends_a_baby_keeps_nothing_and_a_supported_two_year_old_fifteen() -> None:
    assert ask(date(2025, 10, 10), parents=(WORKS,)).kept == NOTHING
    assert ask(date(2024, 5, 5), household=LOW_PAY_ON_UC).kept == FIFTEEN


def test_parents_who_do_not_work_have_the_universal_hours_alone() -> None:
    answer = ask(date(2023, 4, 10), parents=(WORKS, AT_HOME))
    assert usable(answer) == {Scheme.UNIVERSAL}
    assert answer.funded == FIFTEEN


# --- codes ------------------------------------------------------------------------------------


def test_r9_hours_wait_for_child_and_code() -> None:
    # Old enough on 1 January 2027; the code came on 5 January, applied for on the 2nd.
    late = Code(submitted=date(2027, 1, 2), valid_from=date(2027, 1, 5), valid_to=date(2027, 4, 5))
    answer = scheme(ask(date(2026, 2, 15), date(2027, 2, 1), code=late), Scheme.WORKING_PARENT)
    assert answer.first_use == date(2027, 1, 1)
    assert answer.first_use_with_code == date(2027, 4, 1)
    assert answer.standing is Standing.LATER
    assert answer.why == "Your code can be used from 1 April 2027, the term after it was confirmed."


def test_a_code_later_than_the_age_is_told_before_the_child_is_old_enough() -> None:
    late = Code(submitted=date(2027, 1, 2), valid_from=date(2027, 1, 5))
    answer = scheme(ask(date(2026, 2, 15), date(2026, 12, 1), code=late), Scheme.WORKING_PARENT)
    assert answer.why == "Your code can be used from 1 April 2027, the term after it was confirmed."


def test_a_code_in_time_opens_the_term() -> None:
    code = Code(submitted=date(2026, 7, 1), valid_from=date(2026, 7, 2), valid_to=date(2026, 12, 2))
    answer = scheme(ask(date(2025, 10, 10), code=code), Scheme.WORKING_PARENT)
    assert answer.standing is Standing.NOW
    assert answer.apply_by is None


@pytest.mark.parametrize(
    ("on", "existing_place", "funded"),
    [
        (date(2025, 12, 31), True, THIRTY),
        (date(2026, 1, 10), True, THIRTY),
        (date(2026, 3, 31), True, THIRTY),
        (date(2026, 4, 1), True, FIFTEEN),
        (date(2026, 1, 10), False, FIFTEEN),
    ],
)
def test_r12_r28_a_place_outlives_its_code_by_the_grace_period(on, existing_place, funded) -> None:
    # A 3-year-old; the code ran out on 31 December 2025, so grace ends on 31 March 2026.
    code = Code(
        submitted=date(2025, 5, 1), valid_from=date(2025, 5, 2), valid_to=date(2025, 12, 31)
    )
    answer = ask(date(2022, 10, 15), on, code=code, existing_place=existing_place)
    assert answer.funded == funded


def test_r28_a_parent_who_lost_work_keeps_the_place_until_grace_ends() -> None:
    code = Code(
        submitted=date(2026, 5, 1), valid_from=date(2026, 5, 2), valid_to=date(2026, 10, 30)
    )
    question = {"parents": (AT_HOME,), "code": code}
    placed = ask(date(2024, 5, 5), existing_place=True, **question)
    assert placed.funded == THIRTY
    assert scheme(placed, Scheme.WORKING_PARENT).why == (
        "Your code has run out, but your child keeps the place until 31 March 2027. You cannot add"
        " hours. Confirm your code again if you still work."
    )
    assert scheme(placed, Scheme.TFC).standing is Standing.NO
    assert ask(date(2024, 5, 5), existing_place=False, **question).funded == NOTHING


def test_grace_never_outlasts_reception() -> None:
    code = Code(valid_from=date(2026, 5, 2), valid_to=date(2026, 8, 2))
    answer = ask(date(2022, 6, 15), date(2026, 9, 1), code=code, existing_place=True)
    assert scheme(answer, Scheme.WORKING_PARENT).standing is Standing.ENDED


def test_a_number_that_is_no_code_opens_nothing() -> None:
    answer = ask(date(2025, 10, 10), code=Code(number="9001234567A"))
    assert scheme(answer, Scheme.WORKING_PARENT).standing is Standing.NO


def test_a_valid_code_settles_pay_too_close_to_call() -> None:
    close = replace(WORKS, weekly_pence=Fraction(20300))
    code = Code(valid_from=date(2026, 7, 2), valid_to=date(2026, 12, 2))
    born = date(2025, 10, 10)
    doubt = ask(born, parents=(close,))
    assert scheme(doubt, Scheme.WORKING_PARENT).standing is Standing.ASK
    assert scheme(doubt, Scheme.WORKING_PARENT).usable is None
    assert doubt.funded == NOTHING
    settled = ask(born, parents=(close,), code=code)
    assert scheme(settled, Scheme.WORKING_PARENT).usable is True


def test_pay_too_close_to_call_makes_no_doubt_of_a_child_too_young() -> None:
    close = replace(WORKS, weekly_pence=Fraction(20300))
    answer = scheme(ask(date(2026, 5, 5), parents=(close,)), Scheme.WORKING_PARENT)
    assert answer.usable is False
    assert answer.why.startswith("You can use this from 1 April 2027")
    assert "Ask HMRC" in answer.why


# --- money towards a bill ---------------------------------------------------------------------


def test_r43_tax_free_childcare_and_universal_credit_are_never_both_usable() -> None:
    born = date(2024, 3, 15)
    assert usable(ask(born, parents=(WORKS,))) >= {Scheme.TFC}
    on_uc = usable(ask(born, parents=(WORKS,), household=Household(uc=True)))
    assert Scheme.UC in on_uc
    assert Scheme.TFC not in on_uc


def test_tax_credits_rule_out_tax_free_childcare() -> None:
    household = Household(benefits=frozenset({HouseholdBenefit.CHILD_TAX_CREDIT}))
    answer = ask(date(2024, 3, 15), parents=(WORKS,), household=household)
    assert scheme(answer, Scheme.TFC).usable is False
    assert scheme(answer, Scheme.WORKING_PARENT).usable is True


def test_tax_free_childcare_ends_on_the_first_of_september() -> None:
    last = scheme(ask(date(2015, 3, 15), date(2026, 8, 31)), Scheme.TFC)
    assert (last.usable, last.not_from) == (True, date(2026, 9, 1))
    assert scheme(ask(date(2015, 3, 15), date(2026, 9, 1)), Scheme.TFC).usable is False


def test_a_disabled_child_of_14_has_tax_free_childcare() -> None:
    child = Child(birth=date(2012, 5, 5), flags=frozenset({Flag.DLA}))
    answer = entitlement(EntitlementQuestion(child=child, on=ON, parents=(WORKS,)))
    assert usable(answer) == {Scheme.TFC}


def test_a_foster_child_has_hours_but_no_help_with_a_bill() -> None:
    child = Child(birth=date(2024, 3, 15), foster=True)
    little = replace(WORKS, weekly_pence=Fraction(5000))
    question = EntitlementQuestion(child=child, on=ON, parents=(little,))
    answer = entitlement(question)
    assert usable(answer) == {Scheme.WORKING_PARENT, Scheme.TWO_YEAR_OLD}
    on_uc = entitlement(replace(question, household=Household(uc=True)))
    assert Scheme.UC not in usable(on_uc)


# --- home and public funds --------------------------------------------------------------------


@pytest.mark.parametrize("nation", [each for each in Nation if each is not Nation.ENGLAND])
def test_r67_a_home_outside_england_has_none_of_englands_hours(nation) -> None:
    answer = ask(date(2023, 4, 10), nation=nation, parents=(WORKS,))
    assert usable(answer) == {Scheme.TFC}
    assert answer.funded == NOTHING
    assert scheme(answer, Scheme.WORKING_PARENT).first_use is None
    assert "Your home must be in England." in scheme(answer, Scheme.UNIVERSAL).why


@pytest.mark.parametrize(
    ("nation", "covered"),
    [
        (Nation.ENGLAND, True),
        (Nation.WALES, True),
        (Nation.SCOTLAND, True),
        (Nation.NORTHERN_IRELAND, False),  # which has a Universal Credit of its own
    ],
)
def test_universal_credit_is_great_britains(nation, covered) -> None:
    answer = ask(date(2023, 4, 10), nation=nation, parents=(WORKS,), household=Household(uc=True))
    assert scheme(answer, Scheme.UC).usable is covered


@pytest.mark.parametrize(
    ("nrpf", "has"),
    [(NoPublicFunds.ALL, False), (NoPublicFunds.SOME, True), (NoPublicFunds.NONE, True)],
)
def test_one_parent_with_public_funds_is_enough(nrpf, has) -> None:
    answer = ask(date(2025, 10, 10), parents=(WORKS, WORKS), household=Household(nrpf=nrpf))
    assert scheme(answer, Scheme.WORKING_PARENT).usable is has
    assert scheme(answer, Scheme.TFC).usable is has


def test_a_child_whose_parents_have_no_public_funds_has_the_universal_hours() -> None:
    answer = ask(date(2023, 4, 10), household=Household(nrpf=NoPublicFunds.ALL))
    assert usable(answer) == {Scheme.UNIVERSAL}


# --- little known -----------------------------------------------------------------------------


def test_a_baby_not_born_yet_has_days_but_nothing_to_use() -> None:
    question = EntitlementQuestion(
        child=Child(birth=date(2027, 1, 15), expected=True), on=ON, parents=(WORKS,)
    )
    answer = entitlement(question)
    assert usable(answer) == set()
    assert scheme(answer, Scheme.WORKING_PARENT).first_use == date(2028, 1, 1)
    assert scheme(answer, Scheme.TFC).standing is Standing.LATER
    assert "All days go by the due date" in answer.notes[0]
    overdue = replace(question, child=Child(birth=date(2026, 11, 1), expected=True))
    assert usable(entitlement(overdue)) == set()


def test_a_birth_far_ahead_is_only_early() -> None:
    answer = ask(date(2050, 1, 1), parents=(WORKS,))
    assert {each.standing for each in answer.schemes.values()} == {Standing.LATER, Standing.NO}
    assert answer.funded == NOTHING


def test_r58_a_month_of_birth_is_enough_but_for_days_counted_from_birth() -> None:
    answer = ask(BirthMonth(2026, 2), date(2026, 5, 1), parents=(WORKS,))
    hours = scheme(answer, Scheme.WORKING_PARENT)
    assert hours.first_use == date(2027, 1, 1)
    assert (hours.apply_from, hours.apply_by) == (None, date(2026, 12, 31))
    # 161 days after 1 February is 12 July; after 28 February, 8 August.
    assert answer.notes[0] == (
        "You can apply for a code from a day between 12 July 2026 and 8 August 2026, when your"
        " child is 23 weeks old. Which day hangs on the date of birth."
    )
    assert scheme(answer, Scheme.TFC).usable is True


def test_r58_in_the_month_of_birth_itself_the_day_is_asked_for() -> None:
    answer = scheme(ask(BirthMonth(2026, 11), ON), Scheme.TFC)
    assert answer.usable is None
    assert answer.why == "It hangs on the day your child is born: give the exact date to know."


def test_r58_a_september_birth_needs_no_day_to_know_when_tax_free_childcare_ends() -> None:
    for born in (BirthMonth(2015, 9), date(2015, 9, 1), date(2015, 9, 30)):
        assert scheme(ask(born), Scheme.TFC).not_from == date(2027, 9, 1)


def test_without_a_birth_no_scheme_is_answered() -> None:
    answer = entitlement(EntitlementQuestion(on=ON, parents=(Parent(age=25),)))
    assert answer.schemes == {}
    assert (answer.funded, answer.compulsory_school_age_from, answer.notes) == (None, None, ())
    assert answer.parents[0].least_weekly_pence == 20336


def test_what_was_taken_for_granted_is_said() -> None:
    said = ask(date(2025, 10, 10)).notes
    assert "We took it that each parent works, and earns enough but not too much." in said
    assert "We took it that working parents have a code confirmed in time." in said
    assert "Your provider claims the hours from the council where it is, not from yours." in said
    silent = ask(date(2025, 10, 10), parents=(Parent(),)).notes
    assert "We took it that a parent whose age you did not give is 21 or over." in silent
    assert "We took it that no parent expects more than £100,000 this tax year." in silent


def test_a_child_past_every_scheme_has_no_notes() -> None:
    assert ask(date(2005, 1, 1)).notes == ()


# --- what to do, by when ----------------------------------------------------------------------


def test_a_family_too_early_reads_when_to_apply() -> None:
    # Born 15 February 2026: 23 weeks old on 26 July 2026, hours from 1 January 2027.
    early = scheme(
        ask(date(2026, 2, 15), date(2026, 5, 1), parents=(WORKS,)), Scheme.WORKING_PARENT
    )
    assert early.to_do == (
        "Apply on GOV.UK for a code. You can do so from 26 July 2026. It must be confirmed by"
        " 31 December 2026, so that your child can start on 1 January 2027. Then confirm it again"
        " every 3 months."
    )
    later = scheme(ask(date(2026, 2, 15), parents=(WORKS,)), Scheme.WORKING_PARENT)
    assert later.to_do is not None
    assert "You can do so from" not in later.to_do


def test_a_family_in_time_reads_how_to_start_next_term() -> None:
    answer = scheme(ask(date(2025, 10, 10), parents=(WORKS,)), Scheme.WORKING_PARENT)
    assert answer.apply_by == date(2026, 12, 31)
    assert answer.to_do == (
        "If you have no code yet, apply on GOV.UK. It must be confirmed by 31 December 2026, so"
        " that your child can start on 1 January 2027. If you have one, confirm it again every 3"
        " months."
    )


def test_in_the_last_term_before_school_there_is_nothing_left_to_apply_for() -> None:
    answer = scheme(ask(date(2022, 6, 15), date(2026, 5, 1)), Scheme.WORKING_PARENT)
    assert answer.standing is Standing.NOW
    assert (answer.apply_by, answer.to_do) == (None, None)


def test_nobody_is_told_to_apply_for_what_they_cannot_have() -> None:
    answer = ask(date(2025, 10, 10), parents=(AT_HOME,))
    assert [each.to_do for each in answer.schemes.values() if each.standing is Standing.NO] == [
        None,
        None,
        None,
        None,
    ]


def test_a_nine_month_boundary_is_told_the_same_by_month_and_by_day() -> None:
    for born in (date(2025, 12, 1), BirthMonth(2025, 12)):
        assert scheme(ask(born), Scheme.WORKING_PARENT).first_use == date(2027, 1, 1)


def test_labels_are_the_departments_own() -> None:
    assert [each.label for each in Scheme] == [
        "Free Childcare for Working Parents",
        "Early learning for 2-year-olds",
        "15 hours free childcare for 3 and 4-year-olds",
        "Tax-Free Childcare",
        "Universal Credit and childcare",
    ]
