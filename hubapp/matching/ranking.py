"""The list of the best weeks found so far, and sets searched into it in order of their bounds.

Cost: one look at a bound for each set; a search (`setweek`) for those below the limit.
"""

from typing import NamedTuple

import numpy as np

from hubapp.matching.bounds import Board
from hubapp.matching.compiled import Ints, compiled
from hubapp.matching.field import NEVER, Field
from hubapp.matching.setweek import best_weeks

TOP = NEVER // 2
"""No week that is allowed has a Z as high."""


class Ranking(NamedTuple):
    """Best first: `worth` (Z, the folded rest), `sets` (providers in order, -1 to fill), `weeks`.

    `tally` holds how many there are. `every` 1: distinct weeks by Z alone, else the best week of
    each set. No Z above `ceiling` is of interest.
    """

    worth: Ints
    sets: Ints
    weeks: Ints
    tally: Ints
    every: int
    ceiling: int


def empty_ranking(
    room: int, most: int, days: int, *, every: bool = False, ceiling: int = TOP
) -> Ranking:
    """A list for `room` weeks of up to `most` providers."""
    return Ranking(
        worth=np.zeros((room, 2), dtype=np.int64),
        sets=np.full((room, max(1, most)), -1, dtype=np.int64),
        weeks=np.zeros((room, days), dtype=np.int64),
        tally=np.zeros(1, dtype=np.int64),
        every=int(every),
        ceiling=ceiling,
    )


@compiled
def limit_of(ranking: Ranking) -> int:
    """The highest Z that may still enter."""
    if ranking.tally[0] < len(ranking.worth):
        return ranking.ceiling
    return int(min(ranking.ceiling, ranking.worth[-1, 0] - ranking.every))


@compiled
def search_sets(
    field: Field, board: Board, sets: Ints, bounds: Ints, begin: int, budget: int, ranking: Ranking
) -> tuple[int, int]:
    """Search sets, already in order of bound, into the list.

    Returns the first set not done with (past the last: none is left that could enter), and the
    work. Stops when the budget is used up; a set that alone needs more is put off, with what was
    found of it in the list.
    """
    work = 0
    room = len(ranking.worth) if ranking.every else 1
    worth = np.empty((room, 2), dtype=np.int64)
    weeks = np.empty((room, len(field.needs)), dtype=np.int64)
    for n in range(begin, len(sets)):
        limit = limit_of(ranking)
        if bounds[n] > limit:
            return len(sets), work
        if work >= budget:
            return n, work
        members = np.sort(sets[n])
        found, more = best_weeks(field, board, members, ranking.every, limit, budget, worth, weeks)
        work += more
        unfinished = more > budget
        # A set searched again must not enter the same week twice.
        for i in range(0 if unfinished and ranking.every else found):
            _enter(ranking, board.who[members], worth[i], weeks[i])
        if unfinished:
            return n, work
    return len(sets), work


@compiled
def _enter(ranking: Ranking, who: Ints, worth: Ints, week: Ints) -> None:
    """Put a week in its place; weeks of equal worth stand in order of their providers."""
    room, n = len(ranking.worth), ranking.tally[0]
    if not ranking.every:
        for i in range(n):
            if _same(ranking.sets[i], who):
                if not _before(ranking, worth, who, i):
                    return
                _leave(ranking, i)
                n -= 1
                break
    if n == room:
        if not _before(ranking, worth, who, n - 1):
            return
        n -= 1
    i = n
    while i > 0 and _before(ranking, worth, who, i - 1):
        ranking.worth[i] = ranking.worth[i - 1]
        ranking.sets[i] = ranking.sets[i - 1]
        ranking.weeks[i] = ranking.weeks[i - 1]
        i -= 1
    ranking.worth[i] = worth
    ranking.sets[i] = -1
    ranking.sets[i, : len(who)] = who
    ranking.weeks[i] = week
    ranking.tally[0] = n + 1


@compiled
def _leave(ranking: Ranking, i: int) -> None:
    for j in range(i, ranking.tally[0] - 1):
        ranking.worth[j] = ranking.worth[j + 1]
        ranking.sets[j] = ranking.sets[j + 1]
        ranking.weeks[j] = ranking.weeks[j + 1]
    ranking.tally[0] -= 1


@compiled
def _same(kept: Ints, who: Ints) -> bool:
    for i in range(len(kept)):
        if kept[i] != (who[i] if i < len(who) else -1):
            return False
    return True


@compiled
def _before(ranking: Ranking, worth: Ints, who: Ints, i: int) -> bool:
    """Whether a week belongs before the i-th."""
    if worth[0] != ranking.worth[i, 0]:
        return bool(worth[0] < ranking.worth[i, 0])
    if worth[1] != ranking.worth[i, 1]:
        return bool(worth[1] < ranking.worth[i, 1])
    for j in range(ranking.sets.shape[1]):
        mine = who[j] if j < len(who) else -1
        if mine != ranking.sets[i, j]:
            return bool(mine < ranking.sets[i, j])
    return False
