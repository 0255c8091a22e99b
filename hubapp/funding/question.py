"""What is asked about a child's funded childcare: the facts a family chooses to give."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from hubapp.kernel.ages import BirthMonth

Birth = date | BirthMonth
"""A day of birth where somebody gives it; pages ask for the month only (R58)."""


class Nation(StrEnum):
    """Where the family's home is."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


class ReceptionPlan(StrEnum):
    """When a child starts school, where no day is known."""

    USUAL = "usual"
    DEFERRED = "deferred"


class Flag(StrEnum):
    """What a child gets or has been through, as far as a scheme asks about it."""

    DLA = "dla"
    EHCP = "ehcp"
    PIP = "pip"
    REGISTERED_BLIND = "registered_blind"
    LOOKED_AFTER = "looked_after"
    LEFT_CARE = "left_care"
    SEND_SUPPORT = "send_support"


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """One child; twins are two questions. `expected`: not born yet, and `birth` is the due date."""

    birth: Birth | None = None
    expected: bool = False
    reception: ReceptionPlan | date = ReceptionPlan.USUAL
    foster: bool = False
    flags: frozenset[Flag] = frozenset()


class Work(StrEnum):
    """What a parent does for a living now."""

    EMPLOYED = "employed"
    SELF_EMPLOYED = "self_employed"
    SICK_LEAVE = "sick_leave"
    PARENTAL_LEAVE = "parental_leave"
    NONE = "none"


class ParentBenefit(StrEnum):
    """Benefits that excuse a parent from work where the other parent works."""

    CARERS_ALLOWANCE = "carers_allowance"
    INCAPACITY_BENEFIT = "incapacity_benefit"
    SEVERE_DISABLEMENT_ALLOWANCE = "severe_disablement_allowance"
    CONTRIBUTION_ESA = "contribution_esa"
    LIMITED_CAPABILITY_FOR_WORK = "limited_capability_for_work"


class ChildcareSupport(StrEnum):
    """Other help that Tax-Free Childcare cannot be had beside."""

    VOUCHERS = "vouchers"
    BURSARY_OR_GRANT = "bursary_or_grant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """One parent. None: not said; an income not said is taken not to pass the limit.

    `weekly_pence` is what they expect before tax on average over the next 13 weeks.
    `leave_for_this_child`: their parental leave is for the child asked about.
    """

    age: int | None = None
    work: Work | None = None
    weekly_pence: Fraction | None = None
    adjusted_net_income_pence: int | None = None
    self_employed_months: int | None = None
    apprentice_first_year: bool = False
    leave_for_this_child: bool = False
    starts_work_in_days: int | None = None
    benefits: frozenset[ParentBenefit] = frozenset()
    childcare_support: frozenset[ChildcareSupport] = frozenset()


class HouseholdBenefit(StrEnum):
    """Benefits of the whole household, besides Universal Credit."""

    PENSION_CREDIT_GUARANTEE = "pension_credit_guarantee"
    INCOME_RELATED_ESA = "income_related_esa"
    CHILD_TAX_CREDIT = "child_tax_credit"


class NoPublicFunds(StrEnum):
    """Which parents may not claim public funds."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """What the household gets. `uc_net_earnings_pence`: take-home pay by month, latest first."""

    uc: bool = False
    uc_net_earnings_pence: tuple[int, ...] = ()
    benefits: frozenset[HouseholdBenefit] = frozenset()
    nrpf: NoPublicFunds = NoPublicFunds.NONE
    income_pence_a_year: int | None = None
    capital_pence: int | None = None
    in_london: bool = False
    children: int = 1


class CodeKind(StrEnum):
    """What sort of eligibility code it is."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    FOSTER = "foster"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """An eligibility code's facts, for councils and testers: no page asks, nothing keeps them."""

    number: str | None = None
    kind: CodeKind | None = None
    submitted: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementQuestion:
    """Everything asked at once. No parents: the family passes the family's tests.

    No code: one was confirmed in time. `on` is the day asked about; without it only dates are told.
    """

    nation: Nation = Nation.ENGLAND
    on: date | None = None
    child: Child = field(default_factory=Child)
    parents: tuple[Parent, ...] = ()
    household: Household = field(default_factory=Household)
    code: Code | None = None
    existing_place: bool = False
