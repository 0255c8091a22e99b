"""Near misses: lower bounds on weeks that need one thing which is not there yet.

Rows that need it have a tag. Wanted are weeks of untagged rows and at least one row of one tag, so
in each way of weighing (`ways`) a day is served by a tagged row; and every provider of the set
still has its minimum of days to be attended.

1. For every provider: the least of any such week that holds it.
2. For a set: the same, whatever the tag. Then for each tag by itself.

Cost: ways x days x pairs of the set, as in `bounds`; for a tag, its rows of the set besides.
"""

from typing import NamedTuple

import numpy as np

from hubapp.matching import pricing as d
from hubapp.matching.bounds import Board, Scratch, find_groups, find_least, scratch_for
from hubapp.matching.compiled import Ints, compiled, doubled, inlined
from hubapp.matching.field import ANY_HOURS, NEVER, Field, saved_by_funding
from hubapp.matching.ways import Ways, same_ways, ways_of, whole_of

UNTAGGED = -1


class Tagged(NamedTuple):
    """Rows with a tag.

    `ways` weighs them, no others and no days left out. Tag t has the `rows` first[t] to
    first[t + 1], all of them with the providers `holders[t]` (-1: no second, or any). `once` 1:
    the rows of a tag are all of one day, else they may serve several.
    """

    ways: Ways
    rows: Ints
    first: Ints
    holders: Ints
    once: int


def weighed_by_tag(field: Field, tags: Ints, holders: Ints, *, once: bool) -> tuple[Ways, Tagged]:
    """Ways to weigh untagged rows, and the tagged rows weighed in the same ways.

    `tags` numbers the tag of each row, or is UNTAGGED.
    """
    untagged = (tags == UNTAGGED).astype(np.int64)
    ways = ways_of(field._replace(dropped=1 - untagged))
    opened = same_ways(ways, field._replace(dropped=untagged))
    rows = np.argsort(tags, kind="stable")
    return ways, Tagged(
        ways=opened._replace(idle=np.full_like(opened.idle, NEVER)),
        rows=rows,
        first=np.searchsorted(tags[rows], np.arange(len(holders) + 1)),
        holders=holders,
        once=int(once),
    )


@compiled
def tagged_with_anyone(field: Field, ways: Ways, tagged: Tagged) -> Ints:
    """Least of every such week that holds a provider: (providers, ways), as `values_with_anyone`.

    `ways` weighs untagged rows.
    """
    providers, groups = len(field.min_days), field.groups
    values = np.full((providers, len(ways.first)), -NEVER, dtype=np.int64)
    free, opened = _scratch_by_provider(field), _scratch_by_provider(field)
    for w in range(len(ways.first)):
        if not ways.open[w]:
            continue
        for scratch, table in ((free, ways), (opened, tagged.ways)):
            scratch.best[:] = table.idle[:, w]
            scratch.mine[:] = NEVER
            for g in range(len(groups)):
                day, p, q, worth = groups[g, 0], groups[g, 1], groups[g, 2], table.least[g, w]
                scratch.best[day] = min(scratch.best[day], worth)
                scratch.mine[p, day] = min(scratch.mine[p, day], worth)
                if q >= 0:
                    scratch.mine[q, day] = min(scratch.mine[q, day], worth)
        for p in range(providers):
            least = with_tag_and_duty(
                field.choices, free, opened, p, field.min_days[p], tagged.once
            )
            values[p, w] = min(NEVER, ways.first[w] + least)
    return values


@compiled
def _scratch_by_provider(field: Field) -> Scratch:
    """Room to work in with a row for every provider."""
    days = len(field.needs)
    return Scratch(
        np.empty(days, dtype=np.int64),
        np.empty((len(field.min_days), days), dtype=np.int64),
        np.empty((0, 0, 0), dtype=np.int64),
        np.empty(days, dtype=np.int64),
    )


