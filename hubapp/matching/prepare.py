"""`python -m hubapp.matching.prepare`: compile the matcher before anybody waits for it.

Every compiled loop (`compiled`) is run once on small problems, one for each mode. The first time
on a machine that takes about a minute; what comes out is kept on disk, and later runs load it.
"""

import sys
from datetime import date
from functools import lru_cache
from shutil import rmtree

from hubapp.matching.compiled import CACHE
from hubapp.matching.nearmiss import find_near_misses
from hubapp.matching.problem import (
    Booking,
    CareSession,
    Funded,
    Link,
    Mode,
    Need,
    Problem,
    Provider,
    ProviderKind,
    Weights,
)
from hubapp.matching.solve import solve


@lru_cache(maxsize=1)
def prepare() -> None:
    """Compile, or load, everything the matcher runs. Once a process; later calls do nothing."""
    for mode in Mode:
        problem = _example(mode)
        result = solve(problem, sets=True, plans=True, frontier=True)
        find_near_misses(problem, result)


def _example(mode: Mode) -> Problem:
    """Two linked providers who leave time uncovered, and a third who could cover it but is full."""
    first = Need(
        born=date(2023, 1, 1),
        starts_on=date(2026, 9, 7),
        home=(0, 0),
        work=None,
        mode=mode,
        intervals={0: ((34, 68),), 1: ((34, 68),)},
        days_wanted=1,
        slots_wanted=40,
        max_days=2,
        handover_window={0: (46, 64)},
        funded_slots=20,
        year_round=False,
        max_providers=2,
        max_distance_metres=4000,
        slack_slots=2,
        weights=Weights(travel_pence_per_km=50, provider_pence=300, handover_pence=100),
        list_length=3,
    )
    providers = tuple(
        _provider(name, start, end, free, links)
        for name, start, end, free, links in (
            ("a", 36, 48, 1, ("b",)),
            ("b", 32, 62, 1, ()),
            ("c", 58, 70, 0, ()),
        )
    )
    return Problem(name="example", slot_minutes=15, need=first, providers=providers)


def _provider(name: str, start: int, end: int, free: int, links: tuple[str, ...]) -> Provider:
    sessions = tuple(
        CareSession(
            id=day,
            day=day,
            start=start,
            end=end,
            booking=Booking.HOURLY if name == "b" else Booking.SESSION,
            free_u2=free,
            free_2=free,
            free_3p=free,
            price_pence=150,
            funded=Funded.YES,
            extra_pence=0,
            min_slots=4,
        )
        for day in (0, 1)
    )
    return Provider(
        id=name,
        kind=ProviderKind.CHILDMINDER,
        location=(10 * start, 0),
        age_from_months=0,
        age_to_months=60,
        term_only=False,
        min_days=1,
        funded_cap_day_slots=None,
        funded_cap_week_slots=30,
        links=tuple(Link(other=other) for other in links),
        sessions=sessions,
    )


def _forget_old_code() -> None:
    """Take away what was compiled from other versions of the source."""
    for folder in CACHE.parent.glob("*"):
        if folder != CACHE:
            rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    prepare()
    _forget_old_code()
    sys.stdout.write("The matcher is ready.\n")
