"""Stage 5, second half: the best weeks of one provider set, found exactly.

1. Half-built weeks are kept as arrays and grown a day at a time, most promising first.
2. A half-built week goes when its bound is not below what is already found, or above the target.
3. A whole week's funding is shared exactly (`funding`); its true worth counts, never its bound.
4. The target starts at the set's own bound and widens in fixed steps until a week is found below
   it: what is found depends on this set alone, not on what other sets made of the limit.

Cost: weeks whose bound lies between the set's bound and its best week; usually a handful.
"""

from bisect import insort
from dataclasses import dataclass, field

import numpy as np

from hubapp.matching.dayplans import Catalogue
from hubapp.matching.funding import Claim, Limits, share_pool
from hubapp.matching.objective import Objective
from hubapp.matching.offers import Flags, Ints
from hubapp.matching.problem import Mode
from hubapp.matching.setweek import UNSERVED, SetWeek, Worths
from hubapp.matching.stop import Stop, check

STEPS: tuple[int | None, ...] = (
    0,
    100,
    500,
    2_000,
    8_000,
    32_000,
    128_000,
    1_000_000,
    8_000_000,
    None,
)
"""How far above a set's bound to look, in Z, one after the other; at last without end."""
CELLS = 400_000
"""Half-built weeks x options x charges weighed in one go."""


