"""Adults and children: the examples of R46 to R50."""

from datetime import date

import pytest

from hubapp.funding.dated import figures_on
from hubapp.funding.ratios import Minded, Ratios, minding_problems, staff_needed, young_until
from hubapp.kernel.ages import AgeBand

RATIOS = figures_on(Ratios, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("band", "children", "staff"),
    [
        (AgeBand.UNDER_TWO, 4, 2),
        (AgeBand.TWO, 5, 1),
        (AgeBand.TWO, 6, 2),
        (AgeBand.THREE_UP, 8, 1),
        (AgeBand.THREE_UP, 9, 2),
    ],
)
def test_r46_staff_of_one_band(band: AgeBand, children: int, staff: int) -> None:
    assert staff_needed({band: children}, RATIOS) == staff


def test_r46_a_teacher_may_have_thirteen() -> None:
    assert staff_needed({AgeBand.THREE_UP: 13}, RATIOS, with_teacher=True) == 1
    assert staff_needed({AgeBand.TWO: 6}, RATIOS, with_teacher=True) == 2


def test_r46_bands_are_not_averaged() -> None:
    one_each = dict.fromkeys(AgeBand, 1)
    assert staff_needed(one_each, RATIOS) == 3


def test_r47_a_childminder_alone() -> None:
    assert minding_problems(Minded(under_eight=6, young=3, under_one=1), RATIOS) == []
    assert minding_problems(Minded(under_eight=2, young=2, under_one=2), RATIOS) != []
    assert minding_problems(Minded(under_eight=4, young=4), RATIOS) != []
    assert minding_problems(Minded(under_eight=7), RATIOS) != []


def test_r48_an_exception_is_for_the_young_and_never_for_a_seventh_child() -> None:
    assert minding_problems(Minded(under_eight=4, young=4, excepted=1), RATIOS) == []
    assert minding_problems(Minded(under_eight=7, young=4, excepted=1), RATIOS) != []
    twins = Minded(under_eight=2, young=2, under_one=2, excepted=1)
    assert minding_problems(twins, RATIOS) != []
    own_baby = Minded(under_eight=2, young=2, under_one=2, excepted=1, excepted_under_one=1)
    assert minding_problems(own_baby, RATIOS) == []


@pytest.mark.parametrize("minders", [1, 2, 3, 4])
def test_r49_every_adult_adds_as_many(minders: int) -> None:
    full = Minded(under_eight=6 * minders, young=3 * minders, under_one=minders)
    assert minding_problems(full, RATIOS, minders=minders) == []
    more = Minded(under_eight=6 * minders + 1, young=3 * minders + 1, under_one=minders + 1)
    assert len(minding_problems(more, RATIOS, minders=minders)) == 3


def test_r49_five_adults_are_too_many() -> None:
    assert minding_problems(Minded(under_eight=5), RATIOS, minders=5) == [
        "5 adults, at most 4 may be."
    ]


@pytest.mark.parametrize(
    ("born", "until"),
    [
        (date(2020, 9, 1), date(2026, 8, 31)),
        (date(2021, 8, 31), date(2026, 8, 31)),
        (date(2021, 9, 1), date(2027, 8, 31)),
        (date(2021, 2, 3), date(2026, 8, 31)),
        (date(2020, 12, 31), date(2026, 8, 31)),
    ],
)
def test_r50_young_until_september_after_the_fifth_birthday(born: date, until: date) -> None:
    assert young_until(born) == until
