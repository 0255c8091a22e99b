"""Which hub a file is for when nobody says: the only one there is, or one for all of England."""

from datetime import date

from hubapp.hubs.models import Hub
from hubapp.hubs.queries import find_hub, list_hubs
from hubapp.hubs.services import NewHub, create_hub

NO_HUB = 0
"""The number of no hub: a rehearsal before there is one."""

_WHOLE_COUNTRY = NewHub("england", "England", area_name="England")


def find_usual_hub() -> Hub | None:
    """The only hub that is not a demonstration, or the one for all of England; else None."""
    real = _real_hubs()
    if len(real) == 1:
        return real[0]
    return find_hub(_WHOLE_COUNTRY.slug)


def make_usual_hub(today: date) -> Hub | None:
    """A hub for all of England, when there is no real hub yet; None where one must be chosen."""
    return None if _real_hubs() else create_hub(_WHOLE_COUNTRY, today=today)


def _real_hubs() -> list[Hub]:
    return [hub for hub in list_hubs() if not hub.is_demonstration]
