"""What a family asks for, as it travels in a form or a signed link: no name, no full birth date."""

import enum
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from itsdangerous import BadSignature, URLSafeSerializer

from hubapp.funding.hours import FundedHours
from hubapp.kernel.ages import BirthMonth, age_in_months
from hubapp.kernel.week import TimeBand, Weekday


class Asking(enum.StrEnum):
    """How firm the days are."""

    THESE_DAYS = "these"
    SOME_DAYS = "some"
    SOME_HOURS = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPlace:
    """A place the family has already, at the provider of this slug.

    `sessions` are care sessions by day; none while the days may still change. `band` is when the
    child is there on those days; None: the whole session, or as long as is best.
    """

    provider: str
    sessions: tuple[tuple[Weekday, int], ...] = ()
    band: TimeBand | None = None

    def as_fields(self) -> list[Any]:
        """Short, JSON-able fields, read back by `from_fields`."""
        band = [self.band.start_minutes, self.band.end_minutes] if self.band else None
        return [self.provider, [list(session) for session in self.sessions], band]

    @classmethod
    def from_fields(cls, fields: list[Any]) -> Self:
        """The place again. Raises TypeError or ValueError when fields are not ours."""
        provider, sessions, band = fields
        return cls(
            provider=provider,
            sessions=tuple((Weekday(day), key) for day, key in sessions),
            band=TimeBand(*band) if band else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CareNeed:
    """One child's week: where from, when, which funded hours, how far and how many places at most.

    `home` and `work` are postcodes or named areas, as typed. `days` holds the needed times (these
    days) or the times that would do (some days, some hours).
    `reach_metres` is by road. `handover` is when a parent can move the child between two places.
    The rest of the week is built around `held`.
    """

    home: str
    birth: BirthMonth
    starts_on: date
    asking: Asking
    days: tuple[tuple[Weekday, TimeBand], ...]
    days_wanted: int | None
    minutes_wanted: int | None
    funded: FundedHours
    year_round: bool
    reach_metres: int
    work: str | None
    max_providers: int
    handover: TimeBand | None
    held: HeldPlace | None = None

    @property
    def age_months(self) -> int:
        """The child's age at the start, taken as the youngest the month of birth allows."""
        return age_in_months(self.birth.latest_day, self.starts_on)

    @property
    def age_may_differ(self) -> bool:
        """Whether the day of birth could move the child across the age of 2 or 3."""
        oldest = age_in_months(self.birth.earliest_day, self.starts_on)
        return any(self.age_months < edge <= oldest for edge in (24, 36))

    def as_fields(self) -> dict[str, Any]:
        """Short, JSON-able fields, read back by `from_fields`."""
        return {
            "p": self.home,
            "b": [self.birth.year, self.birth.month],
            "s": self.starts_on.isoformat(),
            "a": self.asking.value,
            "d": [[day, band.start_minutes, band.end_minutes] for day, band in self.days],
            "n": self.days_wanted,
            "m": self.minutes_wanted,
            "f": self.funded.value,
            "y": self.year_round,
            "r": self.reach_metres,
            "w": self.work,
            "x": self.max_providers,
            "h": [self.handover.start_minutes, self.handover.end_minutes]
            if self.handover
            else None,
            "g": self.held.as_fields() if self.held else None,
        }

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> Self:
        """The need again. Raises KeyError, TypeError or ValueError when fields are not ours."""
        return cls(
            home=fields["p"],
            birth=BirthMonth(*fields["b"]),
            starts_on=date.fromisoformat(fields["s"]),
            asking=Asking(fields["a"]),
            days=tuple((Weekday(day), TimeBand(start, end)) for day, start, end in fields["d"]),
            days_wanted=fields["n"],
            minutes_wanted=fields["m"],
            funded=FundedHours(fields["f"]),
            year_round=fields["y"],
            reach_metres=fields["r"],
            work=fields["w"],
            max_providers=fields["x"],
            handover=TimeBand(*fields["h"]) if fields["h"] else None,
            # Links made before there were held places have no such field.
            held=HeldPlace.from_fields(fields["g"]) if fields.get("g") else None,
        )


class DamagedLinkError(ValueError):
    """A link's signature or contents are not ours."""


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="care-need-1")


def sign_need(need: CareNeed, secret: str) -> str:
    """The need as text for a link, which only this site can make."""
    return str(_signer(secret).dumps(need.as_fields()))


def read_need(token: str, secret: str) -> CareNeed:
    """The need in a link. Raises DamagedLinkError when it was cut short or changed."""
    try:
        return CareNeed.from_fields(_signer(secret).loads(token))
    except (BadSignature, KeyError, TypeError, ValueError) as error:
        raise DamagedLinkError(token) from error
