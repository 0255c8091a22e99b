"""What several weeks can share: providers and handovers, found in plans and closed in problems.

1. `shared_by` lists what weeks use; what two of them use alike is in the list once.
2. `closed_but` takes away from a problem what it may not share, in one group at a time: all
   providers are one group, the handovers of each weekday another. Nothing else of the problem
   changes, so its best week stays the best unless it used what was taken away.

Cost: one pass over the providers.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from hubapp.matching.problem import WEEKDAYS, Interval, Link, Problem, Provider
from hubapp.matching.result import DayPlan, Handover, WeeklyPlan

PROVIDERS = -1
Group = int
"""All providers, or the handovers of one weekday."""
Name = tuple[str | int, ...]
"""A provider's id; or the two providers of a linked handover, in order, and its slot; or nothing
for a parent's drive: whoever is driven where, a parent is on the road once that day."""
Keep = Callable[[Name], bool]

PARENTS_DRIVE: Name = ()


class Shared(NamedTuple):
    """A provider, or a handover of one weekday, that counts once however many weeks use it."""

    group: Group
    name: Name


def shared_by(plans: Iterable[WeeklyPlan]) -> frozenset[Shared]:
    """Every different provider and handover of some weeks."""
    return frozenset(
        thing
        for plan in plans
        for found in (_providers(plan), *map(_handovers, plan.days))
        for thing in found
    )


def _providers(plan: WeeklyPlan) -> Iterator[Shared]:
    return (Shared(PROVIDERS, (name,)) for name in plan.providers)


def _handovers(day: DayPlan) -> Iterator[Shared]:
    if day.handover is Handover.PARENT:
        yield Shared(day.day, PARENTS_DRIVE)
    if day.handover is Handover.LINKED:
        for before, after in pairwise(day.legs):
            yield Shared(day.day, (*sorted((before.provider, after.provider)), after.start))


def closed_but(problem: Problem, group: Group, keep: Keep) -> Problem:
    """The problem without what `keep` turns down in one group."""
    if group == PROVIDERS:
        providers = tuple(
            provider if keep((provider.id,)) else replace(provider, sessions=())
            for provider in problem.providers
        )
        return replace(problem, providers=providers)
    providers = tuple(_with_links(problem, provider, group, keep) for provider in problem.providers)
    need = problem.need
    if not keep(PARENTS_DRIVE):
        need = replace(need, handover_window=_without(need.handover_window, group))
    return replace(problem, providers=providers, need=need)


def _with_links(problem: Problem, provider: Provider, day: int, keep: Keep) -> Provider:
    if not provider.links:
        return provider
    links = tuple(
        x for link in provider.links for x in _limited(problem, provider, link, day, keep)
    )
    return replace(provider, links=links)


def _limited(
    problem: Problem, provider: Provider, link: Link, day: int, keep: Keep
) -> Iterator[Link]:
    """The link as it is on other days, and on this one at the slots kept."""
    windows = link.windows
    if windows is None:
        windows = dict.fromkeys(range(WEEKDAYS), (0, problem.slots_per_day))
    yield replace(link, windows=_without(windows, day))
    low, high = windows.get(day, (1, 0))
    pair = sorted((provider.id, link.other))
    for run in _runs(slot for slot in range(low, high + 1) if keep((*pair, slot))):
        yield replace(link, windows={day: run})


def _without(windows: Mapping[int, Interval], day: int) -> dict[int, Interval]:
    return {other: window for other, window in windows.items() if other != day}


def _runs(slots: Iterable[int]) -> list[Interval]:
    """Ascending slots as first and last of each unbroken run."""
    runs: list[Interval] = []
    for slot in slots:
        if runs and runs[-1][1] == slot - 1:
            runs[-1] = (runs[-1][0], slot)
        else:
            runs.append((slot, slot))
    return runs
