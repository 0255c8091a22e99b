"""Where somebody means: a postcode, or the name of an area the hub lists providers in."""

from dataclasses import dataclass

from hubapp.directory.queries import list_areas
from hubapp.hubs.models import Hub
from hubapp.kernel.geo import GridPoint
from hubapp.places.rules import tidy_postcode
from hubapp.places.services import PlaceNotFound, locate

_AREAS_OFFERED = 4


@dataclass(frozen=True, slots=True)
class Where:
    """A point and what to call it."""

    point: GridPoint
    label: str


def find_where(hub: Hub, text: str) -> Where:
    """The place typed. Raises PlaceNotFound with one plain sentence that says what to try."""
    said = " ".join(text.split())
    if not said or tidy_postcode(said) is not None:
        located = locate(said)
        return Where(located.point, located.postcode)
    areas = list_areas(hub.id)
    for area in areas:
        if area.name.casefold() == said.casefold():
            return Where(area.point, area.name)
    starting = [area for area in areas if area.name.casefold().startswith(said.casefold())]
    if len(starting) == 1:
        return Where(starting[0].point, starting[0].name)
    names = " or ".join(area.name for area in (starting or areas)[:_AREAS_OFFERED])
    hint = f", or try {names}" if names else ""
    raise PlaceNotFound(f"We do not know “{said[:60]}”. Type a full postcode{hint}.")
