"""The hub's guide to paying: every date and sum in it is worked out from the data of the day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hubapp.funding.codes import grace_ends
from hubapp.funding.dated import Dated, figures_on
from hubapp.funding.delivery import Delivery
from hubapp.funding.earnings import EarningsFigures
from hubapp.funding.hours import Entitlements
from hubapp.funding.tax_free import TaxFree
from hubapp.funding.two_year_old import TwoYearOldLimits
from hubapp.funding.universal_credit import UniversalCredit
from hubapp.hubs.models import Hub, SchoolTerm
from hubapp.kernel.terms import next_funding_term

TERMS_AHEAD = 3
_FILES: tuple[type[Dated], ...] = (
    Entitlements,
    EarningsFigures,
    TwoYearOldLimits,
    Delivery,
    TaxFree,
    UniversalCredit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingTerm:
    """A legal term, and the day by which a child's age and a family's code must be there."""

    starts_on: date
    ends_on: date
    by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GracePeriod:
    """Codes that end between two days keep a child's place until a third."""

    first: date
    last: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where figures are taken from, how long they hold, and when that was last checked."""

    words: str
    holds_until: date
    checked: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Everything the page of the guide shows, for one day."""

    today: date
    terms: tuple[FundingTerm, ...]
    grace: tuple[GracePeriod, ...]
    school_terms: tuple[SchoolTerm, ...]
    hours: Entitlements
    earnings: EarningsFigures
    two_year_olds: TwoYearOldLimits
    delivery: Delivery
    tax_free: TaxFree
    credit: UniversalCredit
    sources: tuple[Source, ...]


def present_guide(hub: Hub, today: date) -> Guide:
    """The guide on a day. Raises MissingYearError where a year's figures are not written down."""
    return Guide(
        today=today,
        terms=tuple(_terms_after(today)),
        grace=tuple(_grace_of(today.year)),
        school_terms=tuple(term for term in hub.terms if term.ends_on >= today),
        hours=figures_on(Entitlements, today),
        earnings=figures_on(EarningsFigures, today),
        two_year_olds=figures_on(TwoYearOldLimits, today),
        delivery=figures_on(Delivery, today),
        tax_free=figures_on(TaxFree, today),
        credit=figures_on(UniversalCredit, today),
        sources=tuple(_source(figures_on(kind, today)) for kind in _FILES),
    )


def _terms_after(today: date) -> Iterator[FundingTerm]:
    start = next_funding_term(today)
    for _ in range(TERMS_AHEAD):
        following = next_funding_term(start)
        yield FundingTerm(
            starts_on=start,
            ends_on=following - timedelta(days=1),
            by=start - timedelta(days=1),
        )
        start = following


def _grace_of(year: int) -> Iterator[GracePeriod]:
    """The year's days in runs that keep a place until the same day."""
    first = day = date(year, 1, 1)
    while day.year == year:
        following = day + timedelta(days=1)
        if following.year > year or grace_ends(following) != grace_ends(day):
            yield GracePeriod(first=first, last=day, until=grace_ends(day))
            first = following
        day = following


def _source(figures: Dated) -> Source:
    return Source(words=figures.source, holds_until=figures.ends_on, checked=figures.checked)
