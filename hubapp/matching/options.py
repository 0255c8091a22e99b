"""What a provider set can do on each day of the week, and what that is worth under charges.

1. Day plans by the set's providers and pairs, without those others stand in for (`thinning`);
   then the ways to leave a day out.
2. Charges for a funded slot: the prices of the set's own fundable slots; for providers with a
   weekly limit also all that they ask. Pay for a slot towards wanted hours: what slots cost.
3. The charges and pays that bound the whole week best are kept.

Cost: options x charges x pays.
"""

from typing import NamedTuple

import numpy as np

from hubapp.matching import pricing as d
from hubapp.matching.bounds import Board
from hubapp.matching.compiled import Ints, compiled
from hubapp.matching.field import (
    ANY_DAYS,
    ANY_HOURS,
    FIXED,
    NEVER,
    Field,
    pence_of,
    saved_by_funding,
)
from hubapp.matching.thinning import thin_group

SKIPPED, UNSERVED = -1, -2
"""Options that are no day plan: the day is left out, or is chosen and nobody covers it."""

MOST_PRICES = 8
MOST_CHARGES = 24
MOST_PAYS = 12
KEPT, KEPT_FOR_HOURS = 3, 2
"""How many of each are tried, and kept."""


class Options(NamedTuple):
    """Parallel columns; day `t` has the options begin[t] to begin[t + 1].

    `row` is a row of the field, SKIPPED or UNSERVED; `kind` numbers who is attended (`rests`);
    `takes` 1 if the day counts as chosen or attended; `gain` slots towards the wanted hours;
    `base` Z and (C, T, P, H) folded, before funding, wanted hours and providers.
    """

    row: Ints
    kind: Ints
    takes: Ints
    gain: Ints
    base: Ints
    begin: Ints


class Charged(NamedTuple):
    """`saved` (charges, options) pence by funding after charges; `back` (charges,) given back.

    The ways kept: `charge` and `pay` of each, and `first`, what it starts from; `hours` the
    charges kept for the view that counts slots.
    """

    saved: Ints
    back: Ints
    charge: Ints
    pay: Ints
    first: Ints
    hours: Ints


@compiled
def options_of(field: Field, board: Board, members: Ints, every: int) -> Options:
    """Everything each day can hold if only these providers are used."""
    size, days = len(members), len(field.needs)
    kinds = size + size * (size - 1) // 2
    begin = np.zeros(days + 1, dtype=np.int64)
    total = 0
    for day in range(days):
        for kind in range(kinds):
            g = group_of(board, members, kind, day)
            if g >= 0:
                total += field.starts[g + 1] - field.starts[g]
        total += 2
    row, kind_of = np.empty(total, dtype=np.int64), np.empty(total, dtype=np.int64)
    takes, gain = np.ones(total, dtype=np.int64), np.zeros(total, dtype=np.int64)
    base = np.zeros((total, 2), dtype=np.int64)
    n = 0
    for day in range(days):
        begin[day] = n
        for kind in range(kinds):
            g = group_of(board, members, kind, day)
            if g < 0:
                continue
            if not every and not field.thin[g]:
                thin_group(field, g)
            for i in range(field.starts[g], field.starts[g + 1]):
                if field.dropped[i] and not every:
                    continue
                plan = field.rows[i]
                row[n], kind_of[n] = i, kind
                base[n, 0] = pence_of(field, plan)
                if field.mode == ANY_HOURS:
                    gain[n] = plan[d.COVER]
                else:
                    base[n, 0] += field.slot * (field.needs[day] - plan[d.COVER])
                base[n, 1] = field.cost_unit * plan[d.FULL]
                base[n, 1] += field.travel_unit * plan[d.TRAVEL] + plan[d.HANDOVERS]
                n += 1
        if field.held[day]:
            continue
        if field.mode != ANY_HOURS:
            row[n], kind_of[n] = UNSERVED, kinds
            base[n, 0] = field.slot * field.needs[day]
            n += 1
        if field.mode != FIXED:
            row[n], kind_of[n], takes[n] = SKIPPED, kinds + 1, 0
            n += 1
    begin[days] = n
    return Options(
        row[:n].copy(),
        kind_of[:n].copy(),
        takes[:n].copy(),
        gain[:n].copy(),
        base[:n].copy(),
        begin,
    )


@compiled
def group_of(board: Board, members: Ints, kind: int, day: int) -> int:
    """The group of day plans by one provider of a set (the first kinds), or by a pair of them."""
    size = len(members)
    if kind < size:
        return int(board.single[day, members[kind]])
    i, j = pair_of_kind(kind - size)
    k = board.pair[members[i], members[j]]
    return -1 if k < 0 else int(board.shared[k, day])


@compiled
def pair_of_kind(number: int) -> tuple[int, int]:
    """Pairs in order: (0, 1), (0, 2), (1, 2), (0, 3), …"""
    j = 1
    while number >= j:
        number -= j
        j += 1
    return number, j


