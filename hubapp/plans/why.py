"""Why a week is as it is, as facts: the matcher's reasons in the hub's terms and money. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from hubapp import matching
from hubapp.directory.models import Provider
from hubapp.kernel.week import Weekday
from hubapp.matching.binding import Binding, Rule
from hubapp.matching.explain import Share, StayReason, Term
from hubapp.plans.assemble import Locality
from hubapp.plans.explaining import ExplainedWeek
from hubapp.plans.facts import Code, Fact
from hubapp.plans.need import CareNeed
from hubapp.plans.reasons import metres_of
from hubapp.plans.week import Week

# The matcher's pence may be out by so much a week (ADR 6), and nobody chooses by less.
_NO_MATTER_PENCE = 100
_NO_MATTER_METRES = 400


@dataclass(frozen=True, slots=True)
class Weight:
    """What one part of a week counts for: so many of the pence that all parts come to."""

    fact: Fact
    pence: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A provider on days that go alike, who would come next, and what that would change."""

    stay: Fact
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Everything that is told of why a week is as it is."""

    standing: tuple[Fact, ...]
    limits: tuple[Fact, ...]
    doubts: tuple[Fact, ...]
    weights: tuple[Weight, ...]
    together: Fact
    choices: tuple[Choice, ...]


def why(explained: ExplainedWeek, need: CareNeed) -> Why:
    """The reasons behind a week."""
    weights = tuple(_weight(share, explained.week) for share in explained.reasons.shares)
    return Why(
        standing=tuple(_standing(explained)),
        limits=tuple(_limits(explained, need)),
        doubts=tuple(_doubts(explained)),
        weights=weights,
        together=Fact(code=Code.WEIGHS_TOGETHER, pence=sum(weight.pence for weight in weights)),
        choices=tuple(_choices(explained)),
    )


def _standing(explained: ExplainedWeek) -> Iterator[Fact]:
    """Where the week stands, and what the best one has over it."""
    if explained.is_best:
        code = Code.STANDS_FIRST if explained.finished else Code.STANDS_FIRST_SO_FAR
        yield Fact(code=code)
        return
    over = differences(explained.week, explained.best)
    if over == NO_DIFFERENCE:
        yield Fact(code=Code.STANDS_LEVEL)
    else:
        yield from (Fact(code=Code.STANDS_BEHIND), *over)


def _doubts(explained: ExplainedWeek) -> Iterator[Fact]:
    if not explained.finished:
        yield Fact(code=Code.SEARCH_CUT_SHORT)
    elif explained.reasons.unchecked:
        yield Fact(code=Code.RULES_UNCHECKED)


# --- what each part counts for ------------------------------------------------------------------


# What a term is told by where there is some of it, and where there is none.
_TERM_CODES = {
    Term.UNCOVERED: (Code.WEIGHS_OPEN_TIME, Code.WEIGHS_ALL_COVERED),
    Term.COST: (Code.WEIGHS_COST, Code.WEIGHS_NO_COST),
    Term.TRAVEL: (Code.WEIGHS_TRAVEL, Code.WEIGHS_NO_TRAVEL),
    Term.PROVIDERS: (Code.WEIGHS_MORE_PLACES, Code.WEIGHS_ONE_PLACE),
    Term.HANDOVERS: (Code.WEIGHS_MOVES, Code.WEIGHS_NO_MOVES),
}


def _weight(share: Share, week: Week) -> Weight:
    """One term, with the page's own money: the matcher's is rounded to its slots."""
    amount = {
        Term.UNCOVERED: week.uncovered_minutes,
        Term.COST: week.pence,
        Term.PROVIDERS: max(0, share.amount - 1),
    }.get(share.term, share.amount)
    pence = week.pence if share.term is Term.COST else share.pence
    some, none = _TERM_CODES[share.term]
    fact = Fact(
        code=some if amount else none,
        pence=pence,
        minutes=week.uncovered_minutes,
        metres=metres_of(week),
        count=amount,
    )
    return Weight(fact, pence)


# --- who would come next ------------------------------------------------------------------------


def _choices(explained: ExplainedWeek) -> Iterator[Choice]:
    """Each provider's days; those that would go alike without it are told once."""
    providers = _by_id(explained.locality)
    alike: dict[tuple[str, tuple[Fact, ...]], list[Weekday]] = {}
    for stay in explained.reasons.stays:
        facts = tuple(_next_best(stay, explained, providers))
        alike.setdefault((stay.provider, facts), []).append(Weekday(stay.day))
    for (name, facts), days in alike.items():
        told = tuple(_on(days, fact) for fact in facts)
        yield Choice(Fact(code=Code.STAY, provider=providers[name], days=tuple(days)), told)


