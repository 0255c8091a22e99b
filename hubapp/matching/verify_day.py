"""The rules of one day, checked stay by stay (docs/matching.md, Usable sessions and Day plans)."""

from collections.abc import Iterator
from math import ceil, dist
from typing import NamedTuple

from hubapp.matching.breach import Breach, Checked
from hubapp.matching.problem import Booking, CareSession, Mode, Place, Problem, Provider
from hubapp.matching.result import DayPlan, Handover, Leg


class Site(NamedTuple):
    """A stay with the provider and session it names."""

    provider: Provider
    session: CareSession


def road_metres(a: Place, b: Place) -> int:
    """How far apart two places are by road."""
    return round(1.3 * dist(a, b))


def offered_legs(problem: Problem, day: DayPlan) -> list[Site | None]:
    """Each stay's provider and session, None where there is no such session that day."""
    return [_site(problem, leg, day.day) for leg in day.legs]


def sites_of(problem: Problem, day: DayPlan) -> list[Site]:
    """Each stay's provider and session; those that do not exist are left out."""
    return [site for site in offered_legs(problem, day) if site is not None]


def _site(problem: Problem, leg: Leg, weekday: int) -> Site | None:
    for provider in problem.providers:
        for session in provider.sessions:
            if (provider.id, session.id) == (leg.provider, leg.session):
                return Site(provider, session) if session.day == weekday else None
    return None


def needed_slots(problem: Problem, weekday: int) -> set[int]:
    """The slots care is needed in on a weekday."""
    spans = problem.need.intervals.get(weekday, ())
    return {slot for start, end in spans for slot in range(start, end)}


def opening(problem: Problem, site: Site) -> tuple[int, int]:
    """Slots between which a stay may lie: the session, or opening hours within the day's need."""
    session = site.session
    if session.booking is Booking.SESSION:
        return session.start, session.end
    needed = needed_slots(problem, session.day)
    return max(session.start, min(needed)), min(session.end, max(needed) + 1)


def day_breaches(problem: Problem, day: DayPlan) -> list[Breach]:
    """Every rule one day breaks; its stays must exist."""
    sites = sites_of(problem, day)
    found = [breach for site in sites for breach in _unusable(problem, site)]
    found += _idle_stays(problem, day)
    found += _wrong_shape(day, sites)
    if not found:
        found += _wrong_times(problem, day, sites)
        found += _wrong_handover(problem, day, sites)
    return found


# --- who may be used --------------------------------------------------------------------------


def _unusable(problem: Problem, site: Site) -> Iterator[Breach]:
    need, (provider, session) = problem.need, site
    age = need.age_months
    if not provider.age_from_months <= age < provider.age_to_months:
        yield Breach(Checked.AGE, f"{provider.id} does not take a child of {age} months.")
    held = {(anchor.provider, anchor.session) for anchor in need.anchors}
    if session.free_at(age) < 1 and (provider.id, session.id) not in held:
        yield Breach(Checked.PLACES, f"{provider.id} has no place in session {session.id}.")
    if need.year_round and provider.term_only:
        yield Breach(Checked.ALL_YEAR, f"{provider.id} is open in term time only.")
    if provider.id in {anchor.provider for anchor in need.anchors}:
        return  # how far away it is, is settled
    ends = [need.home] if need.work is None else [need.home, need.work]
    if min(road_metres(end, provider.location) for end in ends) > need.max_distance_metres:
        yield Breach(Checked.DISTANCE, f"{provider.id} is too far away.")


def _idle_stays(problem: Problem, day: DayPlan) -> Iterator[Breach]:
    needed = needed_slots(problem, day.day)
    for leg in day.legs:
        if not needed & set(range(leg.start, leg.end)):
            yield Breach(
                Checked.STAYS, f"The stay at {leg.provider} on day {day.day} covers no need."
            )


# --- shapes and times -------------------------------------------------------------------------


