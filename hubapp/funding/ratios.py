"""How many adults a room needs, and how many children a childminder may have (EYFS)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hubapp.funding.dated import Dated
from hubapp.funding.rule import rule
from hubapp.kernel.ages import AgeBand

_GROUP = "EYFS statutory framework for group and school-based providers, 1 September 2025"
_MINDERS = "EYFS statutory framework for childminders, 1 September 2025"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratios(Dated):
    """Children to one adult in a group, and the most a childminder may look after at once."""

    FILE = "ratios.toml"

    under_two: int
    two: int
    three_up: int
    three_up_with_teacher: int
    minded_under_eight: int
    minded_young: int
    minded_under_one: int
    most_minders: int

    def children_to_one(self, band: AgeBand, *, with_teacher: bool) -> int:
        """How many children of a band one adult may look after."""
        if band is AgeBand.THREE_UP:
            return self.three_up_with_teacher if with_teacher else self.three_up
        return self.two if band is AgeBand.TWO else self.under_two


@rule("R46", source=_GROUP)
def staff_needed(
    present: Mapping[AgeBand, int], ratios: Ratios, *, with_teacher: bool = False
) -> int:
    """Each age band of a room needs its own adults, rounded up; bands are never averaged.

    `with_teacher`: somebody with a level 6 qualification works directly with those of 3 and over.

    >>> from hubapp.funding.dated import figures_on
    >>> ratios = figures_on(Ratios, date(2026, 11, 22))
    >>> staff_needed({AgeBand.UNDER_TWO: 4}, ratios)
    2
    >>> [staff_needed({AgeBand.TWO: twos}, ratios) for twos in (5, 6)]
    [1, 2]
    >>> [staff_needed({AgeBand.THREE_UP: threes}, ratios) for threes in (8, 9)]
    [1, 2]
    >>> staff_needed({AgeBand.THREE_UP: 13}, ratios, with_teacher=True)
    1
    >>> staff_needed({AgeBand.UNDER_TWO: 1, AgeBand.TWO: 1, AgeBand.THREE_UP: 1}, ratios)
    3
    """
    return sum(
        -(-count // ratios.children_to_one(band, with_teacher=with_teacher))
        for band, count in present.items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Minded:
    """Children with a childminder at one time: those under 8, of these young, of these under 1.

    `excepted` and, of these, `excepted_under_one` may be there all the same: a sibling, the
    childminder's own, for continuity, or aged three to five and only there round school days.
    """

    under_eight: int
    young: int = 0
    under_one: int = 0
    excepted: int = 0
    excepted_under_one: int = 0


@rule("R47", "R48", "R49", source=_MINDERS)
def minding_problems(minded: Minded, ratios: Ratios, *, minders: int = 1) -> list[str]:
    """A childminder has at most six children under 8, of these three young, of these one under 1.

    Others who work there add as many each, four adults at most. Exceptions are possible among the
    young; nothing lets there be more than six under 8.

    >>> from hubapp.funding.dated import figures_on
    >>> ratios = figures_on(Ratios, date(2026, 11, 22))
    >>> minding_problems(Minded(under_eight=6, young=3, under_one=1), ratios)
    []
    >>> minding_problems(Minded(under_eight=2, young=2, under_one=2), ratios)
    ['2 children under 1, at most 1 may be.']
    >>> minding_problems(Minded(under_eight=4, young=4), ratios)
    ['4 young children, at most 3 may be.']
    >>> minding_problems(Minded(under_eight=4, young=4, excepted=1), ratios)
    []
    >>> minding_problems(Minded(under_eight=7, young=4, excepted=1), ratios)
    ['7 children under 8, at most 6 may be.']
    >>> minding_problems(Minded(under_eight=12, young=6, under_one=2), ratios, minders=2)
    []
    """
    return [
        *_over("children under 8", minded.under_eight, ratios.minded_under_eight * minders),
        *_over("young children", minded.young - minded.excepted, ratios.minded_young * minders),
        *_over(
            "children under 1",
            minded.under_one - minded.excepted_under_one,
            ratios.minded_under_one * minders,
        ),
        *_over("adults", minders, ratios.most_minders),
    ]


def _over(what: str, count: int, most: int) -> list[str]:
    return [f"{count} {what}, at most {most} may be."] if count > most else []


@rule("R50", source=_MINDERS)
def young_until(born: date) -> date:
    """A child is young until 31 August after the fifth birthday, that day included.

    >>> young_until(date(2020, 9, 1)), young_until(date(2021, 8, 31))
    (datetime.date(2026, 8, 31), datetime.date(2026, 8, 31))
    """
    birthday_after_august = (born.month, born.day) >= (9, 1)
    return date(born.year + 5 + birthday_after_august, 8, 31)