@dataclass(frozen=True, slots=True)
class Week:
    """One whole week of a set: its folded worth and its catalogue row (or none) for each day."""

    worth: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Half-built weeks: options taken, and for each view the state and the worths so far."""

    taken: Ints
    states: list[Ints]
    worths: list[Worths]
    bound: Worths


@dataclass(slots=True)
class _Best:
    """The best weeks found, at most `room`, and what a further one must be below."""

    room: int
    target: int
    weeks: list[Week] = field(default_factory=list)

    @property
    def limit(self) -> int:
        """Only bounds up to this are worth following."""
        if len(self.weeks) < self.room:
            return self.target
        return min(self.target, self.weeks[-1].worth - 1)

    def add(self, week: Week) -> None:
        insort(self.weeks, week, key=lambda x: x.worth)
        del self.weeks[self.room :]


class WeekSearch:
    """Finds the best weeks of provider sets under one objective."""

    def __init__(self, catalogue: Catalogue, objective: Objective, stop: Stop) -> None:
        """`stop` is asked once for every batch of half-built weeks."""
        self._catalogue = catalogue
        self._objective = objective
        self._stop = stop
        self._judge = Judge(catalogue, objective)

    def best(self, week: SetWeek, limit: int, room: int = 1) -> list[Week]:
        """The `room` best weeks of a set, as far as their Z is at most `limit`.

        Weeks above the limit may be missing or present; those up to it are exact and complete.
        Raises StopRequested when told to.
        """
        lowest = self._objective.z(week.bound)
        for step in STEPS:
            best = _Best(room, self._target(lowest, step))
            self._explore(week, best)
            if len(best.weeks) == room or (step is not None and lowest + step >= limit):
                break
        return best.weeks

    def _target(self, lowest: int, step: int | None) -> int:
        most = self._objective.never // 2
        return most if step is None else min(most, self._objective.highest(lowest + step))

    def _explore(self, week: SetWeek, best: _Best) -> None:
        days = len(week.options)
        stack = [_root(week)] if week.bound <= best.limit else []
        while stack:
            check(self._stop)
            batch = _still_open(stack.pop(), best.limit)
            day = batch.taken.shape[1]
            if not len(batch.bound):
                continue
            if day == days:
                self._judge.weigh(week, batch, best)
            else:
                stack += reversed(_pieces(_grown(week, batch, day, best.limit), week, day + 1))


def _root(week: SetWeek) -> _Batch:
    return _Batch(
        taken=np.zeros((1, 0), dtype=np.int64),
        states=[np.array([view.states.start]) for view in week.views],
        worths=[view.first[None, :] for view in week.views],
        bound=np.array([week.bound], dtype=week.views[0].first.dtype),
    )


def _still_open(batch: _Batch, limit: int) -> _Batch:
    return batch if (batch.bound <= limit).all() else _picked(batch, batch.bound <= limit)


def _picked(batch: _Batch, rows: Ints | Flags) -> _Batch:
    return _Batch(
        batch.taken[rows],
        [x[rows] for x in batch.states],
        [x[rows] for x in batch.worths],
        batch.bound[rows],
    )


def _grown(week: SetWeek, batch: _Batch, day: int, limit: int) -> _Batch:
    """Every option of a day added to every half-built week, as far as bounds allow."""
    bounds, nexts = [], []
    for view, states, worths in zip(week.views, batch.states, batch.worths, strict=True):
        after = view.after[day][:, states]
        total = view.rest[day + 1][after]
        total += worths[None, :, :]
        total += view.worth[day][:, None, :]
        bounds.append(total.max(axis=2))
        nexts.append(after)
    bound = np.maximum.reduce(bounds)
    option, before = np.nonzero(bound <= limit)
    order = np.argsort(bound[option, before], kind="stable")
    option, before = option[order], before[order]
    return _Batch(
        np.column_stack((batch.taken[before], option)),
        [after[option, before] for after in nexts],
        [
            worths[before] + view.worth[day][option]
            for view, worths in zip(week.views, batch.worths, strict=True)
        ],
        bound[option, before],
    )


def _pieces(batch: _Batch, week: SetWeek, day: int) -> list[_Batch]:
    """A batch in parts small enough to weigh with all options of the next day at once."""
    if day == len(week.options):
        return [batch]
    charges = sum(len(view.first) for view in week.views)
    size = max(8, CELLS // (charges * len(week.options[day].row)))
    if len(batch.bound) <= size:
        return [batch]
    rows = np.arange(len(batch.bound))
    return [_picked(batch, rows[i : i + size]) for i in range(0, len(rows), size)]


class Judge:
    """What whole weeks are really worth: funding shared exactly, wanted hours counted."""

    def __init__(self, catalogue: Catalogue, objective: Objective) -> None:
        """Weeks are judged under one objective."""
        offers = catalogue.offers
        self._objective = objective
        self._offers = offers
        self.claims = Claims(catalogue)
        weights = offers.need.weights
        self._further = weights.provider_pence * objective.total

    def weigh(self, week: SetWeek, batch: _Batch, best: _Best) -> None:
        """Whole weeks in order of bound, until no bound is low enough."""
        extra = self._further * max(0, len(week.providers) - 1)
        columns = [(x.row.tolist(), x.base.tolist(), x.gain.tolist()) for x in week.options]
        for bound, taken in zip(batch.bound.tolist(), batch.taken.tolist(), strict=True):
            if bound > best.limit:
                break
            rows = [columns[day][0][option] for day, option in enumerate(taken)]
            if not self._canonical(rows):
                continue
            real = [row for row in rows if row >= 0]
            saved = self.claims.saved(real)
            if saved is None:
                continue
            worth = extra + sum(columns[day][1][option] for day, option in enumerate(taken))
            worth += self._wanting(sum(columns[d][2][option] for d, option in enumerate(taken)))
            worth -= saved * self._objective.pence
            if worth <= best.limit:
                best.add(Week(worth, tuple(rows)))

    def _wanting(self, gained: int) -> int:
        need = self._offers.need
        if need.mode is not Mode.ANY_HOURS:
            return 0
        return self._objective.uncovered * max(0, (need.slots_wanted or 0) - gained)

    def _canonical(self, rows: list[int]) -> bool:
        """Of the ways to choose unserved days, only the one with the least need counts."""
        idle = [day for day, row in enumerate(rows) if row < 0]
        if self._offers.need.mode is not Mode.ANY_DAYS or not idle:
            return True
        slots = self._offers.need_slots
        chosen = [day for day in idle if rows[day] == UNSERVED]
        return chosen == sorted(sorted(idle, key=lambda day: (slots[day], day))[: len(chosen)])


class Claims:
    """What weeks may claim of the funded slots, by catalogue rows."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Claims are made once for each row, when first asked for."""
        self._plans = catalogue.plans
        offers = catalogue.offers
        week = {p: cap for p, cap in enumerate(offers.week_caps) if cap is not None}
        self.limits = Limits(offers.funded_slots_a_day, offers.need.funded_slots, week)
        self._of_row: dict[int, list[Claim]] = {}

    def of(self, row: int) -> list[Claim]:
        """The claims of one day plan."""
        if row not in self._of_row:
            x = self._plans
            sites = (
                (x.p, x.most_p, x.price_p, x.must_p),
                (x.q, x.most_q, x.price_q, x.must_q),
            )
            self._of_row[row] = [
                Claim(
                    provider=int(p[row]),
                    day=int(x.day[row]),
                    most=int(most[row]),
                    price=int(price[row]),
                    must=bool(must[row]),
                )
                for p, most, price, must in sites
                if p[row] >= 0 and most[row] > 0
            ]
        return self._of_row[row]

    def saved(self, rows: list[int]) -> int | None:
        """Most pence funding saves in a week of these rows; None if it cannot be allowed."""
        split = share_pool([claim for row in rows for claim in self.of(row)], self.limits)
        return None if split is None else split.saved
