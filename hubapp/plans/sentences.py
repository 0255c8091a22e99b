"""The one place where facts about a week become words: a table of whole sentences.

A translation is another table with the same codes. Every entry is a whole sentence with named gaps,
so that words can stand in any order; nothing is ever put together from pieces. Where a number
changes the words there is one sentence for one and one for many.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from hubapp.directory.distance import METRES_A_MILE
from hubapp.directory.models import Provider
from hubapp.kernel.money import say_pence
from hubapp.kernel.week import say_days, say_duration, say_time
from hubapp.plans.facts import Code, Fact
from hubapp.plans.wording import say_days_and_times

_NUMBER_WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
_MONTHS_A_YEAR = 12


class OneOrMany(NamedTuple):
    """The same sentence for a count of one and for any other."""

    one: str
    many: str


SENTENCES: Mapping[Code, str | OneOrMany] = {
    Code.PRICE: "{money} a week",
    Code.PRICE_NOTHING: "Nothing to pay for the hours",
    # --- what speaks for a week ---------------------------------------------------------------
    Code.COVERS_ALL: "Covers all the time you asked for.",
    Code.LEAVES_OPEN: "Leaves {time} with nobody yet.",
    Code.CHEAPEST: "No week we found costs less and covers as much.",
    Code.ALL_FUNDED: "Every hour is a funded hour.",
    Code.ONE_PLACE: "One place all week: no moving in the middle of the day.",
    Code.COLLECTED: "{name} walks or drives children to or from {partner}, so you do not have to.",
    Code.LEAST_TRAVEL: "The least extra travel: {distance} a week.",
    Code.TRAVEL: "Extra travel: {distance} a week.",
    Code.NO_TRAVEL: "No extra travel.",
    # --- what to ask first --------------------------------------------------------------------
    Code.PLACE_UNKNOWN: "We do not know if {name} has a place. Ring first.",
    Code.PLACE_STALE: "Nobody has confirmed places at {name} since {since}. Ring first.",
    Code.PLACE_AGEING: "Places at {name} were last confirmed on {since}.",
    Code.CLOSED_AT_START: "{name} is closed in your first week, until {since}. Ask when you can"
    " start.",
    Code.PRICE_ESTIMATED: "{name} has not told us all its prices. We used the middle price of"
    " places like it here.",
    Code.FUNDING_UNKNOWN: "{name} has not told us everything about funded hours. Ask before you"
    " rely on them.",
    Code.SEATS_UNKNOWN: "Ask {name} if there is a seat free for the trip to or from {partner}.",
    Code.AGE_AT_EDGE: "Your child is close to a birthday that changes which places they can have."
    " We counted them as just under {years}.",
    Code.SEARCH_CUT_SHORT: "We stopped looking after a few seconds. There may be better weeks.",
    Code.RULES_UNCHECKED: "We did not have time to check every rule.",
    # --- where a week stands ------------------------------------------------------------------
    Code.STANDS_FIRST: "We looked at every week that could be made. By our sums, no other is"
    " better.",
    Code.STANDS_FIRST_SO_FAR: "We have not found a better week so far.",
    Code.STANDS_LEVEL: "By our sums, another week comes to about the same as this one.",
    Code.STANDS_BEHIND: "By our sums, another week comes before this one.",
    # --- what each part counts for ------------------------------------------------------------
    Code.WEIGHS_ALL_COVERED: "All the time you asked for is covered. That matters most.",
    Code.WEIGHS_OPEN_TIME: "Nobody has your child for {time}. That matters more than all the rest.",
    Code.WEIGHS_COST: "You pay {money} for the hours.",
    Code.WEIGHS_NO_COST: "You pay nothing for the hours.",
    Code.WEIGHS_TRAVEL: "Extra travel, {distance}: we count it as {money}.",
    Code.WEIGHS_NO_TRAVEL: "You travel no further than you would anyway.",
    Code.WEIGHS_MORE_PLACES: OneOrMany(
        "Going to a second place: we count it as {money}.",
        "Going to {count} more places: we count it as {money}.",
    ),
    Code.WEIGHS_ONE_PLACE: "Your child gets to know just one place.",
    Code.WEIGHS_MOVES: OneOrMany(
        "Moving once in the middle of a day: we count it as {money}.",
        "Moving in the middle of a day, {count} times: we count it as {money}.",
    ),
    Code.WEIGHS_NO_MOVES: "Your child never moves in the middle of a day.",
    Code.WEIGHS_TOGETHER: "Together that makes {money}. The less it makes, the better the week.",
    # --- who would come next ------------------------------------------------------------------
    Code.STAY: "{days}: {name}",
    Code.NEXT_ONE: OneOrMany(
        "Next best that day: {name}.", "Next best on any one of these days: {name}."
    ),
    Code.NEXT_TWO: OneOrMany(
        "Next best that day: {name} with {partner}.",
        "Next best on any one of these days: {name} with {partner}.",
    ),
    Code.NEXT_LEFT: "If not, there is only {name} that day.",
    Code.NEXT_OTHER_DAYS: "Next best: {days} instead.",
    Code.NEXT_NOBODY: OneOrMany(
        "Nobody else we know of has a place that fits that day.",
        "Nobody else we know of has a place that fits on these days.",
    ),
    Code.NEXT_DAY_OFF: "Next best: a week without that day.",
    Code.NEXT_IS_FIRST: "The week that comes first does not use {name} then.",
    Code.NEXT_IS_BETTER: "We found a better week that does not use {name} then.",
    Code.NEXT_SETTLED: "You have this place already, so we built the week around it.",
    Code.NEXT_UNCHECKED: "We did not have time to look for the next best.",
    # --- what another week has more or less of ------------------------------------------------
    Code.COVERS_LESS: "That week covers {time} less.",
    Code.COVERS_MORE: "That week covers {time} more.",
    Code.COSTS_MORE: "That week costs {money} more.",
    Code.COSTS_LESS: "That week costs {money} less.",
    Code.FARTHER: "You travel further that week, by {distance}.",
    Code.NEARER: "You travel less that week, by {distance}.",
    Code.MORE_PLACES: OneOrMany(
        "Your child goes to one place more that week.",
        "Your child goes to {count} places more that week.",
    ),
    Code.FEWER_PLACES: OneOrMany(
        "Your child goes to one place fewer that week.",
        "Your child goes to {count} places fewer that week.",
    ),
    Code.MORE_MOVES: OneOrMany(
        "Your child moves once more that week.", "Your child moves {count} times more that week."
    ),
    Code.FEWER_MOVES: OneOrMany(
        "Your child moves once less that week.", "Your child moves {count} times less that week."
    ),
    Code.ABOUT_THE_SAME: "That week comes to about the same.",
    Code.OTHER_DAYS_TOO: "Other days change too.",
    # --- rules that bound ---------------------------------------------------------------------
    Code.FUNDED_DAY: "No more than 10 hours a day can be funded. You pay for the rest on {days}.",
    Code.FUNDED_PROVIDER_DAY: "{name} gives {time} funded a day at most. You pay for the rest on"
    " {days}.",
    Code.FUNDED_PROVIDER_WEEK: "{name} gives {time} funded a week at most. You pay for the rest"
    " there.",
    Code.FUNDED_POOL: "All your funded time, {time}, is used. You pay for the rest.",
    Code.FUNDED_TIMES: "Hours can be funded between 6am and 8pm only. You pay {name} for the time"
    " outside on {days}.",
    Code.TWO_SITES: "A child goes to two places a day at most. A third place is open in the time"
    " with nobody on {days}, but it would be too many moves.",
    Code.MINIMUM_CHARGE: "{name} charges for {time} a day at least. You use less than that on"
    " {days}.",
    Code.MOST_PROVIDERS: OneOrMany(
        "We kept to one place, as you asked. With one place more there is a better week.",
        "We kept to {count} places, as you asked. With one place more there is a better week.",
    ),
    Code.MINIMUM_DAYS: "{name} takes children for {count} days a week at least. Without that rule"
    " there would be a better week.",
    # --- small changes ------------------------------------------------------------------------
    Code.START_EARLIER: "Start {days} {time} earlier, at {at}.",
    Code.START_LATER: "Start {days} {time} later, at {at}.",
    Code.END_EARLIER: "End {days} {time} earlier, at {at}.",
    Code.END_LATER: "End {days} {time} later, at {at}.",
    Code.PLACE_NOT_KNOWN: "If {name} had a place on {days}, {band}. We do not know: ring and ask.",
    Code.PLACE_FULL: "If {name} had a place on {days}, {band}. It is full now: ask to go on its"
    " list.",
    Code.NEW_LINK: "If {name} and {partner} took children to each other. Ask them.",
    Code.ONE_PROVIDER_MORE: "Use one more place: {count} in all.",
    Code.GO_FARTHER: "Go {miles} miles further.",
    Code.ANOTHER_DAY: "Use {days} as well.",
    Code.ASK_FOR_WHAT_IS_COVERED: "Ask for {asked} instead.",
    Code.GAINS_EVERYTHING: "Then everything is covered.",
    Code.GAINS_TIME: "Then {time} less is left open.",
    Code.GAINS_MONEY: "Saves {money} a week.",
    Code.GAINS_TRAVEL: "Saves {distance} of travel a week.",
    Code.GAINS_MOVES: "Fewer moves in the day.",
    Code.GAINS_PLACES: "One place fewer.",
}


def say(fact: Fact) -> str:
    """A fact in plain words. Raises KeyError for a gap that nothing fills."""
    sentence = SENTENCES[fact.code]
    if isinstance(sentence, OneOrMany):
        sentence = sentence.one if fact.count == 1 else sentence.many
    return sentence.format_map(_Gaps(fact))


class _Gaps(dict[str, str]):
    """Fills only the gaps that a sentence has: a fact need not know more than it tells."""

    def __init__(self, fact: Fact) -> None:
        super().__init__()
        self._fact = fact

    def __missing__(self, gap: str) -> str:
        return GAPS[gap](self._fact)


def _name(provider: Provider | None) -> str:
    if provider is None:
        raise KeyError("a sentence names a provider, and its fact has none")
    return provider.name


def _say_distance(metres: int) -> str:
    miles = metres / METRES_A_MILE
    if miles >= 1.5:
        return f"about {miles:.0f} miles"
    return "about a mile" if miles >= 0.5 else "less than half a mile"


GAPS: Mapping[str, Callable[[Fact], str]] = {
    "name": lambda fact: _name(fact.provider),
    "partner": lambda fact: _name(fact.partner),
    "days": lambda fact: say_days(fact.days),
    "band": lambda fact: str(fact.band),
    "at": lambda fact: say_time(fact.at_minutes),
    "time": lambda fact: say_duration(fact.minutes),
    "distance": lambda fact: _say_distance(fact.metres),
    "miles": lambda fact: f"{fact.metres / METRES_A_MILE:.1f}",
    "money": lambda fact: say_pence(fact.pence),
    "count": lambda fact: _NUMBER_WORDS.get(fact.count, str(fact.count)),
    "years": lambda fact: str(fact.count // _MONTHS_A_YEAR),
    "since": lambda fact: f"{fact.since.day} {fact.since:%B}" if fact.since else "",
    "asked": lambda fact: say_days_and_times(fact.asked) if fact.asked else "",
}
