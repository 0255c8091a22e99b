"""One child's funded minutes, shared over all who may claim them so that a year costs least."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hubapp.funding.delivery import stretched_minutes


class Pattern(enum.StrEnum):
    """How a year's funded hours are taken."""

    TERM_TIME = "term_time"
    STRETCHED = "stretched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """What a child may use: minutes in each of the first `weeks` weeks, and in the whole year."""

    minutes_per_week: int
    minutes_per_year: int
    pattern: Pattern
    weeks: int

    @property
    def weekly_minutes(self) -> int:
        """Free minutes in one funded week: the term-time hours, or the year's spread (R18, R19)."""
        if self.pattern is Pattern.TERM_TIME:
            return self.minutes_per_week
        return stretched_minutes(self.minutes_per_year, self.weeks, self.minutes_per_week)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """Care that funded minutes may be used for, in each of the first `weeks` weeks."""

    id: str
    minutes_per_week: int
    pence_per_minute: Fraction
    weeks: int


def share_year(claimants: Sequence[Claimant], pool: Pool) -> dict[str, list[int]]:
    """Funded minutes of each claimant in each of its weeks, so that they save the family most.

    The dearest minutes go first, in every week they are there. A minute counts against its week
    and its week against the year, and no limit cuts across another: taking the dearest first is
    then never worse, whatever the order of listing. Equal prices go by id.

    >>> nursery = Claimant(id="n", minutes_per_week=1200, pence_per_minute=Fraction(8), weeks=1)
    >>> minder = Claimant(id="m", minutes_per_week=1200, pence_per_minute=Fraction(5), weeks=2)
    >>> term = Pattern.TERM_TIME
    >>> pool = Pool(minutes_per_week=1800, minutes_per_year=68400, pattern=term, weeks=38)
    >>> share_year([minder, nursery], pool)
    {'n': [1200], 'm': [600, 1200]}
    """
    left_in_year = pool.minutes_per_year
    left_in_week = [pool.weekly_minutes] * pool.weeks
    found = {}
    for claimant in sorted(claimants, key=lambda one: (-one.pence_per_minute, one.id)):
        minutes = [0] * claimant.weeks
        for week in range(min(claimant.weeks, pool.weeks)):
            minutes[week] = min(claimant.minutes_per_week, left_in_week[week], left_in_year)
            left_in_week[week] -= minutes[week]
            left_in_year -= minutes[week]
        found[claimant.id] = minutes
    return found
