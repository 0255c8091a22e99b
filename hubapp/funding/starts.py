"""From which term a child can have hours, until when, by age (R3 to R6, R14, R15, R45, R58)."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from hubapp.funding.question import Birth, Child, Flag, ReceptionPlan
from hubapp.funding.rule import rule
from hubapp.kernel.ages import AgeBand, BirthMonth
from hubapp.kernel.terms import funding_term_of, next_funding_term

WORKING_PARENT_MONTHS = 9
APPLY_AT_DAYS = 23 * 7
_DISABLED = {Flag.DLA, Flag.PIP, Flag.REGISTERED_BLIND}

rule("R3", source="SI 2022/1134, regulation 12; DfE, Early education and childcare, part A")(
    next_funding_term
)


@rule("R5", source="Calendar months as the Interpretation Act 1978 reads them")
def after_months(day: date, months: int) -> date:
    """So many calendar months after a day; a day the month lacks is its last.

    >>> print(after_months(date(2025, 5, 31), 9))
    2026-02-28
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


@rule("R4", source="SI 2022/1134, regulation 13; DfE, Early education and childcare, part A")
def working_parent_starts(born: date) -> date:
    """Working parents' hours begin in the term after the child is 9 months old.

    Nine months old on the first day of a term is not yet "after": such a child waits for the
    next term. DfE's parents' checker says so; its code-checking engine would let the child in.

    >>> print(working_parent_starts(date(2025, 11, 30)))
    2026-09-01
    >>> print(working_parent_starts(date(2025, 12, 1)))
    2027-01-01
    >>> print(working_parent_starts(date(2025, 7, 1)))
    2026-09-01
    >>> print(working_parent_starts(date(2025, 6, 30)))
    2026-04-01
    >>> print(working_parent_starts(date(2025, 5, 31)))
    2026-04-01
    """
    return next_funding_term(after_months(born, WORKING_PARENT_MONTHS))


@rule("R6", source="DfE, Early education and childcare, part A; DfE childcare entitlement checker")
def birthday_term(born: date, years: int) -> date:
    """Hours that go by a birthday begin in the term after it: the 2nd for some, the 3rd for all.

    >>> print(birthday_term(date(2026, 2, 15), 2))
    2028-04-01
    >>> print(birthday_term(date(2026, 2, 15), 3))
    2029-04-01
    """
    return next_funding_term(after_months(born, 12 * years))


@rule("R14", source="Education Act 1996, section 8; Education (Start of CSA) Order 1998")
def compulsory_school_age(born: date) -> date:
    """A child must be at school from the term after the 5th birthday.

    The prescribed days are 31 December, 31 March and 31 August, on or after the birthday.

    >>> print(compulsory_school_age(date(2021, 8, 31)))
    2026-09-01
    >>> print(compulsory_school_age(date(2021, 9, 1)))
    2027-01-01
    >>> print(compulsory_school_age(date(2021, 12, 31)))
    2027-01-01
    >>> print(compulsory_school_age(date(2022, 3, 31)))
    2027-04-01
    """
    return birthday_term(born, 5)


@rule("R15", source="DfE, Early education and childcare, part A; School Admissions Code 2.17")
def funded_until(born: date, reception: ReceptionPlan | date = ReceptionPlan.USUAL) -> date:
    """No funded hours from the day Reception begins, or a child must be at school, if sooner.

    Reception usually begins in the September after the 4th birthday; a family may put it off.

    >>> print(funded_until(date(2022, 6, 15)))
    2026-09-01
    >>> print(funded_until(date(2022, 6, 15), ReceptionPlan.DEFERRED))
    2027-09-01
    >>> print(funded_until(date(2022, 1, 15), date(2027, 1, 5)))
    2027-01-05
    """
    school_age = compulsory_school_age(born)
    if reception is ReceptionPlan.DEFERRED:
        return school_age
    if reception is ReceptionPlan.USUAL:
        return min(school_age, september_after(born, 4))
    return min(school_age, reception)


def september_after(born: date, years: int) -> date:
    """The 1 September following a birthday; a birthday on 1 September waits a whole year."""
    birthday = after_months(born, 12 * years)
    this_year = date(birthday.year, 9, 1)
    return this_year if birthday < this_year else date(birthday.year + 1, 9, 1)


@rule("R45", source="Childcare Payments (Eligibility) Regulations 2015, regulation 5; GOV.UK")
def tax_free_childcare_ends(born: date, *, disabled: bool = False) -> date:
    """Tax-Free Childcare ends on the 1 September after the 11th birthday, the 16th if disabled.

    The regulation lets the account run to the end of that week; GOV.UK tells parents 1 September.

    >>> print(tax_free_childcare_ends(date(2015, 8, 31)))
    2026-09-01
    >>> print(tax_free_childcare_ends(date(2015, 9, 2)))
    2027-09-01
    >>> print(tax_free_childcare_ends(date(2015, 8, 31), disabled=True))
    2031-09-01
    """
    return september_after(born, 16 if disabled else 11)


def universal_credit_childcare_ends(born: date) -> date:
    """Universal Credit pays towards childcare until 31 August after the 16th birthday.

    Universal Credit Regulations 2013, regulation 33: not from the 1 September following it.
    """
    return september_after(born, 16)


@rule("R58", source="UK GDPR, article 5(1)(c): no more is asked than is needed")
def born_between(birth: Birth) -> tuple[date, date]:
    """A month of birth is enough for every term; only days counted from birth need the very day.

    Terms and Septembers begin with a month, so all days of one month lead to the same terms. The
    day an application opens (23 weeks old) and the day itself are told only from an exact date.

    >>> first, last = born_between(BirthMonth(2025, 12))
    >>> working_parent_starts(first) == working_parent_starts(last)
    True
    >>> tax_free_childcare_ends(first) == tax_free_childcare_ends(last)
    True
    """
    if isinstance(birth, BirthMonth):
        return birth.earliest_day, birth.latest_day
    return birth, birth


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildDates:
    """Every day that follows from a child's birth: first days of use, and first days without."""

    born_from: date
    born_to: date
    expected: bool
    working_parent: date
    two_year_old: date
    two_year_old_opens: date
    universal: date
    school_age: date
    funded_until: date
    tfc_ends: date
    uc_ends: date

    @property
    def exact(self) -> bool:
        """Whether the very day of birth is known."""
        return self.born_from == self.born_to

    @property
    def applications_open(self) -> tuple[date, date]:
        """First and last day on which the child is 23 weeks old: one day if the birth is known."""
        weeks = timedelta(days=APPLY_AT_DAYS)
        return self.born_from + weeks, self.born_to + weeks

    def band_on(self, day: date) -> AgeBand:
        """The band a working parent's hours are counted in, by terms and not by birthdays."""
        if day >= self.universal:
            return AgeBand.THREE_UP
        return AgeBand.TWO if day >= self.two_year_old else AgeBand.UNDER_TWO


def child_dates(child: Child) -> ChildDates | None:
    """Every day that follows from a birth or a due date; None where neither is given."""
    if child.birth is None:
        return None
    born, last = born_between(child.birth)
    return ChildDates(
        born_from=born,
        born_to=last,
        expected=child.expected,
        working_parent=working_parent_starts(born),
        two_year_old=birthday_term(born, 2),
        two_year_old_opens=funding_term_of(after_months(born, 24)),
        universal=birthday_term(born, 3),
        school_age=compulsory_school_age(born),
        funded_until=funded_until(born, child.reception),
        tfc_ends=tax_free_childcare_ends(born, disabled=not _DISABLED.isdisjoint(child.flags)),
        uc_ends=universal_credit_childcare_ends(born),
    )
