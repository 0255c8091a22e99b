"""What a funded week may look like: how many hours, at what times, on how many sites."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from hubapp.funding.dated import Dated
from hubapp.funding.rule import rule
from hubapp.kernel.week import TimeBand, Weekday, say_duration

_GUIDANCE = "DfE, Early education and childcare, statutory guidance"
_COUNCILS = "Councils' agreements with providers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(Dated):
    """The limits within which funded hours may be taken; minutes, times of day from midnight."""

    FILE = "delivery.toml"

    day_minutes: int
    earliest_minute: int
    latest_minute: int
    sites_a_day: int
    week_minutes: int
    year_minutes: int
    term_weeks: int
    longest_weeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FundedStay:
    """Funded time of one child at one site of a provider."""

    provider: str
    site: str
    weekday: Weekday
    band: TimeBand


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a week breaks, by number, and how."""

    rule: str
    sentence: str


# --- how many hours -----------------------------------------------------------------------------


@rule("R16", source=f"{_GUIDANCE} A1")
def over_week(minutes: int, minutes_a_week: int) -> int:
    """A term-time week has at most 15 or 30 funded hours. Minutes too many; 0 if they fit.

    >>> over_week(30 * 60, 30 * 60), over_week(31 * 60, 30 * 60)
    (0, 60)
    """
    return max(0, minutes - minutes_a_week)


@rule("R17", source=f"{_GUIDANCE} A1; Childcare Act 2016")
def over_year(minutes_a_week: int, weeks: int, minutes_a_year: int) -> int:
    """A year has at most 570 or 1,140 funded hours, however spread. Minutes too many.

    >>> over_year(30 * 60, 38, 1140 * 60)
    0
    >>> over_year(24 * 60, 48, 1140 * 60) == 12 * 60
    True
    """
    return max(0, minutes_a_week * weeks - minutes_a_year)


