"""Stage 6: a week of rows back into one families can read, with its funding and its vector."""

import numpy as np

from hubapp.matching import offers as o
from hubapp.matching import pricing as d
from hubapp.matching.dayplans import Catalogue
from hubapp.matching.field import Field
from hubapp.matching.options import UNSERVED
from hubapp.matching.problem import Mode
from hubapp.matching.result import DayPlan, FundedSlots, Handover, Leg, Vector, WeeklyPlan
from hubapp.matching.setweek import fund_week

Row = list[int]


def written_out(catalogue: Catalogue, field: Field, week: tuple[int, ...]) -> WeeklyPlan:
    """The week that takes these rows, one a day (negative: none), cheapest funding included."""
    offers = catalogue.offers
    rows: list[Row | None] = [field.rows[x].tolist() if x >= 0 else None for x in week]
    attended = [row for row in rows if row is not None]
    who = sorted({row[d.P] for row in attended} | {row[d.Q] for row in attended} - {-1})
    slots = np.empty((len(who), len(week)), dtype=np.int64)
    saved = fund_week(field, np.array(who, dtype=np.int64), np.array(week, dtype=np.int64), slots)
    names = [offers.providers[p].id for p in who]
    return WeeklyPlan(
        providers=tuple(names),
        chosen_days=_chosen_days(catalogue, week),
        days=tuple(_day_plan(catalogue, row) for row in attended),
        funded=tuple(
            FundedSlots(provider=names[i], day=offers.days[day], slots=int(slots[i, day]))
            for day in range(len(week))
            for i in range(len(who))
            if slots[i, day]
        ),
        vector=_vector(catalogue, week, attended, len(who), saved),
    )


def _day_plan(catalogue: Catalogue, row: Row) -> DayPlan:
    offers, kind = catalogue.offers, row[d.KIND]
    stays = [(row[d.ONE], row[d.S1], row[d.E1])]
    if kind != d.SINGLE:
        stays.append((row[d.TWO], row[d.S2], row[d.E2]))
    if kind == d.SANDWICH:
        stays.append((row[d.ONE], row[d.E2], row[d.E3]))
    legs = tuple(
        Leg(
            provider=offers.providers[int(offers.blocks[block, o.PROVIDER])].id,
            session=int(offers.blocks[block, o.SESSION]),
            start=start,
            end=end,
        )
        for block, start, end in stays
    )
    by_parent = Handover.PARENT if kind == d.PARENT else Handover.LINKED
    return DayPlan(
        day=offers.days[row[d.DAY]],
        handover=None if kind == d.SINGLE else by_parent,
        legs=legs,
    )


def _chosen_days(catalogue: Catalogue, week: tuple[int, ...]) -> tuple[int, ...] | None:
    offers = catalogue.offers
    if offers.need.mode is not Mode.ANY_DAYS:
        return None
    chosen = zip(offers.days, week, strict=True)
    return tuple(day for day, row in chosen if row >= 0 or row == UNSERVED)


def _vector(
    catalogue: Catalogue, week: tuple[int, ...], attended: list[Row], providers: int, saved: int
) -> Vector:
    weights = catalogue.offers.need.weights
    cost = sum(row[d.FULL] for row in attended) - saved
    handovers = sum(row[d.HANDOVERS] for row in attended)
    total = (
        cost
        + sum(row[d.TRAVEL_PENCE] for row in attended)
        + weights.provider_pence * max(0, providers - 1)
        + weights.handover_pence * handovers
    )
    return Vector(
        uncovered_slots=_uncovered(catalogue, week, attended),
        total=total,
        cost_pence=cost,
        travel_hm=sum(row[d.TRAVEL] for row in attended),
        providers=providers,
        handovers=handovers,
    )


def _uncovered(catalogue: Catalogue, week: tuple[int, ...], attended: list[Row]) -> int:
    need, slots = catalogue.offers.need, catalogue.offers.need_slots
    covered = sum(row[d.COVER] for row in attended)
    if need.mode is Mode.ANY_HOURS:
        return max(0, (need.slots_wanted or 0) - covered)
    wanted = sum(n for n, row in zip(slots, week, strict=True) if row >= 0 or row == UNSERVED)
    return wanted - covered
