"""A week's bills, as a parent can check them with a pencil."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.funding.booking import BookedWeek, Fundable, TakenExtra
from hubapp.funding.charges import ExtraLine, HoursLine, InvoiceGroup
from hubapp.funding.dated import figures_on
from hubapp.funding.delivery import Delivery
from hubapp.funding.week_cost import week_cost
from hubapp.funding.week_split import CannotBeFundedError
from hubapp.kernel.week import TimeBand
from tests.unit.funding.test_week_split import random_week
from tests.unit.funding.weeks import HOUR, stay

LIMITS = figures_on(Delivery, date(2026, 11, 22))
LUNCH = TakenExtra(
    provider="nursery", group=InvoiceGroup.FOOD, name="Lunch", pence_each=500, times=5
)


def test_r35_a_week_of_30_free_hours_20_paid_ones_and_lunches() -> None:
    days = tuple(stay("nursery", day, 8, 18, 750) for day in range(5))
    found = week_cost(BookedWeek(stays=days, funded_minutes=1800, extras=(LUNCH,)), LIMITS)
    assert found.groups == {
        InvoiceGroup.FREE_HOURS: 0,
        InvoiceGroup.PAID_HOURS: 150_00,
        InvoiceGroup.FOOD: 25_00,
        InvoiceGroup.CONSUMABLES: 0,
        InvoiceGroup.ACTIVITIES: 0,
    }
    [bill] = found.bills
    assert bill.groups == found.groups
    assert bill.lines == (
        HoursLine(group=InvoiceGroup.FREE_HOURS, minutes=1800, pence_an_hour=Fraction(0)),
        HoursLine(group=InvoiceGroup.PAID_HOURS, minutes=1200, pence_an_hour=Fraction(750)),
        ExtraLine(group=InvoiceGroup.FOOD, name="Lunch", pence_each=500, times=5),
    )
    assert (bill.hours_pence, bill.pence, found.pence) == (375_00, 175_00, 175_00)


def test_each_provider_has_a_bill_and_its_part_of_the_hours() -> None:
    week = BookedWeek(
        stays=(
            stay("minder", 0, 13, 18, 550),
            stay("nursery", 0, 8, 13, 800),
            stay("nursery", 1, 8, 13, 800),
        ),
        funded_minutes=11 * HOUR,
    )
    found = week_cost(week, LIMITS)
    assert [bill.provider for bill in found.bills] == ["minder", "nursery"]
    assert found.funded_by_provider == {"minder": HOUR, "nursery": 10 * HOUR}
    assert [bill.pence for bill in found.bills] == [22_00, 0]
    assert (found.funded_minutes, found.paid_minutes) == (11 * HOUR, 4 * HOUR)


def test_a_session_sold_whole_is_paid_by_what_is_not_funded_of_it() -> None:
    # £52 for ten to nine till half past five, 520 minutes: three hours free leave 340 to pay.
    whole = replace(
        stay("nursery", 0, 0, 1, Fraction(52_00 * 60, 520)),
        bands=(TimeBand(8 * HOUR + 50, 17 * HOUR + 30),),
    )
    found = week_cost(BookedWeek(stays=(whole,), funded_minutes=180), LIMITS)
    assert found.pence == 34_00


def test_the_least_a_childminder_charges_is_paid_beyond_the_stay() -> None:
    short = stay("minder", 0, 15, 16, 600, least_minutes=2 * HOUR)
    [priced] = week_cost(BookedWeek(stays=(short,), funded_minutes=60), LIMITS).stays
    assert (priced.funded_minutes, priced.paid_minutes, priced.pence) == (60, 60, 6_00)


def test_two_prices_are_two_lines_the_dearer_first() -> None:
    week = BookedWeek(stays=(stay("a", 0, 9, 10, 500), stay("a", 1, 9, 10, 700)))
    [bill] = week_cost(week, LIMITS).bills
    assert [line.pence for line in bill.lines] == [7_00, 5_00]


def test_an_extra_of_somebody_without_stays_is_billed_too() -> None:
    found = week_cost(BookedWeek(stays=(), extras=(LUNCH,)), LIMITS)
    assert found.pence == 25_00


def test_extras_stand_in_the_order_of_the_groups() -> None:
    trip = replace(LUNCH, group=InvoiceGroup.ACTIVITIES, name="A trip", times=1)
    nappies = replace(LUNCH, group=InvoiceGroup.CONSUMABLES, name="Nappies", times=1)
    [bill] = week_cost(BookedWeek(stays=(), extras=(trip, nappies, LUNCH)), LIMITS).bills
    assert [line.group for line in bill.lines] == [
        InvoiceGroup.FOOD,
        InvoiceGroup.CONSUMABLES,
        InvoiceGroup.ACTIVITIES,
    ]


@settings(deadline=None)
@given(st.integers(0, 100_000))
def test_a_pencil_finds_the_same_sums(seed: int) -> None:
    week = random_week(seed)
    try:
        found = week_cost(week, LIMITS)
    except CannotBeFundedError:
        return
    for bill in found.bills:
        hours = [line for line in bill.lines if isinstance(line, HoursLine)]
        assert sum(one.pence for one in bill.stays) == sum(line.pence for line in hours)
        assert sum(line.minutes for line in hours) == bill.funded_minutes + bill.paid_minutes
        for line in hours:
            assert abs(line.pence - line.minutes * line.pence_an_hour / HOUR) <= Fraction(1, 2)
    for one in found.stays:
        exact = one.paid_minutes * one.stay.pence_an_hour / HOUR
        assert abs(one.pence - exact) < 1
        assert one.funded_minutes + one.paid_minutes == one.stay.charged_minutes
        assert one.funded_minutes == 0 or one.stay.fundable is not Fundable.NO
    assert found.pence == sum(found.groups.values())
