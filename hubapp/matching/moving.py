"""Near misses by the family: a day that starts or ends at another time, another weekday.

Where times are fixed, or days are chosen, a day asks for less: it ends earlier or starts later.
1. For each day plan, the least step after which it leaves nothing of its day uncovered.
2. Only weeks with a day plan that no smaller step makes whole can gain; their bound is looked at.
3. Steps are solved from the least up, all days side by side, until enough help.

Where hours are wanted and too few are found, a day is possible for longer instead.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hubapp.matching import offers as o
from hubapp.matching import pricing as d
from hubapp.matching.changes import AnotherDay, ChangeKind, MovedEdge
from hubapp.matching.compiled import Ints
from hubapp.matching.dayplans import Catalogue
from hubapp.matching.field import choices_of
from hubapp.matching.material import Material
from hubapp.matching.offers import Offers, gather_offers
from hubapp.matching.problem import WEEKDAYS, Booking, Funded, Mode, Problem
from hubapp.matching.result import WeeklyPlan
from hubapp.matching.stop import StopRequested
from hubapp.matching.trials import MOST_MINUTES, Trials, Tried
from hubapp.matching.verify_day import needed_slots

Flags = NDArray[np.bool_]

NEVER = 1 << 56
"""More slots than any step gives up."""
MOST_TRIES = 8
"""Only so many steps, the least first, are solved."""


def least_shorter_days(trials: Trials, room: int) -> list[Tried]:
    """For each edge of a day, the least step by which it helps; the `room` smallest at least."""
    found: list[Tried] = []
    steps = [
        (slots, kind, day) for kind, day, steps in _Edges(trials).promising() for slots in steps
    ]
    tries = 0
    for slots, kind, day in sorted(steps):
        done = any((x.change.kind, x.change.key[0]) == (kind, day) for x in found)
        weeks = {x.plan.days for x in found}
        if done or tries == MOST_TRIES or (len(weeks) >= room and slots > _slots(found[-1])):
            continue
        tries += 1
        tried = _shortened(trials, kind, day, slots)
        found += [tried] if tried else []
    return found


def _slots(tried: Tried) -> int:
    return int(tried.change.key[1])


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

Edge = tuple[ChangeKind, int, list[int]]
"""Kind, weekday, and the steps worth solving, in slots."""


class _Edges:
    """Edges of days with the steps worth solving."""

    def __init__(self, trials: Trials) -> None:
        """Day plans as they would be if their day asked for no more than they cover."""
        self._trials = trials
        self._most = MOST_MINUTES // trials.problem.slot_minutes

    def promising(self) -> Iterator[Edge]:
        """Every edge with a step worth solving; none when told to stop."""
        if self._trials.problem.need.mode is Mode.ANY_HOURS:
            return
        # "Funded only" stays may become possible by being shorter: here they always are.
        material = Material(_loosened(gather_offers(self._trials.problem)), self._trials.stop)
        catalogue, offers = material.catalogue, material.catalogue.offers
        uncovered = (offers.needed[catalogue.rows[:, d.DAY]] == 1) & ~covered_slots(catalogue)
        only_funded = _books_only_funded(self._trials.problem, catalogue)
        for number, day in enumerate(offers.days):
            today = catalogue.rows[:, d.DAY] == number
            for kind, least in _least_steps(offers.needed[number] == 1, uncovered):
                steps = np.where(today, np.maximum(least, only_funded), 0)
                try:
                    worth_solving = self._worth_solving(
                        material, number, steps, only_funded=bool(only_funded.any())
                    )
                except StopRequested:
                    return
                if worth_solving:
                    yield kind, day, worth_solving

    def _worth_solving(
        self, material: Material, number: int, steps: Ints, *, only_funded: bool
    ) -> list[int]:
        """Steps at which something new is whole; all from there on where that is not enough.

        With everything covered, a week only loses by a step beyond the one that makes it whole:
        time given up counts for more than it saves. That fails for stays booked by the hour that
        must be funded whole, and where another day's gap may do as well.
        """
        events = [x for x in np.unique(steps).tolist() if 0 < x <= self._most]
        if not events or not self._could_help(material, number, steps, events[-1]):
            return []
        first = next(x for x in events if self._could_help(material, number, steps, x))
        if self._trials.is_short or only_funded:
            slots = np.flatnonzero(material.catalogue.offers.needed[number])
            most = min(self._most, int(slots[-1] - slots[0]))
            return list(range(first, most + 1))
        return [x for x in events if x >= first]

    def _could_help(self, material: Material, number: int, steps: Ints, step: int) -> bool:
        """Whether a week that leaves only what the step cuts off uncovered that day is better.

        Its day plan is one that some step up to this one makes whole, and counts as whole.
        """
        field = material.field
        rows, held = field.rows.copy(), field.held.copy()
        today = rows[:, d.DAY] == number
        rows[today, d.COVER] = field.needs[number]
        held[number] = 1
        kept = None if field.kept < 0 else field.kept
        changed = field._replace(rows=rows, held=held, choices=choices_of(held, kept))
        allowed = (~today | ((steps > 0) & (steps <= step))).astype(np.int64)
        return material.best_of(changed, allowed, self._trials.limit) is not None


def _books_only_funded(problem: Problem, catalogue: Catalogue) -> Flags:
    """Day plans with a stay by the hour that must be funded: shorter, it may become possible."""
    only = {
        (provider.id, x.id)
        for provider in problem.providers
        for x in provider.sessions
        if x.funded is Funded.ONLY and x.booking is Booking.HOURLY
    }
    offers, rows = catalogue.offers, catalogue.rows
    blocks = offers.blocks[:, [o.PROVIDER, o.SESSION]].tolist()
    flags = np.array([*((offers.providers[p].id, x) in only for p, x in blocks), False])
    out: Flags = flags[rows[:, d.ONE]] | flags[rows[:, d.TWO]]
    return out


def _least_steps(needed: Flags, uncovered: Flags) -> Iterator[tuple[ChangeKind, Ints]]:
    """For each day plan the slots to give up before it leaves nothing uncovered (0: none)."""
    slots = np.flatnonzero(needed)
    first, last = int(slots[0]), int(slots[-1])
    lacks = uncovered.any(axis=1)
    earliest = uncovered.argmax(axis=1)
    latest = uncovered.shape[1] - 1 - uncovered[:, ::-1].argmax(axis=1)
    too_much = last + 1 - first
    end = np.where(lacks, np.where(earliest > first, last + 1 - earliest, too_much), 0)
    start = np.where(lacks, np.where(latest < last, latest + 1 - first, too_much), 0)
    # Cutting a whole day away is no smaller a change than leaving the day out.
    yield ChangeKind.END_EARLIER, np.where(end >= too_much, NEVER, end)
    yield ChangeKind.START_LATER, np.where(start >= too_much, NEVER, start)


def covered_slots(catalogue: Catalogue) -> Flags:
    """Which slots each day plan's stays cover: (day plans, slots of a day)."""
    rows, slots = catalogue.rows, np.arange(catalogue.offers.problem.slots_per_day)
    out = np.zeros((len(rows), len(slots)), dtype=np.bool_)
    for start, end in ((d.S1, d.E1), (d.S2, d.E2), (d.E2, d.E3)):
        out |= (rows[:, [start]] <= slots) & (slots < rows[:, [end]])
    return out


def _loosened(offers: Offers) -> Offers:
    """The offers in which nothing must be funded."""
    blocks = offers.blocks.copy()
    blocks[:, o.FUNDED] = np.minimum(blocks[:, o.FUNDED], 1)
    return replace(offers, blocks=blocks)


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
