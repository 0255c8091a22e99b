"""What pages of weeks show: each week as a picture, in words, in hours and money, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hubapp.availability.models import Closure
from hubapp.availability.queries import list_closures_between
from hubapp.availability.rules import patience_of
from hubapp.directory.models import Provider
from hubapp.hubs.models import Hub
from hubapp.plans.assemble import Locality, places_for
from hubapp.plans.doubts import doubts_about
from hubapp.plans.drawing import Picture, draw_narrow, draw_wide
from hubapp.plans.explaining import ExplainedWeek
from hubapp.plans.facts import Code, Fact
from hubapp.plans.helping import Help
from hubapp.plans.near_misses import tell_near_misses
from hubapp.plans.need import CareNeed
from hubapp.plans.reasons import price_of, reasons_for
from hubapp.plans.sentences import say
from hubapp.plans.services import Proposal
from hubapp.plans.steps import DayStory, tell
from hubapp.plans.week import Week
from hubapp.plans.why import why
from hubapp.transitions.models import LibraryItem
from hubapp.transitions.queries import list_items_shared_by


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One reason in words; a gap is said with it, but is no tick."""

    words: str
    is_gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCard:
    """One week, ready to be drawn and read."""

    week: Week
    title: str
    price: str
    is_sure: bool
    wide: Picture
    narrow: Picture
    stories: tuple[DayStory, ...]
    reasons: tuple[ReasonLine, ...]
    doubts: tuple[str, ...]
    songs: tuple[LibraryItem, ...]


@dataclass(frozen=True, slots=True)
class NudgeLine:
    """A small change in words. `need` is the need with it made, `ask` whose change it would be."""

    words: str
    gain: str
    need: CareNeed | None
    ask: tuple[Provider, ...]


@dataclass(frozen=True, slots=True)
class WeightLine:
    """What a part of the week counts for, in words and as a percentage of the longest bar."""

    words: str
    percent: int


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A provider's days, who would come next and what that would change."""

    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyWords:
    """Why a week is as it is, in words."""

    standing: tuple[str, ...]
    limits: tuple[str, ...]
    doubts: tuple[str, ...]
    weights: tuple[WeightLine, ...]
    together: str
    choices: tuple[ChoiceLine, ...]


def present_weeks(
    hub: Hub, need: CareNeed, proposal: Proposal, today: date
) -> tuple[WeekCard, ...]:
    """Every proposed week, in order."""
    return tuple(
        present_week(
            hub,
            need,
            week,
            proposal.sure if week in proposal.sure else proposal.to_ring,
            today,
            is_sure=week in proposal.sure,
        )
        for week in proposal.weeks
    )


def present_week(
    hub: Hub, need: CareNeed, week: Week, others: Sequence[Week], today: date, *, is_sure: bool
) -> WeekCard:
    """One week; `others` are the weeks shown with it, itself among them."""
    unsure = frozenset(
        leg.session.id
        for day in week.days
        for leg in day.legs
        if places_for(leg.session, need, today, patience_of(hub)) is None
    )
    return WeekCard(
        week=week,
        title=" and ".join(provider.name for provider in week.providers),
        price=say(price_of(week)),
        is_sure=is_sure,
        wide=draw_wide(week, unsure),
        narrow=draw_narrow(week, unsure),
        stories=tell(week.days),
        reasons=tuple(
            ReasonLine(say(fact), fact.code is Code.LEAVES_OPEN)
            for fact in reasons_for(week, others, need)
        ),
        doubts=_said(doubts_about(week, need, today, patience_of(hub), _closed(week, need))),
        songs=tuple(
            list_items_shared_by(hub.id, [provider.id for provider in week.providers], today)
        ),
    )


def _closed(week: Week, need: CareNeed) -> Sequence[Closure]:
    """When the week's providers are closed in the first seven days."""
    last = need.starts_on + timedelta(days=6)
    ids = [provider.id for provider in week.providers]
    return list_closures_between(ids, need.starts_on, last)


def present_help(
    found: Help | None, need: CareNeed, locality: Locality, today: date
) -> tuple[NudgeLine, ...]:
    """Every small change that would help, in words."""
    if found is None:
        return ()
    return tuple(
        NudgeLine(say(line.change), say(line.gain), line.need, line.ask)
        for line in tell_near_misses(
            zip(found.near_misses, found.then, strict=True),
            found.best,
            need,
            found.cut,
            locality,
            today,
        )
    )


def present_why(explained: ExplainedWeek, need: CareNeed) -> WhyWords:
    """The reasons behind a week, in words."""
    told = why(explained, need)
    longest = max(weight.pence for weight in told.weights)
    return WhyWords(
        standing=_said(told.standing),
        limits=_said(told.limits),
        doubts=_said(told.doubts),
        weights=tuple(
            WeightLine(say(weight.fact), round(100 * weight.pence / longest) if longest else 0)
            for weight in told.weights
        ),
        together=say(told.together),
        choices=tuple(ChoiceLine(say(choice.stay), _said(choice.facts)) for choice in told.choices),
    )


def _said(facts: Iterable[Fact]) -> tuple[str, ...]:
    return tuple(say(fact) for fact in facts)
