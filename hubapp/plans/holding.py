"""The care sessions that a place the family has is in: chosen by what it told us. Pure."""

from collections.abc import Iterable, Sequence

from hubapp.availability.models import CareSession
from hubapp.kernel.week import TimeBand, Weekday
from hubapp.plans.assemble import suits
from hubapp.plans.need import CareNeed


class PlaceDoesNotFit(Exception):  # noqa: N818 - it says what happened, to a person
    """No care session is what the family told us of; says in a sentence why.

    `field` is the answer to change: held, held_days or held_from.
    """

    def __init__(self, field: str, sentence: str) -> None:
        """A form's field, and what to say beside it."""
        super().__init__(sentence)
        self.field = field


def choose_held_sessions(
    name: str,
    offered: Iterable[CareSession],
    need: CareNeed,
    days: Iterable[Weekday],
    band: TimeBand | None,
) -> tuple[tuple[Weekday, int], ...]:
    """For each day the shortest care session around the times told, or the day's only one.

    `name` is the provider's. Raises PlaceDoesNotFit.
    """
    suiting = [session for session in offered if suits(session, need)]
    if not suiting:
        season = " all year. Try term time" if need.year_round else ""
        raise PlaceDoesNotFit(
            "held", f"{name} has told us of no sessions for your child’s age{season}"
        )
    return tuple((day, _on(day, name, suiting, need, band).id) for day in sorted(set(days)))


def _on(
    day: Weekday,
    name: str,
    suiting: Sequence[CareSession],
    need: CareNeed,
    band: TimeBand | None,
) -> CareSession:
    there = [session for session in suiting if session.day is day]
    if not there:
        raise PlaceDoesNotFit(
            "held_days", f"{name} has told us of no sessions on {day.label} for your child"
        )
    times = sorted({session.band for session in there})
    said = f"On {day.label} {name} has {', or '.join(map(str, times))}"
    if band is None and len(times) > 1:
        raise PlaceDoesNotFit("held_from", f"{said}. Enter the times your child is there")
    around = [session for session in there if band is None or _holds(session.band, band)]
    if not around:
        raise PlaceDoesNotFit("held_from", f"{said}. Enter times inside these")
    chosen = min(around, key=lambda session: (session.band.minutes, session.id))
    asked = [needed for weekday, needed in need.days if weekday is day]
    if not any(needed.overlap_minutes(band or chosen.band) for needed in asked):
        raise PlaceDoesNotFit(
            "held_days",
            f"Your child is at {name} {band or chosen.band} on {day.label}."
            " Make the times you need that day cover it",
        )
    return chosen


def _holds(outer: TimeBand, inner: TimeBand) -> bool:
    return inner.overlap_minutes(outer) == inner.minutes
