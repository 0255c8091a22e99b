"""Invented localities and families for the benchmark, each from a seed.

Seven kinds of family in the towns of `town`: three fixed days, five full days, five long days with
four providers allowed, any three days, any thirty hours, five short days, and four days with a gap
at midday in which a parent can drive the child from one place to the next.
"""

import random
from dataclasses import dataclass
from datetime import date

from hubapp.matching import Mode, Need, Problem, Weights
from tests.bench.town import town

STARTS_ON = date(2026, 9, 7)
BIRTHS = (
    date(2025, 7, 1),
    date(2024, 6, 1),
    date(2024, 3, 1),
    date(2023, 7, 1),
    date(2023, 4, 1),
    date(2022, 12, 1),
)


@dataclass(frozen=True)
class Family:
    """One kind of family: days out of five, hours of the day."""

    days: int
    spans: tuple[tuple[float, float], ...]
    mode: Mode = Mode.FIXED
    max_providers: int = 3
    gap: tuple[float, float] | None = None


FAMILIES = {
    "std3": Family(3, ((8, 17.5),)),
    "full5": Family(5, ((8, 18),)),
    "long5": Family(5, ((7.5, 18.5),), max_providers=4),
    "any3": Family(5, ((8, 18),), Mode.ANY_DAYS),
    "flex30": Family(5, ((8, 18),), Mode.ANY_HOURS),
    "short5": Family(5, ((9, 15),)),
    "gap4": Family(4, ((8, 12), (13.5, 17.5)), gap=(12, 13.5)),
}
KINDS = tuple(FAMILIES)


def locality_problem(kind: str, providers: int, number: int, slot_minutes: int = 30) -> Problem:
    """The `number`-th family of this kind in its own locality; the same every time."""
    rng = random.Random(f"{kind}-{providers}-{number}-{slot_minutes}")
    return Problem(
        name=f"{kind}-n{providers}-{number}-{slot_minutes}min",
        slot_minutes=slot_minutes,
        need=_need(rng, FAMILIES[kind], 60 // slot_minutes),
        providers=town(rng, providers, 60 // slot_minutes),
    )


def _need(rng: random.Random, family: Family, hour: int) -> Need:
    days = sorted(rng.sample(range(5), family.days))
    jitter = 1 if hour == 4 and family.gap is None else 0
    spans = {
        day: tuple(
            (round(a * hour) - rng.randint(0, jitter), round(b * hour) + rng.randint(0, jitter))
            for a, b in family.spans
        )
        for day in days
    }
    window = family.gap and (round(family.gap[0] * hour), round(family.gap[1] * hour))
    work = (rng.randint(-2500, 2500), rng.randint(-2500, 2500))
    return Need(
        born=rng.choice(BIRTHS),
        starts_on=STARTS_ON,
        home=(rng.randint(-400, 400), rng.randint(-400, 400)),
        work=rng.choice([None, work, work]),
        mode=family.mode,
        intervals=spans,
        days_wanted=3 if family.mode is Mode.ANY_DAYS else None,
        slots_wanted=30 * hour if family.mode is Mode.ANY_HOURS else None,
        max_days=5,
        handover_window=dict.fromkeys(days, window) if window else {},
        funded_slots=rng.choice([15, 22, 30]) * hour,
        year_round=rng.random() < 0.2,
        max_providers=family.max_providers,
        max_distance_metres=4500,
        slack_slots=2 * hour,
        weights=Weights(
            travel_pence_per_km=rng.choice([30, 60, 100]),
            provider_pence=rng.choice([300, 800, 1500]),
            handover_pence=rng.choice([50, 150, 300]),
        ),
        list_length=10,
    )
