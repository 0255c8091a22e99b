"""Invented towns for the benchmark: who offers care there, at what hours and prices.

One town of six by six kilometres; n providers are spread over it, so it grows denser with n and
nearly all of them are in reach of a family near its middle. That is harder than a town that grows
outwards, where most providers would be too far away to matter. About 45 % are childminders, who
collect from or drop at the nearest preschools and schools.
"""

import random
from dataclasses import dataclass
from math import dist

from hubapp.matching import Booking, CareSession, Funded, Link, Provider, ProviderKind

HALF_SIDE = 3000
SHARES = {
    ProviderKind.CHILDMINDER: 45,
    ProviderKind.NURSERY: 25,
    ProviderKind.PRESCHOOL: 15,
    ProviderKind.SCHOOL: 15,
}
Spot = tuple[int, int]
Hours = tuple[float, float]


@dataclass(frozen=True)
class Terms:
    """What a provider's sessions have in common: pence a slot, funding, extras, least slots."""

    price: int
    funded: Funded
    extra: int
    least: int = 0


def town(rng: random.Random, count: int, hour: int) -> tuple[Provider, ...]:
    """`count` providers; `hour` is how many slots make one."""
    kinds = rng.choices(list(SHARES), list(SHARES.values()), k=count)
    spots = [
        (rng.randint(-HALF_SIDE, HALF_SIDE), rng.randint(-HALF_SIDE, HALF_SIDE)) for _ in kinds
    ]
    sites = [
        (spots[i], f"p{i:04}")
        for i, kind in enumerate(kinds)
        if kind in (ProviderKind.PRESCHOOL, ProviderKind.SCHOOL)
    ]
    maker = Maker(rng, hour, rng.choice([0.6, 0.7, 0.75]), sites)
    return tuple(
        maker.made(kind, f"p{i:04}", spot)
        for i, (kind, spot) in enumerate(zip(kinds, spots, strict=True))
    )


