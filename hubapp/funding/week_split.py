"""Which minutes of a booked week are funded, so that the family pays least: proved, not tried.

Within the limits of days, of providers and of the week this is a flow from providers to days
(`flow`). That at most two sites a day are funded, and at most so many providers, a flow can't
say: where the best split has one too many, one of them has to do without, and each is tried.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import lcm

from hubapp.funding.booking import BookedWeek, Fundable, ProviderLimit, Stay
from hubapp.funding.delivery import Delivery, fundable_minutes
from hubapp.funding.flow import Arc, Node, send
from hubapp.kernel.week import TimeBand, Weekday

Visit = tuple[str, Weekday]
"""A provider on a day."""

_NO_LIMIT = ProviderLimit()
_POOL, _FUNDED = object(), object()


class CannotBeFundedError(ValueError):
    """A stay that is only to be had funded can't be, within the child's hours and the limits."""


def share_week(week: BookedWeek, limits: Delivery) -> list[int]:
    """Funded minutes of each stay, in the order of the stays. Raises CannotBeFundedError.

    The order of listing never changes what is saved, nor who is funded.
    """
    order = sorted(range(len(week.stays)), key=lambda i: _place(week.stays[i]))
    shared = _Sharing(week, [week.stays[i] for i in order], limits).best(frozenset())
    found = [0] * len(order)
    for i, minutes in zip(order, shared, strict=True):
        found[i] = minutes
    return found


def _place(stay: Stay) -> tuple[Weekday, str, tuple[TimeBand, ...]]:
    return stay.weekday, stay.provider, stay.bands


class _Sharing:
    """One week's stays in their order, what must be funded, and the room that is left to share."""

    def __init__(self, week: BookedWeek, stays: Sequence[Stay], limits: Delivery) -> None:
        self.stays = stays
        self.sites_a_day = limits.sites_a_day
        self.most_providers = week.most_providers
        scale = lcm(*(stay.pence_an_hour.denominator for stay in stays))
        self.gains = [int(stay.pence_an_hour * scale) for stay in stays]
        fundable = [sum(fundable_minutes(band, limits) for band in stay.bands) for stay in stays]
        self.may = [
            minutes if stay.fundable is Fundable.YES else 0
            for stay, minutes in zip(stays, fundable, strict=True)
        ]
        self.must = [stay.minutes if stay.fundable is Fundable.ONLY else 0 for stay in stays]
        self.room = _rooms(week, stays, limits)
        for stay, minutes, most in zip(stays, self.must, fundable, strict=True):
            for node in _way(stay):
                self.room[node] -= minutes
            if minutes > most or min(self.room[node] for node in _way(stay)) < 0:
                said = f"{stay.weekday.label} at {stay.provider}"
                raise CannotBeFundedError(f"{said} is funded only, and can't be funded whole.")

    def best(self, barred: frozenset[Visit]) -> list[int]:
        """Funded minutes of each stay, none shared out at the visits barred."""
        minutes = self._share(barred)
        excess = next(self._excess(minutes), None)
        if excess is None:
            return minutes
        if not excess:
            raise CannotBeFundedError("More places are funded only than may be funded together.")
        return max((self.best(barred | visits) for visits in excess), key=self._saved)

    def _share(self, barred: frozenset[Visit]) -> list[int]:
        """The best split as far as minutes are limited, whatever the number of places."""
        stays = [
            Arc(_visit(stay), stay.weekday, 0 if _visit(stay) in barred else minutes, gain)
            for stay, minutes, gain in zip(self.stays, self.may, self.gains, strict=True)
        ]
        ways = dict.fromkeys(
            (start, end)
            for stay in self.stays
            for start, end in (
                (_POOL, stay.provider),
                (stay.provider, _visit(stay)),
                (stay.weekday, _FUNDED),
            )
        )
        limits = [
            Arc(start, end, self.room[start if end is _FUNDED else end]) for start, end in ways
        ]
        send([*limits, *stays], _POOL, _FUNDED, self.room[_POOL])
        return [must + arc.flow for must, arc in zip(self.must, stays, strict=True)]

    def _excess(self, minutes: Sequence[int]) -> Iterator[list[frozenset[Visit]]]:
        """Where too many places are funded: the sets of visits of which one has to do without."""
        by_day: dict[Weekday, set[str]] = defaultdict(set)
        for stay, funded in zip(self.stays, minutes, strict=True):
            if funded:
                by_day[stay.weekday].add(stay.provider)
        held = {_visit(stay) for stay, must in zip(self.stays, self.must, strict=True) if must}
        for day, names in by_day.items():
            if len(names) > self.sites_a_day:
                visits = [(name, day) for name in sorted(names)]
                yield [frozenset([visit]) for visit in visits if visit not in held]
        used = sorted(set().union(*by_day.values()))
        if self.most_providers is not None and len(used) > self.most_providers:
            at = {name: {_visit(s) for s in self.stays if s.provider == name} for name in used}
            yield [frozenset(visits) for visits in at.values() if not visits & held]

    def _saved(self, minutes: Sequence[int]) -> int:
        return sum(gain * funded for gain, funded in zip(self.gains, minutes, strict=True))


def _visit(stay: Stay) -> Visit:
    return stay.provider, stay.weekday


def _way(stay: Stay) -> tuple[Node, ...]:
    """All that a funded minute of a stay counts against."""
    return _POOL, stay.provider, _visit(stay), stay.weekday


def _rooms(week: BookedWeek, stays: Sequence[Stay], limits: Delivery) -> dict[Node, int]:
    """The most funded minutes of the week, and at each provider, on each visit and day."""
    room: dict[Node, int] = {_POOL: week.funded_minutes}
    for stay in stays:
        limit = week.provider_limits.get(stay.provider, _NO_LIMIT)
        a_week, a_day = limit.minutes_a_week, limit.minutes_a_day
        room[stay.provider] = week.funded_minutes if a_week is None else a_week
        room[_visit(stay)] = limits.day_minutes if a_day is None else a_day
        room[stay.weekday] = limits.day_minutes
    return room
