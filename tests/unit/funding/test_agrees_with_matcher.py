"""The cost of a week is the matcher's to the penny, on every plan of many made-up problems.

How a plan is fed in: a session at a day is one stay, its slots are minutes, a price a slot is
`60 / slot_minutes` times that an hour, limits in slots are minutes too. The matcher's extras are
one of something a day. All of it are whole slots, and so then is the best split.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest

from hubapp.funding.booking import BookedWeek, Fundable, ProviderLimit, Stay, TakenExtra
from hubapp.funding.charges import InvoiceGroup
from hubapp.funding.dated import figures_on
from hubapp.funding.delivery import Delivery
from hubapp.funding.week_cost import week_cost
from hubapp.kernel.week import TimeBand, Weekday
from hubapp.matching import Booking, CareSession, Leg, Problem, WeeklyPlan, solve
from tests.unit.matching.random_problems import small_problem

LIMITS = figures_on(Delivery, date(2026, 11, 22))
SEEDS = range(2_000)


@pytest.mark.parametrize("hundred", range(len(SEEDS) // 100))
def test_week_cost_is_the_matchers(hundred: int) -> None:
    for seed in SEEDS[hundred * 100 : (hundred + 1) * 100]:
        problem = small_problem(seed)
        result = solve(problem, sets=True)
        for plan in (result.plan, *(item.plan for item in result.sets or ())):
            found = week_cost(_booked(problem, plan), LIMITS)
            assert found.pence == plan.vector.cost_pence, f"seed {seed}: {plan}"


def _booked(problem: Problem, plan: WeeklyPlan) -> BookedWeek:
    visits: dict[tuple[int, str, int], list[Leg]] = defaultdict(list)
    for day in plan.days:
        for leg in day.legs:
            visits[day.day, leg.provider, leg.session].append(leg)
    sessions = {
        (provider.id, session.id): session
        for provider in problem.providers
        for session in provider.sessions
    }
    minutes = problem.slot_minutes
    return BookedWeek(
        stays=tuple(
            _stay(day, name, sessions[name, key], legs, minutes)
            for (day, name, key), legs in visits.items()
        ),
        extras=tuple(
            TakenExtra(
                provider=name,
                group=InvoiceGroup.FOOD,
                name=f"Meals on {Weekday(day).label}",
                pence_each=sessions[name, key].extra_pence,
            )
            for day, name, key in visits
        ),
        funded_minutes=problem.need.funded_slots * minutes,
        provider_limits=dict(_limits(problem)),
    )


def _stay(day: int, name: str, session: CareSession, legs: list[Leg], minutes: int) -> Stay:
    return Stay(
        provider=name,
        weekday=Weekday(day),
        bands=tuple(TimeBand(leg.start * minutes, leg.end * minutes) for leg in legs),
        pence_an_hour=Fraction(60 * session.price_pence, minutes),
        fundable=Fundable(session.funded.value),
        least_minutes=session.min_slots * minutes if session.booking is Booking.HOURLY else 0,
    )


def _limits(problem: Problem) -> Iterator[tuple[str, ProviderLimit]]:
    for provider in problem.providers:
        a_day, a_week = provider.funded_cap_day_slots, provider.funded_cap_week_slots
        yield (
            provider.id,
            ProviderLimit(
                minutes_a_day=None if a_day is None else a_day * problem.slot_minutes,
                minutes_a_week=None if a_week is None else a_week * problem.slot_minutes,
            ),
        )
