"""Universal Credit's childcare element: an indication of what is paid back in one month."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hubapp.funding.dated import Dated
from hubapp.funding.rule import rule


@dataclass(frozen=True, slots=True, kw_only=True)
class UniversalCredit(Dated):
    """The share of childcare costs paid back, and the most of it a month, in pence."""

    FILE = "universal_credit.toml"

    percent: int
    most_pence_for_one_child: int
    most_pence_for_more_children: int


@rule("R44", source="Universal Credit Regulations 2013, regs 34 and 36; GOV.UK")
def month_help(costs_by_child: Sequence[Fraction], rates: UniversalCredit) -> Fraction:
    """Universal Credit pays back 85% of a month's costs, up to a limit for one child or for more.

    Costs and help are pence; only children whose care cost something count for the limit. The
    award as a whole falls with earnings, which nobody here knows: say "up to".

    >>> from datetime import date
    >>> from hubapp.funding.dated import figures_on
    >>> rates = figures_on(UniversalCredit, date(2026, 11, 22))
    >>> [int(month_help([Fraction(costs)], rates)) for costs in (1_000_00, 1_300_00)]
    [85000, 107109]
    >>> int(month_help([Fraction(1_200_00), Fraction(1_200_00)], rates))
    183616
    >>> int(month_help([Fraction(2_400_00), Fraction(0)], rates))
    107109
    """
    children = sum(costs > 0 for costs in costs_by_child)
    most = rates.most_pence_for_more_children if children > 1 else rates.most_pence_for_one_child
    return min(sum(costs_by_child, Fraction(0)) * rates.percent / 100, Fraction(most))
