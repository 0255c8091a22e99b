"""Which 2-year-olds have 15 hours for additional support: by what they get, or by income."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from hubapp.funding.dated import Dated, figures_on
from hubapp.funding.question import Child, Flag, Household, HouseholdBenefit, NoPublicFunds
from hubapp.funding.verdict import PASSED, Verdict, failed
from hubapp.kernel.money import say_pence

_CHILD_ROUTES = {Flag.DLA, Flag.EHCP, Flag.LOOKED_AFTER, Flag.LEFT_CARE}
_BENEFIT_ROUTES = {HouseholdBenefit.PENSION_CREDIT_GUARANTEE, HouseholdBenefit.INCOME_RELATED_ESA}
NO_ROUTE = (
    "This is for 2-year-olds whose family has little money, or who get Disability Living Allowance,"
    " have an education, health and care plan, or are or were in care."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoYearOldLimits(Dated):
    """Income limits in pence: take-home pay on Universal Credit; yearly income without funds."""

    FILE = "two_year_old.toml"

    uc_net_pence_in_one_month: int
    uc_net_pence_in_two_months: int
    uc_net_pence_in_three_months: int
    nrpf_income_pence_one_child: int
    nrpf_income_pence_more_children: int
    nrpf_income_pence_one_child_london: int
    nrpf_income_pence_more_children_london: int
    nrpf_capital_pence: int

    def income_limit(self, household: Household) -> int:
        """The year's income a family without public funds may have, by children and place."""
        limits = {
            (False, False): self.nrpf_income_pence_one_child,
            (False, True): self.nrpf_income_pence_more_children,
            (True, False): self.nrpf_income_pence_one_child_london,
            (True, True): self.nrpf_income_pence_more_children_london,
        }
        return limits[household.in_london, household.children > 1]


def additional_support(child: Child, household: Household, on: date) -> Verdict:
    """Whether a family has one of the routes to the 15 hours of some 2-year-olds.

    Any one is enough. A foster child is looked after. Tax credits ended in April 2025 and open
    no route any more. Amounts not said are taken to be within the limit. Raises MissingYearError
    where the answer hangs on a limit.
    """
    if child.foster or not _CHILD_ROUTES.isdisjoint(child.flags):
        return PASSED
    if not _BENEFIT_ROUTES.isdisjoint(household.benefits):
        return PASSED
    if household.uc:
        return _universal_credit(household, figures_on(TwoYearOldLimits, on))
    if household.nrpf is NoPublicFunds.ALL:
        return _without_public_funds(household, figures_on(TwoYearOldLimits, on))
    return failed(NO_ROUTE)


def _universal_credit(household: Household, limits: TwoYearOldLimits) -> Verdict:
    """On Universal Credit a household's take-home pay counts: the latest month's, or two, or three.

    One of the three sums within its limit is enough, so one good month does not undo the rest.
    """
    sums = (
        limits.uc_net_pence_in_one_month,
        limits.uc_net_pence_in_two_months,
        limits.uc_net_pence_in_three_months,
    )
    if _within_one(household.uc_net_earnings_pence, sums):
        return PASSED
    return failed(
        "On Universal Credit this is for families who take home"
        f" {say_pence(limits.uc_net_pence_in_one_month)} or less in the last month, or a month on"
        " average over the last 2 or 3."
    )


def _within_one(latest_first: Sequence[int], limits: tuple[int, int, int]) -> bool:
    if not latest_first:
        return True
    return any(
        earned <= limit for earned, limit in zip(accumulate(latest_first), limits, strict=False)
    )


def _without_public_funds(household: Household, limits: TwoYearOldLimits) -> Verdict:
    most = limits.income_limit(household)
    if household.income_pence_a_year is not None and household.income_pence_a_year > most:
        return failed(
            "A family who may not claim public funds can have this with an income of"
            f" {say_pence(most)} a year or less."
        )
    capital = limits.nrpf_capital_pence
    if household.capital_pence is not None and household.capital_pence > capital:
        return failed(
            "A family who may not claim public funds can have this with savings of"
            f" {say_pence(capital)} or less."
        )
    return PASSED
