"""A small made-up village for tests: a pre-school, a childminder who collects from it, a nursery.

Objects are not in any database unless a test adds them.
"""

from datetime import date, timedelta
from typing import Any

from hubapp.availability.models import Booking, CareSession, PriceUnit, Vacancy, VacancyState
from hubapp.directory.models import Answer, CollectionLink, Origin, Provider, ProviderKind
from hubapp.funding.hours import FundedHours
from hubapp.kernel.ages import AgeBand, BirthMonth
from hubapp.kernel.geo import GridPoint
from hubapp.kernel.week import WORKING_WEEK, TimeBand, Weekday, weekday_mask
from hubapp.plans.assemble import Locality
from hubapp.plans.need import Asking, CareNeed

TODAY = date(2026, 11, 22)
HOME = GridPoint(470_000, 310_000)
NINE_TO_NOON = TimeBand(9 * 60, 12 * 60)
NINE_TO_FIVE = TimeBand(9 * 60, 17 * 60)


def provider(key: int, kind: ProviderKind, name: str, **facts: Any) -> Provider:
    """A provider 200 m east of home for each step of its key."""
    return Provider(
        **{
            "id": key,
            "slug": name.lower().replace(" ", "-"),
            "kind": kind,
            "name": name,
            "origin": Origin.TOLD,
            "publish_address": False,
            "shown_easting": HOME.easting + 200 * key,
            "shown_northing": HOME.northing,
            "funds_two_year_olds": Answer.YES,
            "funds_three_and_four": Answer.YES,
            "funds_working_parents": Answer.YES,
            **facts,
        }
    )


def session(key: int, band: TimeBand, day: Weekday, **facts: Any) -> CareSession:
    """A care session with two places for every age, confirmed yesterday."""
    vacancies = facts.pop("vacancies", None)
    made = CareSession(
        **{
            "id": key,
            "label": "Session",
            "weekday": int(day),
            "start_minutes": band.start_minutes,
            "end_minutes": band.end_minutes,
            "booking": Booking.SESSION,
            "min_minutes": 0,
            "term_only": False,
            "age_from_months": 0,
            "age_to_months": 60,
            "price_pence": 600,
            "price_unit": PriceUnit.HOUR,
            "funded": Answer.YES,
            "origin": Origin.TOLD,
            **facts,
        }
    )
    made.vacancies = places(2) if vacancies is None else vacancies
    return made


def places(number: int | None, *, days_ago: int | None = 1) -> list[Vacancy]:
    """The same for every age band; None: not known."""
    state = VacancyState.UNKNOWN if number is None else VacancyState.PLACES
    if number == 0:
        state, number = VacancyState.FULL, None
    confirmed_on = None if days_ago is None else TODAY - timedelta(days=days_ago)
    return [
        Vacancy(age_band=band, state=state, places=number, confirmed_on=confirmed_on)
        for band in AgeBand
    ]


def link(collector: Provider, partner: Provider, at: int, **facts: Any) -> CollectionLink:
    """A collection every working day from a quarter of an hour before a time to as long after."""
    made = CollectionLink(
        **{
            "id": 1,
            "collector_id": collector.id,
            "partner_id": partner.id,
            "weekday_mask": weekday_mask(WORKING_WEEK),
            "from_minutes": at - 15,
            "to_minutes": at + 15,
            "seats": 2,
            "travel": "on foot",
            "origin": Origin.TOLD,
            **facts,
        }
    )
    made.collector, made.partner = collector, partner
    return made


def blended_village(**link_facts: Any) -> Locality:
    """A pre-school from 9 to 12 and a childminder from 12 to 6 who collects at noon."""
    preschool = provider(1, ProviderKind.PRESCHOOL, "Acorn Pre-school")
    childminder = provider(2, ProviderKind.CHILDMINDER, "Bea Brown")
    mornings = [session(10 + day, NINE_TO_NOON, day) for day in WORKING_WEEK]
    afternoons = [
        session(20 + day, TimeBand(12 * 60, 18 * 60), day, booking=Booking.HOURLY, price_pence=500)
        for day in WORKING_WEEK
    ]
    return Locality(
        providers=[preschool, childminder],
        sessions={1: mornings, 2: afternoons},
        links=[link(childminder, preschool, 12 * 60, **link_facts)],
    )


def need(**changes: Any) -> CareNeed:
    """A three-year-old, Monday and Tuesday 9 to 5, 15 funded hours, two places at most."""
    facts: dict[str, Any] = {
        "home": "ZZ1 1AA",
        "birth": BirthMonth(2023, 4),
        "starts_on": date(2026, 11, 23),
        "asking": Asking.THESE_DAYS,
        "days": ((Weekday.MONDAY, NINE_TO_FIVE), (Weekday.TUESDAY, NINE_TO_FIVE)),
        "days_wanted": None,
        "minutes_wanted": None,
        "funded": FundedHours.FIFTEEN,
        "year_round": False,
        "reach_metres": 5000,
        "work": None,
        "max_providers": 2,
        "handover": None,
    }
    return CareNeed(**(facts | changes))
