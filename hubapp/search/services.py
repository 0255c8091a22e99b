"""Finding providers: nearest first, ties taking turns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from hubapp.availability.models import CareSession
from hubapp.availability.queries import list_care_sessions
from hubapp.availability.rules import Patience, patience_of
from hubapp.directory.distance import METRES_A_MILE, metres_between, say_distance
from hubapp.directory.models import Provider, ProviderKind
from hubapp.directory.queries import list_providers_within
from hubapp.hubs.models import Hub
from hubapp.kernel.ages import AgeBand, BirthMonth, age_band, age_in_months
from hubapp.kernel.geo import GridPoint
from hubapp.kernel.week import Weekday
from hubapp.search.presenters import (
    DayMark,
    PlacesSummary,
    day_marks,
    fitting,
    say_ages,
    say_funding,
    say_price,
    sum_up_places,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody looks for. No birth month: any age; no kinds or days: any."""

    point: GridPoint
    within_miles: float
    birth: BirthMonth | None = None
    kinds: tuple[ProviderKind, ...] = ()
    days: tuple[Weekday, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One provider in a list of results; a None text is a fact nobody has told."""

    provider: Provider
    metres: float
    distance: str
    ages: str | None
    places: PlacesSummary
    marks: tuple[DayMark, ...]
    price: str | None
    funding: str


def find_providers(hub: Hub, wanted: Wanted, today: date) -> list[Listing]:
    """Providers within reach that could take the child, nearest first.

    A provider whose ages or days are not known is kept: not known is never taken for no.
    """
    reach = wanted.within_miles * METRES_A_MILE
    # Grid metres and metres over the ground differ by less than one in a thousand.
    nearby = list_providers_within(hub.id, wanted.point, reach * 1.01 + 1, wanted.kinds)
    sessions = list_care_sessions(provider.id for provider in nearby)
    age = age_in_months(wanted.birth.latest_day, today) if wanted.birth else None
    listings = [
        _listing(provider, sessions.get(provider.id, ()), wanted, age, today, patience_of(hub))
        for provider in nearby
        if may_take(provider, sessions.get(provider.id, ()), age, wanted.days)
    ]
    return sorted(
        (listing for listing in listings if listing.metres <= reach),
        key=lambda listing: (round(listing.metres), _turn(listing.provider, today)),
    )


def may_take(
    provider: Provider,
    sessions: Sequence[CareSession],
    age_months: int | None,
    days: Sequence[Weekday],
) -> bool:
    """Whether nothing known speaks against it."""
    if sessions:
        return bool(fitting(sessions, age_months, days))
    if age_months is None:
        return True
    too_young = provider.age_from_months is not None and age_months < provider.age_from_months
    too_old = provider.age_to_months is not None and age_months >= provider.age_to_months
    return not (too_young or too_old)


def _listing(
    provider: Provider,
    sessions: Sequence[CareSession],
    wanted: Wanted,
    age: int | None,
    today: date,
    patience: Patience,
) -> Listing:
    point = provider.shown_point
    if point is None:
        raise ValueError("Only providers with a position are found by distance")
    metres = metres_between(wanted.point, point)
    band: AgeBand | None = None if age is None else age_band(age)
    suitable = fitting(sessions, age, wanted.days)
    return Listing(
        provider=provider,
        metres=metres,
        distance=say_distance(metres, coarse=point_is_coarse(provider)),
        ages=say_ages(provider),
        places=sum_up_places(suitable, band, today, patience),
        marks=day_marks(fitting(sessions, age, ()), band, today, patience),
        price=say_price(suitable),
        funding=say_funding(provider),
    )


def point_is_coarse(provider: Provider) -> bool:
    """Whether its place is only told roughly."""
    return provider.is_at_home and not provider.publish_address


def _turn(provider: Provider, today: date) -> str:
    """Who stands first of equals changes with the day, and nobody can pay for it."""
    return sha256(f"{today.isoformat()} {provider.id}".encode()).hexdigest()
