"""Stage 2, linked handovers: pairs of providers of whom one collects from or drops at the other.

1. Both directions of every link, every two blocks of a day.
2. Pairs: the first stay ends where the second begins; between two hourly ones at every slot.
3. Sandwiches: an hourly provider before and after the other's session.
4. Links limited to times admit only handovers at those.

Cost: follows the links, not the pairs of providers.
"""

from itertools import product

import numpy as np

from hubapp.matching.drafts import LINKED, SANDWICH, Drafts, draft, every_end, pair_of
from hubapp.matching.offers import Flags, Ints, Offers
from hubapp.matching.problem import Link


def linked_on(offers: Offers, day: int) -> list[Drafts]:
    """Linked pairs and sandwiches of one day: both directions of every link."""
    on_day = np.flatnonzero(offers.blocks.day == day)
    at: dict[int, list[int]] = {}
    for block in on_day.tolist():
        at.setdefault(int(offers.blocks.provider[block]), []).append(block)
    ends = [
        (one, two)
        for p, q in linked_providers(offers)
        for a, b in product(at.get(p, ()), at.get(q, ()))
        for one, two in ((a, b), (b, a))
    ]
    if not ends:
        return []
    one, two = np.array(ends, dtype=np.int64).T
    return [
        found.pick(_admitted(offers, found, day))
        for found in (*_handed_over(offers, one, two), _sandwiched(offers, one, two))
    ]


def linked_providers(offers: Offers) -> list[tuple[int, int]]:
    """Pairs of usable providers, smaller number first, of which either lists the other."""
    number = {provider.id: i for i, provider in enumerate(offers.providers)}
    pairs = {
        (min(i, number[link.other]), max(i, number[link.other]))
        for i, provider in enumerate(offers.providers)
        for link in provider.links
        if link.other in number and number[link.other] != i
    }
    return sorted(pairs)


def _handed_over(offers: Offers, one: Ints, two: Ints) -> list[Drafts]:
    """Linked pairs: the first stay ends where the second begins."""
    blocks = offers.blocks
    fixed_end, fixed_start = ~blocks.hourly[one], ~blocks.hourly[two]
    slot = np.where(fixed_end, blocks.closes[one], blocks.opens[two])
    ends_there = np.where(
        fixed_end,
        slot == blocks.closes[one],
        (blocks.opens[one] < slot) & (slot <= blocks.closes[one]),
    )
    begins_there = np.where(
        fixed_start,
        slot == blocks.opens[two],
        (blocks.opens[two] <= slot) & (slot < blocks.closes[two]),
    )
    at_one_slot = ends_there & begins_there & (fixed_end | fixed_start)
    i, j = one[at_one_slot], two[at_one_slot]
    drafts = [pair_of(offers, LINKED, i, j, slot[at_one_slot], slot[at_one_slot])]
    both = ~(fixed_end | fixed_start)
    i, j, slots = every_end(offers, one[both], two[both])
    fits = (blocks.opens[j] <= slots) & (slots < blocks.closes[j])
    drafts.append(pair_of(offers, LINKED, i[fits], j[fits], slots[fits], slots[fits]))
    return drafts


def _sandwiched(offers: Offers, one: Ints, two: Ints) -> Drafts:
    blocks = offers.blocks
    inside = (
        blocks.hourly[one]
        & ~blocks.hourly[two]
        & (blocks.opens[one] < blocks.opens[two])
        & (blocks.closes[two] < blocks.closes[one])
    )
    i, j = one[inside], two[inside]
    out, back = blocks.opens[j], blocks.closes[j]
    return draft(SANDWICH, i, j, blocks.opens[i], out, out, back, blocks.closes[i])


def _admitted(offers: Offers, drafts: Drafts, day: int) -> Flags:
    """Drafts whose handover slots some link between the two providers admits."""
    keep = np.ones(len(drafts.kind), dtype=np.bool_)
    providers, weekday = offers.providers, offers.days[day]
    links = _links_by_pair(offers)
    limited = {pair for pair, found in links.items() if all(x.windows is not None for x in found)}
    if not limited:
        return keep
    for row in range(len(keep)):
        p, q = (int(offers.blocks.provider[x[row]]) for x in (drafts.one, drafts.two))
        pair = min(providers[p].id, providers[q].id), max(providers[p].id, providers[q].id)
        slots = [int(drafts.e1[row])]
        if drafts.kind[row] == SANDWICH:
            slots.append(int(drafts.e2[row]))
        keep[row] = all(any(x.admits(weekday, slot) for x in links[pair]) for slot in slots)
    return keep


def _links_by_pair(offers: Offers) -> dict[tuple[str, str], list[Link]]:
    links: dict[tuple[str, str], list[Link]] = {}
    for provider in offers.providers:
        for link in provider.links:
            pair = min(provider.id, link.other), max(provider.id, link.other)
            links.setdefault(pair, []).append(link)
    return links
