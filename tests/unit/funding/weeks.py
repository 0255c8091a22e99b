"""Booked weeks in few words."""

from fractions import Fraction

from hubapp.funding.booking import Fundable, Stay
from hubapp.kernel.week import TimeBand, Weekday

HOUR = 60


def stay(
    provider: str,
    day: int,
    start: float,
    end: float,
    pence_an_hour: Fraction | int,
    fundable: Fundable = Fundable.YES,
    least_minutes: int = 0,
) -> Stay:
    """From one hour to another at so much an hour; Monday is 0."""
    return Stay(
        provider=provider,
        weekday=Weekday(day),
        bands=(TimeBand(int(start * HOUR), int(end * HOUR)),),
        pence_an_hour=Fraction(pence_an_hour),
        fundable=fundable,
        least_minutes=least_minutes,
    )
