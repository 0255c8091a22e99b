"""Which rules bound a plan: without them it could have been better, or cheaper.

Limits on funded slots bind when they are used up and something they cover is left to pay. Limits
on the week (providers, minimum days) bind when the problem without them, solved, has a better
week: so they are looked at only where the plan stands at the limit.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from hubapp.matching.offers import FIRST_FUNDED_HOUR, FUNDED_HOURS_A_DAY, LAST_FUNDED_HOUR
from hubapp.matching.problem import Booking, Funded, Problem, Provider
from hubapp.matching.result import DayPlan, Result, Status, WeeklyPlan
from hubapp.matching.solve import solve
from hubapp.matching.stop import Stop
from hubapp.matching.verify_day import Site, needed_slots, opening, road_metres, sites_of

TWO_SITES = 2


class Rule(StrEnum):
    """Rules that can bind; the values are stable."""

    FUNDED_DAY = "funded_day"
    FUNDED_PROVIDER_DAY = "funded_provider_day"
    FUNDED_PROVIDER_WEEK = "funded_provider_week"
    FUNDED_POOL = "funded_pool"
    FUNDED_TIMES = "funded_times"
    TWO_SITES = "two_sites"
    MINIMUM_CHARGE = "minimum_charge"
    MOST_PROVIDERS = "most_providers"
    MINIMUM_DAYS = "minimum_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A rule that bound, on which day and at which provider if it is about one."""

    rule: Rule
    day: int | None = None
    provider: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Rules that bound, and those for which there was no time to find out."""

    binding: tuple[Binding, ...]
    unchecked: tuple[Binding, ...]


@dataclass(frozen=True, slots=True)
class _Booked:
    """What is booked at a provider on a day: slots, those that may be funded, those that are."""

    day: int
    site: Site
    slots: int
    inside: int
    funded: int

    @property
    def most(self) -> int:
        """Slots that could be funded by the site's own rules."""
        cap = self.site.provider.funded_cap_day_slots
        return self.inside if cap is None else min(cap, self.inside)

    @property
    def is_fundable(self) -> bool:
        """Whether funding would save anything there."""
        return self.site.session.funded is not Funded.NO and self.site.session.price_pence > 0


def binding_rules(problem: Problem, plan: WeeklyPlan, result: Result | None, stop: Stop) -> Bound:
    """Every rule that bound, in the order of `Rule`, then by day and provider."""
    booked = list(_booked(problem, plan))
    found = [*_at_sites(booked), *_over_days(problem, booked), *_over_week(problem, booked)]
    found += [
        Binding(rule=Rule.TWO_SITES, day=day.day)
        for day in plan.days
        if _third_site_would_help(problem, day)
    ]
    solved = dict(_by_solving(problem, plan, result, stop))
    found += [binding for binding, binds in solved.items() if binds]
    order = list(Rule)
    return Bound(
        binding=tuple(
            sorted(set(found), key=lambda x: (order.index(x.rule), x.day or 0, x.provider or ""))
        ),
        unchecked=tuple(binding for binding, binds in solved.items() if binds is None),
    )


def _booked(problem: Problem, plan: WeeklyPlan) -> Iterator[_Booked]:
    claimed = {(claim.provider, claim.day): claim.slots for claim in plan.funded}
    hour = problem.slots_per_hour
    for day in plan.days:
        sites = {site.provider.id: site for site in sites_of(problem, day)}
        for name, site in sites.items():
            slots = [x for y in day.legs if y.provider == name for x in range(y.start, y.end)]
            inside = sum(FIRST_FUNDED_HOUR * hour <= x < LAST_FUNDED_HOUR * hour for x in slots)
            yield _Booked(day.day, site, len(slots), inside, claimed.get((name, day.day), 0))


# --- money ------------------------------------------------------------------------------------


def _at_sites(booked: list[_Booked]) -> Iterator[Binding]:
    for x in booked:
        session, name = x.site.session, x.site.provider.id
        if session.booking is Booking.HOURLY and x.slots < session.min_slots:
            yield Binding(rule=Rule.MINIMUM_CHARGE, day=x.day, provider=name)
        if not x.is_fundable or x.funded < x.most:
            continue
        if x.most < x.inside:
            yield Binding(rule=Rule.FUNDED_PROVIDER_DAY, day=x.day, provider=name)
        elif x.inside < x.slots:
            yield Binding(rule=Rule.FUNDED_TIMES, day=x.day, provider=name)


