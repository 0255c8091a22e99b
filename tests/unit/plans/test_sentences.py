"""Every fact as the sentence a family reads; a translation has to say just as many."""

from datetime import date
from string import Formatter

import pytest

from hubapp.directory.models import ProviderKind
from hubapp.kernel.week import TimeBand, Weekday
from hubapp.plans.facts import Code, Fact
from hubapp.plans.sentences import GAPS, SENTENCES, OneOrMany, say
from tests.village import need, provider

ACORN = provider(1, ProviderKind.PRESCHOOL, "Acorn Pre-school")
BEA = provider(2, ProviderKind.CHILDMINDER, "Bea Brown")
MONDAY, TUESDAY, WEDNESDAY = list(Weekday)[:3]

SAID = [
    (Fact(code=Code.PRICE, pence=4120), "£41.20 a week"),
    (Fact(code=Code.PRICE_NOTHING), "Nothing to pay for the hours"),
    (Fact(code=Code.COVERS_ALL), "Covers all the time you asked for."),
    (Fact(code=Code.LEAVES_OPEN, minutes=90), "Leaves 1 hour 30 minutes with nobody yet."),
    (Fact(code=Code.CHEAPEST), "No week we found costs less and covers as much."),
    (Fact(code=Code.ALL_FUNDED), "Every hour is a funded hour."),
    (Fact(code=Code.ONE_PLACE), "One place all week: no moving in the middle of the day."),
    (
        Fact(code=Code.COLLECTED, provider=BEA, partner=ACORN),
        "Bea Brown walks or drives children to or from Acorn Pre-school, so you do not have to.",
    ),
    (
        Fact(code=Code.LEAST_TRAVEL, metres=1600),
        "The least extra travel: about a mile a week.",
    ),
    (Fact(code=Code.TRAVEL, metres=700), "Extra travel: less than half a mile a week."),
    (Fact(code=Code.NO_TRAVEL), "No extra travel."),
    (
        Fact(code=Code.PLACE_UNKNOWN, provider=BEA),
        "We do not know if Bea Brown has a place. Ring first.",
    ),
    (
        Fact(code=Code.PLACE_STALE, provider=BEA, since=date(2026, 10, 13)),
        "Nobody has confirmed places at Bea Brown since 13 October. Ring first.",
    ),
    (
        Fact(code=Code.PLACE_AGEING, provider=BEA, since=date(2026, 11, 2)),
        "Places at Bea Brown were last confirmed on 2 November.",
    ),
    (
        Fact(code=Code.CLOSED_AT_START, provider=BEA, since=date(2026, 11, 27)),
        "Bea Brown is closed in your first week, until 27 November. Ask when you can start.",
    ),
    (
        Fact(code=Code.PRICE_ESTIMATED, provider=BEA),
        (
            "Bea Brown has not told us all its prices. We used the middle price of places like it"
            " here."
        ),
    ),
    (
        Fact(code=Code.FUNDING_UNKNOWN, provider=BEA),
        "Bea Brown has not told us everything about funded hours. Ask before you rely on them.",
    ),
    (
        Fact(code=Code.SEATS_UNKNOWN, provider=BEA, partner=ACORN),
        "Ask Bea Brown if there is a seat free for the trip to or from Acorn Pre-school.",
    ),
    (
        Fact(code=Code.AGE_AT_EDGE, count=36),
        (
            "Your child is close to a birthday that changes which places they can have. We counted"
            " them as just under 3."
        ),
    ),
    (
        Fact(code=Code.SEARCH_CUT_SHORT),
        "We stopped looking after a few seconds. There may be better weeks.",
    ),
    (Fact(code=Code.RULES_UNCHECKED), "We did not have time to check every rule."),
    (
        Fact(code=Code.STANDS_FIRST),
        "We looked at every week that could be made. By our sums, no other is better.",
    ),
    (Fact(code=Code.STANDS_FIRST_SO_FAR), "We have not found a better week so far."),
    (
        Fact(code=Code.STANDS_LEVEL),
        "By our sums, another week comes to about the same as this one.",
    ),
    (Fact(code=Code.STANDS_BEHIND), "By our sums, another week comes before this one."),
    (
        Fact(code=Code.WEIGHS_ALL_COVERED),
        "All the time you asked for is covered. That matters most.",
    ),
    (
        Fact(code=Code.WEIGHS_OPEN_TIME, minutes=120),
        "Nobody has your child for 2 hours. That matters more than all the rest.",
    ),
    (Fact(code=Code.WEIGHS_COST, pence=500), "You pay £5 for the hours."),
    (Fact(code=Code.WEIGHS_NO_COST), "You pay nothing for the hours."),
    (
        Fact(code=Code.WEIGHS_TRAVEL, metres=4800, pence=288),
        "Extra travel, about 3 miles: we count it as £2.88.",
    ),
    (Fact(code=Code.WEIGHS_NO_TRAVEL), "You travel no further than you would anyway."),
    (
        Fact(code=Code.WEIGHS_MORE_PLACES, count=1, pence=800),
        "Going to a second place: we count it as £8.",
    ),
    (
        Fact(code=Code.WEIGHS_MORE_PLACES, count=2, pence=1600),
        "Going to two more places: we count it as £16.",
    ),
    (Fact(code=Code.WEIGHS_ONE_PLACE), "Your child gets to know just one place."),
    (
        Fact(code=Code.WEIGHS_MOVES, count=1, pence=150),
        "Moving once in the middle of a day: we count it as £1.50.",
    ),
    (
        Fact(code=Code.WEIGHS_MOVES, count=6, pence=900),
        "Moving in the middle of a day, 6 times: we count it as £9.",
    ),
    (Fact(code=Code.WEIGHS_NO_MOVES), "Your child never moves in the middle of a day."),
    (
        Fact(code=Code.WEIGHS_TOGETHER, pence=1988),
        "Together that makes £19.88. The less it makes, the better the week.",
    ),
    (
        Fact(code=Code.STAY, provider=BEA, days=(MONDAY, TUESDAY)),
        "Monday and Tuesday: Bea Brown",
    ),
    (Fact(code=Code.NEXT_ONE, provider=BEA, count=1), "Next best that day: Bea Brown."),
    (
        Fact(code=Code.NEXT_ONE, provider=BEA, count=2),
        "Next best on any one of these days: Bea Brown.",
    ),
    (
        Fact(code=Code.NEXT_TWO, provider=ACORN, partner=BEA, count=1),
        "Next best that day: Acorn Pre-school with Bea Brown.",
    ),
    (
        Fact(code=Code.NEXT_TWO, provider=ACORN, partner=BEA, count=3),
        "Next best on any one of these days: Acorn Pre-school with Bea Brown.",
    ),
    (
        Fact(code=Code.NEXT_LEFT, provider=ACORN),
        "If not, there is only Acorn Pre-school that day.",
    ),
    (Fact(code=Code.NEXT_OTHER_DAYS, days=(WEDNESDAY,)), "Next best: Wednesday instead."),
    (
        Fact(code=Code.NEXT_NOBODY, count=1),
        "Nobody else we know of has a place that fits that day.",
    ),
    (
        Fact(code=Code.NEXT_NOBODY, count=2),
        "Nobody else we know of has a place that fits on these days.",
    ),
    (Fact(code=Code.NEXT_DAY_OFF), "Next best: a week without that day."),
    (
        Fact(code=Code.NEXT_IS_FIRST, provider=BEA),
        "The week that comes first does not use Bea Brown then.",
    ),
    (
        Fact(code=Code.NEXT_IS_BETTER, provider=BEA),
        "We found a better week that does not use Bea Brown then.",
    ),
    (
        Fact(code=Code.NEXT_SETTLED),
        "You have this place already, so we built the week around it.",
    ),
    (Fact(code=Code.NEXT_UNCHECKED), "We did not have time to look for the next best."),
    (Fact(code=Code.COVERS_LESS, minutes=60), "That week covers 1 hour less."),
    (Fact(code=Code.COVERS_MORE, minutes=60), "That week covers 1 hour more."),
    (Fact(code=Code.COSTS_MORE, pence=1200), "That week costs £12 more."),
    (Fact(code=Code.COSTS_LESS, pence=1250), "That week costs £12.50 less."),
    (Fact(code=Code.FARTHER, metres=1200), "You travel further that week, by about a mile."),
    (
        Fact(code=Code.NEARER, metres=500),
        "You travel less that week, by less than half a mile.",
    ),
    (Fact(code=Code.MORE_PLACES, count=1), "Your child goes to one place more that week."),
    (Fact(code=Code.MORE_PLACES, count=2), "Your child goes to two places more that week."),
    (Fact(code=Code.FEWER_PLACES, count=1), "Your child goes to one place fewer that week."),
    (Fact(code=Code.FEWER_PLACES, count=2), "Your child goes to two places fewer that week."),
    (Fact(code=Code.MORE_MOVES, count=1), "Your child moves once more that week."),
    (Fact(code=Code.MORE_MOVES, count=3), "Your child moves three times more that week."),
    (Fact(code=Code.FEWER_MOVES, count=1), "Your child moves once less that week."),
    (Fact(code=Code.FEWER_MOVES, count=3), "Your child moves three times less that week."),
    (Fact(code=Code.ABOUT_THE_SAME), "That week comes to about the same."),
    (Fact(code=Code.OTHER_DAYS_TOO), "Other days change too."),
    (
        Fact(code=Code.FUNDED_DAY, days=(MONDAY,)),
        "No more than 10 hours a day can be funded. You pay for the rest on Monday.",
    ),
    (
        Fact(code=Code.FUNDED_PROVIDER_DAY, provider=BEA, minutes=240, days=(MONDAY, TUESDAY)),
        "Bea Brown gives 4 hours funded a day at most. You pay for the rest on Monday and Tuesday.",
    ),
    (
        Fact(code=Code.FUNDED_PROVIDER_WEEK, provider=BEA, minutes=600),
        "Bea Brown gives 10 hours funded a week at most. You pay for the rest there.",
    ),
    (
        Fact(code=Code.FUNDED_POOL, minutes=900),
        "All your funded time, 15 hours, is used. You pay for the rest.",
    ),
    (
        Fact(code=Code.FUNDED_TIMES, provider=BEA, days=(MONDAY,)),
        (
            "Hours can be funded between 6am and 8pm only. You pay Bea Brown for the time outside"
            " on Monday."
        ),
    ),
    (
        Fact(code=Code.TWO_SITES, days=(MONDAY,)),
        (
            "A child goes to two places a day at most. A third place is open in the time with"
            " nobody on Monday, but it would be too many moves."
        ),
    ),
    (
        Fact(code=Code.MINIMUM_CHARGE, provider=BEA, minutes=180, days=(MONDAY,)),
        "Bea Brown charges for 3 hours a day at least. You use less than that on Monday.",
    ),
    (
        Fact(code=Code.MOST_PROVIDERS, count=1),
        "We kept to one place, as you asked. With one place more there is a better week.",
    ),
    (
        Fact(code=Code.MOST_PROVIDERS, count=2),
        "We kept to two places, as you asked. With one place more there is a better week.",
    ),
    (
        Fact(code=Code.MINIMUM_DAYS, provider=BEA, count=3),
        (
            "Bea Brown takes children for three days a week at least. Without that rule there would"
            " be a better week."
        ),
    ),
    (
        Fact(code=Code.START_EARLIER, days=(MONDAY,), minutes=30, at_minutes=450),
        "Start Monday 30 minutes earlier, at 7:30am.",
    ),
    (
        Fact(code=Code.START_LATER, days=(MONDAY,), minutes=30, at_minutes=540),
        "Start Monday 30 minutes later, at 9am.",
    ),
    (
        Fact(code=Code.END_EARLIER, days=(MONDAY,), minutes=60, at_minutes=1020),
        "End Monday 1 hour earlier, at 5pm.",
    ),
    (
        Fact(code=Code.END_LATER, days=(MONDAY,), minutes=60, at_minutes=1080),
        "End Monday 1 hour later, at 6pm.",
    ),
    (
        Fact(code=Code.PLACE_NOT_KNOWN, provider=BEA, days=(TUESDAY,), band=TimeBand(720, 1080)),
        "If Bea Brown had a place on Tuesday, 12 noon to 6pm. We do not know: ring and ask.",
    ),
    (
        Fact(code=Code.PLACE_FULL, provider=BEA, days=(TUESDAY,), band=TimeBand(720, 1080)),
        (
            "If Bea Brown had a place on Tuesday, 12 noon to 6pm. It is full now: ask to go on its"
            " list."
        ),
    ),
    (
        Fact(code=Code.NEW_LINK, provider=ACORN, partner=BEA),
        "If Acorn Pre-school and Bea Brown took children to each other. Ask them.",
    ),
    (Fact(code=Code.ONE_PROVIDER_MORE, count=3), "Use one more place: three in all."),
    (Fact(code=Code.GO_FARTHER, metres=500), "Go 0.3 miles further."),
    (Fact(code=Code.ANOTHER_DAY, days=(WEDNESDAY,)), "Use Wednesday as well."),
    (
        Fact(code=Code.ASK_FOR_WHAT_IS_COVERED, asked=need()),
        "Ask for Monday and Tuesday, 9am to 5pm instead.",
    ),
    (Fact(code=Code.GAINS_EVERYTHING), "Then everything is covered."),
    (Fact(code=Code.GAINS_TIME, minutes=60), "Then 1 hour less is left open."),
    (Fact(code=Code.GAINS_MONEY, pence=1068), "Saves £10.68 a week."),
    (Fact(code=Code.GAINS_TRAVEL, metres=3300), "Saves about 2 miles of travel a week."),
    (Fact(code=Code.GAINS_MOVES), "Fewer moves in the day."),
    (Fact(code=Code.GAINS_PLACES), "One place fewer."),
]


@pytest.mark.parametrize(("fact", "words"), SAID, ids=[fact.code.value for fact, _ in SAID])
def test_a_fact_is_said_in_plain_words(fact: Fact, words: str) -> None:
    assert say(fact) == words


def test_every_fact_there_is_was_said_above() -> None:
    assert list(dict.fromkeys(fact.code for fact, _ in SAID)) == list(Code)
    assert list(SENTENCES) == list(Code)


def test_a_fact_that_names_nobody_is_refused_rather_than_half_said() -> None:
    with pytest.raises(KeyError):
        say(Fact(code=Code.PLACE_UNKNOWN))


@pytest.mark.parametrize("code", Code)
def test_one_and_many_have_gaps_that_can_be_filled(code: Code) -> None:
    sentence = SENTENCES[code]
    for form in sentence if isinstance(sentence, OneOrMany) else (sentence,):
        gaps = {gap for _, gap, _, _ in Formatter().parse(form) if gap is not None}
        assert gaps <= set(GAPS)
