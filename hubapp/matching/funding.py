"""Sharing a week's funded slots so that the family pays least (docs/matching.md, Funding).

1. "Funded only" stays take their slots first; if they do not fit, the week is not allowed.
2. The rest goes to the dearest slots first. That is best as long as no day's limit, or else no
   provider's weekly limit, can bind: the limits that are left then lie inside one another.
3. Where both can, it is a transportation problem from providers to days: as long as the pool
   lasts, slots go along the path that saves most, which may move earlier ones (successive
   cheapest paths).

Cost: at most ten sites, each looked at as often; step 3 is rare, a handful of paths over them.
"""

import numpy as np

from hubapp.matching.compiled import Ints, compiled, inlined

NONE = -(1 << 60)


@compiled
def share_pool(
    most: Ints, price: Ints, must: Ints, week: Ints, day_limit: int, pool: int, slots: Ints
) -> int:
    """Pence saved by the best split, written to `slots`; -1 if what must be funded cannot be.

    `most`, `price`, `must` and `slots` have shape (providers, days); a `week` limit of -1 is none.
    """
    providers, days = most.shape
    supply = np.empty(providers, dtype=np.int64)
    demand = np.full(days, day_limit, dtype=np.int64)
    saved = 0
    slots[:] = 0
    for p in range(providers):
        supply[p] = pool if week[p] < 0 else week[p]
    for p in range(providers):
        for day in range(days):
            if must[p, day]:
                supply[p] -= most[p, day]
                demand[day] -= most[p, day]
                pool -= most[p, day]
                slots[p, day] = most[p, day]
                saved += most[p, day] * price[p, day]
                if min(supply[p], demand[day], pool) < 0:
                    return -1
    if _greedy_is_best(most, must, supply, demand):
        return saved + _give_dearest_first(most, price, supply, demand, pool, slots)
    return saved + _give_along_paths(most, price, must, supply, demand, pool, slots)


@inlined
def _greedy_is_best(most: Ints, must: Ints, supply: Ints, demand: Ints) -> bool:
    """Whether day limits, or else weekly limits, cannot bind."""
    providers, days = most.shape
    days_fit = weeks_fit = True
    for day in range(days):
        asked = 0
        for p in range(providers):
            if not must[p, day]:
                asked += most[p, day]
        days_fit = days_fit and asked <= demand[day]
    for p in range(providers):
        asked = 0
        for day in range(days):
            if not must[p, day]:
                asked += most[p, day]
        weeks_fit = weeks_fit and asked <= supply[p]
    return days_fit or weeks_fit


@inlined
def _give_dearest_first(
    most: Ints, price: Ints, supply: Ints, demand: Ints, pool: int, slots: Ints
) -> int:
    """Pence saved by giving what is left of the pool to the dearest slots first."""
    providers, days = most.shape
    saved = 0
    while pool > 0:
        best_p, best_day, dearest = 0, 0, 0
        for p in range(providers):
            for day in range(days):
                room = min(most[p, day] - slots[p, day], supply[p], demand[day])
                if room > 0 and price[p, day] > dearest:
                    best_p, best_day, dearest = p, day, price[p, day]
        if dearest == 0:
            break
        room = most[best_p, best_day] - slots[best_p, best_day]
        amount = min(pool, room, supply[best_p], demand[best_day])
        slots[best_p, best_day] += amount
        supply[best_p] -= amount
        demand[best_day] -= amount
        pool -= amount
        saved += amount * dearest
    return int(saved)


@compiled
def _give_along_paths(
    most: Ints, price: Ints, must: Ints, supply: Ints, demand: Ints, pool: int, slots: Ints
) -> int:
    """The same where earlier slots may have to move for later ones."""
    providers, days = most.shape
    from_day = np.empty(providers, dtype=np.int64)
    from_provider = np.empty(days, dtype=np.int64)
    saved = 0
    while pool > 0:
        end, gain = _best_path(most, price, must, slots, supply, demand, from_day, from_provider)
        if gain <= 0:
            break
        amount = min(pool, _room(most, slots, supply, demand, from_day, from_provider, end))
        _move(slots, supply, demand, from_day, from_provider, end, amount)
        pool -= amount
        saved += amount * gain
    return int(saved)


@compiled
def _best_path(
    most: Ints,
    price: Ints,
    must: Ints,
    slots: Ints,
    supply: Ints,
    demand: Ints,
    from_day: Ints,
    from_provider: Ints,
) -> tuple[int, int]:
    """The day at which the path that saves most a slot ends, and what it saves (Bellman-Ford).

    Paths are left in `from_provider` (of a day) and `from_day` (of a provider; -1: its own limit).
    """
    providers, days = most.shape
    at_provider = np.full(providers, NONE, dtype=np.int64)
    at_day = np.full(days, NONE, dtype=np.int64)
    for p in range(providers):
        if supply[p] > 0:
            at_provider[p] = 0
            from_day[p] = -1
    changed = True
    while changed:
        changed = False
        for p in range(providers):
            for day in range(days):
                if at_provider[p] > NONE and slots[p, day] < most[p, day]:
                    worth = at_provider[p] + price[p, day]
                    if worth > at_day[day]:
                        at_day[day], from_provider[day] = worth, p
                        changed = True
                if at_day[day] > NONE and slots[p, day] > 0 and not must[p, day]:
                    worth = at_day[day] - price[p, day]
                    if worth > at_provider[p]:
                        at_provider[p], from_day[p] = worth, day
                        changed = True
    end, gain = -1, 0
    for day in range(days):
        if demand[day] > 0 and at_day[day] > gain:
            end, gain = day, at_day[day]
    return end, gain


@compiled
def _room(
    most: Ints,
    slots: Ints,
    supply: Ints,
    demand: Ints,
    from_day: Ints,
    from_provider: Ints,
    end: int,
) -> int:
    """Slots that can go along the path."""
    room = demand[end]
    day = end
    while True:
        p = from_provider[day]
        room = min(room, most[p, day] - slots[p, day])
        if from_day[p] < 0:
            return int(min(room, supply[p]))
        day = from_day[p]
        room = min(room, slots[p, day])


@compiled
def _move(
    slots: Ints,
    supply: Ints,
    demand: Ints,
    from_day: Ints,
    from_provider: Ints,
    end: int,
    amount: int,
) -> None:
    demand[end] -= amount
    day = end
    while True:
        p = from_provider[day]
        slots[p, day] += amount
        if from_day[p] < 0:
            supply[p] -= amount
            return
        day = from_day[p]
        slots[p, day] -= amount
