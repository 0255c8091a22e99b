"""What one week has over another, and when that is worth telling anybody."""

from dataclasses import dataclass

from hubapp.matching.result import Vector

HECTOMETRE = 100
CLEAR_PENCE = 500
"""A total (G) lower by so much a week is clearly better …"""
CLEAR_SHARE = 10
"""… or by one penny in so many …"""
LEAST_PENCE = 100
"""… as long as that is no less than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """Uncovered slots removed, pence and metres saved a week, providers and handovers fewer.

    All but `slots` may be negative where more is covered.
    """

    slots: int
    pence: int
    metres: int
    providers: int
    handovers: int


def gain_between(before: Vector, after: Vector) -> Gain:
    """What the second week has over the first."""
    return Gain(
        slots=before.uncovered_slots - after.uncovered_slots,
        pence=before.cost_pence - after.cost_pence,
        metres=(before.travel_hm - after.travel_hm) * HECTOMETRE,
        providers=before.providers - after.providers,
        handovers=before.handovers - after.handovers,
    )


def is_better(before: Vector, after: Vector, given_up: int = 0) -> bool:
    """Whether a week covers more or, where nothing is uncovered, is clearly better.

    Clearly better is a week that costs no more and whose total, where travel, providers and
    handovers are weighed in, is clearly lower. `given_up`: pence that time given up is worth,
    which must be saved first.
    """
    if before.uncovered_slots:
        return after.uncovered_slots < before.uncovered_slots
    if after.uncovered_slots or after.cost_pence + given_up > before.cost_pence:
        return False
    return after.total + given_up <= before.total - clear_fall(before.total)


def clear_fall(total: int) -> int:
    """By how many pence a total must fall to be clearly lower."""
    return min(CLEAR_PENCE, max(LEAST_PENCE, -(-total // CLEAR_SHARE)))
