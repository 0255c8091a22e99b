"""The providers of a locality as columns of numbers, made once and used for every family.

1. Providers in order of id, sessions in order of id: no answer depends on a file's order.
2. Links between them, once a pair and link, with the slots each admits a handover at.

Cost: one pass over the sessions. The last few tables are remembered, since many questions
(near misses, reasons, the next family) are asked of the same providers.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from threading import Lock
from typing import NamedTuple

import numpy as np

from hubapp.matching.compiled import Ints
from hubapp.matching.problem import WEEKDAYS, Booking, Funded, Interval, Provider

X, Y, AGE_FROM, AGE_TO, TERM_ONLY, MIN_DAYS, CAP_DAY, CAP_WEEK = range(8)
"""Columns of `who`; a limit of -1 is none."""

(OWNER, DAY, ID, START, END, HOURLY, PRICE, EXTRA, LEAST, FUNDED, FREE_U2, FREE_2, FREE_3P) = range(
    13
)
"""Columns of `sessions`; FUNDED is 0 no, 1 yes, 2 only."""

ONE, OTHER, WINDOWS = 0, 1, 2
"""Columns of `links`: two providers, then for each weekday the first and last handover slot."""

ANY_SLOT = 1 << 30
REMEMBERED = 8
_FUNDED = {Funded.NO: 0, Funded.YES: 1, Funded.ONLY: 2}


class Table(NamedTuple):
    """`who` a row a provider, `sessions` a row a session, `first[p]` the first of provider p's."""

    providers: tuple[Provider, ...]
    who: Ints
    sessions: Ints
    first: Ints
    links: Ints


_tables: OrderedDict[int, tuple[tuple[Provider, ...], Table]] = OrderedDict()
_lock = Lock()


def tabulated(providers: tuple[Provider, ...]) -> Table:
    """The table of these providers, remembered for as long as few others are asked for."""
    key = id(providers)
    with _lock:
        # The tuple is kept beside its table, so that its id cannot become another's.
        if key not in _tables:
            _tables[key] = (providers, _tabulate(providers))
        _tables.move_to_end(key)
        while len(_tables) > REMEMBERED:
            _tables.popitem(last=False)
        return _tables[key][1]


def _tabulate(providers: tuple[Provider, ...]) -> Table:
    ordered = tuple(sorted(providers, key=lambda provider: provider.id))
    who = [_about(provider) for provider in ordered]
    sessions = [row for number, provider in enumerate(ordered) for row in _rows(number, provider)]
    counts = [len(provider.sessions) for provider in ordered]
    return Table(
        providers=ordered,
        who=np.array(who, dtype=np.int64).reshape(-1, 8),
        sessions=np.array(sessions, dtype=np.int64).reshape(-1, 13),
        first=np.concatenate(([0], np.cumsum(counts, dtype=np.int64))).astype(np.int64),
        links=np.array(sorted(_links(ordered)), dtype=np.int64).reshape(-1, 2 + 2 * WEEKDAYS),
    )


def _about(provider: Provider) -> tuple[int, ...]:
    day, week = provider.funded_cap_day_slots, provider.funded_cap_week_slots
    return (
        *provider.location,
        provider.age_from_months,
        provider.age_to_months,
        provider.term_only,
        max(1, provider.min_days),
        -1 if day is None else day,
        -1 if week is None else week,
    )


def _rows(number: int, provider: Provider) -> Iterator[tuple[int, ...]]:
    for x in sorted(provider.sessions, key=lambda session: session.id):
        hourly = x.booking is Booking.HOURLY
        yield (
            number,
            x.day,
            x.id,
            x.start,
            x.end,
            hourly,
            x.price_pence,
            x.extra_pence,
            x.min_slots if hourly else 0,
            _FUNDED[x.funded],
            x.free_u2,
            x.free_2,
            x.free_3p,
        )


def _links(ordered: tuple[Provider, ...]) -> Iterator[tuple[int, ...]]:
    number = {provider.id: i for i, provider in enumerate(ordered)}
    for one, provider in enumerate(ordered):
        for link in provider.links:
            other = number.get(link.other, one)
            if other != one:
                slots = [_admitted(link.windows, day) for day in range(WEEKDAYS)]
                yield min(one, other), max(one, other), *(x for pair in slots for x in pair)


def _admitted(windows: Mapping[int, Interval] | None, day: int) -> tuple[int, int]:
    if windows is None:
        return 0, ANY_SLOT
    return windows.get(day, (1, 0))
