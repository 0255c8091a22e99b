"""Day plans that another plan of the same day and the same providers can always stand in for.

Plan j stands in for plan k when it covers no less, travels and hands over no more, and costs no
more however the week's funded slots are shared. Across different providers this would be wrong
(minimum days and the number of providers tie the days together), and for the list of *plans*
nothing may be left out at all.

Cost: quadratic in the rows of one (day, providers) group, once for each group that is looked at.
"""

from hubapp.matching import pricing as d
from hubapp.matching.compiled import Ints, compiled, inlined
from hubapp.matching.field import Field


@compiled
def thin_group(field: Field, g: int) -> None:
    """Mark the dominated rows of a group in `field.dropped`."""
    field.thin[g] = 1
    rows, dropped = field.rows, field.dropped
    low, high = field.groups[g, 1], field.groups[g, 2]
    capped = field.week_caps[low] >= 0 or (high >= 0 and field.week_caps[high] >= 0)
    first, last = field.starts[g], field.starts[g + 1]
    for k in range(first, last):
        for j in range(first, last):
            if (
                j != k
                and dropped[j] == 0
                and _no_worse(rows[j], rows[k])
                and _ranks_before(rows[j], rows[k], j, k)
                and _stands_in(rows[j], rows[k], field.day_limit, capped)
            ):
                dropped[k] = 1
                break


@inlined
def _no_worse(j: Ints, k: Ints) -> bool:
    return bool(
        j[d.COVER] >= k[d.COVER] and j[d.TRAVEL] <= k[d.TRAVEL] and j[d.HANDOVERS] <= k[d.HANDOVERS]
    )


@inlined
def _ranks_before(j: Ints, k: Ints, at_j: int, at_k: int) -> bool:
    """A total order in which a plan that stands in comes first: no circles, no double loss."""
    if j[d.FULL] != k[d.FULL]:
        return bool(j[d.FULL] < k[d.FULL])
    if j[d.COVER] != k[d.COVER]:
        return bool(j[d.COVER] > k[d.COVER])
    if j[d.TRAVEL] != k[d.TRAVEL]:
        return bool(j[d.TRAVEL] < k[d.TRAVEL])
    if j[d.HANDOVERS] != k[d.HANDOVERS]:
        return bool(j[d.HANDOVERS] < k[d.HANDOVERS])
    saves_j = j[d.MOST_P] * j[d.PRICE_P] + j[d.MOST_Q] * j[d.PRICE_Q]
    saves_k = k[d.MOST_P] * k[d.PRICE_P] + k[d.MOST_Q] * k[d.PRICE_Q]
    if saves_j != saves_k:
        return bool(saves_j > saves_k)
    return at_j < at_k


@compiled
def _stands_in(j: Ints, k: Ints, day_limit: int, capped: bool) -> bool:
    """Whether j costs no more than k for every split k could be given."""
    most_j, price_j, must_j = _site(j, 0)
    most_k, price_k, must_k = _site(k, 0)
    most_j2, price_j2, must_j2 = _site(j, 1)
    most_k2, price_k2, must_k2 = _site(k, 1)
    if must_j != must_k or must_j2 != must_k2:
        return False
    if (must_j and most_j != most_k) or (must_j2 and most_j2 != most_k2):
        return False
    spare = k[d.FULL] - j[d.FULL]
    short = max(0, price_k * most_k - price_j * min(most_j, most_k))
    short += max(0, price_k2 * most_k2 - price_j2 * min(most_j2, most_k2))
    if short <= spare:
        return True
    if capped or must_j or must_j2:
        return False
    return _same_total(
        (most_j, price_j, most_j2, price_j2), (most_k, price_k, most_k2, price_k2), spare, day_limit
    )


@inlined
def _site(row: Ints, which: int) -> tuple[int, int, int]:
    """(most, price, must) at the lower (0) or higher (1) numbered provider."""
    swapped = 0 <= row[d.Q] < row[d.P]
    if swapped == (which == 0):
        return row[d.MOST_Q], row[d.PRICE_Q], row[d.MUST_Q]
    return row[d.MOST_P], row[d.PRICE_P], row[d.MUST_P]


Sites = tuple[int, int, int, int]
"""Most slots and price at one site, then at the other."""


@compiled
def _same_total(j: Sites, k: Sites, spare: int, day_limit: int) -> bool:
    """Whether j saves enough for every total k could claim; both are straight between corners."""
    if spare < 0:
        return False
    most_k = min(k[0] + k[2], day_limit)
    most_j = min(j[0] + j[2], day_limit)
    dearest_j = j[0] if j[1] >= j[3] else j[2]
    dearest_k = k[0] if k[1] >= k[3] else k[2]
    for corner in (dearest_j, most_j, dearest_k, most_k):
        slots = min(corner, most_k)
        if _saved(k, slots, most_k) - _saved(j, slots, most_j) > spare:
            return False
    return True


@inlined
def _saved(sites: Sites, slots: int, most: int) -> int:
    """Pence saved by so many slots, the dearer site first."""
    first, dear, second, cheap = sites
    if dear < cheap:
        first, dear, second, cheap = second, cheap, first, dear
    ahead = min(slots, first)
    behind = max(0, min(slots - ahead, second, most - first))
    return dear * ahead + cheap * behind
