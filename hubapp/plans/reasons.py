"""What speaks for a week among the weeks shown with it, as facts. Pure."""

from collections.abc import Sequence

from hubapp.funding.hours import FundedHours
from hubapp.plans.facts import Code, Fact
from hubapp.plans.need import CareNeed
from hubapp.plans.week import Week

METRES_A_HECTOMETRE = 100


def price_of(week: Week) -> Fact:
    """What the family pays for the hours, a week."""
    return Fact(code=Code.PRICE if week.pence else Code.PRICE_NOTHING, pence=week.pence)


def reasons_for(week: Week, others: Sequence[Week], need: CareNeed) -> tuple[Fact, ...]:
    """What speaks for a week; `others` are the weeks shown, this one among them."""
    found = [_coverage(week)]
    rivals = [other for other in others if _uncovered(other) <= _uncovered(week)]
    if len(others) > 1 and week.pence <= min(other.pence for other in rivals):
        found.append(Fact(code=Code.CHEAPEST))
    if need.funded is not FundedHours.NONE and week.booked_minutes == week.funded_minutes:
        found.append(Fact(code=Code.ALL_FUNDED))
    if len(week.providers) == 1 and len(others) > 1:
        found.append(Fact(code=Code.ONE_PLACE))
    return (*found, *_collections(week), _travel(week, others))


def _uncovered(week: Week) -> int:
    return week.plan.vector.uncovered_slots


def _coverage(week: Week) -> Fact:
    open_minutes = week.uncovered_minutes
    return Fact(code=Code.LEAVES_OPEN if open_minutes else Code.COVERS_ALL, minutes=open_minutes)


def _collections(week: Week) -> list[Fact]:
    """Each pair once, however many days they hand over."""
    pairs = {
        (handover.link.collector.id, handover.link.partner.id): handover.link
        for handover in week.handovers
        if handover.link
    }
    return [
        Fact(code=Code.COLLECTED, provider=link.collector, partner=link.partner)
        for link in pairs.values()
    ]


def _travel(week: Week, others: Sequence[Week]) -> Fact:
    metres = metres_of(week)
    if not metres:
        return Fact(code=Code.NO_TRAVEL)
    is_least = len(others) > 1 and all(metres <= metres_of(other) for other in others)
    return Fact(code=Code.LEAST_TRAVEL if is_least else Code.TRAVEL, metres=metres)


def metres_of(week: Week) -> int:
    """What a week adds to the way to work and back."""
    return week.plan.vector.travel_hm * METRES_A_HECTOMETRE
