"""Funding claims and the vector, added up again from the stays (docs/matching.md, Funding)."""

from collections import defaultdict
from collections.abc import Iterator

from hubapp.matching.breach import Breach, Checked
from hubapp.matching.problem import Funded, Mode, Problem
from hubapp.matching.result import DayPlan, Handover, Vector, WeeklyPlan
from hubapp.matching.verify_day import Site, needed_slots, road_metres, sites_of

Place = tuple[str, int]
"""A provider's id and a weekday."""


def _booked(problem: Problem, plan: WeeklyPlan) -> dict[Place, tuple[Site, list[int]]]:
    """Every slot booked at each provider on each day, and in which session."""
    booked: dict[Place, tuple[Site, list[int]]] = {}
    for day in plan.days:
        for leg, site in zip(day.legs, sites_of(problem, day), strict=True):
            _, slots = booked.setdefault((leg.provider, day.day), (site, []))
            slots.extend(range(leg.start, leg.end))
    return booked


# --- funding ----------------------------------------------------------------------------------


def funding_breaches(problem: Problem, plan: WeeklyPlan) -> list[Breach]:
    """Every limit the claimed split breaks."""
    booked = _booked(problem, plan)
    places = [(claim.provider, claim.day) for claim in plan.funded]
    if len(set(places)) != len(places) or not set(places) <= set(booked):
        return [Breach(Checked.FUNDING, "A claim is made twice, or where no stay is booked.")]
    claimed = {(claim.provider, claim.day): claim.slots for claim in plan.funded}
    found = [
        breach
        for place, (site, slots) in booked.items()
        for breach in _at_one_site(problem, place, site, slots, claimed.get(place, 0))
    ]
    return [*found, *_totals(problem, claimed)]


def _at_one_site(
    problem: Problem, place: Place, site: Site, slots: list[int], claimed: int
) -> Iterator[Breach]:
    hour = problem.slots_per_hour
    inside = sum(6 * hour <= slot < 20 * hour for slot in slots)
    cap = site.provider.funded_cap_day_slots
    most = inside if cap is None else min(inside, cap)
    if site.session.funded is Funded.NO:
        most = 0
    if not 0 <= claimed <= most:
        yield Breach(
            Checked.FUNDING, f"{claimed} slots are claimed at {place}, at most {most} may be."
        )
    if site.session.funded is Funded.ONLY and claimed != len(slots):
        yield Breach(Checked.FUNDED_ONLY, f"{claimed} of {len(slots)} slots are funded at {place}.")


def _totals(problem: Problem, claimed: dict[Place, int]) -> Iterator[Breach]:
    by_day: dict[int, int] = defaultdict(int)
    by_provider: dict[str, int] = defaultdict(int)
    for (provider, day), slots in claimed.items():
        by_day[day] += slots
        by_provider[provider] += slots
    for day, slots in by_day.items():
        if slots > 10 * problem.slots_per_hour:
            yield Breach(
                Checked.FUNDED_DAY, f"{slots} slots are funded on day {day}: over ten hours."
            )
    for offered in problem.providers:
        cap = offered.funded_cap_week_slots
        if cap is not None and by_provider[offered.id] > cap:
            yield Breach(
                Checked.FUNDED_WEEK, f"{offered.id} gives at most {cap} funded slots a week."
            )
    if sum(claimed.values()) > problem.need.funded_slots:
        yield Breach(Checked.FUNDED_POOL, "More slots are funded than the child is entitled to.")


# --- the vector -------------------------------------------------------------------------------


def vector_breaches(problem: Problem, plan: WeeklyPlan) -> Iterator[Breach]:
    """Where the plan's vector is not what its stays and claims add up to."""
    right = _recomputed(problem, plan)
    if right != plan.vector:
        yield Breach(Checked.VECTOR, f"The plan says {plan.vector}, its stays come to {right}.")


def _recomputed(problem: Problem, plan: WeeklyPlan) -> Vector:
    weights = problem.need.weights
    travel = [_travel_hm(problem, day) for day in plan.days]
    handovers = sum(len(day.legs) - 1 for day in plan.days)
    providers = len({leg.provider for day in plan.days for leg in day.legs})
    cost = _cost(problem, plan)
    total = (
        cost
        + sum(round(weights.travel_pence_per_km * hm / 10) for hm in travel)
        + weights.provider_pence * max(0, providers - 1)
        + weights.handover_pence * handovers
    )
    return Vector(
        uncovered_slots=_uncovered(problem, plan),
        total=total,
        cost_pence=cost,
        travel_hm=sum(travel),
        providers=providers,
        handovers=handovers,
    )


def _cost(problem: Problem, plan: WeeklyPlan) -> int:
    booked = _booked(problem, plan)
    full = sum(
        max(len(slots), _least(site)) * site.session.price_pence + site.session.extra_pence
        for site, slots in booked.values()
    )
    saved = sum(
        claim.slots * booked[claim.provider, claim.day][0].session.price_pence
        for claim in plan.funded
    )
    return full - saved


def _least(site: Site) -> int:
    return site.session.min_slots if site.session.booking.value == "hourly" else 0


def _uncovered(problem: Problem, plan: WeeklyPlan) -> int:
    need = problem.need
    needed = {day: needed_slots(problem, day) for day in need.days}
    covered = sum(
        len(needed[day.day] & {slot for leg in day.legs for slot in range(leg.start, leg.end)})
        for day in plan.days
    )
    if need.mode is Mode.ANY_HOURS:
        return max(0, (need.slots_wanted or 0) - covered)
    asked = needed if plan.chosen_days is None else plan.chosen_days
    return sum(len(needed[day]) for day in asked) - covered


def _travel_hm(problem: Problem, day: DayPlan) -> int:
    sites = sites_of(problem, day)
    home, work = problem.need.home, problem.need.work or problem.need.home
    first, last = sites[0].provider.location, sites[-1].provider.location
    metres = road_metres(home, first) + road_metres(first, work)
    metres += road_metres(work, last) + road_metres(last, home) - 2 * road_metres(home, work)
    if day.handover is Handover.PARENT:
        metres += road_metres(work, first) + road_metres(first, last) + road_metres(last, work)
    return round(max(0, metres) / 100)
