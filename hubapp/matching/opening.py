"""Near misses by providers: one more place in a session, one more link between two providers.

1. All places that are full, or all links there could be, are opened at once.
2. Day plans that need just one of them are that one's; its bound says whether they can help.
3. Those that can are solved, the most promising first, until enough are better than the rest
   could be.

Cost: one more catalogue each, one bound for each place or link, and a solve for each that its
bound leaves a chance.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from hubapp.matching.changes import Change, NewLink, OnePlace
from hubapp.matching.dayplans import Catalogue, build_catalogue
from hubapp.matching.drafts import LINKED, SANDWICH
from hubapp.matching.editing import HiddenPlace, with_links
from hubapp.matching.nearbounds import SLOT, Rows
from hubapp.matching.offers import Flags, Ints, Offers, distances, gather_offers
from hubapp.matching.problem import CareSession, Problem
from hubapp.matching.result import Vector
from hubapp.matching.trials import Trials, Tried

LINK_METRES = 3000
"""Nobody collects a child from farther away by road."""

MOST_TRIES = 6
"""Of places, and of links, only so many of the most promising are solved."""

Name = tuple[str, int]
"""Provider and session."""

Promise = tuple[int, Change]
"""A bound, and the change it bounds."""


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
    usable = gather_offers(problem).providers
    places = [provider.location for provider in usable]
    near = distances(places, places) <= LINK_METRES
    linked = {(p.id, link.other) for p in usable for link in p.links}
    return [
        (usable[i].id, usable[j].id)
        for i, j in np.argwhere(np.triu(near, 1)).tolist()
        if not {(usable[i].id, usable[j].id), (usable[j].id, usable[i].id)} & linked
    ]


class Openings:
    """Everything that providers could open, as day plans."""

    def __init__(self, trials: Trials, hidden: Sequence[HiddenPlace]) -> None:
        """`hidden`: sessions the problem leaves out."""
        self._trials = trials
        self._known = {(item.provider, item.session.id): item.session for item in hidden}
        self._opened = build_catalogue(trials.widest)
        pairs = linkable_pairs(trials.problem) if trials.problem.need.max_providers > 1 else []
        self._pairs = set(pairs)
        self._linked = build_catalogue(with_links(trials.problem, pairs))
        self.rows = [trials.rows_of(self._opened), trials.rows_of(self._linked)]

    def best_places(self, room: int) -> list[Tried]:
        """The places that help most, at most `room`."""
        promises = _promised_places(self._trials, self._opened, self.rows[0], self._known)
        return _best(self._trials, promises, room)

    def best_links(self, room: int) -> list[Tried]:
        """The links that help most, at most `room`."""
        promises = _promised_links(self._trials, self._linked, self.rows[1], self._pairs)
        return _best(self._trials, promises, room)


def _best(trials: Trials, promises: Iterable[Promise], room: int) -> list[Tried]:
    found: list[Tried] = []
    ordered = sorted(promises, key=lambda x: (x[0], x[1].key))
    for bound, change in ordered[:MOST_TRIES]:
        if len(found) == room and bound > _counted(found[-1].plan.vector):
            break
        tried = trials.of(change)
        if tried:
            found = sorted([*found, tried], key=lambda x: (x.plan.vector, x.change.key))[:room]
    return found


def _counted(vector: Vector) -> int:
    """A week as the bounds count it."""
    return SLOT * vector.uncovered_slots + vector.total


# --- places -----------------------------------------------------------------------------------


def _promised_places(
    trials: Trials, opened: Catalogue, rows: Rows, known: Mapping[Name, CareSession]
) -> list[Promise]:
    full = full_sessions(trials.problem) | set(known)
    offers = opened.offers
    names = _names_of_blocks(offers)
    shut = np.array([name in full for name in names] + [False])
    one, two = opened.plans.drafts.one, opened.plans.drafts.two
    needs_one = shut[one] ^ shut[two]
    which = np.where(shut[one], one, two)
    promises: list[Promise] = []
    for block, mine in _by_number(which, needs_one):
        day = int(offers.blocks.day[block])
        provider, session = names[block]
        holder = trials.frame.numbers[provider]
        bound = trials.frame.bound_on_day(rows.pick(mine), day, holder)
        if bound < trials.limit:
            change = OnePlace(
                provider=provider,
                session=session,
                day=offers.days[day],
                hidden=known.get(names[block]),
            )
            promises.append((bound, change))
    return promises


def _names_of_blocks(offers: Offers) -> list[tuple[str, int]]:
    blocks = offers.blocks
    return [
        (offers.providers[p].id, session)
        for p, session in zip(blocks.provider.tolist(), blocks.session.tolist(), strict=True)
    ]


def _by_number(numbers: Ints, wanted: Flags) -> list[tuple[int, Ints]]:
    """The wanted positions of each number that has any."""
    at = np.flatnonzero(wanted)
    at = at[np.argsort(numbers[at], kind="stable")]
    if not len(at):
        return []
    distinct, starts = np.unique(numbers[at], return_index=True)
    return list(zip(distinct.tolist(), np.split(at, starts[1:]), strict=True))


# --- links ------------------------------------------------------------------------------------


def _promised_links(
    trials: Trials, linked: Catalogue, rows: Rows, pairs: Collection[tuple[str, str]]
) -> list[Promise]:
    numbers = trials.frame.numbers
    ids = {number: name for name, number in numbers.items()}
    by_link = np.isin(linked.plans.drafts.kind, (LINKED, SANDWICH))
    low, high = np.minimum(rows.p, rows.q), np.maximum(rows.p, rows.q)
    promises: list[Promise] = []
    for code, mine in _by_number(low * len(numbers) + high, by_link):
        one, two = divmod(code, len(numbers))
        if (ids[one], ids[two]) not in pairs:
            continue
        bound = trials.frame.bound_anywhere(rows.pick(mine), (one, two))
        if bound < trials.limit:
            promises.append((bound, NewLink(one=ids[one], two=ids[two])))
    return promises
