"""What the matcher is asked: one family's need and the providers in reach, as plain values.

Times are slots of `slot_minutes` from midnight, weekdays run 0 = Monday to 4 = Friday, places are
(x, y) metres on a plane and money is whole pence. See docs/matching.md, The problem.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Interval = tuple[int, int]
Place = tuple[int, int]

WEEKDAYS = 5


class ProviderKind(StrEnum):
    """What sort of setting a provider is."""

    NURSERY = "nursery"
    PRESCHOOL = "preschool"
    SCHOOL = "school"
    CHILDMINDER = "childminder"


class Mode(StrEnum):
    """How firm the asked times are (docs/matching.md, The week)."""

    FIXED = "fixed"
    ANY_DAYS = "any_days"
    ANY_HOURS = "any_hours"


class Funded(StrEnum):
    """Whether funded time may, may not or must be used for a session."""

    YES = "yes"
    NO = "no"
    ONLY = "only"


class Booking(StrEnum):
    """Booked whole, or by the slot."""

    SESSION = "session"
    HOURLY = "hourly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A provider collects from, or drops at, another.

    Without `windows` a linked handover may happen on any weekday at any slot. With them, only on
    the weekdays listed and when the handover slot lies in lo..hi, both ends included.
    """

    other: str
    windows: Mapping[int, Interval] | None = None

    def admits(self, day: int, slot: int) -> bool:
        """Whether a child can be handed over on this weekday at this slot."""
        if self.windows is None:
            return True
        if day not in self.windows:
            return False
        lo, hi = self.windows[day]
        return lo <= slot <= hi


def age_band(age_months: int) -> int:
    """0 under 24 months, 1 from 24 to 35, 2 from 36."""
    return (age_months >= 24) + (age_months >= 36)


@dataclass(frozen=True, slots=True, kw_only=True)
class CareSession:
    """One weekday's block at a provider; `start` and `end` are slots, half-open."""

    id: int
    day: int
    start: int
    end: int
    booking: Booking
    free_u2: int
    free_2: int
    free_3p: int
    price_pence: int
    funded: Funded
    extra_pence: int
    min_slots: int

    def free_at(self, age_months: int) -> int:
        """Places for a child of this age in whole months."""
        return (self.free_u2, self.free_2, self.free_3p)[age_band(age_months)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Someone who offers care; ages are months, half-open; caps are funded slots."""

    id: str
    kind: ProviderKind
    location: Place
    age_from_months: int
    age_to_months: int
    term_only: bool
    min_days: int
    funded_cap_day_slots: int | None
    funded_cap_week_slots: int | None
    links: tuple[Link, ...]
    sessions: tuple[CareSession, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What travel, a further provider and a handover count for, in pence."""

    travel_pence_per_km: int
    provider_pence: int
    handover_pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A provider, or a booking there, that is already settled (docs/matching.md, Anchored weeks).

    Only `provider`: it is used on some day. With `day` and `session`: the child is in that session
    that day; `hours`, slots, are all inside the child's stays there.
    """

    provider: str
    day: int | None = None
    session: int | None = None
    hours: Interval | None = None


class NoWeekKeepsAnchors(ValueError):  # noqa: N818 - it says what was found out
    """However the rest of the week is chosen, what is settled can't all be kept."""

    def __init__(self) -> None:
        """One sentence, for a person."""
        super().__init__("No week keeps everything in anchors.")


class NumbersTooLarge(ValueError):  # noqa: N818 - it says what was found out
    """Prices, weights or distances so large that weeks cannot be told apart exactly."""

    def __init__(self) -> None:
        """One sentence, for a person."""
        super().__init__("price_p, extra_p, weights or distances are too large to be added up.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What one family asks for; every `_slots` counts slots, every distance is metres."""

    born: date
    starts_on: date
    home: Place
    work: Place | None
    mode: Mode
    intervals: Mapping[int, tuple[Interval, ...]]
    days_wanted: int | None
    slots_wanted: int | None
    max_days: int
    handover_window: Mapping[int, Interval]
    funded_slots: int
    year_round: bool
    max_providers: int
    max_distance_metres: int
    slack_slots: int
    weights: Weights
    list_length: int
    anchors: tuple[Anchor, ...] = ()

    @property
    def age_months(self) -> int:
        """The child's age in complete calendar months when care starts."""
        born, start = self.born, self.starts_on
        months = (start.year - born.year) * 12 + start.month - born.month
        return months - (start.day < born.day)

    @property
    def days(self) -> tuple[int, ...]:
        """The weekdays with any need, in order."""
        return tuple(sorted(day for day, spans in self.intervals.items() if spans))


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One question for the matcher."""

    name: str
    slot_minutes: int
    need: Need
    providers: tuple[Provider, ...]

    @property
    def slots_per_hour(self) -> int:
        """How many slots make an hour."""
        return 60 // self.slot_minutes

    @property
    def slots_per_day(self) -> int:
        """How many slots make a day."""
        return 24 * self.slots_per_hour
