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
from hubapp.matching.bounds import Board, total_of
from hubapp.matching.compiled import Ints, compiled, inlined
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

SKIPPED, UNSERVED, NO_OPTION = -1, -2, -3
"""Options that are no day plan: the day is left out, or is chosen and nobody covers it."""

KEPT, KEPT_FOR_HOURS = 3, 1
"""How many of the charges tried are kept."""
UNTRIED = -(1 << 60)


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
    size, days, rows = len(members), len(field.needs), field.rows
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
                row[n], kind_of[n] = i, kind
                base[n, 0] = pence_of(rows, i, field.handover)
                if field.mode == ANY_HOURS:
                    gain[n] = rows[i, d.COVER]
                else:
                    base[n, 0] += field.slot * (field.needs[day] - rows[i, d.COVER])
                base[n, 1] = field.cost_unit * rows[i, d.FULL]
                base[n, 1] += field.travel_unit * rows[i, d.TRAVEL] + rows[i, d.HANDOVERS]
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


@inlined
def group_of(board: Board, members: Ints, kind: int, day: int) -> int:
    """The group of day plans by one provider of a set (the first kinds), or by a pair of them."""
    size = len(members)
    if kind < size:
        return int(board.single[day, members[kind]])
    i, j = pair_of_kind(kind - size)
    k = board.pair[members[i], members[j]]
    return -1 if k < 0 else int(board.shared[k, day])


@inlined
def pair_of_kind(number: int) -> tuple[int, int]:
    """Pairs in order: (0, 1), (0, 2), (1, 2), (0, 3), …"""
    j = 1
    while number >= j:
        number -= j
        j += 1
    return number, j


@compiled
def charge_options(field: Field, board: Board, members: Ints, options: Options) -> Charged:
    """The options' worth under charges, and the charges that bound the week best.

    The bound is concave in the charge, and in the pay, so each is climbed to its top.
    """
    prices, dearest = _charges(field, board, members, options)
    pays = _pays(field, options)
    variants, steps, count = len(dearest), len(prices), len(pays)
    saved = np.zeros((variants * steps, len(options.row)), dtype=np.int64)
    back = np.zeros(variants * steps, dtype=np.int64)
    bounds = np.full((variants * steps, count), UNTRIED, dtype=np.int64)
    for variant in range(variants):
        low, high = 0, steps - 1
        while low < high:
            middle = (low + high) // 2
            at, then = variant * steps + middle, variant * steps + middle + 1
            for c in (at, then):
                if bounds[c].max() == UNTRIED:
                    charge = prices[c - variant * steps]
                    _charge(field, board, members, options, charge, dearest[variant], saved[c])
                    back[c] = _given_back(field, board, members, charge, dearest[variant])
                    _climb_pays(field, options, saved[c], back[c], pays, bounds[c])
            if bounds[at].max() < bounds[then].max():
                low = middle + 1
            else:
                high = middle
        c = variant * steps + low
        if bounds[c].max() == UNTRIED:
            _charge(field, board, members, options, prices[low], dearest[variant], saved[c])
            back[c] = _given_back(field, board, members, prices[low], dearest[variant])
            _climb_pays(field, options, saved[c], back[c], pays, bounds[c])
    kept = _best_of(bounds.reshape(-1), KEPT)
    charges = kept // count
    pay = pays[kept % count]
    hours = charges[:KEPT_FOR_HOURS] if field.mode == ANY_HOURS else charges[:0]
    return Charged(saved, back, charges, pay, pay * field.wanted - back[charges], hours)


@compiled
def _charge(
    field: Field,
    board: Board,
    members: Ints,
    options: Options,
    charge: int,
    dearest: Ints,
    saved: Ints,
) -> None:
    """What funding saves each option if slots are charged so much, or `dearest` at a member."""
    rows, who = field.rows, board.who
    for o in range(len(options.row)):
        n = options.row[o]
        if n < 0:
            continue
        charge_p = charge_q = charge
        for i in range(len(members)):
            if who[members[i]] == rows[n, d.P]:
                charge_p = max(charge, dearest[i])
            if who[members[i]] == rows[n, d.Q]:
                charge_q = max(charge, dearest[i])
        saved[o] = saved_by_funding(rows, n, field.day_limit, charge_p, charge_q)


@compiled
def _given_back(field: Field, board: Board, members: Ints, charge: int, dearest: Ints) -> int:
    """What the pool and the members' weekly limits are worth at these charges."""
    back = charge * field.pool
    for i in range(len(members)):
        back += max(0, dearest[i] - charge) * max(0, field.week_caps[board.who[members[i]]])
    return int(back)


