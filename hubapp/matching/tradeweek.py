"""Frontier, second half: all weeks of one provider set that may add to the frontier.

As in `setweek` and `weeksearch`, but what the remaining days can come to is kept for cost under
each charge, travel and handovers side by side, and for each level of uncovered slots. A half-built
week goes when at every level some known point is at least as good as all it could become.

Cost: options x half-built weeks x levels x charges a day; the frontier so far prunes.
"""

from dataclasses import dataclass, replace

import numpy as np

from hubapp.matching.dayplans import Catalogue
from hubapp.matching.objective import NEVER, Objective
from hubapp.matching.offers import Flags, Ints
from hubapp.matching.problem import Mode
from hubapp.matching.rows import RowStore
from hubapp.matching.setweek import (
    UNSERVED,
    DayOptions,
    View,
    charges_of,
    days_kept,
    options_on,
    view_of,
    worths_of,
)
from hubapp.matching.states import States, states_for
from hubapp.matching.stop import Stop, check
from hubapp.matching.trade import Front
from hubapp.matching.weeksearch import Claims

PENCE = Objective(uncovered=0, total=0, cost=1, travel=0, handover=0, dtype=np.int64)
"""Only what the family pays."""
CELLS = 600_000
"""Half-built weeks x options x levels x charges weighed in one go."""


@dataclass(frozen=True, slots=True)
class _Set:
    """One provider set: options, views, and for each view the step to each level (rows)."""

    providers: tuple[int, ...]
    options: list[DayOptions]
    views: list[View]
    shifts: list[Ints]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Half-built weeks."""

    taken: Ints
    states: list[Ints]
    worths: Ints


def extend_front(
    store: RowStore, front: Front, providers: tuple[int, ...], levels: range, stop: Stop
) -> None:
    """Add every week of exactly these providers that the front lacks.

    Raises StopRequested when told to; the front then holds what was found.
    """
    opened = _open(store, providers, levels)
    if opened is None:
        return
    claims = Claims(store.catalogue)
    start = _Batch(
        taken=np.zeros((1, 0), dtype=np.int64),
        states=[np.array([view.states.start]) for view in opened.views],
        worths=opened.views[0].first[None, :],
    )
    stack = [start]
    while stack:
        check(stop)
        batch = stack.pop()
        day = batch.taken.shape[1]
        if day == len(opened.options):
            _weigh(store.catalogue, opened, batch, front, claims)
        else:
            grown = _grown(opened, batch, day, front, levels)
            stack += reversed(_pieces(grown, opened, day + 1, len(levels)))


# --- opening a set ----------------------------------------------------------------------------


def _open(store: RowStore, providers: tuple[int, ...], levels: range) -> _Set | None:
    catalogue = store.catalogue
    options = [options_on(store, PENCE, providers, d) for d in range(len(catalogue.offers.days))]
    if catalogue.offers.need.mode is Mode.ANY_HOURS:
        return _open_hours(catalogue, providers, options, levels)
    return _open_days(catalogue, providers, options, levels)


def _open_hours(
    catalogue: Catalogue, providers: tuple[int, ...], options: list[DayOptions], levels: range
) -> _Set:
    """One view counts slots down to each level, one the days owed."""
    worth, first = _weighed(catalogue, providers, options)
    kept = days_kept(catalogue)
    wanted = max(0, (catalogue.offers.need.slots_wanted or 0) - levels[0])
    slots, duty = states_for((), kept, wanted), states_for(_owed(catalogue, providers), kept, None)
    views = [
        view_of(slots, options, worth, first, _end(slots.slots_left == 0), NEVER),
        view_of(duty, options, worth, first, _end(duty.all_served), NEVER),
    ]
    shifts = [_shifts(slots, list(range(len(levels)))), _shifts(duty, [0] * len(levels))]
    return _Set(providers, options, views, shifts)


def _open_days(
    catalogue: Catalogue, providers: tuple[int, ...], options: list[DayOptions], levels: range
) -> _Set | None:
    """One view counts both the days owed and the slots that may still stay open."""
    open_slots = [_open_slots(catalogue, day, d) for d, day in enumerate(options)]
    budget, options, open_slots = _within_budget(catalogue, options, open_slots, levels)
    if budget < 0:
        return None
    worth, first = _weighed(catalogue, providers, options)
    kept = days_kept(catalogue)
    states = states_for(_owed(catalogue, providers), kept, budget, strict=True)
    done = states.all_served
    if kept is not None:
        done = done & (states.days_left == 0)
    spends = [replace(x, gain=slots) for x, slots in zip(options, open_slots, strict=True)]
    view = view_of(states, spends, worth, first, _end(done), NEVER)
    return _Set(providers, options, [view], [_shifts(states, list(range(len(levels)))[::-1])])


def _weighed(
    catalogue: Catalogue, providers: tuple[int, ...], options: list[DayOptions]
) -> tuple[list[Ints], Ints]:
    """All measures of each option, and what a week starts from."""
    charges = charges_of(catalogue, providers, options)
    costs = worths_of(catalogue, PENCE, options, charges)
    worth = [_measures(catalogue, x, cost) for x, cost in zip(options, costs, strict=True)]
    return worth, np.append(-charges.given_back, [0, 0])


def _owed(catalogue: Catalogue, providers: tuple[int, ...]) -> tuple[int, ...]:
    days = len(catalogue.offers.days)
    return tuple(min(catalogue.offers.min_days[p], days + 1) for p in providers)


def _end(done: Flags) -> Ints:
    return np.where(done, 0, NEVER).astype(np.int64)


def _shifts(states: States, slots: list[int]) -> Ints:
    """What each state becomes at each level, as so many slots less."""
    return np.stack([states.step(0, 0, n) for n in slots])


def _open_slots(catalogue: Catalogue, day: DayOptions, number: int) -> Ints:
    """Uncovered slots of each option of a day that has to be covered."""
    wanted = catalogue.offers.need_slots[number]
    left = wanted - catalogue.plans.cover[np.maximum(day.row, 0)] if len(catalogue.plans) else 0
    idle = np.where(day.row == UNSERVED, wanted, 0)
    return np.where(day.row >= 0, left, idle).astype(np.int64)


def _within_budget(
    catalogue: Catalogue, options: list[DayOptions], open_slots: list[Ints], levels: range
) -> tuple[int, list[DayOptions], list[Ints]]:
    """Slots a week may leave open beyond each day's least, and the options that fit."""
    least = [0 if catalogue.offers.need.mode is Mode.ANY_DAYS else int(x.min()) for x in open_slots]
    budget = levels[-1] - sum(least)
    kept, left = [], []
    for day, slots, low in zip(options, open_slots, least, strict=True):
        fits = slots - low <= budget
        kept.append(DayOptions(*(getattr(day, name)[fits] for name in DayOptions.__slots__)))
        left.append(slots[fits] - low)
    return budget, kept, left