def _over_days(problem: Problem, booked: list[_Booked]) -> Iterator[Binding]:
    limit = FUNDED_HOURS_A_DAY * problem.slots_per_hour
    for day in {x.day for x in booked}:
        if _is_used_up([x for x in booked if x.day == day], limit):
            yield Binding(rule=Rule.FUNDED_DAY, day=day)


def _over_week(problem: Problem, booked: list[_Booked]) -> Iterator[Binding]:
    if problem.need.funded_slots and _is_used_up(booked, problem.need.funded_slots):
        yield Binding(rule=Rule.FUNDED_POOL)
    for name in {x.site.provider.id for x in booked}:
        mine = [x for x in booked if x.site.provider.id == name]
        cap = mine[0].site.provider.funded_cap_week_slots
        if cap is not None and _is_used_up(mine, cap):
            yield Binding(rule=Rule.FUNDED_PROVIDER_WEEK, provider=name)


def _is_used_up(booked: list[_Booked], limit: int) -> bool:
    """Whether a limit is reached while something it covers is left to pay."""
    left = any(x.is_fundable and x.funded < x.most for x in booked)
    return left and sum(x.funded for x in booked) >= limit


# --- the week ---------------------------------------------------------------------------------


def _third_site_would_help(problem: Problem, day: DayPlan) -> bool:
    """Whether a day at two sites leaves time uncovered in which somebody else is open (R23)."""
    used = {leg.provider for leg in day.legs}
    if len(used) < TWO_SITES:
        return False
    covered = {slot for leg in day.legs for slot in range(leg.start, leg.end)}
    left = needed_slots(problem, day.day) - covered
    return any(
        left & set(range(*opening(problem, site)))
        for provider in problem.providers
        if provider.id not in used and _may_be_used(problem, provider)
        for session in provider.sessions
        if session.day == day.day and session.free_at(problem.need.age_months) > 0
        for site in [Site(provider, session)]
    )


def _may_be_used(problem: Problem, provider: Provider) -> bool:
    need = problem.need
    ends = [need.home] if need.work is None else [need.home, need.work]
    metres = min(road_metres(end, provider.location) for end in ends)
    is_settled = any(anchor.provider == provider.id for anchor in need.anchors)
    return (
        provider.age_from_months <= need.age_months < provider.age_to_months
        and not (need.year_round and provider.term_only)
        and (is_settled or metres <= need.max_distance_metres)
    )


def _by_solving(
    problem: Problem, plan: WeeklyPlan, result: Result | None, stop: Stop
) -> Iterator[tuple[Binding, bool | None]]:
    """Rules of the week the plan stands at the limit of, and whether each bound; None: no time."""
    loosened = list(_loosened(problem, plan))
    if not loosened:
        return
    best = result or solve(problem, stop=stop)
    for binding, other in loosened:
        then = solve(other, stop=stop)
        # A week that more searching might have found anyway says nothing about the rule.
        proved = best.status is then.status is Status.PROVED
        yield binding, then.plan.vector < best.plan.vector if proved else None


def _loosened(problem: Problem, plan: WeeklyPlan) -> Iterator[tuple[Binding, Problem]]:
    """Rules of the week the plan stands at the limit of, and the problem without each."""
    need = problem.need
    if len(plan.providers) == need.max_providers:
        more = replace(need, max_providers=need.max_providers + 1)
        yield Binding(rule=Rule.MOST_PROVIDERS), replace(problem, need=more)
    attended = Counter(name for day in plan.days for name in {x.provider for x in day.legs})
    for provider in problem.providers:
        if provider.min_days > 1 and attended[provider.id] == provider.min_days:
            fewer = tuple(
                replace(x, min_days=1) if x.id == provider.id else x for x in problem.providers
            )
            where = Binding(rule=Rule.MINIMUM_DAYS, provider=provider.id)
            yield where, replace(problem, providers=fewer)
