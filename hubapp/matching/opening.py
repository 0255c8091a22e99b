"""Near misses by providers: one more place in a session, one more link between two providers.

1. All places that are full, or all links there could be, are opened at once.
2. Day plans that need just one of them are tagged with it; those that need two are left out.
3. For each that a bound leaves a chance, the most promising first, the best week that needs no
   other is searched, until enough are better than the rest could be.

Cost: one more catalogue each, one bound for each place or link, and a search for each that its
bound leaves a chance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from hubapp.matching import offers as o
from hubapp.matching import pricing as d
from hubapp.matching import table as t
from hubapp.matching.changes import Change, NewLink, OnePlace
from hubapp.matching.compiled import Ints, compiled
from hubapp.matching.editing import HiddenPlace, with_hidden
from hubapp.matching.material import LEFT_OUT, UNTAGGED, Material
from hubapp.matching.offers import Offers, gather_offers, road_metres
from hubapp.matching.problem import WEEKDAYS, Problem
from hubapp.matching.stop import StopRequested
from hubapp.matching.trials import Trials, Tried

LINK_METRES = 3000
"""Nobody collects a child from farther away by road."""


def full_sessions(problem: Problem) -> set[tuple[str, int]]:
    """Sessions without a place for the child on days with need: (provider, session)."""
    need = problem.need
    return {
        (provider.id, session.id)
        for provider in problem.providers
        for session in provider.sessions
        if session.day in need.days and session.free_at(need.age_months) < 1
    }


def linkable_pairs(problem: Problem) -> list[tuple[str, str]]:
    """Pairs of usable providers near each other that have no link yet, by id."""
    offers = gather_offers(problem)
    names = [provider.id for provider in offers.providers]
    return [(names[low], names[high]) for low, high in _linkable(offers)]


def _linkable(offers: Offers) -> list[tuple[int, int]]:
    linked = {(int(row[t.ONE]), int(row[t.OTHER])) for row in offers.links}
    return [
        (low, high)
        for low, high in _near(offers.about, LINK_METRES).tolist()
        if (low, high) not in linked
    ]


@compiled
def _near(about: Ints, metres: int) -> Ints:
    """Pairs of providers no farther apart than this by road."""
    pairs = np.empty((len(about) * (len(about) - 1) // 2, 2), dtype=np.int64)
    n = 0
    for i in range(len(about)):
        for j in range(i + 1, len(about)):
            away = road_metres(about[i, t.X], about[i, t.Y], about[j, t.X], about[j, t.Y])
            if away <= metres:
                pairs[n, 0], pairs[n, 1] = i, j
                n += 1
    return pairs[:n].copy()


def best_places(trials: Trials, hidden: Sequence[HiddenPlace], room: int) -> list[Tried]:
    """The places that help most, at most `room`; `hidden` are sessions the problem leaves out."""
    listed = with_hidden(trials.problem, hidden)
    full = full_sessions(listed)
    if not full:
        return []
    known = {(item.provider, item.session.id): item.session for item in hidden}
    material = Material(gather_offers(listed, full_too=True), trials.stop)
    offers, rows = material.catalogue.offers, material.field.rows
    at = offers.blocks[:, [o.PROVIDER, o.SESSION, o.DAY]].tolist()
    shut = np.array([*((offers.providers[p].id, x) in full for p, x, _ in at), False])
    one, two = rows[:, d.ONE], rows[:, d.TWO]
    tags = np.where(shut[one], one, np.where(shut[two], two, UNTAGGED))
    tags[shut[one] & shut[two] & (one != two)] = LEFT_OUT
    changes: dict[int, _Opening] = {}
    for block in np.unique(tags[tags >= 0]).tolist():
        p, session, day = at[block]
        name = offers.providers[p].id
        place = OnePlace(
            provider=name, session=session, day=offers.days[day], hidden=known.get((name, session))
        )
        changes[block] = place, [p]
    return _best(trials, material, tags, changes, room)


def best_links(trials: Trials, room: int) -> list[Tried]:
    """The links that help most, at most `room`."""
    if trials.problem.need.max_providers < 2:
        return []
    offers = gather_offers(trials.problem)
    pairs = _linkable(offers)
    if not pairs:
        return []
    material = Material(_all_linked(offers, pairs), trials.stop)
    rows, count = material.field.rows, len(offers.providers)
    new = np.full((count, count), UNTAGGED, dtype=np.int64)
    changes: dict[int, _Opening] = {}
    for tag, (low, high) in enumerate(pairs):
        new[low, high] = tag
        link = NewLink(one=offers.providers[low].id, two=offers.providers[high].id)
        changes[tag] = link, [low, high]
    by_link = (rows[:, d.KIND] == d.LINKED) | (rows[:, d.KIND] == d.SANDWICH)
    tags = np.where(by_link, new[rows[:, d.LOW], rows[:, d.HIGH]], UNTAGGED)
    return _best(trials, material, tags, changes, room)


def _all_linked(offers: Offers, pairs: list[tuple[int, int]]) -> Offers:
    """The offers with links between these providers, any day at any time."""
    any_time = [0, t.ANY_SLOT] * WEEKDAYS
    links = np.array([[low, high, *any_time] for low, high in pairs], dtype=np.int64)
    both = np.concatenate((offers.links, links))
    order = np.lexsort((both[:, t.OTHER], both[:, t.ONE]))
    return replace(offers, links=np.ascontiguousarray(both[order]))


_Opening = tuple[Change, list[int]]
"""A change, and the providers without whom it changes nothing."""


def _best(
    trials: Trials, material: Material, tags: Ints, changes: Mapping[int, _Opening], room: int
) -> list[Tried]:
    """Of these changes those that help most; told to stop, what is found by then."""
    bounds = material.bounds_by_tag(tags, max(changes, default=-1) + 1)
    limit, found = trials.limit, list[Tried]()
    used = np.unique(tags[tags >= 0]).tolist()
    line = sorted(used, key=lambda tag: (int(bounds[tag]), changes[tag][0].key))
    search = material.tags_opened(tags)
    for tag in line:
        if bounds[tag] > limit:
            break
        change, holders = changes[tag]
        try:
            tried = trials.judged(change, search.best(tag, holders, limit))
        except StopRequested:
            break
        if tried:
            found = sorted([*found, tried], key=lambda x: (x.plan.vector, x.change.key))[:room]
        if len(found) == room:
            limit = min(limit, found[-1].plan.vector.z)
    return found