@inlined
def with_tag(choices: Ints, best: Ints, opened: Ints, once: int) -> int:
    """Least sum over the days that count if a tagged row must serve one.

    `best` and `opened` are the least of untagged and of tagged rows, by day.
    """
    lowest = NEVER
    for c in range(len(choices)):
        total, more = 0, NEVER
        for n in range(choices.shape[1]):
            day = choices[c, n]
            base = best[day] if once else min(best[day], opened[day])
            total += base
            more = min(more, opened[day] - base)
        lowest = min(lowest, total + more)
    return lowest


@inlined
def with_tag_and_duty(
    choices: Ints, free: Scratch, opened: Scratch, i: int, least: int, once: int
) -> int:
    """The same if moreover member i must serve `least` days, by either kind of row.

    `free` and `opened` hold the least of untagged and of tagged rows. With `once`, of the days that
    the member must serve the tagged row serves one or none.
    """
    best, mine, regret = free.best, free.mine, free.regret
    best_opened, mine_opened = opened.best, opened.mine
    taken = choices.shape[1]
    if least > taken:
        return NEVER
    lowest = NEVER
    for c in range(len(choices)):
        total, tag = 0, NEVER
        for n in range(taken):
            day = choices[c, n]
            base, own = best[day], mine[i, day]
            if not once:
                base, own = min(base, best_opened[day]), min(own, mine_opened[i, day])
                tag = min(tag, best_opened[day] - base)
            total += base
            extra = own - base
            at = n
            while at > 0 and regret[at - 1] > extra:
                regret[at] = regret[at - 1]
                at -= 1
            regret[at] = extra
        duty = 0
        for n in range(least):
            duty += regret[n]
        if once:
            most = regret[least - 1]
            following = regret[least] if least < taken else NEVER
            for n in range(taken):
                day = choices[c, n]
                extra = mine[i, day] - best[day]
                # What `least` other days add, and one fewer.
                others = duty - extra + following if extra <= most else duty
                fewer = duty - min(extra, most)
                tag = min(tag, best_opened[day] - best[day] + others)
                tag = min(tag, mine_opened[i, day] - best[day] + fewer)
            lowest = min(lowest, total + tag)
        else:
            lowest = min(lowest, total + max(tag, duty))
    return lowest


@compiled
def may_have_tag(
    field: Field,
    ways: Ways,
    tagged: Tagged,
    board: Board,
    members: Ints,
    order: Ints,
    limit: int,
    free: Scratch,
    opened: Scratch,
) -> bool:
    """Whether exactly these providers may have such a week within the limit, whatever the tag.

    Ways are tried in `order`; `free` and `opened` are room to work in.
    """
    find_groups(board, members, free)
    for w in order:
        total = _start(field, ways, board, members, w)
        for day in range(len(free.best)):
            free.best[day], opened.best[day] = ways.idle[day, w], NEVER
        find_least(ways.least, w, free.groups, free.best, free.mine)
        find_least(tagged.ways.least, w, free.groups, opened.best, opened.mine)
        for i in range(len(members)):
            least = with_tag_and_duty(
                field.choices, free, opened, i, field.min_days[board.who[members[i]]], tagged.once
            )
            if total + least > limit:
                return False
    return True


@inlined
def _start(field: Field, ways: Ways, board: Board, members: Ints, w: int) -> int:
    """What a week of a set starts from in one way."""
    total = ways.first[w] + field.further * max(0, len(members) - 1)
    for i in range(len(members)):
        total -= ways.given_back[board.who[members[i]], w]
    return int(total)