def _measures(catalogue: Catalogue, day: DayOptions, cost: Ints) -> Ints:
    """Cost under each charge, then travel, then handovers: (options, charges + 2)."""
    real, at = day.row >= 0, np.maximum(day.row, 0)
    plans = catalogue.plans
    if not len(plans):
        return np.column_stack((cost, np.zeros((len(cost), 2), dtype=np.int64)))
    travel = np.where(real, plans.travel[at], 0)
    return np.column_stack((cost, travel, np.where(real, plans.handovers[at], 0)))


# --- growing weeks ----------------------------------------------------------------------------


def _grown(opened: _Set, batch: _Batch, day: int, front: Front, levels: range) -> _Batch:
    worth = opened.views[0].worth[day]
    so_far = worth[:, None, :] + batch.worths[None, :, :]
    rests, nexts = [], []
    for view, shifts, states in zip(opened.views, opened.shifts, batch.states, strict=True):
        after = view.after[day][:, states]
        rests.append(view.rest[day + 1][shifts[:, after]])
        nexts.append(after)
    low = np.maximum.reduce(rests) + so_far[None]
    cost, travel, moves = low[..., :-2].max(axis=-1), low[..., -2], low[..., -1]
    alive = np.zeros(cost.shape[1:], dtype=np.bool_)
    for i, level in enumerate(levels):
        beaten = front.beats(level, len(opened.providers), cost[i], travel[i], moves[i])
        alive |= ~beaten & (travel[i] < NEVER // 2)
    option, before = np.nonzero(alive)
    order = np.argsort((cost + 5 * travel).min(axis=0)[option, before], kind="stable")
    option, before = option[order], before[order]
    return _Batch(
        np.column_stack((batch.taken[before], option)),
        [after[option, before] for after in nexts],
        so_far[option, before],
    )


def _pieces(batch: _Batch, opened: _Set, day: int, levels: int) -> list[_Batch]:
    if not len(batch.taken):
        return []
    if day == len(opened.options):
        return [batch]
    charges = sum(len(view.first) for view in opened.views)
    size = max(8, CELLS // (charges * levels * len(opened.options[day].row)))
    return [
        _Batch(
            batch.taken[i : i + size],
            [x[i : i + size] for x in batch.states],
            batch.worths[i : i + size],
        )
        for i in range(0, len(batch.taken), size)
    ]


# --- whole weeks ------------------------------------------------------------------------------


def _weigh(catalogue: Catalogue, opened: _Set, batch: _Batch, front: Front, claims: Claims) -> None:
    """Whole weeks, their funding shared exactly, into the front."""
    need, plans = catalogue.offers.need, catalogue.plans
    wanted = sum(catalogue.offers.need_slots)
    for taken, worths in zip(batch.taken.tolist(), batch.worths, strict=True):
        rows = [int(opened.options[day].row[option]) for day, option in enumerate(taken)]
        real = [row for row in rows if row >= 0]
        cover = sum(int(plans.cover[row]) for row in real)
        if need.mode is Mode.ANY_HOURS:
            left = max(0, (need.slots_wanted or 0) - cover)
        else:
            skipped = sum(
                slots
                for slots, row in zip(catalogue.offers.need_slots, rows, strict=True)
                if row < 0 and row != UNSERVED
            )
            left = wanted - skipped - cover
        used = len(opened.providers)
        ideal = (left, int(worths[:-2].max()), int(worths[-2]), used, int(worths[-1]))
        if any(all(a <= b for a, b in zip(x, ideal, strict=True)) for x in front.points):
            continue
        saved = claims.saved(real)
        if saved is not None:
            cost = sum(int(plans.full[row]) for row in real) - saved
            front.add((left, cost, ideal[2], used, ideal[4]))
