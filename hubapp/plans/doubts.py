"""What is uncertain about a week, as facts: what a family should ask before it relies on it. Pure.

The matcher knows places and prices as numbers only; how they are known is the hub's to say.
"""

from collections.abc import Iterable
from datetime import date

from hubapp.availability.models import CareSession, Closure
from hubapp.availability.rules import USUAL, Freshness, Patience, freshness
from hubapp.directory.models import Answer, Provider
from hubapp.funding.hours import FundedHours
from hubapp.plans.assemble import places_for, provider_funding, vacancy_for
from hubapp.plans.facts import Code, Fact
from hubapp.plans.need import CareNeed
from hubapp.plans.week import Week


def doubts_about(
    week: Week,
    need: CareNeed,
    today: date,
    patience: Patience = USUAL,
    closures: Iterable[Closure] = (),
) -> tuple[Fact, ...]:
    """What isn't sure about a week, the weightiest first, each said once a provider.

    `closures` are those of its providers in the first week.
    """
    found = [
        doubt
        for day in week.days
        for leg in day.legs
        for doubt in _about_session(leg.session, leg.provider, need, today, patience)
    ]
    found += [
        Fact(
            code=Code.SEATS_UNKNOWN, provider=handover.link.collector, partner=handover.link.partner
        )
        for handover in week.handovers
        if handover.link and handover.link.seats is None
    ]
    found += [
        Fact(code=Code.PRICE_ESTIMATED, provider=share.provider)
        for share in week.shares
        if share.is_estimate
    ]
    providers = {provider.id: provider for provider in week.providers}
    found += [
        Fact(
            code=Code.CLOSED_AT_START,
            provider=providers[closure.provider_id],
            since=closure.ends_on,
        )
        for closure in closures
    ]
    if need.age_may_differ:
        found.append(Fact(code=Code.AGE_AT_EDGE, count=need.age_months + 1))
    once = {(doubt.code, doubt.provider and doubt.provider.id): doubt for doubt in found}
    order = list(Code)
    return tuple(sorted(once.values(), key=lambda doubt: order.index(doubt.code)))


def _about_session(
    session: CareSession, provider: Provider, need: CareNeed, today: date, patience: Patience
) -> list[Fact]:
    vacancy = vacancy_for(session, need)
    confirmed_on = vacancy.confirmed_on if vacancy else None
    found = []
    if places_for(session, need, today, patience) is None:
        is_stale = freshness(confirmed_on, today, patience) is Freshness.STALE
        code = Code.PLACE_STALE if is_stale else Code.PLACE_UNKNOWN
        found.append(Fact(code=code, provider=provider, since=confirmed_on))
    elif freshness(confirmed_on, today, patience) is Freshness.AGEING:
        found.append(Fact(code=Code.PLACE_AGEING, provider=provider, since=confirmed_on))
    unsure_of_funding = Answer.UNKNOWN in (session.funded, provider_funding(provider, need))
    if need.funded is not FundedHours.NONE and unsure_of_funding:
        found.append(Fact(code=Code.FUNDING_UNKNOWN, provider=provider))
    return found
