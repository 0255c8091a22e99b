"""Day plans that another plan of the same day and the same providers can always stand in for.

Plan j stands in for plan k when it covers no less, travels and hands over no more, and costs no
more however the week's funded slots are shared. Across different providers this would be wrong
(minimum days and the number of providers tie the days together), and for the list of *plans*
nothing may be left out at all.

Cost: quadratic in the rows of one (day, providers) group.
"""

import numpy as np

from hubapp.matching.dayplans import DayPlans
from hubapp.matching.offers import Flags, Ints


def undominated(plans: DayPlans, rows: Ints, day_limit: int, *, capped: bool) -> Ints:
    """The rows of one group worth keeping.

    `capped`: a provider of the group has a funded limit a week, so it matters at whom slots go.
    """
    if len(rows) < 2:
        return rows
    group = plans.pick(rows)
    better = _no_worse(group) & _stands_in(group, day_limit, capped=capped)
    rank = _rank(group)
    better &= rank[:, None] < rank[None, :]
    return rows[~better.any(axis=0)]


def _rank(group: DayPlans) -> Ints:
    """A total order in which a plan that stands in comes first: no circles, no double loss."""
    saving = group.most_p * group.price_p + group.most_q * group.price_q
    order = np.lexsort((-saving, group.handovers, group.travel, -group.cover, group.full))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank


def _no_worse(group: DayPlans) -> Flags:
    """[j, k]: j covers no less, travels no further and hands over no more often than k."""
    fine: Flags = group.cover[:, None] >= group.cover[None, :]
    fine &= group.travel[:, None] <= group.travel[None, :]
    fine &= group.handovers[:, None] <= group.handovers[None, :]
    return fine


def _stands_in(group: DayPlans, day_limit: int, *, capped: bool) -> Flags:
    """[j, k]: j costs no more than k for every split k could be given."""
    low, high = _sites(group)
    spare = group.full[None, :] - group.full[:, None]
    fits: Flags = _shortfall(low) + _shortfall(high) <= spare
    forced = group.must_p | group.must_q
    if not capped:
        either = forced[:, None] | forced[None, :]
        fits |= ~either & _same_total(low, high, spare, day_limit)
    return fits & _same_duty(low) & _same_duty(high)


_SiteColumns = tuple[Ints, Ints, Flags]


def _sites(group: DayPlans) -> tuple[_SiteColumns, _SiteColumns]:
    """(most, price, must) at the lower and the higher numbered provider."""
    swap = (group.q >= 0) & (group.q < group.p)
    first = (group.most_p, group.price_p, group.must_p)
    second = (group.most_q, group.price_q, group.must_q)
    low = tuple(np.where(swap, b, a) for a, b in zip(first, second, strict=True))
    high = tuple(np.where(swap, a, b) for a, b in zip(first, second, strict=True))
    return (low[0], low[1], low[2]), (high[0], high[1], high[2])


def _shortfall(site: _SiteColumns) -> Ints:
    """[j, k]: the most k may save more than j here when both claim alike (worst case a corner)."""
    most, price, _ = site
    alike = np.minimum(most[:, None], most[None, :])
    short: Ints = np.maximum(0, (price * most)[None, :] - price[:, None] * alike)
    return short


def _same_duty(site: _SiteColumns) -> Flags:
    """[j, k]: both or neither must be funded, and then by the same number of slots."""
    most, _, must = site
    alike: Flags = must[:, None] == must[None, :]
    alike &= ~must[:, None] | (most[:, None] == most[None, :])
    return alike


def _same_total(low: _SiteColumns, high: _SiteColumns, spare: Ints, day_limit: int) -> Flags:
    """[j, k]: j saves enough for every total k could claim; both are straight between corners."""
    dear = low[1] >= high[1]
    first = np.where(dear, low[0], high[0]), np.where(dear, low[1], high[1])
    second = np.where(dear, high[0], low[0]), np.where(dear, high[1], low[1])
    total = np.minimum(first[0] + second[0], day_limit)

    def saved(slots: Ints, rows: tuple[slice | None, ...]) -> Ints:
        ahead = np.minimum(slots, first[0][rows])
        behind = np.clip(slots - ahead, 0, np.minimum(second[0], total - first[0])[rows])
        out: Ints = first[1][rows] * ahead + second[1][rows] * behind
        return out

    j, k = (slice(None), None), (None, slice(None))
    fine = spare >= 0
    for corner in (first[0][j], total[j], first[0][k], total[k]):
        slots = np.minimum(corner, total[k])
        fine &= saved(slots, k) - saved(slots, j) <= spare
    return fine
