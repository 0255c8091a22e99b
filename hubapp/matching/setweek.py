"""Stage 5, first half: one set of providers, its options each day, and bounds on unfinished weeks.

1. The day plans that use only providers of the set, and the ways to leave a day out.
2. Their worth under several charges for funded slots.
3. For every day and state, the least the remaining days can come to (backward induction). Two
   views where time is asked for in hours: one knows who must still be attended, one knows how
   many slots are still wanted; the larger of their answers is a bound.

Cost: options x states x charges, a few thousand steps each; no provider outside the set matters.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hubapp.matching.charges import Charges, charges_for, saved_by_funding
from hubapp.matching.dayplans import Catalogue
from hubapp.matching.objective import Objective
from hubapp.matching.offers import Ints
from hubapp.matching.problem import Mode
from hubapp.matching.rows import RowStore
from hubapp.matching.states import States, states_for

Worths = NDArray[np.int64]
SKIPPED, UNSERVED = -1, -2
"""Options that are no day plan: the day is left out, or is chosen and nobody covers it."""


@dataclass(frozen=True, slots=True)
class DayOptions:
    """What can be done on one day, as parallel columns.

    `row` is a catalogue row, SKIPPED or UNSERVED; `mask` the set's providers attended; `takes` 1
    if the day counts as chosen or attended; `gain` slots towards the wanted hours; `base` worth
    before funding.
    """

    row: Ints
    mask: Ints
    takes: Ints
    gain: Ints
    base: Ints


@dataclass(frozen=True, slots=True)
class View:
    """One relaxation of the rest of the week: what is remembered, and what it comes to.

    `worth[d]` (options, charges); `after[d]` (options, states) the next state; `rest[d]`
    (states, charges) the least of days d onwards; `first` (charges,) what a week starts from.
    """

    states: States
    worth: list[Worths]
    after: list[Ints]
    rest: list[Worths]
    first: Worths

    @property
    def root(self) -> int:
        """The bound on the whole week."""
        return int((self.first + self.rest[0][self.states.start]).max())


@dataclass(frozen=True, slots=True)
class SetWeek:
    """All weeks of exactly one provider set: options by day, and views that bound them."""

    providers: tuple[int, ...]
    options: list[DayOptions]
    views: list[View]

    @property
    def bound(self) -> int:
        """No week of this set is worth less."""
        return max(view.root for view in self.views)


def open_set(store: RowStore, objective: Objective, providers: tuple[int, ...]) -> SetWeek:
    """Options and bounds of one provider set."""
    catalogue = store.catalogue
    days = range(len(catalogue.offers.days))
    plain = [options_on(store, objective, providers, day) for day in days]
    charges = charges_of(catalogue, providers, plain)
    worth = worths_of(catalogue, objective, plain, charges)
    others = catalogue.offers.need.weights.provider_pence * max(0, len(providers) - 1)
    given_back: Worths = charges.given_back.astype(objective.dtype) * objective.pence
    first = objective.total * others - given_back
    views = [_owed_view(catalogue, objective, providers, plain, worth, first)]
    if catalogue.offers.need.mode is Mode.ANY_HOURS:
        views.append(_hours_view(catalogue, objective, plain, worth, first))
    return SetWeek(providers, plain, views)


# --- 1. options -------------------------------------------------------------------------------


def options_on(
    store: RowStore, objective: Objective, providers: tuple[int, ...], day: int
) -> DayOptions:
    """Everything one day can hold if only these providers are used."""
    rows, masks = store.on_day(providers, day)
    catalogue = store.catalogue
    mode, wanted = catalogue.offers.need.mode, catalogue.offers.need_slots[day]
    cover = catalogue.plans.cover[rows]
    base = store.base(objective)[rows]
    if mode is Mode.ANY_HOURS:
        extra, gain = [SKIPPED], cover
    else:
        extra, gain = [UNSERVED], np.zeros_like(cover)
        base = base + objective.uncovered * (wanted - cover).astype(objective.dtype)
        if mode is Mode.ANY_DAYS:
            extra = [SKIPPED, UNSERVED]
    blank = np.zeros(len(extra), dtype=np.int64)
    idle = [objective.uncovered * wanted if kind == UNSERVED else 0 for kind in extra]
    return DayOptions(
        row=np.concatenate((rows, extra)),
        mask=np.concatenate((masks, blank)),
        takes=np.concatenate((np.ones_like(rows), [int(kind == UNSERVED) for kind in extra])),
        gain=np.concatenate((gain, blank)),
        base=np.concatenate((base, np.array(idle, dtype=objective.dtype))),
    )


# --- 2. worth under charges -------------------------------------------------------------------


def charges_of(
    catalogue: Catalogue, providers: tuple[int, ...], options: list[DayOptions]
) -> Charges:
    """Charges for funded slots drawn from these options' own prices."""
    rows = np.concatenate([x.row[x.row >= 0] for x in options] or [np.zeros(0, np.int64)])
    plans = catalogue.plans
    prices: dict[int, set[int]] = {p: set() for p in providers}
    for at, price, most in (
        (plans.p, plans.price_p, plans.most_p),
        (plans.q, plans.price_q, plans.most_q),
    ):
        found = rows[most[rows] > 0]
        for p, x in set(zip(at[found].tolist(), price[found].tolist(), strict=True)):
            prices[p].add(x)
    capped = [
        (p, cap, sorted(prices[p]))
        for p in providers
        if (cap := catalogue.offers.week_caps[p]) is not None
    ]
    everyone = sorted({x for own in prices.values() for x in own if x > 0})
    pool = catalogue.offers.need.funded_slots
    return charges_for(everyone, pool, capped, len(catalogue.offers.providers))