@compiled
def _climb_pays(
    field: Field, options: Options, saved: Ints, back: int, pays: Ints, bounds: Ints
) -> None:
    """Bounds on the whole week at the pays on the way to the best one."""
    best = np.empty(len(field.needs), dtype=np.int64)
    leave_out = SKIPPED if field.mode == ANY_DAYS else NO_OPTION
    low, high = 0, len(pays) - 1
    while True:
        middle = (low + high) // 2
        for w in (middle, min(middle + 1, high)):
            if bounds[w] == UNTRIED:
                week = _week(field.choices, options, saved, pays[w], leave_out, best)
                bounds[w] = pays[w] * field.wanted - back + week
        if low == high:
            return
        if bounds[middle] < bounds[middle + 1]:
            low = middle + 1
        else:
            high = middle


@compiled
def _best_of(bounds: Ints, count: int) -> Ints:
    """Where the greatest of those tried are, first come first."""
    tried = 0
    for bound in bounds:
        tried += int(bound > UNTRIED)
    out = np.empty(min(count, tried), dtype=np.int64)
    left = bounds.copy()
    for n in range(len(out)):
        out[n] = np.argmax(left)
        left[out[n]] = UNTRIED
    return out


@compiled
def _week(
    choices: Ints, options: Options, saved: Ints, pay: int, leave_out: int, best: Ints
) -> int:
    """The least of every day, summed over the days that count; `best` is room for them.

    `leave_out`: the option that does not stand for a day that counts.
    """
    row, gain, base, begin = options.row, options.gain, options.base, options.begin
    for day in range(len(best)):
        least = NEVER
        for o in range(begin[day], begin[day + 1]):
            if row[o] != leave_out:
                least = min(least, base[o, 0] - saved[o] - pay * gain[o])
        best[day] = least
    return total_of(choices, best, 0)


@compiled
def _charges(field: Field, board: Board, members: Ints, options: Options) -> tuple[Ints, Ints]:
    """Charges for any funded slot in rising order, and least ones at members: (variants, members).

    Those are for members with a weekly limit: nothing, all they ask, and if several have a limit
    also one by one.
    """
    size = len(members)
    found = np.zeros(2 * len(options.row) + 1, dtype=np.int64)
    top = np.zeros(size, dtype=np.int64)
    n = 1
    rows, who = field.rows, board.who
    for o in range(len(options.row)):
        at = options.row[o]
        if at < 0:
            continue
        if rows[at, d.MOST_P] > 0:
            n = _noted(found, n, rows[at, d.PRICE_P])
        if rows[at, d.MOST_Q] > 0:
            n = _noted(found, n, rows[at, d.PRICE_Q])
        for i in range(size):
            p = who[members[i]]
            if field.week_caps[p] >= 0:
                if rows[at, d.P] == p and rows[at, d.MOST_P] > 0:
                    top[i] = max(top[i], rows[at, d.PRICE_P])
                if rows[at, d.Q] == p and rows[at, d.MOST_Q] > 0:
                    top[i] = max(top[i], rows[at, d.PRICE_Q])
    limited = np.flatnonzero(top)
    variants = 1 if len(limited) == 0 else 2 if len(limited) == 1 else 2 + len(limited)
    dearest = np.zeros((variants, size), dtype=np.int64)
    for variant in range(1, variants):
        for i in range(len(limited)):
            if variant == 1 or variant == i + 2:
                dearest[variant, limited[i]] = top[limited[i]]
    return np.sort(found[:n]), dearest


@inlined
def _noted(found: Ints, n: int, value: int) -> int:
    """The n distinct values found so far, with this one added if it is new."""
    for i in range(n):
        if found[i] == value:
            return n
    found[n] = value
    return n + 1


@compiled
def _pays(field: Field, options: Options) -> Ints:
    """Pay for a slot towards wanted hours, rising: none, what slots cost, never to leave one."""
    if field.mode != ANY_HOURS:
        return np.zeros(1, dtype=np.int64)
    found = np.zeros(3 * len(options.row) + 1, dtype=np.int64)
    n = 1
    for o in range(len(options.row)):
        if options.row[o] >= 0:
            at, each = options.row[o], options.base[o, 0] // max(1, options.gain[o])
            for rate in (field.rows[at, d.PRICE_P], field.rows[at, d.PRICE_Q], each):
                if 0 < rate < field.slot:
                    n = _noted(found, n, rate)
    found[n] = field.slot
    return np.sort(found[: n + 1])
