"""Which small changes cannot help, without solving: a lower bound on every week that needs one.

1. Prices are put on funded slots (and, for hours, on covered slots), so that days can be weighed
   one by one: no week is dearer than it looks. A few such ways are kept, those that bound the
   week already found best.
2. Per way and day, the least any two providers can make of it, and every set of providers.
3. A change helps only through day plans that were not there before. So on one day (or, for a
   link, on any day) such a day plan is weighed in, and the least over all sets is the bound.

Nothing here proves a change good: that is for `solve`. Cost: ways x days x sets once, then ways x
sets that hold a provider, for each change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import comb

import numpy as np

from hubapp.matching.dayplans import Catalogue
from hubapp.matching.offers import Flags, Ints
from hubapp.matching.problem import Mode
from hubapp.matching.result import WeeklyPlan

SLOT = 10**9
"""What an uncovered slot counts for: more than any week costs."""
NEVER = 1 << 56
WAYS = 4
PRICES = 6
MOST_SETS = 60_000
"""Beyond so many sets only the providers most promising by themselves are looked at."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Parallel: pence charged for a funded slot, pence paid for a covered one (hours only)."""

    charge: Ints
    pay: Ints

    def __len__(self) -> int:
        """How many ways."""
        return len(self.charge)

    def pick(self, ways: Ints) -> "Rates":
        """Some of the ways."""
        return Rates(self.charge[ways], self.pay[ways])


@dataclass(frozen=True, slots=True)
class Rows:
    """Day plans that may be used: day and provider numbers (q = p: one provider), (ways, rows)."""

    day: Ints
    p: Ints
    q: Ints
    worth: Ints

    def pick(self, rows: Ints | Flags) -> "Rows":
        """Some of them."""
        return Rows(self.day[rows], self.p[rows], self.q[rows], self.worth[:, rows])


def every_rate(catalogue: Catalogue) -> Rates:
    """Charges at the prices there are, and pays where hours are wanted."""
    plans, mode = catalogue.plans, catalogue.offers.need.mode
    fundable = np.concatenate((plans.price_p[plans.most_p > 0], plans.price_q[plans.most_q > 0]))
    pays = [0]
    if mode is Mode.ANY_HOURS:
        per_slot = (plans.full + plans.travel_pence) // np.maximum(1, plans.cover)
        pays += [*_spread(np.concatenate((plans.price_p, per_slot))), SLOT]
    pairs = list(product([0, *_spread(fundable)], pays))
    charge, pay = np.array(pairs, dtype=np.int64).T
    return Rates(charge, pay)


def _spread(values: Ints) -> list[int]:
    distinct = np.unique(values[values > 0])
    if len(distinct) > PRICES:
        distinct = distinct[np.linspace(0, len(distinct) - 1, PRICES).round().astype(int)]
    return [int(x) for x in distinct]


def weighed(catalogue: Catalogue, numbers: dict[str, int], rates: Rates) -> Rows:
    """All day plans of a catalogue, weighed in every way."""
    plans, offers = catalogue.plans, catalogue.offers
    own = np.array([numbers[p.id] for p in offers.providers] + [-1], dtype=np.int64)
    p = own[plans.p]
    handovers = offers.need.weights.handover_pence * plans.handovers
    worth = np.tile(plans.full + plans.travel_pence + handovers, (len(rates), 1))
    for most, price, must in (
        (plans.most_p, plans.price_p, plans.must_p),
        (plans.most_q, plans.price_q, plans.must_q),
    ):
        gain = price[None, :] - rates.charge[:, None]
        worth -= most * np.where(must, gain, np.maximum(0, gain))
    if offers.need.mode is Mode.ANY_HOURS:
        worth -= rates.pay[:, None] * plans.cover
    else:
        wanted = np.array(offers.need_slots, dtype=np.int64)
        worth += SLOT * (wanted[plans.day] - plans.cover)
    return Rows(plans.day, p, np.where(plans.q < 0, p, own[plans.q]), worth)


