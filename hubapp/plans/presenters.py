"""What the page of blended weeks shows: each week as a picture, in words, in hours and in money."""

from dataclasses import dataclass
from datetime import date

from hubapp.hubs.models import Hub
from hubapp.plans.assemble import places_for
from hubapp.plans.drawing import Picture, draw_narrow, draw_wide
from hubapp.plans.need import CareNeed
from hubapp.plans.reasons import (
    ReasonCode,
    doubts_about,
    price_in_words,
    reasons_for,
    say_doubt,
    say_reason,
)
from hubapp.plans.services import Proposal
from hubapp.plans.steps import DayStory, tell
from hubapp.plans.week import Week
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


def present_weeks(
    hub: Hub, need: CareNeed, proposal: Proposal, today: date
) -> tuple[WeekCard, ...]:
    """Every proposed week, in order."""
    return tuple(_card(hub, need, week, proposal, today) for week in proposal.weeks)


def _card(hub: Hub, need: CareNeed, week: Week, proposal: Proposal, today: date) -> WeekCard:
    is_sure = week in proposal.sure
    unsure = frozenset(
        leg.session.id
        for day in week.days
        for leg in day.legs
        if places_for(leg.session, need, today) is None
    )
    rivals = proposal.sure if is_sure else proposal.to_ring
    return WeekCard(
        week=week,
        title=" and ".join(provider.name for provider in week.providers),
        price=price_in_words(week),
        is_sure=is_sure,
        wide=draw_wide(week, unsure),
        narrow=draw_narrow(week, unsure),
        stories=tell(week.days),
        reasons=tuple(
            ReasonLine(say_reason(reason), reason.code is ReasonCode.COVERS_MOST)
            for reason in reasons_for(week, rivals, need)
        ),
        doubts=tuple(say_doubt(doubt) for doubt in doubts_about(week, need, today)),
        songs=tuple(
            list_items_shared_by(hub.id, [provider.id for provider in week.providers], today)
        ),
    )
