"""One child of `hub cost` out of JSON: its legs and funded pool, or bare sums."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from hubapp.funding.cost import BareSums, ChildCare, Told
from hubapp.funding.dated import figures_on
from hubapp.funding.delivery import Delivery
from hubapp.funding.household import Child
from hubapp.funding.optional_fields import (
    boolean_or,
    choice_or,
    ids_of,
    integer_or,
    is_told,
    items_of,
)
from hubapp.funding.plan import DayLeg, Extra, Plan, WeeklyLeg
from hubapp.funding.pool import Pattern, Pool
from hubapp.kernel.fields import Field
from hubapp.kernel.money import say_pence

TERM_WEEKS, WEEKS_A_YEAR, MOST_WEEKS, MOST_DAYS = 38, 52, 53, 366
MINUTES_A_WEEK = 7 * 24 * 60
DEAREST_PENCE_AN_HOUR = 500_00
MOST_TIMES_A_WEEK = 100
MOST_SUMS = {Told.FEES_BY_QUARTER: 4, Told.DEPOSITS_BY_QUARTER: 4, Told.FEES_BY_MONTH: 12}

_HELP = {"id", "disabled", "tfc_ok", "uc_ok"}
_PLAN = ("legs", "funded", "extras")
_USED = "topup_used_pence_in_first_quarter"
_DAYS = ("days_per_year", "fee_pence_per_day")
_WEEKS = ("minutes_per_week", "fee_pence_per_week", "weeks_per_year", "rate_pence_per_hour")


def read_child(field: Field, name: str, on: date | None) -> ChildCare:
    """A child and its care. The day, if there is one, says what the law allows to be funded.

    Raises FormatError at the first field that is wrong, and MissingYearError.
    """
    field.only(*_HELP, *_PLAN, *Told, _USED)
    child = Child(
        id=name,
        disabled=boolean_or(field, "disabled", False),
        tfc_ok=boolean_or(field, "tfc_ok", True),
        uc_ok=boolean_or(field, "uc_ok", True),
    )
    told = [kind for kind in Told if is_told(field, kind)]
    if is_told(field, _USED) and told in ([], [Told.FEES_BY_MONTH]):
        raise field.get(_USED).refuse("belongs to sums by quarter.")
    if not told:
        return ChildCare(child=child, care=_read_plan(field, on))
    for other in (*told[1:], *_PLAN):
        if is_told(field, other):
            raise field.get(other).refuse(f"can't be told beside {told[0]}.")
    return ChildCare(child=child, care=_read_sums(field, told[0]))


def _read_sums(field: Field, told: Told) -> BareSums:
    sums = field.get(told)
    pence = tuple(item.integer() for item in sums.items())
    if len(pence) > MOST_SUMS[told]:
        raise sums.refuse(f"may hold at most {MOST_SUMS[told]} sums, not {len(pence)}.")
    return BareSums(told=told, pence=pence, top_up_used_pence=integer_or(field, _USED, 0))


# --- a plan -------------------------------------------------------------------------------------


def _read_plan(field: Field, on: date | None) -> Plan:
    items = items_of(field, "legs")
    weekly, by_day = [], []
    for item, name in zip(items, ids_of(items), strict=True):
        item.only("id", "fundable", *_WEEKS, *_DAYS)
        if any(is_told(item, key) for key in _DAYS):
            by_day.append(_read_day_leg(item, name))
        else:
            weekly.append(_read_weekly_leg(item, name))
    if sum(leg.minutes_per_week or 0 for leg in weekly) > MINUTES_A_WEEK:
        raise field.get("legs").refuse("come to more minutes than a week has.")
    weeks = max((leg.weeks_per_year for leg in weekly), default=WEEKS_A_YEAR)
    return Plan(
        weekly_legs=tuple(weekly),
        day_legs=tuple(by_day),
        pool=_read_pool(field.get("funded"), items, on) if is_told(field, "funded") else None,
        extras=tuple(_read_extra(item, weeks) for item in items_of(field, "extras")),
    )


def _read_weekly_leg(field: Field, name: str) -> WeeklyLeg:
    minutes = field.get("minutes_per_week").integer_or_none(0, MINUTES_A_WEEK)
    return WeeklyLeg(
        id=name,
        minutes_per_week=minutes,
        fee_pence_per_week=_read_fee(field, minutes),
        weeks_per_year=integer_or(field, "weeks_per_year", WEEKS_A_YEAR, high=MOST_WEEKS),
        fundable=boolean_or(field, "fundable", False),
    )


def _read_fee(field: Field, minutes: int | None) -> Fraction:
    """The week's fee, or what the minutes cost at the rate where only that is told."""
    rate = field.get("rate_pence_per_hour").integer_or_none(0, DEAREST_PENCE_AN_HOUR)
    told = field.get("fee_pence_per_week")
    if told.value is None and rate is not None and minutes is not None:
        return Fraction(rate * minutes, 60)
    fee = Fraction(told.integer())
    if minutes == 0 and fee:
        raise field.get("minutes_per_week").refuse("must be more than 0 where there is a fee.")
    if minutes:
        _check_rate(field, round(fee * 60 / minutes), rate)
    return fee


