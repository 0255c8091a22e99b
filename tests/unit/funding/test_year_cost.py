"""A year of booked weeks: term, holidays and closures, and what another way would cost."""

from datetime import date

import pytest

from hubapp.funding.assumptions import assumed_of, assumed_of_years
from hubapp.funding.booking import BookedWeek, Fundable, TakenExtra
from hubapp.funding.charges import InvoiceGroup
from hubapp.funding.comparing import alternatives, year_alternatives
from hubapp.funding.cost_format import read_cost
from hubapp.funding.household import Child, Help
from hubapp.funding.pool import Pattern
from hubapp.funding.year_cost import BookedYear, price_weeks, year_cost
from tests.unit.funding.questions import FIFTEEN, HOUR, THIRTY, child, leg
from tests.unit.funding.weeks import stay

DAY = date(2026, 11, 22)
TERM = BookedWeek(stays=tuple(stay("nursery", day, 8, 18, 750) for day in range(5)))
HOLIDAY = BookedWeek(
    stays=tuple(stay("minder", day, 8, 18, 600) for day in range(4)),
    extras=(
        TakenExtra(
            provider="minder",
            group=InvoiceGroup.ACTIVITIES,
            name="Trips",
            pence_each=10_00,
            times=2,
        ),
    ),
)
YEAR = BookedYear(
    child=Child(id="a"),
    term=TERM,
    term_weeks=38,
    holiday=HOLIDAY,
    holiday_weeks=11,
    minutes_per_week=30 * HOUR,
    minutes_per_year=1140 * HOUR,
)


def test_term_weeks_and_holiday_weeks_add_up_to_the_year() -> None:
    found = year_cost([price_weeks(YEAR, Pattern.TERM_TIME, DAY)], Help.NONE, DAY)
    # 20 paid hours at £7.50 in term; 40 at £6 and two trips in the holidays.
    assert [week and week.parent for week in (found.per_funded_week, found.per_other_week)] == [
        150_00,
        260_00,
    ]
    assert found.per_year.parent == 38 * 150_00 + 11 * 260_00
    assert found.per_year.extras == 11 * 20_00
    assert found.per_year.funded_minutes == 1140 * HOUR


def test_each_providers_part_of_the_year_is_told() -> None:
    found = year_cost([price_weeks(YEAR, Pattern.TERM_TIME, DAY)], Help.NONE, DAY).legs["a"]
    assert found["nursery"].figures.fees == 38 * 150_00
    assert found["nursery"].funded_minutes_per_funded_week == 30 * HOUR
    assert found["minder"].figures.fees == 11 * 240_00
    assert found["minder"].funded_minutes_per_funded_week == 0


def test_stretched_hours_are_the_same_in_term_and_in_the_holidays() -> None:
    priced = price_weeks(YEAR, Pattern.STRETCHED, DAY)
    # 1,140 hours over 49 weeks: 23 h 15 min.
    assert priced.term.funded_minutes == priced.holiday.funded_minutes == 23 * HOUR + 15
    found = year_cost([priced], Help.NONE, DAY)
    assert found.per_year.funded_minutes == 49 * (23 * HOUR + 15)


def test_a_term_of_39_weeks_has_no_more_hours_a_year() -> None:
    longer = BookedYear(
        child=Child(id="a"),
        term=TERM,
        term_weeks=39,
        minutes_per_week=30 * HOUR,
        minutes_per_year=1140 * HOUR,
    )
    found = year_cost([price_weeks(longer, Pattern.TERM_TIME, DAY)], Help.NONE, DAY)
    assert found.per_year.funded_minutes == 39 * 1753
    assert found.per_other_week is None


def test_a_year_has_52_weeks() -> None:
    long = BookedYear(child=Child(id="a"), term=TERM, term_weeks=40, holiday_weeks=13)
    with pytest.raises(ValueError, match="A year has 52 weeks, not 53"):
        price_weeks(long, Pattern.TERM_TIME, DAY)


def test_tax_free_childcare_keeps_its_limit_over_the_year() -> None:
    found = year_cost([price_weeks(YEAR, Pattern.TERM_TIME, DAY)], Help.TFC, DAY)
    # £8,560 a year, a fifth of it £1,712: £428 a quarter.
    assert [quarter.tfc for quarter in found.by_quarter] == [428_00] * 4


def test_siblings_share_one_limit_of_universal_credit() -> None:
    other = BookedYear(child=Child(id="b"), term=TERM, term_weeks=38)
    priced = [price_weeks(year, Pattern.TERM_TIME, DAY) for year in (YEAR, other)]
    found = year_cost(priced, Help.UC, DAY)
    # £375 a week unfunded: £14,250 and £8,560 a year, £1,900.83 a month, 85 % of it £1,615.71.
    assert {month.uc for month in found.by_month} == {1_615_70, 1_615_71}


