"""What there is to tell of a week, as data: a stable code, whom it is about, and its figures.

Modules of this room find facts (`reasons`, `why`, `doubts`, `near_misses`); only `sentences` puts
them into words.
"""

import enum
from dataclasses import dataclass
from datetime import date

from hubapp.directory.models import Provider
from hubapp.kernel.week import TimeBand, Weekday
from hubapp.plans.need import CareNeed


class Code(enum.StrEnum):
    """Everything that can be told; the values are stable, so that a translation can use them."""

    # What a week costs.
    PRICE = "price.some"
    PRICE_NOTHING = "price.nothing"
    # What speaks for a week.
    COVERS_ALL = "reason.covers_all"
    LEAVES_OPEN = "reason.leaves_open"
    CHEAPEST = "reason.cheapest"
    ALL_FUNDED = "reason.all_funded"
    ONE_PLACE = "reason.one_place"
    COLLECTED = "reason.collected"
    LEAST_TRAVEL = "reason.least_travel"
    TRAVEL = "reason.travel"
    NO_TRAVEL = "reason.no_travel"
    # What to ask before relying on a week, the weightiest first.
    PLACE_UNKNOWN = "doubt.place_unknown"
    PLACE_STALE = "doubt.place_stale"
    PLACE_AGEING = "doubt.place_ageing"
    CLOSED_AT_START = "doubt.closed_at_start"
    PRICE_ESTIMATED = "doubt.price_estimated"
    FUNDING_UNKNOWN = "doubt.funding_unknown"
    SEATS_UNKNOWN = "doubt.seats_unknown"
    AGE_AT_EDGE = "doubt.age_at_edge"
    SEARCH_CUT_SHORT = "doubt.search_cut_short"
    RULES_UNCHECKED = "doubt.rules_unchecked"
    # Where a week stands among all that could be made.
    STANDS_FIRST = "standing.first"
    STANDS_FIRST_SO_FAR = "standing.first_so_far"
    STANDS_LEVEL = "standing.level"
    STANDS_BEHIND = "standing.behind"
    # What each part of a week counts for.
    WEIGHS_ALL_COVERED = "weight.all_covered"
    WEIGHS_OPEN_TIME = "weight.open_time"
    WEIGHS_COST = "weight.cost"
    WEIGHS_NO_COST = "weight.no_cost"
    WEIGHS_TRAVEL = "weight.travel"
    WEIGHS_NO_TRAVEL = "weight.no_travel"
    WEIGHS_MORE_PLACES = "weight.more_places"
    WEIGHS_ONE_PLACE = "weight.one_place"
    WEIGHS_MOVES = "weight.moves"
    WEIGHS_NO_MOVES = "weight.no_moves"
    WEIGHS_TOGETHER = "weight.together"
    # Who would come next for a stay.
    STAY = "stay"
    NEXT_ONE = "next.one"
    NEXT_TWO = "next.two"
    NEXT_LEFT = "next.left"
    NEXT_OTHER_DAYS = "next.other_days"
    NEXT_NOBODY = "next.nobody"
    NEXT_DAY_OFF = "next.day_off"
    NEXT_IS_FIRST = "next.is_first"
    NEXT_IS_BETTER = "next.is_better"
    NEXT_SETTLED = "next.settled"
    NEXT_UNCHECKED = "next.unchecked"
    # What another week has more or less of.
    COVERS_LESS = "other.covers_less"
    COVERS_MORE = "other.covers_more"
    COSTS_MORE = "other.costs_more"
    COSTS_LESS = "other.costs_less"
    FARTHER = "other.farther"
    NEARER = "other.nearer"
    MORE_PLACES = "other.more_places"
    FEWER_PLACES = "other.fewer_places"
    MORE_MOVES = "other.more_moves"
    FEWER_MOVES = "other.fewer_moves"
    ABOUT_THE_SAME = "other.about_the_same"
    OTHER_DAYS_TOO = "other.other_days_too"
    # Rules that bound.
    FUNDED_DAY = "rule.funded_day"
    FUNDED_PROVIDER_DAY = "rule.funded_provider_day"
    FUNDED_PROVIDER_WEEK = "rule.funded_provider_week"
    FUNDED_POOL = "rule.funded_pool"
    FUNDED_TIMES = "rule.funded_times"
    TWO_SITES = "rule.two_sites"
    MINIMUM_CHARGE = "rule.minimum_charge"
    MOST_PROVIDERS = "rule.most_providers"
    MINIMUM_DAYS = "rule.minimum_days"
    # Small changes that would help.
    START_EARLIER = "change.start_earlier"
    START_LATER = "change.start_later"
    END_EARLIER = "change.end_earlier"
    END_LATER = "change.end_later"
    PLACE_NOT_KNOWN = "change.place_not_known"
    PLACE_FULL = "change.place_full"
    NEW_LINK = "change.new_link"
    ONE_PROVIDER_MORE = "change.one_provider_more"
    GO_FARTHER = "change.go_farther"
    ANOTHER_DAY = "change.another_day"
    ASK_FOR_WHAT_IS_COVERED = "change.ask_for_what_is_covered"
    # What a small change brings.
    GAINS_EVERYTHING = "gain.everything"
    GAINS_TIME = "gain.time"
    GAINS_MONEY = "gain.money"
    GAINS_TRAVEL = "gain.travel"
    GAINS_MOVES = "gain.moves"
    GAINS_PLACES = "gain.places"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing to tell. Which figures it has depends on its code.

    `count` also picks between one and many. `at_minutes` is a time of day, `since` the day
    something was last known, `asked` what a family could ask for instead.
    """

    code: Code
    provider: Provider | None = None
    partner: Provider | None = None
    days: tuple[Weekday, ...] = ()
    band: TimeBand | None = None
    at_minutes: int = 0
    minutes: int = 0
    metres: int = 0
    pence: int = 0
    count: int = 0
    since: date | None = None
    asked: CareNeed | None = None
