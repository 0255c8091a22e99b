"""Near misses: every provider set of one size that may have a week with a tagged row.

As `growth`: sets grow a provider at a time, weighed in one way, here with untagged rows and with
tagged ones side by side; a day must be served by a tagged row. Whole sets that pass are weighed in
all ways (`tagbounds`).

Cost: twice that of `growth`, once for all tags.
"""

import numpy as np

from hubapp.matching.bounds import Board, scratch_for
from hubapp.matching.compiled import Ints, compiled, doubled
from hubapp.matching.field import Field
from hubapp.matching.growth import first_members, hoped_of, join, tables_of
from hubapp.matching.tagbounds import Tagged, may_have_tag, with_tag
from hubapp.matching.ways import Ways


@compiled
def grow_tagged(
    field: Field,
    ways: Ways,
    tagged: Tagged,
    board: Board,
    required: Ints,
    order: Ints,
    size: int,
    begin: int,
    budget: int,
    limit: int,
) -> tuple[Ints, int]:
    """Sets of `size` that may have such a week within the limit, and where to go on.

    As `grow_sets`: required places first, the first way of `order` an open one; stops after the
    first free place that uses up the budget. `ways` weighs untagged rows.
    """
    places, days, choices, once = len(board.who), len(field.needs), field.choices, tagged.once
    chosen = order[:1].copy()
    free, opened = tables_of(ways, board, chosen), tables_of(tagged.ways, board, chosen)
    best, best_opened = np.empty(days, dtype=np.int64), np.empty(days, dtype=np.int64)
    room, room_opened = scratch_for(size, days), scratch_for(size, days)
    most = limit - ways.first[order[0]] - field.further * max(0, size - 1)
    sets = np.empty((64, size), dtype=np.int64)
    n = work = 0
    members, so_far, taken = first_members(free, board, required, size)
    _, so_far_opened, _ = first_members(opened, board, required, size)
    depth = len(required)
    if depth == size:
        sets[0] = members
        return sets[:1], places
    members[depth] = begin - 1
    while depth >= len(required):
        members[depth] += 1
        if depth == len(required) and members[depth] > begin and work >= budget:
            return sets[:n].copy(), members[depth]
        i = members[depth]
        if i >= places:
            depth -= 1
            continue
        if taken[i]:
            continue
        work += 2
        join(free, board, members, depth, so_far)
        join(opened, board, members, depth, so_far_opened)
        if depth + 1 < size:
            hoped_of(free, members, depth + 1, so_far, best)
            hoped_of(opened, members, depth + 1, so_far_opened, best_opened)
            if with_tag(choices, best, best_opened, once) <= most:
                depth += 1
                members[depth] = i
            continue
        for day in range(days):
            best[day], best_opened[day] = so_far[size, day], so_far_opened[size, day]
        if with_tag(choices, best, best_opened, once) > most:
            continue
        work += 20
        if not may_have_tag(field, ways, tagged, board, members, order, limit, room, room_opened):
            continue
        if n == len(sets):
            sets = doubled(sets)
        sets[n] = members
        n += 1
    return sets[:n].copy(), places
