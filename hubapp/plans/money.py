"""A week of stays as the funding calculator books it, and what it costs to the penny. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from hubapp.availability.models import Booking, CareSession
from hubapp.directory.models import Provider
from hubapp.funding.booking import BookedWeek, Fundable, ProviderLimit, Stay
from hubapp.funding.dated import figures_on
from hubapp.funding.delivery import Delivery, fundable_minutes
from hubapp.funding.week_cost import WeekCost, week_cost
from hubapp.funding.week_split import CannotBeFundedError
from hubapp.kernel.week import TimeBand, Weekday
from hubapp.plans.assemble import funding_of
from hubapp.plans.need import CareNeed


@dataclass(frozen=True, slots=True)
class Visit:
    """A child in one care session on its day, in one band or around another place's."""

    provider: Provider
    session: CareSession
    bands: tuple[TimeBand, ...]
    pence_an_hour: Fraction


def book(visits: Sequence[Visit], need: CareNeed, funded_minutes: int) -> BookedWeek:
    """The week as the calculator knows it: providers by id, stays in the order of the visits."""
    return BookedWeek(
        stays=tuple(_stay(visit, need) for visit in visits),
        funded_minutes=funded_minutes,
        provider_limits={
            str(visit.provider.id): ProviderLimit(
                minutes_a_day=visit.provider.funded_minutes_a_day,
                minutes_a_week=visit.provider.funded_minutes_a_week,
            )
            for visit in visits
        },
    )


def price(week: BookedWeek, on: date) -> WeekCost:
    """What a week costs, by the limits of a day.

    A session to be had funded only may be a few minutes longer than the quarter-hours the matcher
    counted: those minutes are then shown as paid, not hidden.
    """
    limits = figures_on(Delivery, on)
    try:
        return week_cost(week, limits)
    except CannotBeFundedError:
        return week_cost(replace(week, stays=tuple(_funded_if_it_can(week.stays))), limits)


def funded_by_band(week: WeekCost, weekday: Weekday, on: date) -> dict[TimeBand, int]:
    """Funded minutes of each band of a day: a session's first that may be funded."""
    limits = figures_on(Delivery, on)
    found = {}
    for stay in week.stays:
        if stay.stay.weekday is weekday:
            left = stay.funded_minutes
            for band in stay.stay.bands:
                found[band] = min(left, fundable_minutes(band, limits))
                left -= found[band]
    return found


def _funded_if_it_can(stays: Iterable[Stay]) -> Iterable[Stay]:
    for stay in stays:
        yield replace(stay, fundable=Fundable.YES) if stay.fundable is Fundable.ONLY else stay


def _stay(visit: Visit, need: CareNeed) -> Stay:
    session = visit.session
    return Stay(
        provider=str(visit.provider.id),
        weekday=session.day,
        bands=visit.bands,
        pence_an_hour=visit.pence_an_hour,
        fundable=Fundable(funding_of(session, visit.provider, need).value),
        least_minutes=_least_minutes(session),
    )


def _least_minutes(session: CareSession) -> int:
    """What is charged however short the stay: a session is sold whole."""
    return session.min_minutes if session.booking is Booking.HOURLY else session.band.minutes
