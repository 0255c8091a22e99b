"""Near misses by the family: a day that starts or ends at another time, another weekday.

Where times are fixed, or days are chosen, a day asks for less: it ends earlier or starts later.
1. For each day plan, the least step after which it leaves nothing of its day uncovered.
2. Only weeks with a day plan that no smaller step makes whole can gain; their bound is looked at.
3. Steps are solved from the least up, all days side by side, until enough help.

Where hours are wanted and too few are found, a day is possible for longer instead.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hubapp.matching import offers as o
from hubapp.matching import pricing as d
from hubapp.matching.changes import AnotherDay, ChangeKind, MovedEdge
from hubapp.matching.compiled import Ints, compiled
from hubapp.matching.dayplans import Catalogue, catalogue_of
from hubapp.matching.field import Field, field_of
from hubapp.matching.offers import Offers
from hubapp.matching.problem import WEEKDAYS, Mode, Problem
from hubapp.matching.result import WeeklyPlan
from hubapp.matching.stop import StopRequested
from hubapp.matching.tagbounds import UNTAGGED
from hubapp.matching.tagsearch import TagSearch
from hubapp.matching.trials import MOST_MINUTES, Trials, Tried
from hubapp.matching.verify_day import needed_slots

Flags = NDArray[np.bool_]

NEVER = 1 << 56
"""More slots than any step gives up."""
SHORTER = (ChangeKind.END_EARLIER, ChangeKind.START_LATER)
MOST_TRIES = 8
"""Only so many steps, the least first, are solved."""


def least_shorter_days(trials: Trials, room: int) -> list[Tried]:
    """For each edge of a day, the least step by which it helps; the `room` smallest at least."""
    found: list[Tried] = []
    if trials.problem.need.mode is Mode.ANY_HOURS:
        return found
    tries = 0
    with suppress(StopRequested):
        edges = _Edges(trials)
        for slots in range(1, edges.most + 1):
            if len({x.plan.days for x in found}) >= room:
                break
            for kind, day in edges.all:
                done = any((x.change.kind, x.change.key[0]) == (kind, day) for x in found)
                if done or tries == MOST_TRIES or not edges.worth_solving(kind, day, slots):
                    continue
                tries += 1
                tried = _shortened(trials, kind, day, slots)
                found += [tried] if tried else []
    return found


def _shortened(trials: Trials, kind: ChangeKind, day: int, slots: int) -> Tried | None:
    change = _edge(trials.problem, kind, day, slots)
    changed = change.apply(trials.problem)
    given_up = _length(trials.problem, day) - _length(changed, day)
    tried = trials.of(change, given_up=given_up * trials.dearest_price)
    return tried if tried and is_whole(changed, tried.plan, day) else None


def _length(problem: Problem, day: int) -> int:
    """Slots from the first needed to the last: cut back to a break, the break is lost too."""
    spans = problem.need.intervals[day]
    return max(end for _, end in spans) - min(start for start, _ in spans)


def _edge(problem: Problem, kind: ChangeKind, day: int, slots: int) -> MovedEdge:
    return MovedEdge(kind=kind, day=day, slots=slots, minutes=slots * problem.slot_minutes)


def is_whole(problem: Problem, plan: WeeklyPlan, day: int) -> bool:
    """Whether a plan leaves nothing of a day uncovered; a day not chosen lacks nothing."""
    if plan.chosen_days is not None and day not in plan.chosen_days:
        return True
    legs = [leg for attended in plan.days if attended.day == day for leg in attended.legs]
    return needed_slots(problem, day) <= {x for leg in legs for x in range(leg.start, leg.end)}


# --- which steps could help -------------------------------------------------------------------


class _Edges:
    """Edges of days, and which steps are worth solving.

    A week that gains by a step has a day plan that this very step makes whole: one that leaves
    uncovered no more than the step cuts off. Such day plans are added, as if they were whole, and
    tagged with edge and step.
    """

    def __init__(self, trials: Trials) -> None:
        """Raises StopRequested when told to."""
        blocks, days = trials.offers.blocks, trials.offers.days
        self.most = MOST_MINUTES // trials.problem.slot_minutes
        self.all = sorted((kind, day) for kind in SHORTER for day in days)
        # Stays by the hour that must be funded may become possible by being shorter.
        only = np.append((blocks[:, o.FUNDED] == 2) & (blocks[:, o.HOURLY] == 1), False)
        catalogue = _loosened(trials.offers, only[:-1]) if only.any() else trials.catalogue
        rows, needed = catalogue.rows, trials.offers.needed
        least = (only[rows[:, d.ONE]] | only[rows[:, d.TWO]]).astype(np.int64)
        whole, tags = [], []
        for kind, slots in zip(SHORTER, _least_steps(rows, needed), strict=True):
            steps = np.maximum(slots, least)
            own = np.flatnonzero((steps > 0) & (steps <= self.most))
            first_tag = np.array([self._tag(kind, day, 0) for day in days])
            whole.append(own)
            tags.append(first_tag[rows[own, d.DAY]] + steps[own])
        field, tag_of_row = _with_whole(
            field_of(catalogue), np.concatenate(whole), np.concatenate(tags)
        )
        nobody = np.full((len(self.all) * (self.most + 1), 2), -1, dtype=np.int64)
        self._search = TagSearch(catalogue, field, tag_of_row, nobody, trials.stop, once=True)
        self._limit, self._bounds = trials.limit, self._search.bounds(trials.limit)
        self._longest = {
            day: int(np.ptp(np.flatnonzero(x))) for day, x in zip(days, needed, strict=True)
        }
        self._every = trials.is_short or bool(only.any())
        self._first: dict[tuple[ChangeKind, int], int] = {}

    def _tag(self, kind: ChangeKind, day: int, slots: int) -> int:
        return self.all.index((kind, day)) * (self.most + 1) + slots

    def worth_solving(self, kind: ChangeKind, day: int, slots: int) -> bool:
        """Whether a step may help; to be asked from the least step up. May raise StopRequested.

        The first is the least with a better week of such day plans. From there on all are, or
        those that make something new whole: with everything covered a week only loses by a step
        beyond the one that makes it whole, since time given up counts for more than it saves. That
        fails for stays booked by the hour that must be funded whole, and where another day's gap
        may do as well.
        """
        tag, edge = self._tag(kind, day, slots), (kind, day)
        new = self._bounds[tag] <= self._limit
        if edge not in self._first:
            if not new or not self._search.is_used(tag, self._limit):
                return False
            self._first[edge] = slots
        return slots <= self._longest[day] and (self._every or bool(new))


def _loosened(offers: Offers, only: Flags) -> Catalogue:
    """The day plans if nothing had to be funded in these blocks."""
    blocks = offers.blocks.copy()
    blocks[only, o.FUNDED] = 1
    return catalogue_of(replace(offers, blocks=blocks))


def _with_whole(field: Field, whole: Ints, tags: Ints) -> tuple[Field, Ints]:
    """The field with some rows once more, as if they left nothing uncovered; the tags of all."""
    made = field.rows[whole]
    made[:, d.COVER] = field.needs[made[:, d.DAY]]
    groups = len(field.starts) - 1
    group = np.repeat(np.arange(groups), np.diff(field.starts))
    both = np.concatenate((group, group[whole]))
    order = np.argsort(both, kind="stable")
    rows = np.concatenate((field.rows, made))[order]
    out = field._replace(
        rows=np.ascontiguousarray(rows),
        starts=np.searchsorted(both[order], np.arange(groups + 1)),
        dropped=np.zeros(len(rows), dtype=np.int64),
    )
    return out, np.concatenate((np.full(len(group), UNTAGGED), tags))[order]


@compiled
def _least_steps(rows: Ints, needed: Ints) -> tuple[Ints, Ints]:
    """For each day plan the slots to give up before it leaves nothing uncovered: by edge.

    At the day's end, and at its start; 0 where nothing is uncovered.
    """
    slots, at_end = needed.shape[1], np.zeros(len(rows), dtype=np.int64)
    at_start = np.zeros(len(rows), dtype=np.int64)
    for i in range(len(rows)):
        day, first, last, earliest, latest = rows[i, d.DAY], -1, -1, -1, -1
        s1, e1, s2, e2, e3 = (
            rows[i, d.S1],
            rows[i, d.E1],
            rows[i, d.S2],
            rows[i, d.E2],
            rows[i, d.E3],
        )
        for slot in range(slots):
            if not needed[day, slot]:
                continue
            first, last = slot if first < 0 else first, slot
            if not (s1 <= slot < e1 or s2 <= slot < e2 or e2 <= slot < e3):
                earliest, latest = slot if earliest < 0 else earliest, slot
        if earliest >= 0:
            # Cutting a whole day away is no smaller a change than leaving the day out.
            at_end[i] = last + 1 - earliest if earliest > first else NEVER
            at_start[i] = latest + 1 - first if latest < last else NEVER
    return at_end, at_start


# --- hours, and other days --------------------------------------------------------------------


def least_longer_days(trials: Trials, room: int) -> list[Tried]:
    """Where hours are wanted and short: the least step by which a longer day finds them all.

    Looked at are steps as long as what is short; only by a provider's minimum of days could a
    shorter one do.
    """
    need = trials.problem.need
    short = trials.before.vector.uncovered_slots
    most = MOST_MINUTES // trials.problem.slot_minutes
    if need.mode is not Mode.ANY_HOURS or not 0 < short <= most:
        return []
    found: list[Tried] = []
    edges = [edge for day in need.days for edge in _open_beyond(trials.problem, day)]
    for slots in range(short, most + 1):
        for kind, day in edges:
            done = any((x.change.kind, x.change.key[0]) == (kind, day) for x in found)
            if len(found) < room and not done:
                tried = trials.of(_edge(trials.problem, kind, day, slots))
                found += [tried] if tried and not tried.plan.vector.uncovered_slots else []
    return found


def _open_beyond(problem: Problem, day: int) -> Iterator[tuple[ChangeKind, int]]:
    """Edges of a day beyond which somebody is open."""
    spans = problem.need.intervals[day]
    offered = [x for p in problem.providers for x in p.sessions if x.day == day]
    if any(x.start < min(start for start, _ in spans) for x in offered):
        yield ChangeKind.START_EARLIER, day
    if any(x.end > max(end for _, end in spans) for x in offered):
        yield ChangeKind.END_LATER, day


def another_days(trials: Trials) -> list[Tried | None]:
    """Each weekday not yet possible, at the times most days have.

    Where days are fixed there is none: taking one day for another is no small change.
    """
    need = trials.problem.need
    if need.mode is Mode.FIXED or not need.days:
        return []
    usual = Counter(tuple(need.intervals[day]) for day in need.days).most_common(1)[0][0]
    others = [day for day in range(WEEKDAYS) if day not in need.days]
    return [trials.of(AnotherDay(day=day, intervals=usual)) for day in others]
