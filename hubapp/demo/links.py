"""Who collects children from where: childminders and the settings they can walk or drive to.

Only between neighbours, and only at times when both are open.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from hubapp.demo.archetypes import QUARTER
from hubapp.demo.chance import draw
from hubapp.demo.specs import CareSessionSpec, LinkSpec
from hubapp.directory.models import ProviderKind
from hubapp.kernel.geo import GridPoint
from hubapp.kernel.week import WORKING_WEEK, Weekday, weekday_mask

NEAR_METRES = 1_500
ON_FOOT_METRES = 700
WORTH_MINUTES = 30
SCHOOL_KINDS = (ProviderKind.PRESCHOOL, ProviderKind.NURSERY_CLASS)

_LUNCH_BEGINS, _LUNCH_ENDS = 690, 780
_HOW_MANY = ((0, 2), (1, 5), (2, 6), (3, 4))
_SEATS: tuple[tuple[int | None, int], ...] = ((1, 3), (2, 4), (3, 2), (None, 3))
_DAYS: tuple[tuple[tuple[Weekday, ...], int], ...] = (
    (WORKING_WEEK, 6),
    (WORKING_WEEK[:3], 2),
    (WORKING_WEEK[2:], 1),
    ((Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY), 1),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A provider as links see it. `eager`: collects from several, every day."""

    slug: str
    kind: ProviderKind
    point: GridPoint
    sessions: tuple[CareSessionSpec, ...]
    told_by: str | None = None
    as_at: date | None = None
    eager: bool = False

    @property
    def days(self) -> frozenset[Weekday]:
        """The days it is open."""
        return frozenset(session.weekday for session in self.sessions)

    @property
    def opens(self) -> int:
        """The earliest start."""
        return min(session.start_minutes for session in self.sessions)

    @property
    def closes(self) -> int:
        """The latest end."""
        return max(session.end_minutes for session in self.sessions)


@dataclass(frozen=True, slots=True, order=True)
class Handover:
    """A span of minutes in which a child goes from one to the other."""

    start: int
    end: int


def draw_links(collector: Stop, partners: Iterable[Stop], rng: Random) -> Iterator[LinkSpec]:
    """The links of one childminder, to the nearest partners that keep times they can keep too."""
    wanted = 3 if collector.eager else draw(_HOW_MANY, rng)
    for partner in _neighbours(collector, partners)[:wanted]:
        days = WORKING_WEEK if collector.eager else draw(_DAYS, rng)
        shared = [day for day in days if day in collector.days & partner.days]
        if not shared:
            continue
        seats, travel = draw(_SEATS, rng), _travel(collector, partner)
        for handover in shared_handovers(collector, partner):
            yield LinkSpec(
                collector=collector.slug,
                partner=partner.slug,
                weekday_mask=weekday_mask(shared),
                from_minutes=handover.start,
                to_minutes=handover.end,
                seats=seats,
                travel=travel,
                told_by=collector.told_by,
                as_at=collector.as_at,
            )


def shared_handovers(collector: Stop, partner: Stop) -> list[Handover]:
    """The partner's handovers with time left for the collector to care before or after."""
    return [
        handover
        for handover in handovers(partner)
        if collector.opens + WORTH_MINUTES <= handover.start
        and handover.end + WORTH_MINUTES <= collector.closes
    ]


def handovers(partner: Stop) -> list[Handover]:
    """When children come and go: before the first session, around lunch, at the end of the last."""
    times = {session.start_minutes for session in partner.sessions}
    times |= {session.end_minutes for session in partner.sessions}
    lunch = [time for time in times if _LUNCH_BEGINS <= time <= _LUNCH_ENDS]
    found = [Handover(partner.opens - QUARTER, partner.opens)]
    if lunch:
        # One moment for everybody needs a little room around it; a gap between sessions is room.
        spare = QUARTER if min(lunch) == max(lunch) else 0
        found.append(Handover(min(lunch) - spare, max(lunch) + spare))
    found.append(Handover(partner.closes - QUARTER, partner.closes))
    return found


def _neighbours(collector: Stop, partners: Iterable[Stop]) -> list[Stop]:
    near = [
        (metres, partner.slug, partner)
        for partner in partners
        if partner.sessions and (metres := collector.point.metres_to(partner.point)) < NEAR_METRES
    ]
    return [partner for _, _, partner in sorted(near, key=lambda found: found[:2])]


def _travel(collector: Stop, partner: Stop) -> str:
    near = collector.point.metres_to(partner.point) < ON_FOOT_METRES
    return "on foot" if near else "by car"