def _on(days: list[Weekday], fact: Fact) -> Fact:
    """A fact about who comes next is told of one day or of any one of several."""
    if fact.code not in (Code.NEXT_ONE, Code.NEXT_TWO, Code.NEXT_NOBODY):
        return fact
    return replace(fact, days=tuple(days), count=len(days))


def _next_best(
    stay: StayReason, explained: ExplainedWeek, providers: Mapping[str, Provider]
) -> Iterator[Fact]:
    runner_up = stay.runner_up
    if runner_up is None:
        yield Fact(code=Code.NEXT_SETTLED if stay.settled else Code.NEXT_UNCHECKED)
        return
    week, other = explained.week, explained.next_best[stay.day, stay.provider]
    if not explained.is_best and other.plan.days == explained.best.plan.days:
        yield Fact(code=Code.NEXT_IS_FIRST, provider=providers[stay.provider])
        return
    over = differences(week, other)
    if other.plan.vector < week.plan.vector and over != NO_DIFFERENCE:
        yield Fact(code=Code.NEXT_IS_BETTER, provider=providers[stay.provider])
    else:
        yield _who_comes_next(stay, runner_up, week, providers)
    yield from over
    if _changes_elsewhere(week, other, stay.day):
        yield Fact(code=Code.OTHER_DAYS_TOO)


def _who_comes_next(
    stay: StayReason,
    runner_up: matching.RunnerUp,
    week: Week,
    providers: Mapping[str, Provider],
) -> Fact:
    them = [providers[name] for name in runner_up.providers]
    if not them:
        return _nobody_that_day(runner_up, week)
    here = {leg.provider for day in week.plan.days if day.day == stay.day for leg in day.legs} - {
        stay.provider
    }
    if set(runner_up.providers) <= here:
        return Fact(code=Code.NEXT_LEFT, provider=them[0])
    if len(them) == 1:
        return Fact(code=Code.NEXT_ONE, provider=them[0])
    return Fact(code=Code.NEXT_TWO, provider=them[0], partner=them[1])


def _nobody_that_day(runner_up: matching.RunnerUp, week: Week) -> Fact:
    """Nobody else that day: another day instead, time left open, or a day that can be spared."""
    used = {day.day for day in week.plan.days}
    instead = [Weekday(day.day) for day in runner_up.plan.days if day.day not in used]
    if instead:
        return Fact(code=Code.NEXT_OTHER_DAYS, days=tuple(instead))
    lost = runner_up.plan.vector.uncovered_slots > week.plan.vector.uncovered_slots
    return Fact(code=Code.NEXT_NOBODY if lost else Code.NEXT_DAY_OFF)


def _changes_elsewhere(week: Week, other: Week, day: int) -> bool:
    """Whether days that both weeks use go differently too."""
    mine = {one.day: one.legs for one in week.plan.days}
    theirs = {one.day: one.legs for one in other.plan.days}
    return any(mine[one] != theirs[one] for one in mine.keys() & theirs.keys() if one != day)


class _Measure(NamedTuple):
    """Something weeks have more or less of: the least that matters, and how each is told."""

    of: Callable[[Week], int]
    least: int
    more: Callable[[int], Fact]
    less: Callable[[int], Fact]


