"""Stage 2: every day plan the rules allow, as stays still without a price.

1. Singles: one block.
2. Pairs and sandwiches of linked providers (`linked`), and pairs by parent (`byparent`).
3. Any hours: the last stay may also end whole hours earlier.
4. Keep those whose every stay covers a needed slot.

Cost: linear in the number of day plans.
"""

import numpy as np

from hubapp.matching.byparent import by_parent_on
from hubapp.matching.drafts import SANDWICH, SINGLE, Drafts, draft, joined
from hubapp.matching.linked import linked_on
from hubapp.matching.offers import Flags, Ints, Offers, trims_hours


def draft_day_plans(offers: Offers) -> Drafts:
    """All day plans of all days (docs/matching.md, Day plans), in no particular order."""
    parts = [_singles(offers)]
    for day in range(len(offers.days)):
        parts += linked_on(offers, day)
        parts += by_parent_on(offers, day)
    drafts = joined(parts)
    if trims_hours(offers):
        drafts = _with_trims(offers, drafts)
    return drafts.pick(_useful(offers, drafts))


def _singles(offers: Offers) -> Drafts:
    blocks = offers.blocks
    return draft(SINGLE, np.arange(len(blocks.day)), -1, blocks.opens, blocks.closes)


def _with_trims(offers: Offers, drafts: Drafts) -> Drafts:
    """Each draft also with its hourly last stay 1, 2, … hours shorter, while long enough."""
    hour = offers.problem.slots_per_hour
    single, sandwich = drafts.kind == SINGLE, drafts.kind == SANDWICH
    last = np.where(single | sandwich, drafts.one, drafts.two)
    length = np.where(single, drafts.e1 - drafts.s1, drafts.e2 - drafts.s2)
    length = np.where(sandwich, drafts.e1 - drafts.s1 + drafts.e3 - drafts.e2, length)
    spare = length - np.maximum(1, offers.blocks.least[last])
    spare = np.where(sandwich, np.minimum(spare, drafts.e3 - drafts.e2 - 1), spare)
    counts = np.where(offers.blocks.hourly[last], np.maximum(0, spare // hour), 0) + 1
    firsts = np.repeat(np.cumsum(counts) - counts, counts)
    cut = hour * (np.arange(len(firsts)) - firsts)
    longer = drafts.pick(np.repeat(np.arange(len(counts)), counts))
    single, sandwich = longer.kind == SINGLE, longer.kind == SANDWICH
    return Drafts(
        longer.kind,
        longer.one,
        longer.two,
        longer.s1,
        longer.e1 - np.where(single, cut, 0),
        longer.s2,
        longer.e2 - np.where(single | sandwich, 0, cut),
        longer.e3 - np.where(sandwich, cut, 0),
    )


def covered_stays(offers: Offers, drafts: Drafts) -> tuple[Ints, Ints, Ints]:
    """Needed slots inside the first, second and third stay of each draft."""
    counted = [np.concatenate(([0], np.cumsum(flags))) for flags in offers.needed]
    sums = np.stack(counted or [np.zeros(1, dtype=np.int64)])
    day = offers.blocks.day[drafts.one]
    sandwich = drafts.kind == SANDWICH
    third = np.where(sandwich, sums[day, drafts.e3] - sums[day, drafts.e2], 0)
    return (
        sums[day, drafts.e1] - sums[day, drafts.s1],
        sums[day, drafts.e2] - sums[day, drafts.s2],
        third,
    )


def _useful(offers: Offers, drafts: Drafts) -> Flags:
    first, second, third = covered_stays(offers, drafts)
    fine: Flags = first > 0
    fine &= (drafts.kind == SINGLE) | (second > 0)
    fine &= (drafts.kind != SANDWICH) | (third > 0)
    return fine