# --- what if ------------------------------------------------------------------------------------


def test_every_way_is_told_the_cheapest_first() -> None:
    found = year_alternatives([YEAR], DAY)
    assert len(found) == 6
    assert found == sorted(found, key=lambda one: one.parent_pence)
    cheapest = found[0]
    # Nursery hours at £7.50 are worth more than the childminder's at £6: term-time hours save more.
    assert (cheapest.pattern, cheapest.help) == (Pattern.TERM_TIME, Help.UC)
    assert cheapest.parent_pence == 8_560_00 * 15 // 100


def test_a_way_in_which_a_stay_cannot_be_funded_is_left_out() -> None:
    only = BookedWeek(stays=tuple(stay("school", day, 9, 15, 0, Fundable.ONLY) for day in range(5)))
    year = BookedYear(
        child=Child(id="a"),
        term=only,
        term_weeks=38,
        holiday=HOLIDAY,
        holiday_weeks=10,
        minutes_per_week=30 * HOUR,
        minutes_per_year=1140 * HOUR,
    )
    assert {one.pattern for one in year_alternatives([year], DAY)} == {Pattern.TERM_TIME}


def test_what_if_of_a_question() -> None:
    nursery = child(leg("nursery", 30, 800, weeks=50), funded=THIRTY)
    question = read_cost({"on": "2026-11-22", "children": [nursery]})
    found = {(one.pattern, one.help): one for one in alternatives(question, DAY)}
    # Every hour has one price, so all but rounding is alike: 1,140 hours of 1,500 are free.
    assert found[Pattern.TERM_TIME, Help.NONE].parent_pence == 360 * 8_00
    assert found[Pattern.STRETCHED, Help.NONE].parent_pence == 360 * 8_00
    assert found[Pattern.STRETCHED, Help.TFC].parent_pence == 360 * 6_40
    assert found[Pattern.STRETCHED, Help.UC].parent_pence == 360 * 1_20


def test_a_child_without_funded_hours_pays_the_same_in_either_pattern() -> None:
    question = read_cost({"on": "2026-11-22", "children": [child(leg("nursery", 10, 600))]})
    unhelped = [one for one in alternatives(question, DAY) if one.help is Help.NONE]
    assert [one.parent_pence for one in unhelped] == [38 * 60_00] * 2


# --- what is taken for granted ------------------------------------------------------------------


def test_what_a_year_takes_for_granted_is_said() -> None:
    priced = price_weeks(YEAR, Pattern.TERM_TIME, DAY)
    assert [str(one) for one in assumed_of_years([priced], Help.TFC, DAY)] == [
        "30 hours a week are funded, in 38 weeks of the year.",
        "Funded hours are used first where an hour costs most.",
        "In 3 weeks of the year there is no care, and nothing is paid for them.",
        "What a year costs is spread evenly over its twelve months.",
        (
            "Tax-Free Childcare adds £2 to every £8 paid in: at most £500 a quarter for a child, or"
            " £1,000 if the child is disabled."
        ),
        "Help is worked out on extras too, such as meals, as part of what the provider charges.",
        "Help in one week is that of a quarter with care in every week.",
    ]


def test_what_a_question_takes_for_granted_is_said() -> None:
    club = {"id": "club", "days_per_year": 20, "fee_pence_per_day": 45_00}
    nursery = child(leg("nursery", 30, 800), club, funded=FIFTEEN)
    question = read_cost({"on": "2026-11-22", "help": "uc", "children": [nursery]})
    assert [str(one) for one in assumed_of(question)] == [
        "15 hours a week are funded, in 38 weeks of the year.",
        "Funded hours are used first where an hour costs most.",
        "What a year costs is spread evenly over its twelve months.",
        "Days in no certain week are in the year's sum, but in no week's.",
        (
            "Universal Credit pays back up to 85%, at most £1,071.09 a month for one child or"
            " £1,836.16 for more. It also falls as earnings rise, so this is the most it can be."
        ),
        "Help in one week is that of a quarter with care in every week.",
    ]


def test_stretched_hours_are_said_once() -> None:
    priced = price_weeks(YEAR, Pattern.STRETCHED, DAY)
    said = [str(one) for one in assumed_of_years([priced], Help.NONE, DAY)]
    assert said[0] == "23 hours 15 minutes a week are funded, in 49 weeks of the year."
