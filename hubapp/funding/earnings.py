"""What working parents must expect to earn, and the income none of them may pass (R39, R40)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from hubapp.funding.dated import Dated
from hubapp.funding.rule import rule
from hubapp.funding.schemes import MinimumEarnings

_ADULT = 21
_DOUBT_PENCE = 100
_REGULATION = "SI 2022/1134, regulations 14 to 18; Childcare Payments (Eligibility) Regs 2015, 9"


@dataclass(frozen=True, slots=True, kw_only=True)
class EarningsFigures(Dated):
    """The minimum wage by age, the hours it is counted for, and the income limit, in pence."""

    FILE = "earnings.toml"

    hourly_pence_from_21: int
    hourly_pence_from_18: int
    hourly_pence_under_18: int
    hourly_pence_apprentice: int
    hours_a_week: int
    most_adjusted_net_income_pence: int

    def least_weekly_pence(self, age: int | None, *, apprentice_first_year: bool = False) -> int:
        """The least a parent must expect in a week; of an age not said, as for 21 and over."""
        return self.hours_a_week * self._hourly_pence(age, apprentice_first_year)

    def _hourly_pence(self, age: int | None, apprentice_first_year: bool) -> int:
        if apprentice_first_year:
            return self.hourly_pence_apprentice
        if age is None or age >= _ADULT:
            return self.hourly_pence_from_21
        return self.hourly_pence_from_18 if age >= 18 else self.hourly_pence_under_18


@rule("R39", source=_REGULATION)
def against_the_least(weekly_pence: Fraction | int, least_pence: int) -> MinimumEarnings:
    """A parent must expect the minimum wage for 16 hours a week, on average over 13 weeks.

    The exact line passes, and so does everything above. GOV.UK shows lines rounded down to the
    pound (£203 for £203.36), so somebody who says £203 may mean the line: less than £1 a week
    below it nobody but HMRC decides, and £1 or more below it is too little.

    >>> print(against_the_least(20336, 16 * 1271), against_the_least(20000, 16 * 1271))
    met not_met
    >>> print(against_the_least(17360, 16 * 1085), against_the_least(20300, 16 * 1271))
    met borderline
    """
    if weekly_pence >= least_pence:
        return MinimumEarnings.MET
    if weekly_pence > least_pence - _DOUBT_PENCE:
        return MinimumEarnings.BORDERLINE
    return MinimumEarnings.NOT_MET


@rule("R40", source=_REGULATION)
def within_income_limit(incomes_pence: Iterable[int | None], limit_pence: int) -> bool:
    """No parent may expect more than £100,000 of adjusted net income; exactly that passes.

    The limit is each parent's own, never the couple's together. An income not said passes.

    >>> within_income_limit([10_000_000], 10_000_000), within_income_limit([10_000_001], 10_000_000)
    (True, False)
    >>> within_income_limit([9_900_000, 9_900_000], 10_000_000)
    True
    >>> within_income_limit([10_000_001, 2_000_000], 10_000_000)
    False
    """
    return all(income is None or income <= limit_pence for income in incomes_pence)