def _check_rate(field: Field, pence_an_hour: int, rate: int | None) -> None:
    if pence_an_hour > DEAREST_PENCE_AN_HOUR:
        said, most = say_pence(pence_an_hour), say_pence(DEAREST_PENCE_AN_HOUR)
        raise field.get("fee_pence_per_week").refuse(f"comes to {said} an hour, over {most}.")
    if rate is not None and abs(pence_an_hour - rate) > 1:
        said = f"is {rate}, but the fee comes to {pence_an_hour} an hour."
        raise field.get("rate_pence_per_hour").refuse(said)


def _read_day_leg(field: Field, name: str) -> DayLeg:
    for key in _WEEKS:
        if is_told(field, key):
            raise field.get(key).refuse("can't be told beside days and a fee per day.")
    return DayLeg(
        id=name,
        days_per_year=field.get("days_per_year").integer(0, MOST_DAYS),
        fee_pence_per_day=field.get("fee_pence_per_day").integer(),
    )


def _read_extra(field: Field, weeks_of_care: int) -> Extra:
    field.only("id", "pence", "times_per_week", "weeks_per_year")
    return Extra(
        pence=field.get("pence").integer(),
        times_per_week=integer_or(field, "times_per_week", 1, high=MOST_TIMES_A_WEEK),
        weeks_per_year=integer_or(field, "weeks_per_year", weeks_of_care, high=MOST_WEEKS),
    )


# --- the funded pool ----------------------------------------------------------------------------


def _read_pool(field: Field, legs: Sequence[Field], on: date | None) -> Pool:
    field.only("minutes_per_week", "minutes_per_year", "pattern", "weeks")
    weekly = field.get("minutes_per_week").integer_or_none(0, MINUTES_A_WEEK)
    yearly = field.get("minutes_per_year").integer_or_none(0, MINUTES_A_WEEK * MOST_WEEKS)
    if weekly is None and yearly is None:
        raise field.get("minutes_per_week").refuse("is needed to know what is funded.")
    pattern = choice_or(field, "pattern", Pattern.TERM_TIME)
    if pattern is Pattern.STRETCHED and not is_told(field, "weeks"):
        raise field.get("weeks").refuse("is needed where hours are stretched.")
    for leg in legs:
        if boolean_or(leg, "fundable", False) and not is_told(leg, "minutes_per_week"):
            sentence = "can't be true where minutes_per_week are not told."
            raise leg.get("fundable").refuse(sentence)
    pool = Pool(
        minutes_per_week=(yearly or 0) // TERM_WEEKS if weekly is None else weekly,
        minutes_per_year=(weekly or 0) * TERM_WEEKS if yearly is None else yearly,
        pattern=pattern,
        weeks=integer_or(field, "weeks", TERM_WEEKS, low=1, high=MOST_WEEKS),
    )
    if on is not None:
        _check_law(field, pool, figures_on(Delivery, on))
    return pool


def _check_law(field: Field, pool: Pool, limits: Delivery) -> None:
    """All entitlements together never come to more than 30 hours a week (R20)."""
    for key, minutes, most in (
        ("minutes_per_week", pool.minutes_per_week, limits.week_minutes),
        ("minutes_per_year", pool.minutes_per_year, limits.year_minutes),
    ):
        if minutes > most:
            said = f"must be at most {most}, all entitlements together, not {minutes}."
            raise field.get(key).refuse(said)
