"""Sharing a week's funded slots so that the family pays least (docs/matching.md, Funding).

1. "Funded only" stays take their slots first; if they do not fit, the week is not allowed.
2. The rest goes to the dearest slots first, within day, provider and week limits.
3. That greedy split is best unless a day limit and a provider's week limit both cut it short;
   then the split is a transportation problem, solved by cheapest augmenting paths.

Cost: a handful of steps for at most ten sites; step 3 is rare and polynomial.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Claim(NamedTuple):
    """One site on one day: at most `most` slots at `price` pence each, exactly that if `must`."""

    provider: int
    day: int
    most: int
    price: int
    must: bool


class Limits(NamedTuple):
    """Funded slots: a day in all (R21), a week in all, and a week at a provider (absent: none)."""

    day: int
    pool: int
    week: Mapping[int, int]


class Split(NamedTuple):
    """Pence saved, and the slots of each claim."""

    saved: int
    slots: tuple[int, ...]


def share_pool(claims: Sequence[Claim], limits: Limits) -> Split | None:
    """The split that saves most; None if the "funded only" claims cannot all be met."""
    left = _Left(limits, {claim.day for claim in claims})
    slots = [0] * len(claims)
    for i, claim in enumerate(claims):
        if claim.must:
            if left.room(claim) < claim.most:
                return None
            slots[i] = left.take(claim, claim.most)
    free = [i for i, claim in enumerate(claims) if not claim.must and claim.most > 0]
    free.sort(key=lambda i: -claims[i].price)
    if not _greedy_is_best(claims, free, left):
        _flow(claims, free, left, slots)
    else:
        for i in free:
            slots[i] = left.take(claims[i], left.room(claims[i]))
    saved = sum(n * claim.price for n, claim in zip(slots, claims, strict=True))
    return Split(saved, tuple(slots))


class _Left:
    """What is left of every limit while slots are given out."""

    def __init__(self, limits: Limits, days: set[int]) -> None:
        self.pool = limits.pool
        self.days = dict.fromkeys(days, limits.day)
        self.week = dict(limits.week)

    def room(self, claim: Claim) -> int:
        """Slots this claim could still take."""
        week = self.week.get(claim.provider, self.pool)
        return min(claim.most, self.pool, self.days[claim.day], week)

    def take(self, claim: Claim, slots: int) -> int:
        """Give slots to a claim."""
        self.pool -= slots
        self.days[claim.day] -= slots
        if claim.provider in self.week:
            self.week[claim.provider] -= slots
        return slots


def _greedy_is_best(claims: Sequence[Claim], free: list[int], left: _Left) -> bool:
    """Whether day limits, or else week limits, cannot bind: the limits left are then nested."""
    by_day: dict[int, int] = {}
    by_provider: dict[int, int] = {}
    for i in free:
        claim = claims[i]
        by_day[claim.day] = by_day.get(claim.day, 0) + claim.most
        by_provider[claim.provider] = by_provider.get(claim.provider, 0) + claim.most
    if all(slots <= left.days[day] for day, slots in by_day.items()):
        return True
    return all(slots <= left.week.get(p, slots) for p, slots in by_provider.items())


# --- 3. transportation ------------------------------------------------------------------------

Node = tuple[str, int]


class _Arc:
    """A way for slots to flow, with its way back."""

    __slots__ = ("back", "cost", "room", "to")

    def __init__(self, to: Node, room: int, cost: int) -> None:
        self.to, self.room, self.cost = to, room, cost
        self.back: _Arc


def _flow(claims: Sequence[Claim], free: list[int], left: _Left, slots: list[int]) -> None:
    """Fill the pool along the path that saves most, again and again (successive paths)."""
    arcs: dict[Node, list[_Arc]] = {}
    start, end = ("start", 0), ("end", 0)
    for provider in sorted({claims[i].provider for i in free}):
        _join(arcs, start, ("provider", provider), left.week.get(provider, left.pool), 0)
    for day in sorted({claims[i].day for i in free}):
        _join(arcs, ("day", day), end, left.days[day], 0)
    claimed = {}
    for i in free:
        c = claims[i]
        arc = _join(arcs, ("provider", c.provider), ("day", c.day), c.most, -c.price)
        claimed[i] = arc
    pool = left.pool
    while pool > 0:
        path = _cheapest_path(arcs, start, end)
        if not path:
            break
        amount = min(pool, *(arc.room for arc in path))
        for arc in path:
            arc.room -= amount
            arc.back.room += amount
        pool -= amount
    for i, arc in claimed.items():
        slots[i] = arc.back.room


def _join(arcs: dict[Node, list[_Arc]], a: Node, b: Node, room: int, cost: int) -> _Arc:
    there, back = _Arc(b, room, cost), _Arc(a, 0, -cost)
    there.back, back.back = back, there
    arcs.setdefault(a, []).append(there)
    arcs.setdefault(b, []).append(back)
    return there


def _cheapest_path(arcs: dict[Node, list[_Arc]], start: Node, end: Node) -> list[_Arc]:
    """Bellman–Ford: savings are negative costs, and ways back undo earlier choices."""
    cost: dict[Node, int] = {start: 0}
    came: dict[Node, tuple[Node, _Arc]] = {}
    changed = True
    while changed:
        changed = False
        for node in list(cost):
            for arc in arcs.get(node, ()):
                way = cost[node] + arc.cost
                if arc.room > 0 and way < cost.get(arc.to, way + 1):
                    cost[arc.to], came[arc.to] = way, (node, arc)
                    changed = True
    path = []
    while end != start:
        if end not in came:
            return []
        end, arc = came[end]
        path.append(arc)
    return path
