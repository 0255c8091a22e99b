"""Why a week is suggested and what is uncertain about it: reasons as data, then as sentences.

`say_reason` and `say_doubt` are the one place where they become words.
"""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hubapp.availability.models import CareSession
from hubapp.availability.rules import Freshness, freshness
from hubapp.directory.distance import METRES_A_MILE
from hubapp.directory.models import Answer, Provider
from hubapp.funding.hours import FundedHours
from hubapp.kernel.money import say_pence
from hubapp.kernel.week import say_duration
from hubapp.plans.assemble import places_for, provider_funding, vacancy_for
from hubapp.plans.need import CareNeed
from hubapp.plans.week import Week

METRES_A_HECTOMETRE = 100


class ReasonCode(enum.StrEnum):
    """What can speak for a week."""

    COVERS_ALL = "covers_all"
    COVERS_MOST = "covers_most"
    CHEAPEST = "cheapest"
    ALL_FUNDED = "all_funded"
    ONE_PLACE = "one_place"
    COLLECTED = "collected"
    LEAST_TRAVEL = "least_travel"
    TRAVEL = "travel"


class DoubtCode(enum.StrEnum):
    """What a family should ask before it relies on a week."""

    PLACE_UNKNOWN = "place_unknown"
    PLACE_STALE = "place_stale"
    PLACE_AGEING = "place_ageing"
    PRICE_ESTIMATED = "price_estimated"
    FUNDING_UNKNOWN = "funding_unknown"
    SEATS_UNKNOWN = "seats_unknown"
    AGE_AT_EDGE = "age_at_edge"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a week, with its figure and whom it is about."""

    code: ReasonCode
    amount: int = 0
    provider: Provider | None = None
    partner: Provider | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to ask, about whom, and since when it is known."""

    code: DoubtCode
    provider: Provider | None = None
    partner: Provider | None = None
    since: date | None = None
    amount: int = 0


def reasons_for(week: Week, others: Sequence[Week], need: CareNeed) -> tuple[Reason, ...]:
    """What speaks for a week among the weeks shown with it."""
    found = [_coverage(week)]
    rivals = [other for other in others if _uncovered(other) <= _uncovered(week)]
    if len(others) > 1 and week.pence <= min(other.pence for other in rivals):
        found.append(Reason(ReasonCode.CHEAPEST, week.pence))
    if need.funded is not FundedHours.NONE and week.booked_minutes == week.funded_minutes:
        found.append(Reason(ReasonCode.ALL_FUNDED, week.funded_minutes))
    if len(week.providers) == 1 and len(others) > 1:
        found.append(Reason(ReasonCode.ONE_PLACE, provider=week.providers[0]))
    found += _collections(week)
    travel_hm = week.plan.vector.travel_hm
    is_least = all(travel_hm <= other.plan.vector.travel_hm for other in others)
    code = ReasonCode.LEAST_TRAVEL if is_least and len(others) > 1 else ReasonCode.TRAVEL
    return (*found, Reason(code, travel_hm * METRES_A_HECTOMETRE))


def _uncovered(week: Week) -> int:
    return week.plan.vector.uncovered_slots


def _coverage(week: Week) -> Reason:
    open_minutes = week.uncovered_minutes
    if not open_minutes:
        return Reason(ReasonCode.COVERS_ALL, week.booked_minutes)
    return Reason(ReasonCode.COVERS_MOST, open_minutes)


def _collections(week: Week) -> list[Reason]:
    """Each pair once, however many days they hand over."""
    pairs = {
        (handover.link.collector.id, handover.link.partner.id): handover.link
        for handover in week.handovers
        if handover.link
    }
    return [
        Reason(ReasonCode.COLLECTED, provider=link.collector, partner=link.partner)
        for link in pairs.values()
    ]


