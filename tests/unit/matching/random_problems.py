"""Made-up problems from a seed: small ones for trying everything, larger ones for comparing."""

import random
from dataclasses import replace
from datetime import date

from hubapp.matching import (
    Anchor,
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


def small_problem(seed: int) -> Problem:
    """Two to four providers, two or three days, a few hours: every rule has a chance to bind."""
    rng = random.Random(seed)
    minutes = rng.choice([15, 30, 30])
    first = rng.choice([8, 10, 11, 12, 36]) if minutes == 30 else rng.choice([20, 22, 24, 78])
    span = rng.choice([4, 6, 8, 10])
    days = sorted(rng.sample(range(5), rng.choice([2, 3, 3])))
    count = rng.choice([2, 3, 4, 4])
    need = _need(rng, days, first, span)
    names = [f"p{i}" for i in range(count)]
    providers = [_provider(rng, name, names, days, first, span) for name in names]
    return Problem(
        name=f"small-{seed}", slot_minutes=minutes, need=need, providers=tuple(providers)
    )


def anchored_problem(seed: int) -> Problem:
    """A small problem with one to three anchors; their places are often full, or out of reach."""
    rng = random.Random(f"anchors-{seed}")
    made = small_problem(seed)
    days = made.need.days
    found: dict[tuple[str, int | None], Anchor] = {}
    for provider in rng.sample(made.providers, min(rng.choice([1, 1, 2]), made.need.max_providers)):
        offered = [x for x in provider.sessions if x.day in days]
        for chosen in rng.sample(offered, min(rng.choice([1, 1, 2]), len(offered))):
            anchor = _anchor(rng, provider, chosen)
            found[anchor.provider, anchor.day] = anchor
    held = {(anchor.provider, anchor.session) for anchor in found.values()}
    providers = tuple(
        replace(p, sessions=tuple(_full(x) if (p.id, x.id) in held else x for x in p.sessions))
        if rng.random() < 0.5
        else p
        for p in made.providers
    )
    reach = rng.choice([0, made.need.max_distance_metres])
    need = replace(made.need, anchors=tuple(found.values()), max_distance_metres=reach)
    return replace(made, name=f"anchored-{seed}", need=need, providers=providers)


def _anchor(rng: random.Random, provider: Provider, session: CareSession) -> Anchor:
    if rng.random() < 0.3:
        return Anchor(provider=provider.id)
    start = rng.randrange(session.start, session.end)
    end = rng.randint(start + 1, session.end)
    return Anchor(
        provider=provider.id,
        day=session.day,
        session=session.id,
        hours=rng.choice([None, (start, end), (start, start + 1)]),
    )


def _full(session: CareSession) -> CareSession:
    return replace(session, free_u2=0, free_2=0, free_3p=0)


def _need(rng: random.Random, days: list[int], first: int, span: int) -> Need:
    mode = rng.choice(list(Mode))
    spans = {}
    for day in days:
        start, end = first + rng.choice([0, 0, 1]), first + span - rng.choice([0, 0, 1])
        middle = (start + end) // 2
        split = rng.random() < 0.3
        spans[day] = ((start, middle), (middle + 1, end)) if split else ((start, end),)
    windows = {
        day: (first + 1, first + 1 + rng.choice([1, 2, 4])) for day in days if rng.random() < 0.5
    }
    months = rng.choice([6, 23, 24, 24, 30, 35, 36, 40])
    born = date(2026 - months // 12 - (months % 12 > 8), (9 - months % 12 - 1) % 12 + 1, 7)
    if rng.random() < 0.2:
        born = born.replace(day=8)
    return Need(
        born=born,
        starts_on=date(2026, 9, 7),
        home=(0, 0),
        work=rng.choice([None, (1500, -200), (0, 4000)]),
        mode=mode,
        intervals=spans,
        days_wanted=rng.randint(1, len(days)) if mode is Mode.ANY_DAYS else None,
        slots_wanted=rng.randint(1, len(days) * span) if mode is Mode.ANY_HOURS else None,
        max_days=rng.choice([5, 5, len(days), max(1, len(days) - 1)]),
        handover_window=windows,
        funded_slots=rng.choice([0, 3, span, 2 * span, 3 * span, 60]),
        year_round=rng.random() < 0.2,
        max_providers=rng.choice([1, 2, 3, 3, 4]),
        max_distance_metres=rng.choice([2600, 4000, 9000, 9000]),
        slack_slots=rng.choice([0, 2, 4]),
        weights=Weights(
            travel_pence_per_km=rng.choice([0, 30, 65]),
            provider_pence=rng.choice([0, 300]),
            handover_pence=rng.choice([0, 50]),
        ),
        list_length=rng.choice([1, 3, 10]),
    )


def _provider(
    rng: random.Random, name: str, names: list[str], days: list[int], first: int, span: int
) -> Provider:
    minder = rng.random() < 0.5
    price = rng.choice([100, 100, 150, 170, 200])
    sessions: list[CareSession] = []
    for day in days:
        if rng.random() < 0.85:
            for times in _times(rng, first, span, hourly=minder):
                sessions.append(_session(rng, len(sessions), day, times, price, hourly=minder))
    return Provider(
        id=name,
        kind=ProviderKind.CHILDMINDER if minder else rng.choice(list(ProviderKind)[:3]),
        location=(rng.choice([0, 1000, 2000]), rng.choice([0, 500, -2000])),
        age_from_months=rng.choice([*[0] * 8, 24]),
        age_to_months=rng.choice([*[60] * 8, 36]),
        term_only=rng.random() < 0.2,
        min_days=rng.choice([0, 1, 1, 1, 2, 2, 3]),
        funded_cap_day_slots=rng.choice([None, None, 2, 4]),
        funded_cap_week_slots=rng.choice([None, None, 3, 6, 10]),
        links=tuple(_link(rng, other, first, span) for other in names if rng.random() < 0.4),
        sessions=tuple(sessions),
    )


def _times(rng: random.Random, first: int, span: int, *, hourly: bool) -> list[tuple[int, int]]:
    if hourly:
        return [(first - rng.choice([0, 2, -1]), first + span + rng.choice([0, 1, -1]))]
    half = first + span // 2
    blocks = [(first, half), (half, first + span), (half - 1, half + 1), (first - 1, first + span)]
    return rng.sample(blocks, rng.choice([1, 2, 3]))


def _session(
    rng: random.Random, number: int, day: int, times: tuple[int, int], price: int, *, hourly: bool
) -> CareSession:
    return CareSession(
        id=number,
        day=day,
        start=times[0],
        end=times[1],
        booking=Booking.HOURLY if hourly else Booking.SESSION,
        free_u2=rng.choice([0, *[1] * 9]),
        free_2=rng.choice([0, *[1] * 9]),
        free_3p=rng.choice([0, *[1] * 9]),
        price_pence=price if rng.random() < 0.8 else rng.choice([0, 120, 200]),
        funded=rng.choice([Funded.YES, Funded.YES, Funded.YES, Funded.NO, Funded.ONLY]),
        extra_pence=rng.choice([0, 0, 250]),
        min_slots=rng.choice([0, 0, 3, 5, 9]) if hourly else 0,
    )


def _link(rng: random.Random, other: str, first: int, span: int) -> Link:
    if rng.random() < 0.6:
        return Link(other=other)
    windows = {
        day: (low := first + rng.randint(0, span), low + rng.randint(0, 3))
        for day in range(5)
        if rng.random() < 0.7
    }
    return Link(other=other, windows=windows)