@dataclass(frozen=True)
class Maker:
    """Makes providers of each kind, as such providers usually are."""

    rng: random.Random
    hour: int
    full: float
    sites: list[tuple[Spot, str]]

    def made(self, kind: ProviderKind, name: str, spot: Spot) -> Provider:
        """A provider of this kind at this spot."""
        return {
            ProviderKind.CHILDMINDER: self._childminder,
            ProviderKind.NURSERY: self._nursery,
            ProviderKind.PRESCHOOL: self._preschool,
            ProviderKind.SCHOOL: self._school,
        }[kind](name, spot)

    def _childminder(self, name: str, spot: Spot) -> Provider:
        rng = self.rng
        hours = rng.choice([7, 7.5, 7.5, 7.75, 8]), rng.choice([17, 17.5, 18, 18.5, 19])
        terms = Terms(
            self._price(500, 800),
            rng.choice([Funded.YES, Funded.YES, Funded.NO]),
            rng.choice([0, 0, 200, 400]),
            self._slots(rng.choice([0, 2, 3, 4, 5])),
        )
        days = sorted(rng.sample(range(5), rng.choice([3, 4, 4, 5, 5])))
        near = sorted(self.sites, key=lambda site: dist(spot, site[0]))[:6]
        linked = rng.sample(near, min(len(near), rng.choice([0, 1, 1, 2, 2, 3, 4])))
        return Provider(
            id=name,
            kind=ProviderKind.CHILDMINDER,
            location=spot,
            age_from_months=0,
            age_to_months=60,
            term_only=rng.random() < 0.2,
            min_days=rng.choice([1, 1, 2, 2, 3]),
            funded_cap_day_slots=None,
            funded_cap_week_slots=self._limit(None, None, None, 10, 15, 20),
            links=tuple(Link(other=other) for other in sorted(site[1] for site in linked)),
            sessions=tuple(
                self._session(i, day, hours, Booking.HOURLY, terms) for i, day in enumerate(days)
            ),
        )

    def _nursery(self, name: str, spot: Spot) -> Provider:
        rng = self.rng
        opens, closes = rng.choice([7, 7.5, 8]), rng.choice([18, 18, 18.5, 19])
        terms = Terms(
            self._price(620, 920),
            rng.choice([Funded.YES] * 5 + [Funded.NO]),
            rng.choice([0, 150, 300, 300, 450, 600]),
        )
        return Provider(
            id=name,
            kind=ProviderKind.NURSERY,
            location=spot,
            age_from_months=rng.choice([3, 6, 12, 24]),
            age_to_months=60,
            term_only=rng.random() < 0.12,
            min_days=rng.choice([1, 2, 2, 3]),
            funded_cap_day_slots=self._limit(None, None, 6, 8, 10),
            funded_cap_week_slots=self._limit(None, None, 11, 15, 22),
            links=(),
            sessions=self._blocks([(opens, 13), (13, closes), (opens, closes)], terms),
        )

    def _preschool(self, name: str, spot: Spot) -> Provider:
        rng = self.rng
        opens = rng.choice([8.5, 8.75, 9, 9])
        noon, closes = opens + 3, opens + 6
        terms = Terms(self._price(500, 700), Funded.YES, rng.choice([0, 0, 0, 250]))
        return Provider(
            id=name,
            kind=ProviderKind.PRESCHOOL,
            location=spot,
            age_from_months=rng.choice([24, 24, 30, 36]),
            age_to_months=60,
            term_only=rng.random() < 0.93,
            min_days=rng.choice([1, 2, 2, 2, 3]),
            funded_cap_day_slots=self._limit(None, None, 5, 6),
            funded_cap_week_slots=None,
            links=(),
            sessions=self._blocks([(opens, noon), (noon, closes), (opens, closes)], terms),
        )

    def _school(self, name: str, spot: Spot) -> Provider:
        rng = self.rng
        opens = rng.choice([8.5, 8.75, 9])
        closes = opens + 6.5
        terms = Terms(
            self._price(500, 650),
            rng.choice([Funded.YES, Funded.YES, Funded.ONLY]),
            rng.choice([0, 0, 250]),
        )
        return Provider(
            id=name,
            kind=ProviderKind.SCHOOL,
            location=spot,
            age_from_months=rng.choice([24, 36, 36, 36]),
            age_to_months=60,
            term_only=True,
            min_days=rng.choice([2, 3, 3, 5]),
            funded_cap_day_slots=None,
            funded_cap_week_slots=None,
            links=(),
            sessions=self._blocks(
                [(opens, opens + 3), (closes - 3, closes), (opens, closes)], terms
            ),
        )

    def _blocks(self, spans: list[Hours], terms: Terms) -> tuple[CareSession, ...]:
        """Morning, afternoon and the whole day, a little cheaper a slot, every weekday."""
        whole = Terms(terms.price - self.rng.choice([0, 2]), terms.funded, terms.extra, terms.least)
        return tuple(
            self._session(3 * day + i, day, span, Booking.SESSION, whole if i == 2 else terms)
            for day in range(5)
            for i, span in enumerate(spans)
        )

    def _session(
        self, number: int, day: int, hours: Hours, booking: Booking, terms: Terms
    ) -> CareSession:
        rng = self.rng
        u2, two, three = (
            0 if rng.random() < self.full else rng.choice([1, 1, 2, 3]) for _ in range(3)
        )
        return CareSession(
            id=number,
            day=day,
            start=self._slots(hours[0]),
            end=self._slots(hours[1]),
            booking=booking,
            free_u2=u2,
            free_2=two,
            free_3p=three,
            price_pence=terms.price,
            funded=terms.funded,
            extra_pence=terms.extra,
            min_slots=terms.least,
        )

    def _slots(self, hours: float) -> int:
        return round(hours * self.hour)

    def _price(self, low: int, high: int) -> int:
        """Pence a slot for an hour's price in tens of pence."""
        return round(self.rng.randrange(low, high, 10) / self.hour)

    def _limit(self, *hours: float | None) -> int | None:
        chosen = self.rng.choice(hours)
        return None if chosen is None else self._slots(chosen)