@rule("R18", "R19", source=f"{_GUIDANCE} A2; councils' tables of stretched hours")
def stretched_minutes(minutes_a_year: int, weeks: int, minutes_a_week: int) -> int:
    """Stretched hours are the year's divided by the weeks, rounded down, never above 15 or 30.

    1,140 hours over 51 weeks are 22.35 a week; over 36 weeks still only 30, and 60 are lost.

    >>> stretched_minutes(1140 * 60, 51, 30 * 60) / 60
    22.35
    >>> over_year(1341, 51, 1140 * 60), over_year(1342, 51, 1140 * 60)
    (0, 42)
    >>> stretched_minutes(1140 * 60, 36, 30 * 60) / 60
    30.0
    >>> 1140 - stretched_minutes(1140 * 60, 36, 30 * 60) * 36 / 60
    60.0
    """
    return min(minutes_a_year // weeks, minutes_a_week)


@rule("R20", source=f"{_GUIDANCE} A1; GOV.UK, free childcare for working parents")
def all_together(entitlements: Iterable[int], most_minutes: int) -> int:
    """Entitlements never add up to more than 30 hours a week.

    Thirty for working parents and the universal fifteen are thirty; the universal alone is 15.

    >>> all_together([30 * 60, 15 * 60], 30 * 60) // 60
    30
    >>> all_together([15 * 60], 30 * 60) // 60
    15
    """
    return min(sum(entitlements), most_minutes)


@rule("R38", source=f"{_COUNCILS}: closures and bank holidays")
def over_after_moving(minutes: int, moved_minutes: int, minutes_a_week: int) -> int:
    """A day the provider is closed is not funded; its hours may move to a week with room.

    Minutes too many once they have moved: six hours fit into a week of 24, not into one of 27.

    >>> over_after_moving(24 * 60, 6 * 60, 30 * 60), over_after_moving(27 * 60, 6 * 60, 30 * 60)
    (0, 180)
    """
    return over_week(minutes + moved_minutes, minutes_a_week)


# --- when and where -----------------------------------------------------------------------------


@rule("R22", source=f"{_GUIDANCE} A2")
def fundable_minutes(band: TimeBand, limits: Delivery) -> int:
    """Only time between 6am and 8pm can be funded.

    >>> fundable_minutes(TimeBand(5 * 60 + 30, 8 * 60 + 30), limits) / 60
    2.5
    >>> fundable_minutes(TimeBand(19 * 60, 21 * 60), limits) / 60
    1.0
    """
    return band.overlap_minutes(TimeBand(limits.earliest_minute, limits.latest_minute))


@rule("R21", source=f"{_GUIDANCE} A2")
def over_day(stays: Iterable[FundedStay], limits: Delivery) -> dict[Weekday, int]:
    """A child has at most ten funded hours a day, all sites together. Minutes too many by day.

    Six hours at a nursery and four with a childminder fit; four and a half are too many.

    >>> over_day([stay("nursery", 8, 14), stay("childminder", 14, 18)], limits)
    {}
    >>> over_day([stay("nursery", 8, 14), stay("childminder", 14, 18.5)], limits)
    {<Weekday.MONDAY: 0>: 30}
    """
    minutes: Counter[Weekday] = Counter()
    for stay in stays:
        minutes[stay.weekday] += stay.band.minutes
    return {
        day: found - limits.day_minutes
        for day, found in minutes.items()
        if found > limits.day_minutes
    }


@rule("R23", source=f"{_GUIDANCE} A2")
def crowded_days(stays: Iterable[FundedStay], limits: Delivery) -> list[Weekday]:
    """A child has funded hours at no more than two sites a day. The days with more.

    >>> crowded_days([stay("a", 8, 10), stay("b", 10, 12)], limits)
    []
    >>> crowded_days([stay("a", 8, 10), stay("b", 10, 12), stay("c", 12, 14)], limits)
    [<Weekday.MONDAY: 0>]
    """
    sites: dict[Weekday, set[str]] = defaultdict(set)
    for stay in stays:
        sites[stay.weekday].add(stay.site)
    return sorted(day for day, found in sites.items() if len(found) > limits.sites_a_day)


@rule("R24", source="Local: a council's own limit, if it has one")
def too_many_providers(providers: Iterable[str], most: int | None) -> bool:
    """Some councils limit how many providers a child may have; nationally there is no limit.

    >>> too_many_providers(["nursery", "childminder", "school", "club"], None)
    False
    >>> too_many_providers(["nursery", "childminder", "school", "club"], 3)
    True
    """
    return most is not None and len(set(providers)) > most


@rule("R29", source=f"{_COUNCILS}: one claim for one hour")
def overlaps(stays: Sequence[FundedStay]) -> list[tuple[FundedStay, FundedStay]]:
    """No two funded hours of a child are at the same time, whoever gives them.

    >>> len(overlaps([stay("a", 9, 12), stay("b", 12, 15)]))
    0
    >>> len(overlaps([stay("a", 9, 12), stay("b", 11, 15)]))
    1
    """
    return [
        (first, second)
        for first, second in combinations(stays, 2)
        if first.weekday == second.weekday and first.band.overlap_minutes(second.band)
    ]


@rule("R37", source=f"{_GUIDANCE} A1; Coventry provider handbook")
def paid_gaps(funded: Sequence[TimeBand], compulsory: Iterable[TimeBand]) -> list[TimeBand]:
    """Time between two funded blocks at a site must not be paid time a family has to buy.

    The compulsory paid bands of one day at one site that lie between funded blocks.

    >>> morning, afternoon = TimeBand(9 * 60, 12 * 60), TimeBand(13 * 60, 15 * 60)
    >>> [str(band) for band in paid_gaps([morning, afternoon], [TimeBand(12 * 60, 13 * 60)])]
    ['12 noon to 1pm']
    >>> paid_gaps([morning, afternoon], [TimeBand(15 * 60, 18 * 60)])
    []
    """
    if not funded:
        return []
    start = min(band.end_minutes for band in funded)
    end = max(band.start_minutes for band in funded)
    return [band for band in compulsory if band.start_minutes < end and band.end_minutes > start]


# --- all of a week ------------------------------------------------------------------------------


@rule("R25", "R26", source=f"{_GUIDANCE} A2; the parent declaration")
def breaches(
    stays: Sequence[FundedStay],
    minutes_a_week: int,
    limits: Delivery,
    most_providers: int | None = None,
) -> list[Breach]:
    """A funded stay may be of any length, and a family may take fewer hours than it has.

    Everything else that makes a funded week wrong, each with the number of the rule it breaks.

    >>> half_hour = stay("a", 9, 9.5)
    >>> breaches([half_hour], 30 * 60, limits)
    []
    >>> [breach.rule for breach in breaches([half_hour] * 2, 30, limits)]
    ['R16', 'R29']
    """
    return [
        *_too_much(stays, minutes_a_week, limits),
        *_wrong_times(stays, limits),
        *_wrong_places(stays, limits, most_providers),
    ]


def _too_much(
    stays: Sequence[FundedStay], minutes_a_week: int, limits: Delivery
) -> Iterator[Breach]:
    over = over_week(sum(stay.band.minutes for stay in stays), minutes_a_week)
    if over:
        yield Breach(
            "R16", f"The week has {say_duration(over)} more than the child's funded hours."
        )
    for day, minutes in over_day(stays, limits).items():
        yield Breach("R21", f"{day.label} has {say_duration(minutes)} too much funded time.")


def _wrong_times(stays: Sequence[FundedStay], limits: Delivery) -> Iterator[Breach]:
    for stay in stays:
        if fundable_minutes(stay.band, limits) < stay.band.minutes:
            said = f"{stay.weekday.label}, {stay.band}"
            yield Breach("R22", f"{said}: only time between 6am and 8pm can be funded.")
    for first, second in overlaps(stays):
        said = f"{first.weekday.label}, {first.band} and {second.band}"
        yield Breach("R29", f"{said}: funded time at two places at once.")


def _wrong_places(
    stays: Sequence[FundedStay], limits: Delivery, most_providers: int | None
) -> Iterator[Breach]:
    for day in crowded_days(stays, limits):
        yield Breach("R23", f"{day.label} has funded time at more than two sites.")
    if too_many_providers([stay.provider for stay in stays], most_providers):
        yield Breach("R24", f"The council funds at most {most_providers} providers for a child.")
