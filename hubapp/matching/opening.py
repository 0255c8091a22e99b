"""Near misses by providers: one more place in a session, one more link between two providers.

1. All places that are full, or all links there could be, are opened at once.
2. Day plans that need just one of them are tagged with it; those that need two are left out.
3. For each that a bound leaves a chance, the most promising first, the best week that needs no
   other is searched, until enough are better than the rest could be.

Cost: one more catalogue each, one bound for each place or link, and a search for each that its
bound leaves a chance.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from hubapp.matching import offers as o
from hubapp.matching import pricing as d
from hubapp.matching import table as t
from hubapp.matching.changes import Change, NewLink, OnePlace
from hubapp.matching.compiled import Ints, compiled
from hubapp.matching.editing import HiddenPlace, with_hidden, with_links, with_places
from hubapp.matching.material import LEFT_OUT, UNTAGGED, Material
from hubapp.matching.offers import gather_offers, road_metres
from hubapp.matching.problem import Problem
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
    usable = offers.providers
    linked = {(p.id, link.other) for p in usable for link in p.links}
    return [
        (usable[i].id, usable[j].id)
        for i, j in _near(offers.about, LINK_METRES).tolist()
        if not {(usable[i].id, usable[j].id), (usable[j].id, usable[i].id)} & linked
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
    material = Material(with_places(listed, full), trials.stop)
    offers, rows = material.catalogue.offers, material.field.rows
    names = [
        (offers.providers[p].id, session)
        for p, session in offers.blocks[:, [o.PROVIDER, o.SESSION]].tolist()
    ]
    shut = np.array([name in full for name in names] + [False], dtype=np.bool_)
    one, two = rows[:, d.ONE], rows[:, d.TWO]
    tags = np.where(shut[one], one, np.where(shut[two], two, UNTAGGED))
    tags[shut[one] & shut[two] & (one != two)] = LEFT_OUT
    changes: dict[int, Change] = {
        block: OnePlace(
            provider=names[block][0],
            session=names[block][1],
            day=offers.days[int(offers.blocks[block, o.DAY])],
            hidden=known.get(names[block]),
        )
        for block in np.unique(tags[tags >= 0]).tolist()
    }
    return _best(trials, material, tags, changes, room)


def best_links(trials: Trials, room: int) -> list[Tried]:
    """The links that help most, at most `room`."""
    if trials.problem.need.max_providers < 2:
        return []
    pairs = linkable_pairs(trials.problem)
    if not pairs:
        return []
    material = Material(with_links(trials.problem, pairs), trials.stop)
    rows, providers = material.field.rows, material.catalogue.offers.providers
    number = {provider.id: i for i, provider in enumerate(providers)}
    new = np.full((len(providers), len(providers)), UNTAGGED, dtype=np.int64)
    changes: dict[int, Change] = {}
    for tag, (one, two) in enumerate(pairs):
        if one in number and two in number:
            low, high = sorted((number[one], number[two]))
            new[low, high] = tag
            changes[tag] = NewLink(one=one, two=two)
    by_link = (rows[:, d.KIND] == d.LINKED) | (rows[:, d.KIND] == d.SANDWICH)
    tags = np.where(by_link, new[rows[:, d.LOW], rows[:, d.HIGH]], UNTAGGED)
    return _best(trials, material, tags, changes, room)


def _best(
    trials: Trials, material: Material, tags: Ints, changes: Mapping[int, Change], room: int
) -> list[Tried]:
    """Of these changes those that help most; told to stop, what is found by then."""
    bounds = material.bounds_by_tag(tags, max(changes, default=-1) + 1)
    limit, found = trials.limit, list[Tried]()
    for tag in sorted(changes, key=lambda tag: (int(bounds[tag]), changes[tag].key)):
        if bounds[tag] > limit:
            break
        allowed = ((tags == UNTAGGED) | (tags == tag)).astype(np.int64)
        try:
            tried = trials.judged(changes[tag], material.best(allowed, limit))
        except StopRequested:
            break
        if tried:
            found = sorted([*found, tried], key=lambda x: (x.plan.vector, x.change.key))[:room]
        if len(found) == room:
            limit = min(limit, found[-1].plan.vector.z)
    return found
