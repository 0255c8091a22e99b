"""Money that comes on top for some children, paid to the provider and never the family's to pay."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from hubapp.funding.amounts import half_up
from hubapp.funding.dated import Dated
from hubapp.funding.rule import rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraFunding(Dated):
    """Early years pupil premium and disability access fund, in pence."""

    FILE = "extra_funding.toml"

    eypp_pence_an_hour: int
    eypp_most_minutes_a_week: int
    eypp_weeks: int
    daf_pence_a_year: int


@rule("R65", source="DfE, early years funding rates 2026 to 2027; council rates (West Berkshire)")
def pupil_premium_pence(minutes_a_week: int, rates: ExtraFunding) -> int:
    """Early years pupil premium is paid for at most 15 funded hours a week over 38 weeks.

    Pence a year at the national rate; a council may pay more.

    >>> from datetime import date
    >>> from hubapp.funding.dated import figures_on
    >>> rates = figures_on(ExtraFunding, date(2026, 11, 22))
    >>> pupil_premium_pence(12 * 60, rates), pupil_premium_pence(30 * 60, rates)
    (52440, 65550)
    """
    minutes = min(minutes_a_week, rates.eypp_most_minutes_a_week) * rates.eypp_weeks
    return half_up(Fraction(minutes * rates.eypp_pence_an_hour, 60))


class AlreadyNominatedError(ValueError):
    """The disability access fund has gone to another provider this year."""


@rule("R66", source="DfE, early years funding operational guide; Hounslow and Herefordshire, DAF")
def nominate(nominated: Mapping[str, str], year: str, provider: str) -> dict[str, str]:
    """The disability access fund goes to one provider a year, the one the parents name.

    `nominated` are one child's providers by financial year. Raises AlreadyNominatedError.

    >>> nominate({"2025/26": "nursery"}, "2026/27", "childminder")
    {'2025/26': 'nursery', '2026/27': 'childminder'}
    >>> nominate({"2026/27": "nursery"}, "2026/27", "childminder")
    Traceback (most recent call last):
    ...
    hubapp.funding.extra_funding.AlreadyNominatedError: nursery has the fund for 2026/27 already.
    """
    if nominated.get(year, provider) != provider:
        raise AlreadyNominatedError(f"{nominated[year]} has the fund for {year} already.")
    return {**nominated, year: provider}
