"""Which changes families see at once, and which wait for a champion. Pure."""

from collections.abc import Iterable
from fractions import Fraction

from hubapp.availability.models import PriceUnit
from hubapp.listing.models import Topic
from hubapp.listing.week import SessionFacts

USUAL_PENCE_AN_HOUR = (200, 2500)
"""Prices an hour outside of these are more likely a slip of the finger than a price."""

_WAIT = (Topic.DETAILS, Topic.PUBLICATION)


def waits(
    topic: Topic, week: Iterable[SessionFacts], *, is_public: bool, by_champion: bool
) -> bool:
    """Whether a champion looks before families see it.

    Who the provider is, where, and what it says of itself waits; so does the first publication, and
    a price out of all bounds. A champion's own changes wait for nobody; and before the first
    publication there is nobody to see anything but the page as a whole.
    """
    if by_champion:
        return False
    if topic is Topic.PUBLICATION:
        return True
    return is_public and (topic in _WAIT or not all(is_usual_price(one) for one in week))


def may_undo(topic: Topic, *, is_public: bool, by_champion: bool) -> bool:
    """Whether somebody may put a change back: what waits to be seen, only a champion may."""
    return by_champion or not is_public or topic not in _WAIT


def is_usual_price(session: SessionFacts) -> bool:
    """Whether an hour costs what an hour may; a price nobody told is fine."""
    if session.price_pence is None:
        return True
    hour = Fraction(session.price_pence)
    if session.price_unit is PriceUnit.SESSION:
        hour = hour * 60 / session.band.minutes
    least, most = USUAL_PENCE_AN_HOUR
    return least <= hour <= most