@compiled
def charge_options(field: Field, board: Board, members: Ints, options: Options) -> Charged:
    """The options' worth under charges, and the charges that bound the week best."""
    charge, extra = _charges(field, board, members, options)
    saved = np.zeros((len(charge), len(options.row)), dtype=np.int64)
    back = np.empty(len(charge), dtype=np.int64)
    for c in range(len(charge)):
        back[c] = charge[c] * field.pool
        for i in range(len(members)):
            back[c] += extra[c, i] * max(0, field.week_caps[board.who[members[i]]])
        for o in range(len(options.row)):
            if options.row[o] >= 0:
                row = field.rows[options.row[o]]
                more_p, more_q = 0, 0
                for i in range(len(members)):
                    if board.who[members[i]] == row[d.P]:
                        more_p = extra[c, i]
                    elif board.who[members[i]] == row[d.Q]:
                        more_q = extra[c, i]
                saved[c, o] = saved_by_funding(
                    row, field.day_limit, charge[c] + more_p, charge[c] + more_q
                )
    pays = np.zeros(1, dtype=np.int64)
    if field.mode == ANY_HOURS:
        pays = _pays(field, options)
    bounds = np.empty((len(charge), len(pays)), dtype=np.int64)
    for c in range(len(charge)):
        for w in range(len(pays)):
            bounds[c, w] = (
                pays[w] * field.wanted - back[c] + _week(field, options, saved[c], pays[w])
            )
    kept = _best_of(bounds.reshape(-1), KEPT)
    charges = kept // len(pays)
    pay = pays[kept % len(pays)]
    first = pay * field.wanted - back[charges]
    hours = np.zeros(0, dtype=np.int64)
    if field.mode == ANY_HOURS:
        by_charge = np.empty(len(charge), dtype=np.int64)
        for c in range(len(charge)):
            by_charge[c] = bounds[c].max()
        hours = _best_of(by_charge, KEPT_FOR_HOURS)
    return Charged(saved, back, charges, pay, first, hours)


@compiled
def _best_of(bounds: Ints, count: int) -> Ints:
    """Where the greatest are, first come first."""
    out = np.empty(min(count, len(bounds)), dtype=np.int64)
    left = bounds.copy()
    for n in range(len(out)):
        out[n] = np.argmax(left)
        left[out[n]] = -NEVER - NEVER
    return out


@compiled
def _week(field: Field, options: Options, saved: Ints, pay: int) -> int:
    """The least of every day, summed over the days that count."""
    days = len(field.needs)
    best = np.full(days, NEVER, dtype=np.int64)
    skipped = 0
    for day in range(days):
        for o in range(options.begin[day], options.begin[day + 1]):
            if field.mode == ANY_DAYS and options.row[o] == SKIPPED:
                continue
            best[day] = min(best[day], options.base[o, 0] - saved[o] - pay * options.gain[o])
    lowest = NEVER
    for c in range(len(field.choices)):
        total = skipped
        for n in range(field.choices.shape[1]):
            total += best[field.choices[c, n]]
        lowest = min(lowest, total)
    return lowest


@compiled
def _charges(field: Field, board: Board, members: Ints, options: Options) -> tuple[Ints, Ints]:
    """Charges for any funded slot, and further ones (charges, members) at providers with limits."""
    size = len(members)
    prices = np.zeros(MOST_PRICES + 1, dtype=np.int64)
    top = np.zeros(size, dtype=np.int64)
    n = 1
    for o in range(len(options.row)):
        if options.row[o] < 0:
            continue
        row = field.rows[options.row[o]]
        for site in range(2):
            price = row[d.PRICE_P] if site == 0 else row[d.PRICE_Q]
            most = row[d.MOST_P] if site == 0 else row[d.MOST_Q]
            who = row[d.P] if site == 0 else row[d.Q]
            if most <= 0:
                continue
            for i in range(size):
                if board.who[members[i]] == who and field.week_caps[who] >= 0:
                    top[i] = max(top[i], price)
            known = False
            for i in range(n):
                known = known or prices[i] == price
            if not known and n <= MOST_PRICES:
                prices[n] = price
                n += 1
    limited = 0
    for i in range(size):
        limited += int(top[i] > 0)
    variants = 1 if limited == 0 else 2 if limited == 1 else 2 + limited
    count = min(MOST_CHARGES, n * variants)
    charge, extra = np.zeros(count, dtype=np.int64), np.zeros((count, size), dtype=np.int64)
    for c in range(count):
        charge[c] = prices[c % n]
        variant = c // n
        seen = 0
        for i in range(size):
            if top[i] > 0:
                seen += 1
                if variant == 1 or variant == seen + 1:
                    extra[c, i] = max(0, top[i] - charge[c])
    return charge, extra


@compiled
def _pays(field: Field, options: Options) -> Ints:
    """Pay for a slot towards the wanted hours: none, what slots cost, and never to leave one."""
    found = np.empty(3 * len(options.row) + 1, dtype=np.int64)
    n = 0
    for o in range(len(options.row)):
        if options.row[o] >= 0:
            row = field.rows[options.row[o]]
            each = options.base[o, 0] // max(1, options.gain[o])
            for rate in (row[d.PRICE_P], row[d.PRICE_Q], each):
                if 0 < rate < field.slot:
                    found[n] = rate
                    n += 1
    rates = np.unique(found[:n])
    count = min(MOST_PAYS, len(rates))
    out = np.zeros(count + 2, dtype=np.int64)
    for i in range(count):
        out[i + 1] = rates[i * (len(rates) - 1) // max(1, count - 1)]
    out[count + 1] = field.slot
    return out