def worths_of(
    catalogue: Catalogue, objective: Objective, options: list[DayOptions], charges: Charges
) -> list[Worths]:
    """Each option's worth under each charge, day by day: (options, charges)."""
    limit = catalogue.offers.funded_slots_a_day
    out = []
    for day in options:
        real = day.row >= 0
        saved = saved_by_funding(catalogue.plans.pick(day.row[real]), charges, limit)
        worth = np.repeat(day.base[:, None], len(charges), axis=1)
        worth[real] -= saved.astype(objective.dtype) * objective.pence
        out.append(worth)
    return out


# --- 3. views ---------------------------------------------------------------------------------


def _owed_view(
    catalogue: Catalogue,
    objective: Objective,
    providers: tuple[int, ...],
    options: list[DayOptions],
    worth: list[Worths],
    first: Worths,
) -> View:
    """Knows which providers are still owed days; wanted hours are only priced."""
    offers = catalogue.offers
    owed = tuple(min(offers.min_days[p], len(options) + 1) for p in providers)
    states = states_for(owed, days_kept(catalogue), None)
    done = states.all_served
    if offers.need.mode is Mode.ANY_DAYS:
        done = done & (states.days_left == 0)
    end: Worths = np.full(states.size, objective.never, dtype=objective.dtype)
    end[done] = 0
    if offers.need.mode is Mode.ANY_HOURS:
        worth, first = _priced_hours(catalogue, objective, options, worth, first)
    return view_of(states, options, worth, first, end, objective.never)


def _priced_hours(
    catalogue: Catalogue,
    objective: Objective,
    options: list[DayOptions],
    worth: list[Worths],
    first: Worths,
) -> tuple[list[Worths], Worths]:
    """Every charge combined with every pay for a slot towards the wanted hours."""
    pay: Worths = np.array(_slot_pay(catalogue, objective, options, worth), dtype=objective.dtype)
    wanted = catalogue.offers.need.slots_wanted or 0
    priced = [
        (
            w[:, :, None] - (pay[None, :] * day.gain[:, None].astype(objective.dtype))[:, None, :]
        ).reshape(len(w), -1)
        for w, day in zip(worth, options, strict=True)
    ]
    return priced, (first[:, None] + pay[None, :] * wanted).ravel()


