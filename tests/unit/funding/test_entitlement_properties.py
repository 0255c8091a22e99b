"""What holds for every family and every day."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hubapp.funding.entitlement import entitlement
from hubapp.funding.question import (
    Child,
    Code,
    CodeKind,
    EntitlementQuestion,
    Flag,
    Household,
    HouseholdBenefit,
    Nation,
    NoPublicFunds,
    ReceptionPlan,
)
from hubapp.funding.schemes import Scheme, Standing
from hubapp.kernel.ages import BirthMonth
from tests.unit.funding.test_work import parents

days = st.dates(date(2024, 4, 1), date(2027, 3, 31))
births = st.dates(date(2008, 1, 1), date(2028, 12, 31))
months = st.builds(BirthMonth, st.integers(2008, 2028), st.integers(1, 12))
children = st.builds(
    Child,
    birth=st.one_of(births, months),
    expected=st.booleans(),
    reception=st.sampled_from(list(ReceptionPlan)),
    foster=st.booleans(),
    flags=st.frozensets(st.sampled_from(list(Flag)), max_size=2),
)
households = st.builds(
    Household,
    uc=st.booleans(),
    uc_net_earnings_pence=st.sampled_from([(), (100_000,), (200_000, 200_000, 200_000)]),
    benefits=st.frozensets(st.sampled_from(list(HouseholdBenefit)), max_size=1),
    nrpf=st.sampled_from(list(NoPublicFunds)),
)


@st.composite
def codes(draw):
    valid_from = draw(days)
    return Code(
        number=draw(st.sampled_from([None, "50012345678", "9001234567A"])),
        kind=draw(st.sampled_from([None, *CodeKind])),
        submitted=draw(st.none() | st.just(valid_from - timedelta(days=draw(st.integers(0, 40))))),
        valid_from=draw(st.sampled_from([None, valid_from])),
        valid_to=draw(st.none() | st.just(valid_from + timedelta(days=draw(st.integers(0, 120))))),
    )


questions = st.builds(
    EntitlementQuestion,
    nation=st.sampled_from([Nation.ENGLAND, Nation.ENGLAND, *Nation]),
    on=st.one_of(st.none(), days, days),
    child=children,
    parents=st.lists(parents, max_size=2).map(tuple),
    household=households,
    code=st.one_of(st.none(), codes()),
    existing_place=st.booleans(),
)


@given(questions)
def test_the_order_of_parents_never_matters(question) -> None:
    answer = entitlement(question)
    swapped = entitlement(replace(question, parents=question.parents[::-1]))
    assert swapped.schemes == answer.schemes
    assert swapped.funded == answer.funded
    assert swapped.parents == answer.parents[::-1]


@given(questions)
def test_hours_are_never_above_thirty_a_week_nor_1140_a_year(question) -> None:
    answer = entitlement(question)
    if answer.funded is None or answer.kept is None:
        assert question.on is None
        return
    assert answer.kept.minutes_per_year <= answer.funded.minutes_per_year <= 68400
    assert answer.kept.minutes_per_week <= answer.funded.minutes_per_week <= 1800
    assert answer.funded.minutes_per_week * 38 == answer.funded.minutes_per_year


@given(questions)
def test_hours_are_funded_only_by_a_scheme_usable_on_the_day(question) -> None:
    answer = entitlement(question)
    hours = [Scheme.WORKING_PARENT, Scheme.TWO_YEAR_OLD, Scheme.UNIVERSAL]
    if answer.funded is not None:
        some = any(answer.schemes[scheme].usable for scheme in hours)
        assert (answer.funded.minutes_per_year > 0) is some


@given(questions)
def test_every_scheme_gives_its_reason(question) -> None:
    for answer in entitlement(question).schemes.values():
        assert answer.why.endswith(".")
        assert "None" not in answer.why + (answer.to_do or "")
        assert (answer.usable is True) is (answer.standing is Standing.NOW)


@given(questions)
def test_a_scheme_ends_after_it_begins_and_is_usable_only_between(question) -> None:
    for answer in entitlement(question).schemes.values():
        if answer.first_use is None or answer.not_from is None:
            continue
        assert answer.first_use < answer.not_from
        if answer.usable:
            assert question.on is not None
            assert answer.first_use <= question.on < answer.not_from
        if answer.first_use_with_code is not None:
            assert answer.first_use_with_code >= answer.first_use


@given(questions)
def test_tax_free_childcare_and_universal_credit_are_never_both_usable(question) -> None:
    schemes = entitlement(question).schemes
    assert not (schemes[Scheme.TFC].usable and schemes[Scheme.UC].usable)


@given(questions)
def test_one_more_route_never_lowers_the_hours(question) -> None:
    before = entitlement(question).funded
    flags = question.child.flags | {Flag.EHCP}
    after = entitlement(replace(question, child=replace(question.child, flags=flags))).funded
    if before is not None and after is not None:
        assert before.minutes_per_year <= after.minutes_per_year


@given(questions)
def test_a_place_already_held_never_lowers_the_hours(question) -> None:
    new = entitlement(replace(question, existing_place=False)).funded
    held = entitlement(replace(question, existing_place=True)).funded
    if new is not None and held is not None:
        assert new.minutes_per_year <= held.minutes_per_year


@given(questions, births, st.integers(0, 60))
def test_a_later_birth_never_starts_earlier(question, born, later) -> None:
    first, second = (
        entitlement(replace(question, child=replace(question.child, birth=birth))).schemes
        for birth in (born, born + timedelta(days=later))
    )
    for scheme in Scheme:
        early, late = first[scheme].first_use, second[scheme].first_use
        assert (early is None) is (late is None)
        assert early is None or late is None or early <= late
