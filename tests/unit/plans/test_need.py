import pytest

from hubapp.kernel.ages import BirthMonth
from hubapp.kernel.week import TimeBand
from hubapp.plans.need import Asking, DamagedLinkError, read_need, sign_need
from tests.village import need


@pytest.mark.parametrize(
    "asked",
    [
        need(),
        need(asking=Asking.SOME_DAYS, days_wanted=1, work="ZZ1 1AB", year_round=True),
        need(asking=Asking.SOME_HOURS, minutes_wanted=600, handover=TimeBand(690, 810)),
    ],
)
def test_a_need_survives_its_link(asked) -> None:
    assert read_need(sign_need(asked, "secret"), "secret") == asked


def test_a_link_that_was_cut_changed_or_signed_elsewhere_is_refused() -> None:
    token = sign_need(need(), "secret")
    for bad in (token[:-4], "x" + token, "", sign_need(need(), "another")):
        with pytest.raises(DamagedLinkError):
            read_need(bad, "secret")


def test_a_child_counts_as_the_youngest_the_month_allows() -> None:
    nearly_three = need(birth=BirthMonth(2023, 11))
    assert nearly_three.age_months == 35
    assert nearly_three.age_may_differ
    assert not need(birth=BirthMonth(2023, 4)).age_may_differ
