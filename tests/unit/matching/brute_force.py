"""Every week of a small problem, tried one by one: written from docs/matching.md alone.

Shares nothing with the matcher but the problem's types. Slow on purpose: sets of slots, loops and
an exhaustive search for the funding split.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from math import ceil, hypot

from hubapp.matching import (
    Anchor,
    Booking,
    CareSession,
    Funded,
    Mode,
    NoWeekKeepsAnchors,
    Problem,
    Provider,
)

Stay = tuple[str, int, int, int]
Money = tuple[str, int, int, int, bool]
"""Provider, weekday, most funded slots, price, must be funded whole."""


@dataclass(frozen=True)
class Day:
    """One day plan: its stays, and what they come to."""

    weekday: int
    stays: tuple[Stay, ...]
    cover: int
    full: int
    travel: int
    money: tuple[Money, ...]

    @property
    def providers(self) -> frozenset[str]:
        return frozenset(stay[0] for stay in self.stays)


@dataclass(frozen=True)
class Weighed:
    """A whole week: (U, G, C, T, P, H), who is used, and the stays by day."""

    vector: tuple[int, int, int, int, int, int]
    providers: frozenset[str]
    stays: tuple[tuple[Stay, ...], ...]

    @property
    def z(self) -> int:
        return 1_000_000 * self.vector[0] + self.vector[1]

    @property
    def trade(self) -> tuple[int, int, int, int, int]:
        u, _, c, t, p, h = self.vector
        return (u, c, t, p, h)


@dataclass(frozen=True)
class Truth:
    """What the matcher ought to answer."""

    optimum: tuple[int, int, int, int, int, int]
    sets: list[int]
    plans: list[int]
    frontier: list[tuple[int, int, int, int, int]]


def road(a: tuple[int, int], b: tuple[int, int]) -> int:
    return round(1.3 * hypot(a[0] - b[0], a[1] - b[1]))


class Brute:
    """One problem, its day plans and its weeks."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.need = problem.need
        self.hour = 60 // problem.slot_minutes
        self.needed = {
            day: {slot for a, b in spans for slot in range(a, b)}
            for day, spans in self.need.intervals.items()
            if spans
        }
        self.by_id = {p.id: p for p in problem.providers}

    # --- usable sessions ---

    def age(self) -> int:
        born, start = self.need.born, self.need.starts_on
        months = 12 * (start.year - born.year) + start.month - born.month
        return months - 1 if start.day < born.day else months

    def usable(self, p: Provider, s: CareSession) -> bool:
        age, need = self.age(), self.need
        places = s.free_u2 if age < 24 else s.free_2 if age <= 35 else s.free_3p
        if any((a.provider, a.day, a.session) == (p.id, s.day, s.id) for a in need.anchors):
            places = 1
        near = any(a.provider == p.id for a in need.anchors)
        for end in (need.home, need.work):
            if end is not None and road(end, p.location) <= need.max_distance_metres:
                near = True
        open_then = not (need.year_round and p.term_only)
        return p.age_from_months <= age < p.age_to_months and places >= 1 and near and open_then

    def on(self, day: int) -> list[tuple[Provider, CareSession]]:
        return [
            (p, s)
            for p in self.problem.providers
            for s in p.sessions
            if s.day == day and self.usable(p, s)
        ]

    # --- day plans ---

    def span(self, s: CareSession) -> tuple[int, int]:
        if s.booking is Booking.SESSION:
            return s.start, s.end
        return max(s.start, min(self.needed[s.day])), min(s.end, max(self.needed[s.day]) + 1)

    def last_ends(self, s: CareSession, starts: int, before: int = 0) -> list[int]:
        """Ends of a last stay from `starts`; `before` slots were already booked there."""
        close = self.span(s)[1]
        ends = [close]
        if self.need.mode is Mode.ANY_HOURS and s.booking is Booking.HOURLY:
            end = close - self.hour
            while end - starts + before >= max(1, s.min_slots) and end > starts:
                ends.append(end)
                end -= self.hour
        return ends

    def linked(self, p: Provider, q: Provider, day: int, slot: int) -> bool:
        for a, b in ((p, q), (q, p)):
            for link in a.links:
                if link.other == b.id:
                    if link.windows is None:
                        return True
                    lo, hi = link.windows.get(day, (1, 0))
                    if lo <= slot <= hi:
                        return True
        return False

    def parent_can(self, p: Provider, q: Provider, day: int, e1: int, s2: int) -> bool:
        window = self.need.handover_window.get(day)
        if window is None:
            return False
        drive = max(1, ceil(road(p.location, q.location) / 250 / self.problem.slot_minutes))
        return len([x for x in range(e1, s2) if window[0] <= x < window[1]]) >= drive

    def singles(self, day: int) -> Iterator[Day]:
        for p, s in self.on(day):
            a, b = self.span(s)
            if a < b:
                for end in self.last_ends(s, a):
                    yield from self.made(day, [(p, s, a, end)], by_parent=False)

    def pairs(self, day: int) -> Iterator[Day]:
        for (p, s), (q, t) in product(self.on(day), repeat=2):
            if p.id == q.id:
                continue
            (a, b), (c, d) = self.span(s), self.span(t)
            if a >= b or c >= d:
                continue
            ends = [b] if s.booking is Booking.SESSION else range(a + 1, b + 1)
            starts = [c] if t.booking is Booking.SESSION else range(c, d)
            for e1, s2 in self.handovers(p, q, day, ends, starts, s, t):
                by_parent = e1 != s2
                for end in self.last_ends(t, s2):
                    yield from self.made(day, [(p, s, a, e1), (q, t, s2, end)], by_parent=by_parent)

    def handovers(self, p, q, day, ends, starts, s, t) -> Iterator[tuple[int, int]]:
        for e1 in ends:
            if e1 in starts and self.linked(p, q, day, e1):
                yield e1, e1
        feasible = [(e1, s2) for e1 in ends for s2 in starts if self.parent_can(p, q, day, e1, s2)]
        if t.booking is Booking.HOURLY:
            for e1 in ends:
                after = [s2 for e, s2 in feasible if e == e1]
                if after:
                    yield e1, min(after)
        elif feasible:
            yield max(feasible)

    def sandwiches(self, day: int) -> Iterator[Day]:
        for (p, s), (q, t) in product(self.on(day), repeat=2):
            fits = s.booking is Booking.HOURLY and t.booking is Booking.SESSION and p.id != q.id
            a, b = self.span(s)
            if not fits or not (a < t.start and t.end < b):
                continue
            if self.linked(p, q, day, t.start) and self.linked(p, q, day, t.end):
                for end in self.last_ends(s, t.end, t.start - a):
                    stays = [(p, s, a, t.start), (q, t, t.start, t.end), (p, s, t.end, end)]
                    yield from self.made(day, stays, by_parent=False)

    def made(self, day: int, stays, *, by_parent: bool) -> Iterator[Day]:
        covers = [len(self.needed[day] & set(range(a, b))) for _, _, a, b in stays]
        if min(covers) == 0:
            return
        slots: dict[str, list[int]] = {}
        for p, _, a, b in stays:
            slots.setdefault(p.id, []).extend(range(a, b))
        sessions = {p.id: s for p, s, _, _ in stays}
        full = 0
        money = []
        for pid, booked in slots.items():
            s = sessions[pid]
            least = s.min_slots if s.booking is Booking.HOURLY else 0
            full += max(len(booked), least) * s.price_pence + s.extra_pence
            inside = len([x for x in booked if 6 * self.hour <= x < 20 * self.hour])
            cap = self.by_id[pid].funded_cap_day_slots
            most = 0 if s.funded is Funded.NO else inside if cap is None else min(inside, cap)
            must = s.funded is Funded.ONLY
            if must and most < len(booked):
                return
            money.append((pid, day, most, s.price_pence, must))
        yield Day(
            weekday=day,
            stays=tuple((p.id, s.id, a, b) for p, s, a, b in stays),
            cover=sum(covers),
            full=full,
            travel=self.travel(stays[0][0], stays[-1][0], by_parent=by_parent),
            money=tuple(money),
        )

    def travel(self, first: Provider, last: Provider, *, by_parent: bool) -> int:
        home, work = self.need.home, self.need.work or self.need.home
        f, g = first.location, last.location
        metres = road(home, f) + road(f, work) + road(work, g) + road(g, home)
        metres -= 2 * road(home, work)
        if by_parent:
            metres += road(work, f) + road(f, g) + road(g, work)
        return round(max(0, metres) / 100)

    def day_plans(self, day: int) -> list[Day]:
        return [*self.singles(day), *self.pairs(day), *self.sandwiches(day)]

    # --- weeks ---

    def weeks(self) -> Iterator[Weighed]:
        days = sorted(self.needed)
        options = [[None, *self.day_plans(day)] for day in days]
        for combo in product(*options):
            week = self.weigh([x for x in combo if x is not None], days)
            if week is not None:
                yield week

    def weigh(self, plans: list[Day], days: list[int]) -> Weighed | None:
        need = self.need
        used = frozenset(pid for plan in plans for pid in plan.providers)
        if len(used) > need.max_providers:
            return None
        for pid in used:
            if sum(pid in plan.providers for plan in plans) < self.by_id[pid].min_days:
                return None
        if not all(self.keeps(plans, anchor) for anchor in need.anchors):
            return None
        uncovered = self.uncovered(plans, days)
        if uncovered is None:
            return None
        saved = self.best_split(tuple(m for plan in plans for m in plan.money))
        if saved is None:
            return None
        cost = sum(plan.full for plan in plans) - saved
        handovers = sum(len(plan.stays) - 1 for plan in plans)
        weights = need.weights
        total = cost + sum(round(weights.travel_pence_per_km * x.travel / 10) for x in plans)
        total += weights.provider_pence * max(0, len(used) - 1)
        total += weights.handover_pence * handovers
        travel = sum(plan.travel for plan in plans)
        return Weighed(
            (uncovered, total, cost, travel, len(used), handovers),
            used,
            tuple(sorted(plan.stays for plan in plans)),
        )

    def keeps(self, plans: list[Day], anchor: Anchor) -> bool:
        if anchor.day is None:
            return any(anchor.provider in plan.providers for plan in plans)
        stays = [
            stay
            for plan in plans
            if plan.weekday == anchor.day
            for stay in plan.stays
            if stay[:2] == (anchor.provider, anchor.session)
        ]
        inside = {slot for _, _, a, b in stays for slot in range(a, b)}
        hours = set() if anchor.hours is None else set(range(*anchor.hours))
        return bool(stays) and hours <= inside

    def uncovered(self, plans: list[Day], days: list[int]) -> int | None:
        need, attended = self.need, {plan.weekday for plan in plans}
        cover = sum(plan.cover for plan in plans)
        if need.mode is Mode.ANY_HOURS:
            return None if len(plans) > need.max_days else max(0, need.slots_wanted - cover)
        if need.mode is Mode.FIXED:
            return sum(len(self.needed[day]) for day in days) - cover
        choices = [
            sum(len(self.needed[day]) for day in chosen) - cover
            for chosen in combinations(days, need.days_wanted)
            if attended <= set(chosen)
        ]
        return min(choices, default=None)

    @cache  # noqa: B019 - one object lives for one test
    def best_split(self, money: tuple[Money, ...]) -> int | None:
        weeks = {p.id: p.funded_cap_week_slots for p in self.problem.providers}
        names = sorted({m[0] for m in money})
        left = tuple(10**6 if weeks[name] is None else weeks[name] for name in names)

        @cache
        def best(i: int, pool: int, day_left: int, week_left: tuple[int, ...]) -> int | None:
            if i == len(money):
                return 0
            pid, day, most, price, must = money[i]
            if i and money[i - 1][1] != day:
                day_left = 10 * self.hour
            at = names.index(pid)
            top = min(most, pool, day_left, week_left[at])
            if must and top < most:
                return None
            results = []
            for f in range(most if must else 0, top + 1):
                weeks_then = tuple(x - f if j == at else x for j, x in enumerate(week_left))
                rest = best(i + 1, pool - f, day_left - f, weeks_then)
                if rest is not None:
                    results.append(rest + f * price)
            return max(results, default=None)

        return best(0, self.need.funded_slots, 10 * self.hour, left)


def truth(problem: Problem) -> Truth:
    """The right answer, by trying everything."""
    weeks = list(Brute(problem).weeks())
    if not weeks:  # without anchors the empty week is always one
        raise NoWeekKeepsAnchors
    room = problem.need.list_length
    best: dict[frozenset[str], int] = {}
    for week in weeks:
        best[week.providers] = min(week.z, best.get(week.providers, week.z))
    distinct = {week.stays: week.z for week in weeks}
    assert len(distinct) == len(weeks)
    least = min(week.vector for week in weeks)
    near = {w.trade for w in weeks if w.vector[0] <= least[0] + problem.need.slack_slots}
    frontier = [
        x
        for x in near
        if not any(y != x and all(a <= b for a, b in zip(y, x, strict=True)) for y in near)
    ]
    return Truth(
        optimum=least,
        sets=sorted(best.values())[:room],
        plans=sorted(week.z for week in weeks)[:room],
        frontier=sorted(frontier),
    )


def count_weeks(problem: Problem) -> int:
    """How many weeks there are to try."""
    brute = Brute(problem)
    out = 1
    for day in brute.needed:
        out *= 1 + len(brute.day_plans(day))
    return out