def _slot_pay(
    catalogue: Catalogue, objective: Objective, options: list[DayOptions], worth: list[Worths]
) -> list[int]:
    """Pay worth trying: nothing, what slots of these options cost, and never to leave one open."""
    rates: set[int] = set()
    for w, day in zip(worth, options, strict=True):
        real = day.gain > 0
        if real.any():
            each = w[real] // day.gain[real][:, None]
            rates |= {int(each[:, 0].min()), int(each[:, -1].min())}
            rates |= {int(each[:, 0].max()), int(each[:, -1].max())}
    plans = catalogue.plans
    rows = np.concatenate([x.row[x.row >= 0] for x in options] or [np.zeros(0, np.int64)])
    rates |= {int(x) * objective.pence for x in set(plans.price_p[rows].tolist())}
    top = objective.uncovered
    inner = sorted(rate for rate in rates if 0 < rate < top)
    if len(inner) > 7:
        inner = [inner[round(i * (len(inner) - 1) / 6)] for i in range(7)]
    return [0, *inner, top]


def _hours_view(
    catalogue: Catalogue,
    objective: Objective,
    options: list[DayOptions],
    worth: list[Worths],
    first: Worths,
) -> View:
    """Knows how many slots are still wanted, and nothing of who is owed days."""
    wanted = catalogue.offers.need.slots_wanted or 0
    states = states_for((), days_kept(catalogue), wanted)
    end: Worths = states.slots_left.astype(objective.dtype) * objective.uncovered
    return view_of(states, options, worth, first, end, objective.never)


def days_kept(catalogue: Catalogue) -> int | None:
    """How many days may be attended or must be chosen, where that can matter."""
    need = catalogue.offers.need
    if need.mode is Mode.ANY_DAYS:
        return need.days_wanted
    if need.mode is Mode.ANY_HOURS and need.max_days < len(catalogue.offers.days):
        return need.max_days
    return None


def view_of(
    states: States,
    options: list[DayOptions],
    worth: list[Worths],
    first: Worths,
    end: Worths,
    never: int,
) -> View:
    """Backward induction over the days; `end` is what each state is worth after the last."""
    charges = len(first)
    last = np.append(end, np.array([never], dtype=end.dtype))
    rest = [np.repeat(last[:, None], charges, axis=1)]
    after: list[Ints] = []
    for day, w in zip(reversed(options), reversed(worth), strict=True):
        order, starts, nexts, group = _alike(states, day)
        least = np.minimum.reduceat(w[order], starts, axis=0)
        best = _least_rest(rest[0], nexts, least, never)
        rest.insert(0, best)
        after.insert(0, nexts[group])
    return View(states, worth, after, rest, first)


def _alike(states: States, day: DayOptions) -> tuple[Ints, Ints, Ints, Ints]:
    """Options that lead from each state to the same next one, side by side."""
    key = day.takes if states.keeps_days else np.zeros_like(day.takes)
    if states.keeps_slots:
        key = key * 4096 + day.gain
    if states.owed:
        key = key * 65536 + day.mask
    _, first, group = np.unique(key, return_index=True, return_inverse=True)
    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], np.arange(len(first)))
    steps = np.column_stack((day.mask, day.takes, day.gain))[first].tolist()
    nexts = np.stack([states.step(*step) for step in steps])
    return order, starts, nexts, group


def _least_rest(rest: Worths, nexts: Ints, least: Worths, never: int) -> Worths:
    """Backward step: the best option of a day from every state."""
    out: Worths = np.full_like(rest, never)
    for step, worth in zip(nexts, least, strict=True):
        np.minimum(out, rest[step] + worth, out=out)
    out[-1] = never
    return out
