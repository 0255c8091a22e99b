"""Checking a weekly plan against every rule, apart from the search and sharing no code with it.

Each rule is one function `(problem, plan) -> breaches`; nothing here knows how a plan was found.
See docs/matching.md for the rules by name.
"""

from collections import Counter
from collections.abc import Iterator

from hubapp.matching.breach import Breach, Checked
from hubapp.matching.problem import Mode, Problem
from hubapp.matching.result import WeeklyPlan
from hubapp.matching.verify_day import day_breaches, offered_legs
from hubapp.matching.verify_money import funding_breaches, vector_breaches


def verify(problem: Problem, plan: WeeklyPlan) -> tuple[Breach, ...]:
    """Every rule the plan breaks; empty when it is sound and its vector is right."""
    unknown = tuple(_unknown_legs(problem, plan))
    if unknown:
        return unknown  # the other rules need the sessions to exist
    found = [breach for rule in _WEEK_RULES for breach in rule(problem, plan)]
    for day in plan.days:
        found += day_breaches(problem, day)
    found += funding_breaches(problem, plan)
    return tuple(found) if found else tuple(vector_breaches(problem, plan))


def _unknown_legs(problem: Problem, plan: WeeklyPlan) -> Iterator[Breach]:
    for day in plan.days:
        if not 1 <= len(day.legs) <= 3:
            yield Breach(Checked.STAYS, f"Day {day.day} has {len(day.legs)} stays.")
        if day.day not in problem.need.days:
            yield Breach(Checked.DAYS, f"Day {day.day} is not needed.")
        for leg, site in zip(day.legs, offered_legs(problem, day), strict=True):
            if site is None:
                what = f"{leg.provider} has no session {leg.session} on day {day.day}."
                yield Breach(Checked.SESSIONS, what)


def _days_once(_: Problem, plan: WeeklyPlan) -> Iterator[Breach]:
    days = [day.day for day in plan.days]
    if days != sorted(set(days)):
        yield Breach(Checked.DAYS, f"The days {days} are not each once and in order.")


def _providers_named(_: Problem, plan: WeeklyPlan) -> Iterator[Breach]:
    used = sorted({leg.provider for day in plan.days for leg in day.legs})
    if list(plan.providers) != used:
        yield Breach(Checked.PROVIDERS, f"Named {list(plan.providers)} but used {used}.")


def _few_providers(problem: Problem, plan: WeeklyPlan) -> Iterator[Breach]:
    used = {leg.provider for day in plan.days for leg in day.legs}
    if len(used) > problem.need.max_providers:
        limit = problem.need.max_providers
        yield Breach(
            Checked.MOST_PROVIDERS, f"{len(used)} providers are used, at most {limit} may be."
        )


def _days_enough(problem: Problem, plan: WeeklyPlan) -> Iterator[Breach]:
    attended = Counter(p for day in plan.days for p in {leg.provider for leg in day.legs})
    for provider in problem.providers:
        days = attended[provider.id]
        if 0 < days < provider.min_days:
            wants = f"{provider.id} wants at least {provider.min_days} days, not {days}."
            yield Breach(Checked.MINIMUM_DAYS, wants)


def _days_chosen(problem: Problem, plan: WeeklyPlan) -> Iterator[Breach]:
    need, chosen = problem.need, plan.chosen_days
    if need.mode is not Mode.ANY_DAYS:
        if chosen is not None:
            yield Breach(Checked.CHOSEN_DAYS, f"Days are chosen although mode is {need.mode}.")
        return
    if chosen is None or len(set(chosen)) != len(chosen) or len(chosen) != need.days_wanted:
        yield Breach(Checked.CHOSEN_DAYS, f"{chosen} are not {need.days_wanted} different days.")
        return
    if not set(chosen) <= set(need.days):
        yield Breach(Checked.CHOSEN_DAYS, f"Not all of {chosen} are candidates.")
    outside = {day.day for day in plan.days} - set(chosen)
    if outside:
        yield Breach(Checked.CHOSEN_DAYS, f"Days {sorted(outside)} are attended but not chosen.")


def _days_at_most(problem: Problem, plan: WeeklyPlan) -> Iterator[Breach]:
    need = problem.need
    if need.mode is Mode.ANY_HOURS and len(plan.days) > need.max_days:
        yield Breach(
            Checked.MOST_DAYS, f"{len(plan.days)} days are attended, at most {need.max_days}."
        )


def _anchors_kept(problem: Problem, plan: WeeklyPlan) -> Iterator[Breach]:
    for anchor in problem.need.anchors:
        there = [
            (day.day, leg)
            for day in plan.days
            for leg in day.legs
            if leg.provider == anchor.provider
            and anchor.day in (None, day.day)
            and anchor.session in (None, leg.session)
        ]
        if not there:
            yield Breach(Checked.ANCHORS, f"{anchor} is not kept: no stay is there.")
        held = {slot for _, leg in there for slot in range(leg.start, leg.end)}
        missing = set(range(*(anchor.hours or (0, 0)))) - held
        if there and missing:
            yield Breach(
                Checked.ANCHORS, f"{anchor} is not kept: slots {sorted(missing)} are outside."
            )


_WEEK_RULES = (
    _days_once,
    _providers_named,
    _few_providers,
    _days_enough,
    _days_chosen,
    _days_at_most,
    _anchors_kept,
)

__all__ = ["Breach", "verify"]