def sets_of(count: int, most: int) -> Ints:
    """Every set of one to `most` of `count` providers, repeats filling up: (sets, at least 2)."""
    size = max(2, min(most, count))
    parts = []
    for taken in range(1, min(most, count) + 1):
        total = comb(count, taken)
        flat = (x for chosen in combinations(range(count), taken) for x in chosen)
        table = np.fromiter(flat, dtype=np.int64, count=total * taken).reshape(total, taken)
        parts.append(np.column_stack((table, *[table[:, :1]] * (size - taken))))
    return np.concatenate(parts) if parts else np.zeros((0, size), dtype=np.int64)


class Frame:
    """Bounds on weeks of one problem in which a day is served in a new way."""

    def __init__(self, catalogue: Catalogue, providers: list[str], known: WeeklyPlan) -> None:
        """`providers`: all that may take part, so many more than the catalogue has."""
        offers = catalogue.offers
        self._need, self._slots = offers.need, offers.need_slots
        self.numbers = {name: i for i, name in enumerate(providers)}
        rates = every_rate(catalogue)
        rows = weighed(catalogue, self.numbers, rates)
        best = self._best_ways(rows, rates, known)
        self.rates = rates.pick(best)
        self._rows = Rows(rows.day, rows.p, rows.q, rows.worth[best])
        self._first = self._starts(self.rates)
        self._keep(self._all_sets(self._table(self._rows)))

    def keep_promising(self, new: Sequence[Rows], limit: int) -> None:
        """Leave out sets that come to the limit even with everything new at once."""
        rows = Rows(
            np.concatenate([x.day for x in new]),
            np.concatenate([x.p for x in new]),
            np.concatenate([x.q for x in new]),
            np.concatenate([x.worth[:1] for x in new], axis=1),
        )
        days = _over_pairs(self._table(rows), self._members)
        total = self._chosen(days, spent=0)[0] + self._first[0] + self._fees
        self._keep(self._members[total < limit])

    def _keep(self, members: Ints) -> None:
        self._members = members
        self._held: dict[int, Ints] = {}
        self._fees = self._fees_of(members)
        self._days = _over_pairs(self._table(self._rows), members)

    # --- what changes are weighed -------------------------------------------------------------

    def bound_on_day(self, rows: Rows, day: int, holder: int | None = None) -> int:
        """Least a week can come to that serves `day` by one of these day plans.

        `holder`: a provider that takes part in all of them.
        """
        held = np.arange(len(self._members)) if holder is None else self._holding(holder)
        if not len(held) or not len(rows.day):
            return NEVER
        members = self._members[held]
        table = _least(rows, np.zeros(len(rows.day), dtype=np.int64), 1, len(self.numbers))
        new = _over_pairs(table, members)[:, 0]
        days = self._days[:, :, held]
        others = np.delete(days, day, axis=1)
        total = self._chosen(others, spent=1) + new
        return self._lowest(total, self._fees[held])

    def bound_anywhere(self, rows: Rows, pair: tuple[int, int]) -> int:
        """Least a week can come to that may use these day plans of one pair on any day."""
        held = np.intersect1d(self._holding(pair[0]), self._holding(pair[1]), assume_unique=True)
        days = self._days[:, :, held].copy()
        for day in np.unique(rows.day).tolist():
            least = rows.worth[:, rows.day == day].min(axis=1)
            days[:, day] = np.minimum(days[:, day], least[:, None])
        return self._lowest(self._chosen(days, spent=0), self._fees[held])

    def bound_on_more(self) -> int:
        """Least a week can come to that uses one provider more than allowed, whoever they are."""
        idle = self._idle(self._rows)
        best = np.repeat(idle[:, :, None], 1, axis=2)
        for day in range(idle.shape[1]):
            worth = self._rows.worth[:, self._rows.day == day]
            if worth.shape[1]:
                best[:, day, 0] = np.minimum(best[:, day, 0], worth.min(axis=1))
        fee = self._need.weights.provider_pence * self._need.max_providers
        return self._lowest(self._chosen(best, spent=0), np.array([fee]))

    def _holding(self, provider: int) -> Ints:
        if provider not in self._held:
            columns = [column == provider for column in self._members.T]
            self._held[provider] = np.flatnonzero(np.logical_or.reduce(columns))
        return self._held[provider]

    # --- weeks --------------------------------------------------------------------------------

    def _lowest(self, total: Ints, fees: Ints) -> int:
        if not total.shape[1]:
            return NEVER
        return int(((total + self._first[:, None]).max(axis=0) + fees).min())

    def _chosen(self, days: Ints, spent: int) -> Ints:
        """Days added up, as many as the mode takes; `spent` days are taken already."""
        need = self._need
        count = days.shape[1]
        if need.mode is Mode.ANY_DAYS:
            count = (need.days_wanted or 0) - spent
        elif need.mode is Mode.ANY_HOURS:
            count = min(count, need.max_days - spent)
        if count <= 0:
            return np.zeros_like(days[:, 0] if days.shape[1] else days.sum(axis=1))
        least = np.sort(days, axis=1)[:, :count] if count < days.shape[1] else days
        out: Ints = least.sum(axis=1)
        return out

    def _starts(self, rates: Rates) -> Ints:
        wanted = self._need.slots_wanted or 0 if self._need.mode is Mode.ANY_HOURS else 0
        out: Ints = rates.pay * wanted - rates.charge * self._need.funded_slots
        return out

    def _best_ways(self, rows: Rows, rates: Rates, known: WeeklyPlan) -> Ints:
        """The ways that bound the week already found best."""
        used = [self.numbers[name] for name in known.providers]
        if not used:
            return np.arange(min(WAYS, len(rates)))
        mine = np.isin(rows.p, used) & np.isin(rows.q, used)
        members = np.array([used if len(used) > 1 else used * 2])
        days = _over_pairs(self._table(rows.pick(mine)), members)
        values = self._chosen(days, spent=0)[:, 0] + self._starts(rates)
        return np.argsort(-values, kind="stable")[:WAYS]

    def _idle(self, rows: Rows) -> Ints:
        hours = self._need.mode is Mode.ANY_HOURS
        slots = np.array(self._slots, dtype=np.int64)
        return np.tile(0 * slots if hours else SLOT * slots, (len(rows.worth), 1))

    def _table(self, rows: Rows) -> Ints:
        """Least per (way, day, pair of providers), parts of the pair and no care included."""
        count = len(self.numbers)
        table = _least(rows, rows.day, len(self._slots), count)
        return np.minimum(table, self._idle(rows)[:, :, None, None])

    # --- sets ---------------------------------------------------------------------------------

    def _all_sets(self, table: Ints) -> Ints:
        most, kept = self._need.max_providers, table.shape[2]
        while sum(comb(kept, size) for size in range(1, most + 1)) > MOST_SETS:
            kept -= 1
        promise = table.min(axis=3, initial=NEVER).sum(axis=1).max(axis=0)
        promising = np.sort(np.argsort(promise, kind="stable")[:kept])
        out: Ints = promising[sets_of(kept, most)]
        return out

    def _fees_of(self, members: Ints) -> Ints:
        ordered = np.sort(members, axis=1)
        distinct = 1 + (np.diff(ordered, axis=1) != 0).sum(axis=1)
        out: Ints = self._need.weights.provider_pence * (distinct - 1)
        return out


def _least(rows: Rows, day: Ints, days: int, count: int) -> Ints:
    """Least worth for each (way, day, p, q), both ways round; NEVER where there is none."""
    ways = len(rows.worth)
    table = np.full((ways, days * count * count), NEVER, dtype=np.int64)
    for first, second in ((rows.p, rows.q), (rows.q, rows.p)):
        cell = (day * count + first) * count + second
        for way in range(ways):
            np.minimum.at(table[way], cell, rows.worth[way])
    out: Ints = table.reshape(ways, days, count, count)
    alone = out[:, :, np.arange(count), np.arange(count)]
    np.minimum(out, alone[:, :, :, None], out=out)
    np.minimum(out, alone[:, :, None, :], out=out)
    return out


def _over_pairs(table: Ints, members: Ints) -> Ints:
    """Least over the pairs of each set: (ways, days, sets)."""
    flat = table.reshape(*table.shape[:2], -1)
    count = table.shape[2]
    out: Ints | None = None
    for i, j in combinations(range(members.shape[1]), 2):
        values = flat.take(members[:, i] * count + members[:, j], axis=2)
        out = values if out is None else np.minimum(out, values, out=out)
    if out is None:
        raise ValueError("Sets have at least two columns")
    return out
