"""Made-up siblings and years from a seed, small enough for trying everything."""

import random
from dataclasses import replace
from datetime import date

from hubapp.matching import (
    Link,
    Member,
    Mode,
    Need,
    Problem,
    SharedWeights,
    Together,
    siblings,
    year,
)
from tests.unit.matching.random_problems import anchored_problem, small_problem

BIRTHS = (date(2025, 3, 7), date(2024, 9, 8), date(2024, 4, 7), date(2023, 9, 7), date(2023, 1, 7))


def small_family(seed: int) -> Together:
    """Two or three siblings, often of one age, and sessions with none, one or two places."""
    rng = random.Random(seed)
    first = _often_handing_over(rng, _with_places(rng, _made(rng, seed)))
    children = rng.choice([2, 2, 2, 3])
    others = [_alike(rng, first) for _ in range(children - 1)]
    return siblings(f"family-{seed}", [first, *others], _weights(rng))


def small_year(seed: int) -> Together:
    """A term week and a holiday week with a need of its own."""
    rng = random.Random(seed)
    term = _often_handing_over(rng, _made(rng, seed))
    holiday = replace(term, need=replace(_alike(rng, term).need, born=term.need.born))
    return year(
        f"year-{seed}",
        Member(problem=term, weeks=rng.choice([1, 3, 38])),
        Member(problem=holiday, weeks=rng.choice([1, 2, 14])),
        _weights(rng),
    )


def _made(rng: random.Random, seed: int) -> Problem:
    return anchored_problem(seed) if rng.random() < 0.25 else small_problem(seed)


def _weights(rng: random.Random) -> SharedWeights:
    return SharedWeights(
        provider_pence=rng.choice([0, 100, 800, 5000]), handover_pence=rng.choice([0, 90, 400])
    )


def _with_places(rng: random.Random, problem: Problem) -> Problem:
    def sessions(provider):
        for session in provider.sessions:
            u2, two, three = rng.choices([0, 1, 2], [1, 4, 6], k=3)
            yield replace(session, free_u2=u2, free_2=two, free_3p=three)

    providers = tuple(replace(p, sessions=tuple(sessions(p))) for p in problem.providers)
    return replace(problem, providers=providers)


def _often_handing_over(rng: random.Random, problem: Problem) -> Problem:
    """Half the time everybody is linked to everybody; half the time parents can always drive."""
    if rng.random() < 0.5:
        links = tuple(Link(other=p.id) for p in problem.providers)
        problem = replace(
            problem, providers=tuple(replace(p, links=links) for p in problem.providers)
        )
    if rng.random() < 0.5:
        window = dict.fromkeys(range(5), (0, problem.slots_per_day))
        problem = replace(problem, need=replace(problem.need, handover_window=window))
    return problem


def _alike(rng: random.Random, problem: Problem) -> Problem:
    """The same providers, a need of another child: twins a quarter of the time."""
    need = problem.need
    if rng.random() < 0.25:
        return problem
    days = [day for day in need.intervals if rng.random() < 0.8]
    other = replace(
        need,
        born=rng.choice([need.born, *BIRTHS]),
        intervals={day: need.intervals[day] for day in days},
        funded_slots=rng.choice([0, 5, need.funded_slots]),
        max_providers=rng.choice([1, 2, 3]),
        handover_window=need.handover_window if rng.random() < 0.7 else {},
        max_days=max(1, len(days)),
        anchors=need.anchors if rng.random() < 0.5 else (),
    )
    return replace(problem, need=_in_mode(rng, other))


def _in_mode(rng: random.Random, need: Need) -> Need:
    mode = rng.choice(list(Mode)) if need.intervals else Mode.FIXED
    days = len(need.intervals)
    return replace(
        need,
        mode=mode,
        days_wanted=rng.randint(1, days) if mode is Mode.ANY_DAYS else None,
        slots_wanted=rng.randint(1, days * 6) if mode is Mode.ANY_HOURS else None,
    )