def say_reason(reason: Reason) -> str:
    """One reason in plain words."""
    name = reason.provider.name if reason.provider else ""
    partner = reason.partner.name if reason.partner else ""
    return {
        ReasonCode.COVERS_ALL: "Covers all the time you asked for.",
        ReasonCode.COVERS_MOST: f"Leaves {say_duration(reason.amount)} with nobody yet.",
        ReasonCode.CHEAPEST: "No week we found costs less and covers as much.",
        ReasonCode.ALL_FUNDED: "Every hour is a funded hour.",
        ReasonCode.ONE_PLACE: "One place all week: no moving in the middle of the day.",
        ReasonCode.COLLECTED: f"{name} walks or drives children to or from {partner},"
        " so you do not have to.",
        ReasonCode.LEAST_TRAVEL: f"The least extra travel: {_say_miles(reason.amount)} a week.",
        ReasonCode.TRAVEL: f"Extra travel: {_say_miles(reason.amount)} a week.",
    }[reason.code]


def _say_miles(metres: int) -> str:
    miles = metres / METRES_A_MILE
    return f"about {miles:.0f} miles" if miles >= 1.5 else "a mile or less"


def doubts_about(week: Week, need: CareNeed, today: date) -> tuple[Doubt, ...]:
    """What isn't sure about a week, the weightiest first, each said once a provider."""
    found = [
        doubt
        for day in week.days
        for leg in day.legs
        for doubt in _about_session(leg.session, leg.provider, need, today)
    ]
    found += [
        Doubt(DoubtCode.SEATS_UNKNOWN, handover.link.collector, handover.link.partner)
        for handover in week.handovers
        if handover.link and handover.link.seats is None
    ]
    found += [
        Doubt(DoubtCode.PRICE_ESTIMATED, share.provider)
        for share in week.shares
        if share.is_estimate
    ]
    if need.age_may_differ:
        found.append(Doubt(DoubtCode.AGE_AT_EDGE, amount=need.age_months + 1))
    once = {(doubt.code, doubt.provider and doubt.provider.id): doubt for doubt in found}
    order = list(DoubtCode)
    return tuple(sorted(once.values(), key=lambda doubt: order.index(doubt.code)))


def _about_session(
    session: CareSession, provider: Provider, need: CareNeed, today: date
) -> list[Doubt]:
    vacancy = vacancy_for(session, need)
    confirmed_on = vacancy.confirmed_on if vacancy else None
    found = []
    if places_for(session, need, today) is None:
        is_stale = freshness(confirmed_on, today) is Freshness.STALE
        code = DoubtCode.PLACE_STALE if is_stale else DoubtCode.PLACE_UNKNOWN
        found.append(Doubt(code, provider, since=confirmed_on))
    elif freshness(confirmed_on, today) is Freshness.AGEING:
        found.append(Doubt(DoubtCode.PLACE_AGEING, provider, since=confirmed_on))
    unsure_of_funding = Answer.UNKNOWN in (session.funded, provider_funding(provider, need))
    if need.funded is not FundedHours.NONE and unsure_of_funding:
        found.append(Doubt(DoubtCode.FUNDING_UNKNOWN, provider))
    return found


def say_doubt(doubt: Doubt) -> str:
    """One doubt in plain words, with what to do about it."""
    name = doubt.provider.name if doubt.provider else ""
    partner = doubt.partner.name if doubt.partner else ""
    since = f"{doubt.since.day} {doubt.since:%B}" if doubt.since else ""
    return {
        DoubtCode.PLACE_UNKNOWN: f"We do not know if {name} has a place. Ring first.",
        DoubtCode.PLACE_STALE: f"Nobody has confirmed places at {name} since {since}. Ring first.",
        DoubtCode.PLACE_AGEING: f"Places at {name} were last confirmed on {since}.",
        DoubtCode.PRICE_ESTIMATED: f"{name} has not told us all its prices. We used the middle"
        " price of places like it here.",
        DoubtCode.FUNDING_UNKNOWN: f"{name} has not told us everything about funded hours."
        " Ask before you rely on them.",
        DoubtCode.SEATS_UNKNOWN: f"Ask {name} if there is a seat free for the trip"
        f" to or from {partner}.",
        DoubtCode.AGE_AT_EDGE: "Your child is close to a birthday that changes which places they"
        f" can have. We counted them as just under {doubt.amount // 12}.",
    }[doubt.code]


def price_in_words(week: Week) -> str:
    """What the family pays a week: "Nothing to pay", or pounds."""
    return f"{say_pence(week.pence)} a week" if week.pence else "Nothing to pay for the hours"
