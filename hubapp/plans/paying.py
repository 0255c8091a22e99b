"""What a family pays for one week, with the extras it says yes to, and for a year of it. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hubapp.directory.models import Extra, ExtraKind, ExtraPer
from hubapp.funding.assumptions import Assumption, assumed_of_years
from hubapp.funding.booking import BookedWeek, TakenExtra
from hubapp.funding.charges import InvoiceGroup
from hubapp.funding.claims import Claim, share_claims
from hubapp.funding.comparing import Alternative, year_alternatives
from hubapp.funding.dated import figures_on
from hubapp.funding.delivery import Delivery
from hubapp.funding.hours import Entitlements, FundedHours
from hubapp.funding.household import Child, Help
from hubapp.funding.pool import Pattern
from hubapp.funding.week_cost import WeekCost
from hubapp.funding.week_split import CannotBeFundedError
from hubapp.funding.year_cost import BookedYear, price_weeks
from hubapp.plans.money import price
from hubapp.plans.need import CareNeed
from hubapp.plans.week import Week

_GROUPS: Mapping[ExtraKind | None, InvoiceGroup] = {
    ExtraKind.FOOD: InvoiceGroup.FOOD,
    ExtraKind.CONSUMABLES: InvoiceGroup.CONSUMABLES,
    ExtraKind.ACTIVITIES: InvoiceGroup.ACTIVITIES,
    None: InvoiceGroup.ACTIVITIES,  # whose words are "activities and other extras"
}
_THREE_YEARS = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """An extra of a provider of the week: how often a week it would come, None if nobody knows."""

    extra: Extra
    times_a_week: int | None
    taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Paying:
    """A week's bill with the extras taken, who claims its funded hours, and a year of such weeks.

    `ways` are the ways to pay for the year: hours in term only or stretched, with help or without.
    `pattern` is the one the week is in.
    """

    week: Week
    cost: WeekCost
    claims: tuple[Claim, ...]
    offered: tuple[Offered, ...]
    year: BookedYear
    pattern: Pattern
    ways: tuple[Alternative, ...]
    assumed: tuple[Assumption, ...]

    def way(self, pattern: Pattern, help_: Help) -> Alternative | None:
        """One way to pay, if hours can be used like that."""
        return next(
            (way for way in self.ways if way.pattern is pattern and way.help is help_), None
        )


def pay_for(
    week: Week, need: CareNeed, *, weeks_funded: int, taken: Collection[int] = ()
) -> Paying:
    """What a week and a year of it come to. `taken` are the ids of extras said yes to.

    `weeks_funded` are the weeks of a year with care, for families who need it all year.
    Raises MissingYearError where the year's figures are not written down.
    """
    on = need.starts_on
    offered = tuple(_offered(week, taken))
    booked = replace(week.booked, extras=tuple(_taken(offered)))
    cost = price(booked, on)
    year = _year(booked, need, weeks_funded, on)
    pattern = Pattern.STRETCHED if need.year_round else Pattern.TERM_TIME
    return Paying(
        week=week,
        cost=cost,
        claims=tuple(_claims(cost, need, year.weeks, on)),
        offered=offered,
        year=year,
        pattern=pattern,
        ways=tuple(year_alternatives([year], on)),
        assumed=tuple(_assumed(year, pattern, on)),
    )


def _assumed(year: BookedYear, pattern: Pattern, on: date) -> Iterable[Assumption]:
    """What the sums with and without help take for granted, each thing once."""
    try:
        priced = [price_weeks(year, pattern, on)]
    except CannotBeFundedError:
        return ()
    return dict.fromkeys(one for help_ in Help for one in assumed_of_years(priced, help_, on))


def _offered(week: Week, taken: Collection[int]) -> Iterable[Offered]:
    for provider in week.providers:
        legs = [(day.weekday, leg) for day in week.days for leg in day.legs]
        here = [(day, leg.session.id) for day, leg in legs if leg.provider is provider]
        times = {
            ExtraPer.DAY: len({day for day, _ in here}),
            ExtraPer.SESSION: len(set(here)),
            ExtraPer.WEEK: 1,
            ExtraPer.TIME: None,
        }
        for extra in provider.extras:
            often = times[extra.per]
            yield Offered(
                extra=extra, times_a_week=often, taken=extra.id in taken and often is not None
            )


def _taken(offered: Iterable[Offered]) -> Iterable[TakenExtra]:
    for one in offered:
        if one.taken and one.times_a_week:
            yield TakenExtra(
                provider=str(one.extra.provider_id),
                group=_GROUPS[one.extra.kind],
                name=one.extra.name,
                pence_each=one.extra.price_pence,
                times=one.times_a_week,
            )


def _year(booked: BookedWeek, need: CareNeed, weeks_funded: int, on: date) -> BookedYear:
    """Term weeks alone, or all the hub's funded weeks alike."""
    hours, limits = figures_on(Entitlements, on), figures_on(Delivery, on)
    minutes_a_year = hours.minutes_a_year(need.funded)
    return BookedYear(
        child=Child(id="child"),
        term=booked,
        term_weeks=limits.term_weeks,
        holiday=booked if need.year_round else BookedWeek(stays=()),
        holiday_weeks=weeks_funded - limits.term_weeks if need.year_round else 0,
        minutes_per_week=minutes_a_year // hours.funded_weeks,
        minutes_per_year=minutes_a_year,
    )


def _claims(cost: WeekCost, need: CareNeed, weeks: int, on: date) -> Sequence[Claim]:
    """Who claims what. A child of three has the universal hours; before, all may be for work.

    The universal hours stretch like the others.
    """
    hours = figures_on(Entitlements, on)
    only_for_work = need.funded is FundedHours.THIRTY and need.age_months < _THREE_YEARS
    universal = 0 if only_for_work else hours.universal_minutes_a_year // weeks
    return share_claims(cost.funded_by_provider, universal)
