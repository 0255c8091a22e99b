"""What a provider's page offers that the rules on funded hours forbid, in plain words. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hubapp.directory.models import Answer, Extra, Provider, ProviderKind
from hubapp.funding.charges import (
    Charge,
    Charging,
    FundedOffer,
    OfferedExtra,
    extra_problems,
    forbidden_for_funded_only,
    forbidden_with_funded_hours,
    must_publish_extras,
    offer_problems,
)
from hubapp.funding.dated import figures_on
from hubapp.funding.delivery import paid_gaps
from hubapp.hubs.models import Hub
from hubapp.kernel.week import Weekday, say_days
from hubapp.listing.week import SessionFacts

_TAKES = (Answer.YES, Answer.ONLY)
_NAMED = (
    (Charge.TOP_UP, re.compile(r"top.?up|difference|shortfall", re.IGNORECASE)),
    (Charge.REGISTRATION_FEE, re.compile(r"registration|joining|admin", re.IGNORECASE)),
    (Charge.KEPT_DEPOSIT, re.compile(r"non.?refundable|deposit", re.IGNORECASE)),
    (
        Charge.MATERIALS,
        re.compile(r"\b(learning )?(materials?|resources?|equipment)\b", re.IGNORECASE),
    ),
    (
        Charge.GENERAL,
        re.compile(r"\b(general|sustainability|enhancement|overheads?|running)\b", re.IGNORECASE),
    ),
)


@dataclass(frozen=True, slots=True)
class OfferWarning:
    """What is wrong, by the number of its rule, and what to do about it. `part`: of the page."""

    rule: str
    part: str
    sentence: str


def warnings_of(
    provider: Provider, week: Sequence[SessionFacts], hub: Hub, today: date
) -> tuple[OfferWarning, ...]:
    """Everything on a provider's page that the rules forbid, as far as the page tells."""
    if not takes_funding(provider, week):
        return ()
    return (
        *_extras(provider.extras, only_funded=is_only_funded(week)),
        *_days(provider),
        *_gaps(week),
        *_prices(provider, hub, today),
    )


def takes_funding(provider: Provider, week: Iterable[SessionFacts]) -> bool:
    """Whether funded hours can be had here at all, as far as is known."""
    told = (
        provider.funds_two_year_olds,
        provider.funds_three_and_four,
        provider.funds_working_parents,
    )
    return any(answer in _TAKES for answer in told) or any(one.funded in _TAKES for one in week)


def is_only_funded(week: Sequence[SessionFacts]) -> bool:
    """Whether nothing but funded hours can be had in some session."""
    return any(one.funded is Answer.ONLY for one in week)


def charge_named(name: str) -> Charge | None:
    """The charge that an extra amounts to by its name, where the rules speak of one."""
    return next((charge for charge, words in _NAMED if words.search(name)), None)


def forbidden_charge(name: str, pence: int, *, only_funded: bool) -> str | None:
    """Why an extra of this name may not be charged beside funded hours (R33, R34); None: it may."""
    charge = charge_named(name)
    if charge is None or not pence:
        return None
    found = forbidden_with_funded_hours({charge: pence})
    if only_funded:
        found += forbidden_for_funded_only({charge: pence})
    if not found:
        return None
    return (
        f"“{name}” sounds like {charge.label}. Nobody may ask for that with funded hours:"
        " take it off, or say what it is for."
    )


def _extras(extras: Iterable[Extra], *, only_funded: bool) -> Iterator[OfferWarning]:
    for extra in extras:
        reason = forbidden_charge(extra.name, extra.price_pence, only_funded=only_funded)
        if reason is not None:
            yield OfferWarning("R33", "extras", reason)
        offered = OfferedExtra(name=f"“{extra.name}”", alternative=extra.instead)
        for problem in extra_problems(offered):
            yield OfferWarning("R31", "extras", problem)


def _days(provider: Provider) -> Iterator[OfferWarning]:
    days = provider.min_days_a_week or 1
    for problem in offer_problems(FundedOffer(required_days=days)):
        yield OfferWarning(
            "R32",
            "offer",
            f"{problem} You ask for at least {days} days: say that this is only for paid places,"
            " or take it off.",
        )


def _gaps(week: Iterable[SessionFacts]) -> Iterator[OfferWarning]:
    """Paid time between two funded sessions of a day, for children of one age."""
    found: defaultdict[str, list[Weekday]] = defaultdict(list)
    ages: defaultdict[tuple[int, int, int], list[SessionFacts]] = defaultdict(list)
    for one in week:
        ages[one.weekday, one.age_from_months, one.age_to_months].append(one)
    for (weekday, *_), sessions in ages.items():
        funded = [one.band for one in sessions if one.funded in _TAKES]
        paid = [one.band for one in sessions if one.funded is Answer.NO]
        for band in paid_gaps(funded, paid):
            found[str(band)].append(Weekday(weekday))
    for times, days in found.items():
        yield OfferWarning(
            "R37",
            "week",
            f"{say_days(days)}: {times} is paid time between two funded sessions. Families must be"
            " free not to buy it, and their child must be able to stay or be collected.",
        )


def _prices(provider: Provider, hub: Hub, today: date) -> Iterator[OfferWarning]:
    """Where nothing is told of extras, though it must be published (R36)."""
    told = any(source.topic.value == "extras" for source in provider.sources)
    if provider.extras or told:
        return
    places = next((row.places for row in provider.register_entries if row.places), None)
    must = must_publish_extras(
        places if places is not None else figures_on(Charging, today).exempt_places + 1,
        figures_on(Charging, today),
        is_childminder=provider.kind is ProviderKind.CHILDMINDER,
        council_exempts=hub.small_may_withhold_extras is not False,
    )
    if must:
        yield OfferWarning(
            "R36",
            "extras",
            "Families must be able to see here what you ask for beside the hours. Put your extras"
            " in, or say that there are none.",
        )
