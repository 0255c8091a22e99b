"""Stage 3: the day plans with what they cover, cost, travel and may claim, grouped by providers.

1. Covered slots, billed pence, travel and handovers of each draft.
2. What may be funded at each of its sites; drafts whose "funded only" stays cannot be are dropped.
3. One canonical order, and the rows of each (day, providers) side by side.

Cost: linear in the number of day plans, plus one sort.
"""

from dataclasses import dataclass, fields

import numpy as np

from hubapp.matching.drafting import covered_stays, draft_day_plans
from hubapp.matching.drafts import PARENT, SANDWICH, SINGLE, Drafts
from hubapp.matching.offers import (
    FIRST_FUNDED_HOUR,
    LAST_FUNDED_HOUR,
    Flags,
    Ints,
    Offers,
    gather_offers,
)
from hubapp.matching.problem import Problem

Group = tuple[int, ...]
"""The providers of a day plan: (p,) or (p, q) with p < q."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlans:
    """All day plans of a problem as parallel columns.

    `cover` slots; `full` pence before funding; `travel` hectometres and `travel_pence`;
    `p`/`q` the first and second site's provider (q = -1: none); `most_p`/`most_q` slots that may
    be funded there, `price_p`/`price_q` pence a slot, `must_p`/`must_q` all of them must be.
    """

    drafts: Drafts
    day: Ints
    p: Ints
    q: Ints
    cover: Ints
    full: Ints
    travel: Ints
    travel_pence: Ints
    handovers: Ints
    most_p: Ints
    most_q: Ints
    price_p: Ints
    price_q: Ints
    must_p: Flags
    must_q: Flags

    def pick(self, rows: Ints | Flags | slice) -> "DayPlans":
        """Some of the rows."""
        names = [field.name for field in fields(self) if field.name != "drafts"]
        columns = {name: getattr(self, name)[rows] for name in names}
        return DayPlans(drafts=self.drafts.pick(rows), **columns)

    def __len__(self) -> int:
        """How many day plans there are."""
        return len(self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The offers of a problem and its day plans.

    Rows are sorted by (day, providers, stays); group g holds the rows starts[g] to starts[g + 1],
    is on day `group_day[g]` and uses `group_p[g]` and `group_q[g]` (p < q, or q = -1).
    """

    offers: Offers
    plans: DayPlans
    starts: Ints
    group_day: Ints
    group_p: Ints
    group_q: Ints
    groups: dict[Group, list[tuple[int, int, int]]]
    """Providers -> [(day, first row, row after the last)]."""


def build_catalogue(problem: Problem) -> Catalogue:
    """Stages 1 to 3: the whole material the search works on."""
    offers = gather_offers(problem)
    plans = _priced(offers, draft_day_plans(offers))
    plans = plans.pick(_fundable(offers, plans))
    return _grouped(offers, plans)


# --- 1. price, travel -------------------------------------------------------------------------


def _priced(offers: Offers, drafts: Drafts) -> DayPlans:
    blocks = offers.blocks
    one, two = drafts.one, drafts.two
    pair, sandwich = drafts.kind != SINGLE, drafts.kind == SANDWICH
    day = blocks.day[one]
    p, q = blocks.provider[one], np.where(pair, blocks.provider[two], -1)
    booked_p = drafts.e1 - drafts.s1 + np.where(sandwich, drafts.e3 - drafts.e2, 0)
    booked_q = drafts.e2 - drafts.s2
    full = np.maximum(booked_p, blocks.least[one]) * blocks.price[one] + blocks.extra[one]
    second = np.maximum(booked_q, blocks.least[two]) * blocks.price[two] + blocks.extra[two]
    travel = _travel(offers, drafts, p, q)
    per_km = offers.need.weights.travel_pence_per_km
    inside = [_inside(offers, *ends) for ends in _stay_ends(drafts)]
    most_p, must_p = _site(offers, one, p, booked_p, inside[0] + inside[2])
    most_q, must_q = _site(offers, two, q, booked_q, inside[1])
    return DayPlans(
        drafts=drafts,
        day=day,
        p=p,
        q=q,
        cover=np.add.reduce(covered_stays(offers, drafts)),
        full=full + np.where(pair, second, 0),
        travel=travel,
        travel_pence=np.rint(per_km * travel / 10).astype(np.int64),
        handovers=np.where(sandwich, 2, pair.astype(np.int64)),
        most_p=most_p,
        most_q=np.where(pair, most_q, 0),
        price_p=blocks.price[one],
        price_q=np.where(pair, blocks.price[two], 0),
        must_p=must_p,
        must_q=must_q & pair,
    )


