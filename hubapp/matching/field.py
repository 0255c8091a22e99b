"""What every later stage of the search reads: day plans and the week's rules, as plain numbers."""

from itertools import combinations
from typing import NamedTuple

import numpy as np

from hubapp.matching import pricing as d
from hubapp.matching.compiled import Ints, inlined
from hubapp.matching.dayplans import Catalogue
from hubapp.matching.problem import Mode, NumbersTooLarge
from hubapp.matching.result import UNCOVERED_WEIGHT

FIXED, ANY_DAYS, ANY_HOURS = range(3)
_MODES = {Mode.FIXED: FIXED, Mode.ANY_DAYS: ANY_DAYS, Mode.ANY_HOURS: ANY_HOURS}

NEVER = 1 << 58
"""Worse than any week: what is not allowed."""
MOST = 1 << 61
"""Weeks whose totals could reach this are refused: sums of two must fit into 64 bits."""


class Field(NamedTuple):
    """One question, as numbers.

    `rows`, `starts`, `groups` as in `Catalogue`; `thin[g]` 1 once the dominated rows of group g
    are marked in `dropped`. `slot` is what an uncovered slot counts for, in pence; `cost_unit`,
    `travel_unit` and `provider_unit` fold (C, T, P, H) into one number that orders as they do.
    `kept` days may be attended or must be chosen, -1 if that cannot matter; `choices` lists the
    ways to choose them (any way if it cannot matter: all days). `held[d]` 1 if a booking is
    anchored on day d.
    """

    rows: Ints
    starts: Ints
    groups: Ints
    thin: Ints
    dropped: Ints
    min_days: Ints
    week_caps: Ints
    needs: Ints
    held: Ints
    choices: Ints
    mode: int
    kept: int
    wanted: int
    pool: int
    day_limit: int
    further: int
    handover: int
    slot: int
    cost_unit: int
    travel_unit: int
    provider_unit: int


def field_of(catalogue: Catalogue, slot: int = UNCOVERED_WEIGHT) -> Field:
    """The field of a problem; raises NumbersTooLarge if they cannot be added up exactly."""
    offers, need = catalogue.offers, catalogue.offers.need
    held = np.zeros(catalogue.days, dtype=np.int64)
    held[offers.held[:, 0]] = 1
    kept = _days_kept(catalogue)
    most = extremes(catalogue)
    provider_unit = 2 * catalogue.days + 1
    travel_unit = provider_unit * (2 * catalogue.days + 1)
    cost_unit = travel_unit * (most.travel + 1)
    uncovered = max(sum(offers.need_slots), need.slots_wanted or 0)
    if max(cost_unit * (most.cost + 1), uncovered * slot + most.total) * 8 >= MOST:
        raise NumbersTooLarge
    return Field(
        rows=catalogue.rows,
        starts=catalogue.starts,
        groups=catalogue.groups,
        thin=np.zeros(len(catalogue.groups), dtype=np.int64),
        dropped=np.zeros(len(catalogue.rows), dtype=np.int64),
        min_days=offers.min_days,
        week_caps=offers.week_caps,
        needs=np.array(offers.need_slots, dtype=np.int64),
        held=held,
        choices=choices_of(held, kept),
        mode=_MODES[need.mode],
        kept=-1 if kept is None else kept,
        wanted=need.slots_wanted or 0,
        pool=min(need.funded_slots, catalogue.days * offers.funded_slots_a_day),
        day_limit=offers.funded_slots_a_day,
        further=need.weights.provider_pence,
        handover=need.weights.handover_pence,
        slot=slot,
        cost_unit=cost_unit,
        travel_unit=travel_unit,
        provider_unit=provider_unit,
    )


def _days_kept(catalogue: Catalogue) -> int | None:
    need = catalogue.offers.need
    if need.mode is Mode.ANY_DAYS:
        return need.days_wanted
    if need.mode is Mode.ANY_HOURS and need.max_days < catalogue.days:
        return need.max_days
    return None


def choices_of(held: Ints, kept: int | None) -> Ints:
    """Which days can count at once, a row each."""
    days, count = range(len(held)), len(held) if kept is None else kept
    settled = set(np.flatnonzero(held).tolist())
    chosen = [x for x in combinations(days, count) if settled <= set(x)]
    return np.array(chosen, dtype=np.int64).reshape(len(chosen), count)


class Extremes(NamedTuple):
    """The most a week's pence, hectometres and G can come to."""

    cost: int
    travel: int
    total: int


def extremes(catalogue: Catalogue) -> Extremes:
    """Upper limits for any week of a problem."""
    offers, rows, days = catalogue.offers, catalogue.rows, catalogue.days
    cost, travel, pence = (
        days * int(rows[:, column].max(initial=0)) for column in (d.FULL, d.TRAVEL, d.TRAVEL_PENCE)
    )
    weights = offers.need.weights
    most = min(2 * days, offers.need.max_providers, catalogue.providers)
    total = cost + pence + weights.handover_pence * 2 * days + weights.provider_pence * most
    return Extremes(cost, travel, total)


@inlined
def saved_by_funding(rows: Ints, i: int, day_limit: int, charge_p: int, charge_q: int) -> int:
    """Most pence day plan i saves when a funded slot at its sites is charged so much.

    "Funded only" stays are funded whatever they are charged, others only when it pays.
    """
    must_p, must_q = rows[i, d.MUST_P], rows[i, d.MUST_Q]
    most_p, most_q = rows[i, d.MOST_P], rows[i, d.MOST_Q]
    worth_p, worth_q = rows[i, d.PRICE_P] - charge_p, rows[i, d.PRICE_Q] - charge_q
    if not must_p:
        worth_p = max(0, worth_p)
    if not must_q:
        worth_q = max(0, worth_q)
    if must_p or (not must_q and worth_p >= worth_q):
        return int(worth_p * most_p + worth_q * min(most_q, day_limit - most_p))
    return int(worth_q * most_q + worth_p * min(most_p, day_limit - most_q))


@inlined
def pence_of(rows: Ints, i: int, handover: int) -> int:
    """Day plan i's part of G before funding."""
    return int(rows[i, d.FULL] + rows[i, d.TRAVEL_PENCE] + handover * rows[i, d.HANDOVERS])
