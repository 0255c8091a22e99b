"""One booked week: who looks after a child when, at what price, and what may be funded."""

import enum
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from hubapp.funding.charges import InvoiceGroup
from hubapp.kernel.week import TimeBand, Weekday

MOST_FUNDABLE_SITES_A_DAY = 3


class Fundable(enum.StrEnum):
    """Whether funded minutes may, may not or must be used for a stay."""

    YES = "yes"
    NO = "no"
    ONLY = "only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A child at one provider on one day, in one or more bands that don't overlap.

    `pence_an_hour` is exact: a session sold whole costs `Fraction(60 * pence, minutes)` an hour.
    At least `least_minutes` are charged, however short the stay.
    """

    provider: str
    weekday: Weekday
    bands: tuple[TimeBand, ...]
    pence_an_hour: Fraction
    fundable: Fundable = Fundable.NO
    least_minutes: int = 0

    @property
    def minutes(self) -> int:
        """Minutes booked."""
        return sum(band.minutes for band in self.bands)

    @property
    def charged_minutes(self) -> int:
        """Minutes charged if nothing is funded."""
        return max(self.minutes, self.least_minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenExtra:
    """Something of a provider's that the family opted into: food, consumables or activities."""

    provider: str
    group: InvoiceGroup
    name: str
    pence_each: int
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderLimit:
    """The most funded minutes a provider gives one child; None is no limit."""

    minutes_a_day: int | None = None
    minutes_a_week: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedWeek:
    """One child's week. `funded_minutes` is all it may use in it, at all providers together.

    `most_providers` is how many the council lets a child's funded hours be spread over, if it
    limits them. Raises ValueError if the child were in two places at once.
    """

    stays: tuple[Stay, ...]
    funded_minutes: int = 0
    extras: tuple[TakenExtra, ...] = ()
    provider_limits: Mapping[str, ProviderLimit] = field(default_factory=dict)
    most_providers: int | None = None

    def __post_init__(self) -> None:
        """Refuse what can't be."""
        bands: dict[Weekday, list[TimeBand]] = defaultdict(list)
        sites: dict[Weekday, set[str]] = defaultdict(set)
        for stay in self.stays:
            bands[stay.weekday].extend(stay.bands)
            if stay.fundable is not Fundable.NO:
                sites[stay.weekday].add(stay.provider)
        for day, found in bands.items():
            _refuse_overlaps(day, sorted(found))
        for day, names in sites.items():
            if len(names) > MOST_FUNDABLE_SITES_A_DAY:
                raise ValueError(
                    f"{day.label} has {len(names)} places: too many to share hours over."
                )


def _refuse_overlaps(day: Weekday, bands: Sequence[TimeBand]) -> None:
    for before, after in pairwise(bands):
        if before.overlap_minutes(after):
            raise ValueError(f"{day.label}: {before} and {after} are at the same time.")
