"""Near misses by providers: one more place in a session, one more link between two providers.

1. All places that are full, or all links there could be, are opened at once.
2. Day plans that need one of them are tagged with it; there are none that need two.
3. For each that a bound leaves a chance, the most promising first, the best week that needs no
   other is searched, until enough are better than the rest could be (`tagsearch`).

Cost: one more catalogue each, and one search of all places, or links, together.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

import numpy as np

from hubapp.matching import offers as o
from hubapp.matching import pricing as d
from hubapp.matching import table as t
from hubapp.matching.changes import Change, NewLink, OnePlace
from hubapp.matching.compiled import Ints, compiled
from hubapp.matching.dayplans import catalogue_of
from hubapp.matching.editing import HiddenPlace, with_hidden
from hubapp.matching.field import field_of
from hubapp.matching.offers import Offers, gather_offers, road_metres
from hubapp.matching.problem import WEEKDAYS, Problem
from hubapp.matching.stop import StopRequested
from hubapp.matching.tagbounds import UNTAGGED
from hubapp.matching.tagsearch import TagSearch
from hubapp.matching.trials import Trials, Tried

LINK_METRES = 3000
"""Nobody collects a child from farther away by road."""


def linkable_pairs(problem: Problem) -> list[tuple[str, str]]:
    """Pairs of usable providers near each other that have no link yet, by id."""
    offers = gather_offers(problem)
    names = [provider.id for provider in offers.providers]
    pairs = _linkable(offers.about, offers.links, LINK_METRES)
    return [(names[low], names[high]) for low, high in pairs.tolist()]


@compiled
def _linkable(about: Ints, links: Ints, metres: int) -> Ints:
    """Pairs of providers without a link, no farther apart than this by road."""
    linked = np.zeros((len(about), len(about)), dtype=np.int64)
    for i in range(len(links)):
        linked[links[i, t.ONE], links[i, t.OTHER]] = 1
    pairs = np.empty((len(about) * (len(about) - 1) // 2, 2), dtype=np.int64)
    n = 0
    for i in range(len(about)):
        for j in range(i + 1, len(about)):
            if linked[i, j]:
                continue
            away = road_metres(about[i, t.X], about[i, t.Y], about[j, t.X], about[j, t.Y])
            if away <= metres:
                pairs[n, 0], pairs[n, 1] = i, j
                n += 1
    return pairs[:n].copy()


def best_places(trials: Trials, hidden: Sequence[HiddenPlace], room: int) -> list[Tried]:
    """The places that help most, at most `room`; `hidden` are sessions the problem leaves out."""
    offers = gather_offers(with_hidden(trials.problem, hidden), full_too=True)
    full = np.flatnonzero(offers.blocks[:, o.FULL])
    if not len(full):
        return []
    catalogue = catalogue_of(offers)
    field, rows = field_of(catalogue), catalogue.rows
    number = np.full(len(offers.blocks) + 1, UNTAGGED, dtype=np.int64)
    number[full] = np.arange(len(full))
    tags = np.maximum(number[rows[:, d.ONE]], number[rows[:, d.TWO]])
    holders = np.full((len(full), 2), -1, dtype=np.int64)
    holders[:, 0] = offers.blocks[full, o.PROVIDER]
    known = {(item.provider, item.session.id): item.session for item in hidden}

    def place(tag: int) -> Change:
        p, session, day = offers.blocks[full[tag], [o.PROVIDER, o.SESSION, o.DAY]].tolist()
        name = offers.providers[p].id
        return OnePlace(
            provider=name, session=session, day=offers.days[day], hidden=known.get((name, session))
        )

    search = TagSearch(catalogue, field, tags, holders, trials.stop, once=True)
    return _best(trials, search, place, room)


def best_links(trials: Trials, room: int) -> list[Tried]:
    """The links that help most, at most `room`."""
    offers = trials.offers
    pairs = _linkable(offers.about, offers.links, LINK_METRES)
    if not len(pairs) or offers.need.max_providers < 2:
        return []
    catalogue = catalogue_of(_with_links(offers, pairs))
    field, rows = field_of(catalogue), catalogue.rows
    new = np.full((len(offers.about), len(offers.about)), UNTAGGED, dtype=np.int64)
    new[pairs[:, 0], pairs[:, 1]] = np.arange(len(pairs))
    by_link = (rows[:, d.KIND] == d.LINKED) | (rows[:, d.KIND] == d.SANDWICH)
    tags = np.where(by_link, new[rows[:, d.LOW], rows[:, d.HIGH]], UNTAGGED)

    def link(tag: int) -> Change:
        one, two = (offers.providers[p].id for p in pairs[tag].tolist())
        return NewLink(one=one, two=two)

    search = TagSearch(catalogue, field, tags, pairs, trials.stop, once=False)
    return _best(trials, search, link, room)


def _with_links(offers: Offers, pairs: Ints) -> Offers:
    """The offers with links between these providers, any day at any time."""
    any_time = np.tile([0, t.ANY_SLOT], (len(pairs), WEEKDAYS))
    links = np.concatenate((offers.links, np.concatenate((pairs, any_time), axis=1)))
    order = np.lexsort((links[:, t.OTHER], links[:, t.ONE]))
    return replace(offers, links=np.ascontiguousarray(links[order]))


def _best(
    trials: Trials, search: TagSearch, change_of: Callable[[int], Change], room: int
) -> list[Tried]:
    """Of these changes those that help most; told to stop, what is found by then."""
    limit, found = trials.limit, list[Tried]()
    with suppress(StopRequested):
        if trials.is_short:
            # Whatever covers more is better, so the limit says little yet.
            limit = search.first_limit(room, limit)
        bounds = search.bounds(limit)
        within = np.flatnonzero(bounds <= limit).tolist()
        line = [(int(bounds[tag]), change_of(tag), tag) for tag in within]
        for bound, change, tag in sorted(line, key=lambda x: (x[0], x[1].key)):
            if bound > limit:
                break
            tried = trials.judged(change, search.best(tag, limit))
            if tried:
                found = sorted([*found, tried], key=lambda x: (x.plan.vector, x.change.key))[:room]
            if len(found) == room:
                limit = min(limit, found[-1].plan.vector.z)
    return found
