"""Every day plan of a problem, written from docs/matching.md alone: the variables of the models.

Shares nothing with the matcher but the problem's types. Loops in plain Python, a few seconds for
the largest problems; the time is not counted against the solvers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, hypot

from hubapp.matching import Booking, CareSession, Funded, Link, Mode, Problem, Provider


@dataclass(frozen=True, slots=True)
class Fundable:
    """At one site of a day plan: pence a funded slot, most and least funded slots."""

    provider: str
    price: int
    most: int
    least: int


@dataclass(frozen=True, slots=True)
class Column:
    """One day plan: where, how much it covers, and all it costs before funding."""

    day: int
    providers: tuple[str, ...]
    cover: int
    pence: int
    fundable: tuple[Fundable, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A usable session with the times it offers and the road to and from it."""

    provider: Provider
    session: CareSession
    start: int
    end: int
    hourly: bool
    home: int
    work: int


def road(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Metres by road."""
    return round(1.3 * hypot(a[0] - b[0], a[1] - b[1]))


def all_columns(problem: Problem) -> list[Column]:
    """Every day plan but the empty ones, by weekday."""
    return [column for day in problem.need.days for column in _Day(problem, day).columns()]


class _Day:
    """One weekday of a problem."""

    def __init__(self, problem: Problem, day: int) -> None:
        self.problem, self.need, self.day = problem, problem.need, day
        self.hour = 60 // problem.slot_minutes
        self.to_work = self.need.work or self.need.home
        needed = {x for a, b in self.need.intervals[day] for x in range(a, b)}
        self.first, self.last = min(needed), max(needed) + 1
        self.before = [0]
        for slot in range(problem.slots_per_day):
            self.before.append(self.before[-1] + (slot in needed))
        self.offers = [
            offer
            for provider in problem.providers
            for session in provider.sessions
            if session.day == day and (offer := self.offer(provider, session)) is not None
        ]
        self.links = self.linked_pairs()

    def offer(self, provider: Provider, session: CareSession) -> Offer | None:
        need, age = self.need, self.need.age_months
        home, work = (road(x, provider.location) for x in (need.home, self.to_work))
        usable = (
            provider.age_from_months <= age < provider.age_to_months
            and session.free_at(age) > 0
            and min(home, work) <= need.max_distance_metres
            and not (need.year_round and provider.term_only)
        )
        hourly = session.booking is Booking.HOURLY
        start = max(session.start, self.first) if hourly else session.start
        end = min(session.end, self.last) if hourly else session.end
        if not usable or start >= end or not self.covered(start, end):
            return None
        return Offer(provider, session, start, end, hourly, home, work)

    def covered(self, start: int, end: int) -> int:
        return self.before[end] - self.before[start]

    def linked_pairs(self) -> dict[tuple[str, str], list[Link]]:
        found: dict[tuple[str, str], list[Link]] = {}
        for provider in {offer.provider.id: offer.provider for offer in self.offers}.values():
            for link in provider.links:
                found.setdefault((provider.id, link.other), []).append(link)
                found.setdefault((link.other, provider.id), []).append(link)
        return found

    def columns(self) -> Iterator[Column]:
        for p in self.offers:
            for end in self.last_ends(p, p.start):
                yield from self.made([(p, p.start, end)])
        for p in self.offers:
            for q in self.offers:
                if p.provider.id != q.provider.id:
                    yield from self.linked(p, q)
                    yield from self.by_parent(p, q)
                    yield from self.sandwich(p, q)

    def last_ends(self, last: Offer, start: int, booked: int = 0) -> Iterator[int]:
        """Where a last stay from `start` may end; `booked` slots were already booked there."""
        yield last.end
        if self.need.mode is Mode.ANY_HOURS and last.hourly:
            end = last.end - self.hour
            while end > start and end - start + booked >= max(1, last.session.min_slots):
                yield end
                end -= self.hour

    def linked(self, p: Offer, q: Offer) -> Iterator[Column]:
        links = self.links.get((p.provider.id, q.provider.id), ())
        for slot in range(p.start + 1, p.end + 1) if p.hourly and links else (p.end,):
            starts = q.start <= slot < q.end if q.hourly else slot == q.start
            if starts and any(link.admits(self.day, slot) for link in links):
                for end in self.last_ends(q, slot):
                    yield from self.made([(p, p.start, slot), (q, slot, end)])

    def by_parent(self, p: Offer, q: Offer) -> Iterator[Column]:
        """The drive needs `drive` slots of the window between the end of p and the start of q."""
        opens, closes = self.need.handover_window.get(self.day, (0, 0))
        metres = road(p.provider.location, q.provider.location)
        drive = max(1, ceil(metres / 250 / self.problem.slot_minutes))
        if drive > closes - opens:
            return
        if q.hourly:
            for end in range(p.start + 1, p.end + 1) if p.hourly else (p.end,):
                arrives = max(end, opens) + drive
                if arrives <= closes and (start := max(q.start, arrives)) < q.end:
                    yield from self.moved(p, q, end, start)
            return
        leaves = min(q.start, closes) - drive
        end = min(p.end, leaves) if p.hourly else p.end
        if opens <= leaves and p.start < end <= leaves:
            yield from self.moved(p, q, end, q.start)

    def moved(self, p: Offer, q: Offer, end: int, start: int) -> Iterator[Column]:
        for last in self.last_ends(q, start):
            yield from self.made([(p, p.start, end), (q, start, last)], by_parent=True)

    def sandwich(self, p: Offer, q: Offer) -> Iterator[Column]:
        links = self.links.get((p.provider.id, q.provider.id), ())
        fits = p.hourly and not q.hourly and p.start < q.start and q.end < p.end
        if not fits or not all(
            any(link.admits(self.day, slot) for link in links) for slot in (q.start, q.end)
        ):
            return
        for end in self.last_ends(p, q.end, q.start - p.start):
            yield from self.made([(p, p.start, q.start), (q, q.start, q.end), (p, q.end, end)])

    def made(
        self, stays: list[tuple[Offer, int, int]], *, by_parent: bool = False
    ) -> Iterator[Column]:
        """The day plan of these stays, unless one covers nothing or cannot be funded as it must."""
        covers = [self.before[end] - self.before[start] for _, start, end in stays]
        if not all(covers):
            return
        sites = [self.site(stays[0][0], stays[0], stays[2])] if len(stays) == 3 else []
        sites += [self.site(stay[0], stay) for stay in (stays[1:2] if sites else stays)]
        if any(fundable.least > fundable.most for _, fundable in sites):
            return
        first, last, weights = stays[0][0], stays[-1][0], self.need.weights
        travel = self.travel(first, last, by_parent=by_parent)
        pence = sum(full for full, _ in sites) + weights.handover_pence * (len(stays) - 1)
        yield Column(
            day=self.day,
            providers=tuple(fundable.provider for _, fundable in sites),
            cover=sum(covers),
            pence=pence + round(weights.travel_pence_per_km * travel / 10),
            fundable=tuple(fundable for _, fundable in sites),
        )

    def site(self, offer: Offer, *stays: tuple[Offer, int, int]) -> tuple[int, Fundable]:
        """Full price, and what can and must be funded, of the time at one site."""
        provider, session = offer.provider, offer.session
        booked = sum(end - start for _, start, end in stays)
        full = max(booked, session.min_slots if offer.hourly else 0) * session.price_pence
        inside = sum(
            max(0, min(end, 20 * self.hour) - max(start, 6 * self.hour)) for _, start, end in stays
        )
        if session.funded is Funded.NO:
            inside = 0
        if provider.funded_cap_day_slots is not None:
            inside = min(inside, provider.funded_cap_day_slots)
        must = booked if session.funded is Funded.ONLY else 0
        return full + session.extra_pence, Fundable(provider.id, session.price_pence, inside, must)

    def travel(self, first: Offer, last: Offer, *, by_parent: bool) -> int:
        """Hectometres beyond the way to work and back."""
        metres = first.home + first.work + last.work + last.home
        metres -= 2 * road(self.need.home, self.to_work)
        if by_parent:
            between = road(first.provider.location, last.provider.location)
            metres += first.work + between + last.work
        return round(max(0, metres) / 100)