_MEASURES = (
    _Measure(
        lambda week: week.uncovered_minutes,
        1,
        lambda minutes: Fact(code=Code.COVERS_LESS, minutes=minutes),
        lambda minutes: Fact(code=Code.COVERS_MORE, minutes=minutes),
    ),
    _Measure(
        lambda week: week.pence,
        _NO_MATTER_PENCE,
        lambda pence: Fact(code=Code.COSTS_MORE, pence=pence),
        lambda pence: Fact(code=Code.COSTS_LESS, pence=pence),
    ),
    _Measure(
        metres_of,
        _NO_MATTER_METRES,
        lambda metres: Fact(code=Code.FARTHER, metres=metres),
        lambda metres: Fact(code=Code.NEARER, metres=metres),
    ),
    _Measure(
        lambda week: len(week.providers),
        1,
        lambda count: Fact(code=Code.MORE_PLACES, count=count),
        lambda count: Fact(code=Code.FEWER_PLACES, count=count),
    ),
    _Measure(
        lambda week: len(week.handovers),
        1,
        lambda count: Fact(code=Code.MORE_MOVES, count=count),
        lambda count: Fact(code=Code.FEWER_MOVES, count=count),
    ),
)
NO_DIFFERENCE = (Fact(code=Code.ABOUT_THE_SAME),)


def differences(week: Week, other: Week) -> tuple[Fact, ...]:
    """What another week has more or less of, in the order it matters, in the page's own money."""
    changes = [(measure, measure.of(other) - measure.of(week)) for measure in _MEASURES]
    found = tuple(
        measure.more(change) if change > 0 else measure.less(-change)
        for measure, change in changes
        if abs(change) >= measure.least
    )
    return found or NO_DIFFERENCE


# --- rules that bound ---------------------------------------------------------------------------


def _limits(explained: ExplainedWeek, need: CareNeed) -> Iterator[Fact]:
    """Each rule once for each provider, with the days it bound on."""
    providers = _by_id(explained.locality)
    alike: dict[Fact, list[Weekday]] = {}
    for binding in explained.reasons.binding:
        days = alike.setdefault(_limit(binding, explained, need, providers), [])
        if binding.day is not None:
            days.append(Weekday(binding.day))
    for fact, days in alike.items():
        yield replace(fact, days=tuple(days))


_RULE_CODES = {
    Rule.FUNDED_DAY: Code.FUNDED_DAY,
    Rule.FUNDED_PROVIDER_DAY: Code.FUNDED_PROVIDER_DAY,
    Rule.FUNDED_PROVIDER_WEEK: Code.FUNDED_PROVIDER_WEEK,
    Rule.FUNDED_POOL: Code.FUNDED_POOL,
    Rule.FUNDED_TIMES: Code.FUNDED_TIMES,
    Rule.TWO_SITES: Code.TWO_SITES,
    Rule.MINIMUM_CHARGE: Code.MINIMUM_CHARGE,
    Rule.MOST_PROVIDERS: Code.MOST_PROVIDERS,
    Rule.MINIMUM_DAYS: Code.MINIMUM_DAYS,
}


def _limit(
    binding: Binding, explained: ExplainedWeek, need: CareNeed, providers: Mapping[str, Provider]
) -> Fact:
    code = _RULE_CODES[binding.rule]
    provider = providers[binding.provider] if binding.provider else None
    if provider is None:
        return Fact(code=code, minutes=explained.funded_minutes, count=need.max_providers)
    minutes = {
        Rule.FUNDED_PROVIDER_DAY: provider.funded_minutes_a_day,
        Rule.FUNDED_PROVIDER_WEEK: provider.funded_minutes_a_week,
        Rule.MINIMUM_CHARGE: _least_charged(explained.week, binding.day, provider),
    }.get(binding.rule)
    return Fact(
        code=code, provider=provider, minutes=minutes or 0, count=provider.min_days_a_week or 0
    )


def _least_charged(week: Week, day: int | None, provider: Provider) -> int:
    return max(
        (
            leg.session.min_minutes
            for one in week.days
            if one.weekday == day
            for leg in one.legs
            if leg.provider is provider
        ),
        default=0,
    )


def _by_id(locality: Locality) -> Mapping[str, Provider]:
    return {str(provider.id): provider for provider in locality.providers}