def _wrong_shape(day: DayPlan, sites: list[Site]) -> Iterator[Breach]:
    ids = [site.provider.id for site in sites]
    booked = [site.session.booking for site in sites]
    if len(ids) == 1:
        fine = day.handover is None
    elif len(ids) == 2:
        fine = day.handover is not None and ids[0] != ids[1]
    else:
        first, inner, last = day.legs
        fine = (
            day.handover is Handover.LINKED
            and (first.provider, first.session) == (last.provider, last.session)
            and first.provider != inner.provider
            and booked[:2] == [Booking.HOURLY, Booking.SESSION]
        )
    if not fine:
        yield Breach(Checked.SHAPE, f"Day {day.day} is no single, pair or sandwich: {ids}.")


def _wrong_times(problem: Problem, day: DayPlan, sites: list[Site]) -> Iterator[Breach]:
    """Sessions whole; hourly stays from the first to the last useful slot but for handovers."""
    last = len(day.legs) - 1
    for i, (leg, site) in enumerate(zip(day.legs, sites, strict=True)):
        opens, closes = opening(problem, site)
        whole = site.session.booking is Booking.SESSION
        starts_right = leg.start == opens or (not whole and i > 0 and opens <= leg.start < closes)
        ends_right = leg.end == closes or (not whole and i < last and opens < leg.end <= closes)
        if i == last and not whole and not ends_right:
            ends_right = _trimmed(problem, day, site)
        if not (starts_right and ends_right):
            times = f"{leg.start} to {leg.end}, open {opens} to {closes}"
            yield Breach(Checked.TIMES, f"The stay at {leg.provider} on day {day.day} is {times}.")


def _trimmed(problem: Problem, day: DayPlan, site: Site) -> bool:
    """Any hours: the last stay may end whole hours earlier if the booking stays long enough."""
    cut = opening(problem, site)[1] - day.legs[-1].end
    there = [leg for leg in day.legs if leg.provider == site.provider.id]
    length = sum(leg.end - leg.start for leg in there)
    return (
        problem.need.mode is Mode.ANY_HOURS
        and cut > 0
        and cut % problem.slots_per_hour == 0
        and length >= max(1, site.session.min_slots)
    )


# --- handovers --------------------------------------------------------------------------------


def _wrong_handover(problem: Problem, day: DayPlan, sites: list[Site]) -> Iterator[Breach]:
    if day.handover is Handover.LINKED:
        for before, after in zip(day.legs, day.legs[1:], strict=False):
            if before.end != after.start:
                yield Breach(Checked.LINKED, f"Day {day.day} has a gap inside a linked handover.")
            elif not _linked(sites[0].provider, sites[1].provider, day.day, before.end):
                ids = f"{sites[0].provider.id} and {sites[1].provider.id}"
                yield Breach(
                    Checked.LINKED, f"{ids} do not hand over on day {day.day} at that slot."
                )
    if day.handover is Handover.PARENT:
        yield from _wrong_drive(problem, day, sites)


def _linked(one: Provider, two: Provider, weekday: int, slot: int) -> bool:
    there = any(link.other == two.id and link.admits(weekday, slot) for link in one.links)
    back = any(link.other == one.id and link.admits(weekday, slot) for link in two.links)
    return there or back


def _wrong_drive(problem: Problem, day: DayPlan, sites: list[Site]) -> Iterator[Breach]:
    window = problem.need.handover_window.get(day.day)
    if window is None:
        yield Breach(Checked.BY_PARENT, f"No parent can move the child on day {day.day}.")
        return
    metres = road_metres(sites[0].provider.location, sites[1].provider.location)
    drive = max(1, ceil(metres / 250 / problem.slot_minutes))

    def reachable(end: int, start: int) -> bool:
        return len(set(range(end, start)) & set(range(*window))) >= drive

    first, second = day.legs
    if not reachable(first.end, second.start):
        yield Breach(
            Checked.BY_PARENT, f"Day {day.day} leaves less than {drive} slots for the drive."
        )
        return
    later = sites[1].session.booking is Booking.HOURLY
    if later and any(
        reachable(first.end, start) for start in range(opening(problem, sites[1])[0], second.start)
    ):
        yield Breach(Checked.BY_PARENT, f"The second stay of day {day.day} could begin earlier.")
    if (
        sites[0].session.booking is Booking.HOURLY
        and not later
        and any(
            reachable(end, second.start)
            for end in range(first.end + 1, opening(problem, sites[0])[1] + 1)
        )
    ):
        yield Breach(Checked.BY_PARENT, f"The first stay of day {day.day} could end later.")
