"""Stage 6: catalogue rows back into a week families can read, with its funding and its vector."""

from hubapp.matching.dayplans import Catalogue
from hubapp.matching.drafts import PARENT, SANDWICH, SINGLE
from hubapp.matching.funding import share_pool
from hubapp.matching.problem import Mode
from hubapp.matching.result import DayPlan, FundedSlots, Handover, Leg, Vector, WeeklyPlan
from hubapp.matching.setweek import UNSERVED
from hubapp.matching.weeksearch import Claims


def written_out(catalogue: Catalogue, rows: tuple[int, ...]) -> WeeklyPlan:
    """The week that takes these rows, one a day (negative: none), cheapest funding included."""
    offers = catalogue.offers
    attended = [(day, row) for day, row in enumerate(rows) if row >= 0]
    days = tuple(_day_plan(catalogue, offers.days[day], row) for day, row in attended)
    funded = _funded(catalogue, [row for _, row in attended])
    return WeeklyPlan(
        providers=tuple(sorted({leg.provider for day in days for leg in day.legs})),
        chosen_days=_chosen_days(catalogue, rows),
        days=days,
        funded=funded,
        vector=_vector(catalogue, rows),
    )


def _day_plan(catalogue: Catalogue, weekday: int, row: int) -> DayPlan:
    drafts, blocks = catalogue.plans.drafts, catalogue.offers.blocks
    kind = int(drafts.kind[row])
    stays = [(drafts.one, drafts.s1, drafts.e1)]
    if kind != SINGLE:
        stays.append((drafts.two, drafts.s2, drafts.e2))
    if kind == SANDWICH:
        stays.append((drafts.one, drafts.e2, drafts.e3))
    legs = tuple(
        Leg(
            provider=catalogue.offers.providers[int(blocks.provider[block[row]])].id,
            session=int(blocks.session[block[row]]),
            start=int(start[row]),
            end=int(end[row]),
        )
        for block, start, end in stays
    )
    by_parent = Handover.PARENT if kind == PARENT else Handover.LINKED
    return DayPlan(day=weekday, handover=None if kind == SINGLE else by_parent, legs=legs)


def _funded(catalogue: Catalogue, rows: list[int]) -> tuple[FundedSlots, ...]:
    claims = Claims(catalogue)
    asked = [claim for row in rows for claim in claims.of(row)]
    split = share_pool(asked, claims.limits)
    if split is None:
        raise ValueError("These day plans cannot be funded together.")
    offers = catalogue.offers
    return tuple(
        FundedSlots(
            provider=offers.providers[claim.provider].id, day=offers.days[claim.day], slots=slots
        )
        for claim, slots in zip(asked, split.slots, strict=True)
        if slots > 0
    )


def _chosen_days(catalogue: Catalogue, rows: tuple[int, ...]) -> tuple[int, ...] | None:
    offers = catalogue.offers
    if offers.need.mode is not Mode.ANY_DAYS:
        return None
    return tuple(
        day for day, row in zip(offers.days, rows, strict=True) if row >= 0 or row == UNSERVED
    )


def _vector(catalogue: Catalogue, rows: tuple[int, ...]) -> Vector:
    plans, need = catalogue.plans, catalogue.offers.need
    real = [row for row in rows if row >= 0]
    saved = Claims(catalogue).saved(real) or 0
    cost = sum(int(plans.full[row]) for row in real) - saved
    used = {int(p[row]) for row in real for p in (plans.p, plans.q)} - {-1}
    handovers = sum(int(plans.handovers[row]) for row in real)
    total = (
        cost
        + sum(int(plans.travel_pence[row]) for row in real)
        + need.weights.provider_pence * max(0, len(used) - 1)
        + need.weights.handover_pence * handovers
    )
    return Vector(
        uncovered_slots=_uncovered(catalogue, rows),
        total=total,
        cost_pence=cost,
        travel_hm=sum(int(plans.travel[row]) for row in real),
        providers=len(used),
        handovers=handovers,
    )


def _uncovered(catalogue: Catalogue, rows: tuple[int, ...]) -> int:
    need, cover = catalogue.offers.need, catalogue.plans.cover
    if need.mode is Mode.ANY_HOURS:
        gained = sum(int(cover[row]) for row in rows if row >= 0)
        return max(0, (need.slots_wanted or 0) - gained)
    left = 0
    for wanted, row in zip(catalogue.offers.need_slots, rows, strict=True):
        if row >= 0:
            left += wanted - int(cover[row])
        elif row == UNSERVED:
            left += wanted
    return left