@compiled
def weigh_tags(
    field: Field, ways: Ways, tagged: Tagged, board: Board, sets: Ints, order: Ints, limit: int
) -> tuple[Ints, Ints]:
    """For each set the tags with which it may have a week within the limit.

    (set, tag) in rows, and for each a bound on such weeks.
    """
    size, days, tags = sets.shape[1], len(field.needs), len(tagged.holders)
    pairs, bounds = np.empty((64, 2), dtype=np.int64), np.empty(64, dtype=np.int64)
    free, opened = scratch_for(size, days), scratch_for(size, days)
    live, bound = np.empty(tags, dtype=np.int64), np.empty(tags, dtype=np.int64)
    # Each provider's place in the set, -1 if none; nobody (the last) has one of its own.
    place = np.full(len(field.min_days) + 1, -1, dtype=np.int64)
    place[-1] = size
    n = 0
    for s in range(len(sets)):
        members = sets[s]
        for i in range(size):
            place[board.who[members[i]]] = i
        left = _weigh_tags_of_set(
            field, ways, tagged, board, members, order, limit, place, free, opened, live, bound
        )
        for t in range(left):
            if n == len(pairs):
                pairs, bounds = doubled(pairs), doubled(bounds)
            pairs[n, 0], pairs[n, 1], bounds[n] = s, live[t], bound[t]
            n += 1
        for i in range(size):
            place[board.who[members[i]]] = -1
    return pairs[:n].copy(), bounds[:n].copy()


@compiled
def _weigh_tags_of_set(
    field: Field,
    ways: Ways,
    tagged: Tagged,
    board: Board,
    members: Ints,
    order: Ints,
    limit: int,
    place: Ints,
    free: Scratch,
    opened: Scratch,
    live: Ints,
    bound: Ints,
) -> int:
    """How many tags are left for one set, they in `live` and their bounds in `bound`."""
    left = 0
    for tag in range(len(tagged.holders)):
        if place[tagged.holders[tag, 0]] >= 0 and place[tagged.holders[tag, 1]] >= 0:
            live[left], bound[left] = tag, -NEVER
            left += 1
    find_groups(board, members, free)
    for w in order:
        if left == 0:
            break
        total, kept = _start(field, ways, board, members, w), 0
        for day in range(len(free.best)):
            free.best[day] = ways.idle[day, w]
        find_least(ways.least, w, free.groups, free.best, free.mine)
        for t in range(left):
            _find_least_of_tag(field, ways, tagged, live[t], w, place, opened)
            value = bound[t]
            for i in range(len(members)):
                least = with_tag_and_duty(
                    field.choices,
                    free,
                    opened,
                    i,
                    field.min_days[board.who[members[i]]],
                    tagged.once,
                )
                value = max(value, total + least)
            if value <= limit:
                live[kept], bound[kept] = live[t], value
                kept += 1
        left = kept
    return left


@inlined
def _find_least_of_tag(
    field: Field, ways: Ways, tagged: Tagged, tag: int, w: int, place: Ints, opened: Scratch
) -> None:
    """As `find_least` for the rows of one tag; `place` of each provider in the set."""
    rows, needs, handover, day_limit = field.rows, field.needs, field.handover, field.day_limit
    slot = 0 if field.mode == ANY_HOURS else field.slot
    charge, extra, pay, best, mine = (
        ways.charge[w],
        ways.extra,
        ways.pay[w],
        opened.best,
        opened.mine,
    )
    best[:], mine[:] = NEVER, NEVER
    for k in range(tagged.first[tag], tagged.first[tag + 1]):
        row = tagged.rows[k]
        i, j = place[rows[row, d.LOW]], place[rows[row, d.HIGH]]
        if i < 0 or j < 0:
            continue
        charge_p = charge + extra[rows[row, d.P], w]
        charge_q = charge + extra[rows[row, d.Q], w]
        worth = whole_of(rows, row, needs, slot, handover) - pay * rows[row, d.COVER]
        worth -= saved_by_funding(rows, row, day_limit, charge_p, charge_q)
        day = rows[row, d.DAY]
        best[day] = min(best[day], worth)
        mine[i, day] = min(mine[i, day], worth)
        if j < len(mine):
            mine[j, day] = min(mine[j, day], worth)