def _travel(offers: Offers, drafts: Drafts, p: Ints, q: Ints) -> Ints:
    """Hectometres a parent drives beyond the way to work (docs/matching.md, Travel)."""
    home, work = offers.from_home, offers.from_work
    last = np.where((drafts.kind == SINGLE) | (drafts.kind == SANDWICH), p, q)
    metres = home[p] + work[p] + work[last] + home[last] - 2 * offers.home_to_work
    errand = work[p] + offers.between(p, last) + work[last]
    metres = metres + np.where(drafts.kind == PARENT, errand, 0)
    rounded: Ints = np.rint(np.maximum(0, metres) / 100).astype(np.int64)
    return rounded


# --- 2. funding -------------------------------------------------------------------------------


def _stay_ends(drafts: Drafts) -> list[tuple[Ints, Ints]]:
    return [(drafts.s1, drafts.e1), (drafts.s2, drafts.e2), (drafts.e2, drafts.e3)]


def _inside(offers: Offers, start: Ints, end: Ints) -> Ints:
    """Slots of a stay between 06:00 and 20:00 (R22); none where there is no stay."""
    hour = offers.problem.slots_per_hour
    opens, closes = FIRST_FUNDED_HOUR * hour, LAST_FUNDED_HOUR * hour
    slots: Ints = np.maximum(0, np.minimum(end, closes) - np.maximum(start, opens))
    return slots


def _site(
    offers: Offers, block: Ints, provider: Ints, booked: Ints, inside: Ints
) -> tuple[Ints, Flags]:
    """Most funded slots at one site, and whether all booked ones must be funded.

    A "funded only" site that cannot be funded whole gets -1 for its most.
    """
    blocks = offers.blocks
    day_caps = np.array([x.funded_cap_day_slots or 0 for x in offers.providers] + [0])
    capped = [x.funded_cap_day_slots is not None for x in offers.providers]
    limit = offers.funded_slots_a_day
    caps = np.where(np.array([*capped, False]), day_caps, limit)
    most = np.minimum(np.minimum(inside, limit), caps[provider])
    most = np.where(blocks.fundable[block], most, 0)
    must = blocks.funded_only[block]
    most = np.where(must & (most != booked), -1, most)
    return most, must


def _fundable(offers: Offers, plans: DayPlans) -> Flags:
    """Day plans whose "funded only" stays can be funded as far as one day tells."""
    pool = offers.need.funded_slots
    week = np.array([pool if cap is None else cap for cap in offers.week_caps] + [pool])
    forced_p = np.where(plans.must_p, plans.most_p, 0)
    forced_q = np.where(plans.must_q, plans.most_q, 0)
    fine: Flags = (forced_p >= 0) & (forced_q >= 0)
    fine &= (forced_p <= week[plans.p]) & (forced_q <= week[plans.q])
    fine &= forced_p + forced_q <= min(offers.funded_slots_a_day, pool)
    return fine


# --- 3. order and groups ----------------------------------------------------------------------


def _grouped(offers: Offers, plans: DayPlans) -> Catalogue:
    low = np.where(plans.q < 0, plans.p, np.minimum(plans.p, plans.q))
    high = np.where(plans.q < 0, -1, np.maximum(plans.p, plans.q))
    drafts = plans.drafts
    order = np.lexsort(
        (
            drafts.e3,
            drafts.e2,
            drafts.s2,
            drafts.e1,
            drafts.s1,
            drafts.two,
            drafts.one,
            drafts.kind,
            high,
            low,
            plans.day,
        )
    )
    plans, low, high = plans.pick(order), low[order], high[order]
    changes = (np.diff(plans.day) != 0) | (np.diff(low) != 0) | (np.diff(high) != 0)
    firsts = np.concatenate(([0], np.flatnonzero(changes) + 1)) if len(plans) else np.zeros(0, int)
    starts = np.concatenate((firsts, [len(plans)])).astype(np.int64)
    days, lows, highs = plans.day[firsts], low[firsts], high[firsts]
    groups: dict[Group, list[tuple[int, int, int]]] = {}
    for g, (day, p, q) in enumerate(zip(days.tolist(), lows.tolist(), highs.tolist(), strict=True)):
        found = groups.setdefault((p,) if q < 0 else (p, q), [])
        found.append((day, int(starts[g]), int(starts[g + 1])))
    return Catalogue(
        offers=offers,
        plans=plans,
        starts=starts,
        group_day=days,
        group_p=lows,
        group_q=highs,
        groups=groups,
    )
