"""Near misses: weeks with one thing that is not there yet, for very many such things at once.

1. Some rows are tagged with what they need; those that need nothing are untagged.
2. For all tags together, the sets of providers that may have a week worth telling; for each of
   them, with which tags (`taggrowth`, `tagbounds`).
3. Tag by tag its rows are opened, its sets searched in order of bound, and the rows shut again.

Cost: every row weighed once; one growth of sets; a search for each pair of set and tag that the
bounds leave a chance, mostly few dozen.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from hubapp.matching import pricing as d
from hubapp.matching.answer import written_out
from hubapp.matching.bounds import Board, board_of
from hubapp.matching.compiled import Ints, compiled
from hubapp.matching.dayplans import Catalogue
from hubapp.matching.field import NEVER, Field, choices_of
from hubapp.matching.ranking import Ranking, empty_ranking, search_sets
from hubapp.matching.result import WeeklyPlan
from hubapp.matching.search import BUDGET
from hubapp.matching.stop import Stop, check
from hubapp.matching.tagbounds import UNTAGGED, tagged_with_anyone, weigh_tags, weighed_by_tag
from hubapp.matching.taggrowth import grow_tagged

Flags = NDArray[np.bool_]

PROMISING = 8
"""How many providers are looked at first, for a lower limit."""
NO_LIMIT = 1 << 60

Part = tuple[Field, Ints]
"""A field, and flags of the rows that are shut in it; thinning may have dropped others."""
Chances = tuple[Board, Ints, Ints, Ints]
"""Sets on a board, a row each; beside each a tag, and a bound on weeks of the set that use it."""


class TagSearch:
    """Untagged rows, and those of one tag at a time."""

    def __init__(
        self,
        catalogue: Catalogue,
        field: Field,
        tags: Ints,
        holders: Ints,
        stop: Stop,
        *,
        once: bool,
    ) -> None:
        """`tags` numbers the tag of each of the field's rows; `holders` and `once`: see `Tagged`.

        Bounds on every provider by itself are worked out at once.
        """
        offers = catalogue.offers
        self._catalogue, self._stop, self._required = catalogue, stop, offers.required
        most = min(offers.need.max_providers, catalogue.providers, 2 * field.choices.shape[1])
        self._largest = max(most, len(self._required))
        self._group = np.repeat(np.arange(len(field.starts) - 1), np.diff(field.starts))
        self._ways, self._tagged = weighed_by_tag(field, tags, holders, once=once)
        self._part = _part(field, (tags != UNTAGGED).astype(np.int64))
        self._field = self._part[0]
        anyone = tagged_with_anyone(self._field, self._ways, self._tagged)
        self._anyone = anyone.max(axis=1)
        # First the way that shows most about any week at all.
        self._order = np.argsort(-anyone.min(axis=0, initial=NEVER), kind="stable")
        self._on_day: dict[int, Part] = {}
        self._chances: list[Chances] = []

    def bounds(self, limit: int) -> Ints:
        """For each tag, no week that uses it has a Z below this; NEVER: none is within the limit.

        Without tagged rows no week is within the limit. Raises StopRequested when told to.
        """
        return self._among(self._anyone <= limit, limit)

    def first_limit(self, room: int, limit: int) -> int:
        """A Z that the `room` best tags do not exceed, from few promising providers.

        Raises StopRequested when told to.
        """
        first = np.zeros(len(self._anyone), dtype=np.bool_)
        first[np.argsort(self._anyone, kind="stable")[:PROMISING]] = True
        bounds = self._among(first, limit)
        least: list[int] = []
        for tag in np.argsort(bounds, kind="stable").tolist():
            if bounds[tag] > limit:
                break
            ranking = self._searched(tag, limit, self._part)
            least = sorted([*least, *ranking.worth[: ranking.tally[0], 0].tolist()])[:room]
            if len(least) == room:
                limit = min(limit, least[-1])
        return limit

    def _among(self, near: Flags, limit: int) -> Ints:
        """The bounds for sets of the flagged providers; what was found before is forgotten."""
        self._chances = []
        out = np.full(len(self._tagged.holders), NEVER, dtype=np.int64)
        near[self._required] = True
        who = np.flatnonzero(near)
        settled = np.isin(who, self._required)
        for size in range(max(1, len(self._required)), self._largest + 1):
            further = self._field.further * (size - 1)
            close = (self._anyone[who] + further <= limit) | settled
            who, settled = who[close], settled[close]
            if len(who) < size:
                break
            for board, sets, tags, bounds in self._of_size(who, size, limit):
                np.minimum.at(out, tags, bounds)
                self._chances.append((board, sets, tags, bounds))
        return out

    def _of_size(self, who: Ints, size: int, limit: int) -> Iterator[Chances]:
        """All sets of some providers that a tag may help, a portion at a time."""
        board, required = board_of(self._field, who), np.searchsorted(who, self._required)
        begin = 0
        while begin < len(who):
            check(self._stop)
            sets, begin = grow_tagged(
                self._field,
                self._ways,
                self._tagged,
                board,
                required,
                self._order,
                size,
                begin,
                BUDGET,
                limit,
            )
            pairs, bounds = weigh_tags(
                self._field, self._ways, self._tagged, board, sets, self._order, limit
            )
            if len(pairs):
                yield board, sets[pairs[:, 0]], pairs[:, 1], bounds

    def best(self, tag: int, limit: int) -> WeeklyPlan | None:
        """The best week of untagged rows and those of this tag, if its Z is within the limit.

        Only sets are searched that `bounds` left a chance: those that may have a week with the tag.
        Raises StopRequested when told to.
        """
        ranking = self._searched(tag, limit, self._part)
        return next(iter(written_out(self._catalogue, self._field, ranking)), None)

    def is_used(self, tag: int, limit: int) -> bool:
        """Whether some week within the limit uses a tag of one day; raises as `best` does."""
        first = self._tagged.rows[self._tagged.first[tag]]
        part = self._without_untagged_on(int(self._field.rows[first, d.DAY]))
        return bool(self._searched(tag, limit, part).tally[0])

    def _searched(self, tag: int, limit: int, part: Part) -> Ranking:
        check(self._stop)
        field, shut = part
        first, last = self._tagged.first[tag : tag + 2]
        rows = self._tagged.rows[first:last]
        ranking = empty_ranking(1, self._largest, len(field.needs), ceiling=limit)
        for board, sets, tags, bounds in self._chances:
            mine = np.flatnonzero(tags == tag)
            mine = mine[np.argsort(bounds[mine], kind="stable")]
            line = sets[mine], bounds[mine]
            _search_with(field, shut, board, rows, self._group, *line, 0, NO_LIMIT, ranking)
        return ranking

    def _without_untagged_on(self, day: int) -> Part:
        """The untagged rows of other days; the day must be served."""
        if day not in self._on_day:
            field, shut = self._part
            held, kept = field.held.copy(), None if field.kept < 0 else field.kept
            held[day] = 1
            field = field._replace(held=held, choices=choices_of(held, kept))
            self._on_day[day] = _part(field, shut | (field.rows[:, d.DAY] == day))
        return self._on_day[day]


def _part(field: Field, shut: Ints) -> Part:
    """The field without some rows (flags)."""
    return field._replace(thin=np.zeros_like(field.thin), dropped=shut.copy()), shut


@compiled
def _search_with(
    field: Field,
    shut: Ints,
    board: Board,
    rows: Ints,
    group: Ints,
    sets: Ints,
    bounds: Ints,
    begin: int,
    budget: int,
    ranking: Ranking,
) -> None:
    """Open some rows, do as `search_sets`, and shut the rows again."""
    _shut_again(field, shut, rows, group)
    for i in rows:
        field.dropped[i] = 0
    search_sets(field, board, sets, bounds, begin, budget, ranking)
    _shut_again(field, shut, rows, group)


@compiled
def _shut_again(field: Field, shut: Ints, rows: Ints, group: Ints) -> None:
    """Leave in the groups of some rows what is not shut: it is to be thinned anew."""
    for i in rows:
        g = group[i]
        field.thin[g] = 0
        for j in range(field.starts[g], field.starts[g + 1]):
            field.dropped[j] = shut[j]
