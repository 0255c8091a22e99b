"""Making hubs, and giving one its middle."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hubapp.extensions import db
from hubapp.hubs import queries
from hubapp.hubs.models import Hub, StalePlaces
from hubapp.kernel.geo import GridPoint
from hubapp.places.services import locate

# Addresses the site itself answers at.
_TAKEN = frozenset(
    (
        *("accessibility", "healthz", "invited", "places", "privacy", "sign-in", "sign-out"),
        *("static", "your-hubs"),
    )
)
_LONGEST_BELIEF_DAYS = 122  # no longer than from one legal day to the next (R55)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class HubRefused(Exception):  # noqa: N818 - it says what happened, to a person
    """A hub that can't be made; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class NewHub:
    """What somebody wants a hub to be. `postcode` is where its middle is, when they say."""

    slug: str
    name: str
    area_name: str | None = None
    postcode: str | None = None
    contact_email: str | None = None


def create_hub(wanted: NewHub, *, today: date) -> Hub:
    """A new live hub. Raises HubRefused, or PlaceNotFound for its postcode."""
    if not _SLUG.fullmatch(wanted.slug):
        raise HubRefused(
            f"“{wanted.slug}” can't be part of an address. Use small letters, digits and hyphens, "
            "like north-bristol."
        )
    if not wanted.name.strip():
        raise HubRefused("Give the hub a name.")
    if wanted.slug in _TAKEN or queries.find_hub(wanted.slug):
        raise HubRefused(f"The address “{wanted.slug}” is taken already. Choose another.")
    centre = locate(wanted.postcode).point if wanted.postcode else None
    hub = Hub(
        slug=wanted.slug,
        name=wanted.name.strip(),
        area_name=wanted.area_name,
        contact_email=wanted.contact_email,
        centre_easting=centre.easting if centre else None,
        centre_northing=centre.northing if centre else None,
        created_on=today,
    )
    db.session.add(hub)
    db.session.commit()
    return hub


def choose_patience(
    hub: Hub, fresh_days: int | None, ageing_days: int | None, stale: StalePlaces | None
) -> None:
    """How long a hub believes what was told; what is None stays. Raises HubRefused."""
    fresh = hub.fresh_days if fresh_days is None else fresh_days
    ageing = hub.ageing_days if ageing_days is None else ageing_days
    if not 1 <= fresh <= ageing <= _LONGEST_BELIEF_DAYS:
        raise HubRefused(
            "Places must be fresh for at least a day, and stale no sooner than that and within "
            f"{_LONGEST_BELIEF_DAYS} days."
        )
    hub.fresh_days, hub.ageing_days = fresh, ageing
    hub.stale_places = stale or hub.stale_places
    db.session.commit()


def settle_centre(hub_id: int, points: Sequence[GridPoint]) -> None:
    """Put a hub's middle where its providers are, unless it has one. The caller commits."""
    hub = queries.find_hub_by_id(hub_id)
    if hub is None or hub.centre is not None or not points:
        return
    hub.centre_easting = round(sum(point.easting for point in points) / len(points))
    hub.centre_northing = round(sum(point.northing for point in points) / len(points))
