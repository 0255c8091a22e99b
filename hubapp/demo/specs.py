"""What is invented, as plain values: nothing here has touched a database yet.

Field names are the tables' column names, so that writing is copying.
"""

from dataclasses import dataclass, field
from datetime import date

from hubapp.availability.models import Booking, PriceUnit, VacancyState
from hubapp.directory.models import (
    Answer,
    ExtraKind,
    ExtraPer,
    FactTopic,
    InspectionFramework,
    ProviderKind,
)
from hubapp.kernel.ages import AgeBand
from hubapp.kernel.geo import GridPoint
from hubapp.kernel.week import Weekday


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancySpec:
    """What is known of places for one age band."""

    age_band: AgeBand
    state: VacancyState
    places: int | None
    from_date: date | None
    confirmed_on: date | None
    confirmed_by_role: str | None
    told_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CareSessionSpec:
    """One weekday's block of care, with what is known of its places."""

    label: str
    weekday: Weekday
    start_minutes: int
    end_minutes: int
    booking: Booking
    min_minutes: int
    term_only: bool
    age_from_months: int
    age_to_months: int
    price_pence: int | None
    price_unit: PriceUnit
    funded: Answer
    told_by: str | None = None
    as_at: date | None = None
    vacancies: tuple[VacancySpec, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What one provider offers a family: the facts about it and its week."""

    term_only: bool | None
    age_from_months: int | None
    age_to_months: int | None
    min_days_a_week: int | None = None
    funds_two_year_olds: Answer = Answer.UNKNOWN
    funds_three_and_four: Answer = Answer.UNKNOWN
    funds_working_parents: Answer = Answer.UNKNOWN
    funded_minutes_a_day: int | None = None
    funded_minutes_a_week: int | None = None
    sessions: tuple[CareSessionSpec, ...] = ()


NOTHING_KNOWN = Offer(term_only=None, age_from_months=None, age_to_months=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraSpec:
    """Something optional to pay for, with what to do instead."""

    name: str
    kind: ExtraKind
    price_pence: int
    per: ExtraPer
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSpec:
    """Who told a group of facts, and when."""

    topic: FactTopic
    told_by: str
    as_at: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionSpec:
    """One inspection and its outcome."""

    framework: InspectionFramework
    inspected_on: date
    outcome: str | None
    safeguarding: str | None
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSpec:
    """A line of the invented register; redacted lines say hardly anything."""

    source_id: str
    as_at: date
    redacted: bool
    provider_type: str
    provider_subtype: str | None = None
    name: str | None = None
    status: str = "Active"
    registers: str | None = None
    address: str | None = None
    town: str | None = None
    postcode: str | None = None
    phone: str | None = None
    local_authority: str | None = None
    places: int | None = None
    registered_on: date | None = None
    inspections: tuple[InspectionSpec, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach a provider; all of it in ranges kept free for invention."""

    phone: str | None = None
    email: str | None = None
    website: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a provider is, and where the public may think it is."""

    area: str | None
    address: str | None
    postcode: str | None
    publish_address: bool
    point: GridPoint
    shown: GridPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSpec:
    """One invented provider, whole."""

    slug: str
    kind: ProviderKind
    name: str
    spot: Spot
    offer: Offer
    description: str | None = None
    contact: Contact = field(default_factory=Contact)
    extras: tuple[ExtraSpec, ...] = ()
    sources: tuple[SourceSpec, ...] = ()
    register: RegisterSpec | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSpec:
    """A collects from, or drops at, B; both by slug."""

    collector: str
    partner: str
    weekday_mask: int
    from_minutes: int
    to_minutes: int
    seats: int | None
    travel: str
    told_by: str | None
    as_at: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostcodeSpec:
    """One invented postcode."""

    code: str
    area: str
    point: GridPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeUpSpec:
    """A provider uses one of the term's agreed items."""

    provider: str
    item: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Everything invented for the demonstration."""

    postcodes: tuple[PostcodeSpec, ...]
    providers: tuple[ProviderSpec, ...]
    unlisted: tuple[RegisterSpec, ...]
    links: tuple[LinkSpec, ...]
    take_ups: tuple[TakeUpSpec, ...]
