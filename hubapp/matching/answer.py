"""Stage 6: weeks of rows back into weeks families can read, with their funding and vectors."""

from collections.abc import Mapping, Sequence

import numpy as np

from hubapp.matching import offers as o
from hubapp.matching import pricing as d
from hubapp.matching.compiled import Ints
from hubapp.matching.dayplans import Catalogue
from hubapp.matching.field import Field
from hubapp.matching.options import UNSERVED
from hubapp.matching.problem import Mode
from hubapp.matching.ranking import Ranking
from hubapp.matching.result import DayPlan, FundedSlots, Handover, Leg, Vector, WeeklyPlan
from hubapp.matching.setweek import fund_week

Row = list[int]


def written_out(catalogue: Catalogue, field: Field, ranking: Ranking) -> list[WeeklyPlan]:
    """The weeks of a list, its best first, each with its cheapest funding.

    The weeks of one list have most of their days in common, so each day is written once.
    """
    weeks = ranking.weeks[: ranking.tally[0]]
    rows = {x: field.rows[x].tolist() for x in set(weeks.ravel().tolist()) if x >= 0}
    days = {x: _day_plan(catalogue, row) for x, row in rows.items()}
    return [_week(catalogue, field, week, rows, days) for week in weeks]


def _week(
    catalogue: Catalogue,
    field: Field,
    taken: Ints,
    rows: Mapping[int, Row],
    days: Mapping[int, DayPlan],
) -> WeeklyPlan:
    """The week that takes these rows, one a day (negative: none)."""
    offers, week = catalogue.offers, taken.tolist()
    used = [x for x in week if x >= 0]
    attended = [rows[x] for x in used]
    who = sorted({row[d.P] for row in attended} | {row[d.Q] for row in attended} - {-1})
    slots = np.empty((len(who), len(week)), dtype=np.int64)
    saved = fund_week(field, np.array(who, dtype=np.int64), taken, slots)
    names = [offers.providers[p].id for p in who]
    funded = slots.tolist()
    return WeeklyPlan(
        providers=tuple(names),
        chosen_days=_chosen_days(catalogue, week),
        days=tuple(days[x] for x in used),
        funded=tuple(
            FundedSlots(provider=names[i], day=offers.days[day], slots=funded[i][day])
            for day in range(len(week))
            for i in range(len(who))
            if funded[i][day]
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


def _chosen_days(catalogue: Catalogue, week: Sequence[int]) -> tuple[int, ...] | None:
    offers = catalogue.offers
    if offers.need.mode is not Mode.ANY_DAYS:
        return None
    chosen = zip(offers.days, week, strict=True)
    return tuple(day for day, row in chosen if row >= 0 or row == UNSERVED)


def _vector(
    catalogue: Catalogue, week: Sequence[int], attended: list[Row], providers: int, saved: int
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


def _uncovered(catalogue: Catalogue, week: Sequence[int], attended: list[Row]) -> int:
    need, slots = catalogue.offers.need, catalogue.offers.need_slots
    covered = sum(row[d.COVER] for row in attended)
    if need.mode is Mode.ANY_HOURS:
        return max(0, (need.slots_wanted or 0) - covered)
    wanted = sum(n for n, row in zip(slots, week, strict=True) if row >= 0 or row == UNSERVED)
    return wanted - covered
