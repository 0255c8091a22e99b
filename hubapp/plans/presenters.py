"""What the page of blended weeks shows: each week as a picture, in words, in hours and in money."""

from dataclasses import dataclass
from datetime import date

from hubapp.funding.hours import FundedHours
from hubapp.hubs.models import Hub
from hubapp.kernel.week import TimeBand, Weekday, say_band, say_days, say_duration
from hubapp.plans.assemble import places_for
from hubapp.plans.drawing import Picture, draw_narrow, draw_wide
from hubapp.plans.need import Asking, CareNeed
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


def say_need(need: CareNeed, funded_minutes: int) -> tuple[str, ...]:
    """What was asked for, in short lines a family can check."""
    return (
        f"Born {need.birth}, starting {need.starts_on.day} {need.starts_on:%B %Y}",
        _say_days(need),
        _say_funding(need, funded_minutes),
        f"From {need.home}" + (f", on the way to {need.work}" if need.work else ""),
    )


def _say_days(need: CareNeed) -> str:
    bands: dict[TimeBand, list[Weekday]] = {}
    for day, band in need.days:
        bands.setdefault(band, []).append(day)
    times = "; ".join(
        f"{say_days(days)}, {say_band(band.start_minutes, band.end_minutes)}"
        for band, days in bands.items()
    )
    if need.asking is Asking.SOME_DAYS:
        return f"Any {need.days_wanted} days of {times}"
    if need.asking is Asking.SOME_HOURS:
        return f"Any {say_duration(need.minutes_wanted or 0)} within {times}"
    return times


def _say_funding(need: CareNeed, funded_minutes: int) -> str:
    season = "all year" if need.year_round else "in term time"
    if need.funded is FundedHours.NONE:
        return f"No funded hours, {season}"
    return f"{say_duration(funded_minutes)} funded a week, {season}"
