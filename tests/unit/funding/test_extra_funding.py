"""Money on top for some children: the examples of R65 and R66."""

from datetime import date

import pytest

from hubapp.funding.dated import MissingYearError, figures_on
from hubapp.funding.extra_funding import (
    AlreadyNominatedError,
    ExtraFunding,
    nominate,
    pupil_premium_pence,
)

RATES = figures_on(ExtraFunding, date(2026, 11, 22))


@pytest.mark.parametrize(("hours", "pence"), [(12, 524_40), (15, 655_50), (30, 655_50), (0, 0)])
def test_r65_pupil_premium_is_for_at_most_15_hours(hours: int, pence: int) -> None:
    assert pupil_premium_pence(hours * 60, RATES) == pence


def test_the_disability_access_fund_of_2026() -> None:
    assert RATES.daf_pence_a_year == 975_00


def test_r66_one_provider_a_year() -> None:
    nominated = nominate({}, "2026/27", "nursery")
    assert nominate(nominated, "2026/27", "nursery") == nominated
    with pytest.raises(AlreadyNominatedError, match="nursery has the fund for 2026/27"):
        nominate(nominated, "2026/27", "childminder")
    assert nominate(nominated, "2027/28", "childminder")["2027/28"] == "childminder"


def test_another_years_rates_are_never_used() -> None:
    with pytest.raises(MissingYearError, match=r"extra_funding\.toml"):
        figures_on(ExtraFunding, date(2026, 3, 31))
