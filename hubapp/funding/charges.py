"""What a provider may charge beside funded hours, and the invoice that says so in five groups."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from hubapp.funding.amounts import half_up
from hubapp.funding.dated import Dated
from hubapp.funding.rule import rule

_GUIDANCE = "DfE, Early education and childcare, statutory guidance"
_HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Charging(Dated):
    """Who may be exempt from publishing prices: providers caring for so many children or fewer."""

    FILE = "charges.toml"

    exempt_places: int


# --- the invoice --------------------------------------------------------------------------------


class InvoiceGroup(enum.StrEnum):
    """The five things an invoice tells apart."""

    FREE_HOURS = "free_hours"
    PAID_HOURS = "paid_hours"
    FOOD = "food"
    CONSUMABLES = "consumables"
    ACTIVITIES = "activities"

    @property
    def is_hours(self) -> bool:
        """Whether it is care, not an extra."""
        return self in (InvoiceGroup.FREE_HOURS, InvoiceGroup.PAID_HOURS)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursLine:
    """Minutes at one price an hour: a sum that can be checked with a pencil."""

    group: InvoiceGroup
    minutes: int
    pence_an_hour: Fraction

    @property
    def pence(self) -> int:
        """Minutes × price ÷ 60, rounded once."""
        return half_up(self.minutes * self.pence_an_hour / _HOUR)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraLine:
    """So many of something the family opted into; `group` is food, consumables or activities."""

    group: InvoiceGroup
    name: str
    pence_each: int
    times: int

    @property
    def pence(self) -> int:
        """Price × times."""
        return self.pence_each * self.times


Line = HoursLine | ExtraLine


@rule("R30", source=f"{_GUIDANCE} A1.33")
def free_hours(minutes: int) -> HoursLine:
    """A funded hour costs the family nothing.

    >>> free_hours(30 * 60).pence
    0
    """
    return HoursLine(group=InvoiceGroup.FREE_HOURS, minutes=minutes, pence_an_hour=Fraction(0))


def paid_hours(minutes: int, pence_an_hour: Fraction) -> HoursLine:
    """Private hours beside the funded ones, at the provider's normal price."""
    return HoursLine(
        group=InvoiceGroup.PAID_HOURS, minutes=minutes, pence_an_hour=Fraction(pence_an_hour)
    )


@rule("R35", source=f"{_GUIDANCE} A1.36, from January 2026")
def by_group(lines: Iterable[Line]) -> dict[InvoiceGroup, int]:
    """An invoice tells five groups apart: free hours, paid hours, food, consumables, activities.

    Pence of each, all five always there.

    >>> food = ExtraLine(group=InvoiceGroup.FOOD, name="Lunch", pence_each=5_00, times=5)
    >>> bill = by_group([free_hours(30 * 60), paid_hours(20 * 60, Fraction(7_50)), food])
    >>> [f"{group} {pence}" for group, pence in bill.items()]
    ['free_hours 0', 'paid_hours 15000', 'food 2500', 'consumables 0', 'activities 0']
    >>> sum(bill.values())
    17500
    """
    found = dict.fromkeys(InvoiceGroup, 0)
    for line in lines:
        found[line.group] += line.pence
    return found


# --- what may be charged ------------------------------------------------------------------------


class Charge(enum.StrEnum):
    """What a provider may ask money for."""

    PAID_HOURS = "paid_hours"
    FOOD = "food"
    CONSUMABLES = "consumables"
    ACTIVITIES = "activities"
    REFUNDABLE_DEPOSIT = "refundable_deposit"
    TOP_UP = "top_up"
    REGISTRATION_FEE = "registration_fee"
    KEPT_DEPOSIT = "kept_deposit"
    MATERIALS = "materials"
    GENERAL = "general"

    @property
    def label(self) -> str:
        """In words."""
        return _LABELS.get(self, self.replace("_", " "))


_LABELS = {
    Charge.TOP_UP: "the difference between the private and the funded rate",
    Charge.KEPT_DEPOSIT: "a deposit that is not given back",
    Charge.GENERAL: "a general charge",
    Charge.REGISTRATION_FEE: "a registration fee",
}
_FORBIDDEN = {Charge.TOP_UP, Charge.MATERIALS, Charge.GENERAL}
_FORBIDDEN_IF_FUNDED_ONLY = {Charge.REGISTRATION_FEE, Charge.KEPT_DEPOSIT}


@rule("R33", source=f"{_GUIDANCE} A1.33")
def forbidden_with_funded_hours(pence: dict[Charge, int]) -> list[Charge]:
    """A provider may not ask for a top-up, for materials or for general costs of funded hours.

    What of these is charged; a nursery at £8 an hour that gets £5.66 may not ask for £2.34.

    >>> [str(charge) for charge in forbidden_with_funded_hours({Charge.TOP_UP: 8_00 - 5_66})]
    ['top_up']
    >>> forbidden_with_funded_hours({Charge.TOP_UP: 0, Charge.FOOD: 4_50})
    []
    """
    return [charge for charge, amount in pence.items() if amount and charge in _FORBIDDEN]


@rule("R34", source=f"{_GUIDANCE} A1.33; Bracknell Forest, extra costs")
def forbidden_for_funded_only(pence: dict[Charge, int]) -> list[Charge]:
    """A funded-only place has no registration fee, and its deposit is given back in full.

    >>> forbidden_for_funded_only({Charge.REFUNDABLE_DEPOSIT: 50_00})
    []
    >>> charges = {Charge.REGISTRATION_FEE: 25_00, Charge.KEPT_DEPOSIT: 50_00}
    >>> [str(charge) for charge in forbidden_for_funded_only(charges)]
    ['registration_fee', 'kept_deposit']
    """
    return [
        charge for charge, amount in pence.items() if amount and charge in _FORBIDDEN_IF_FUNDED_ONLY
    ]


# --- what a provider offers ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedExtra:
    """An extra a provider sells; `alternative` is what a family may do instead, in words."""

    name: str
    is_required: bool = False
    alternative: str | None = None


@rule("R31", source=f"{_GUIDANCE} A1.33 and A1.41")
def extra_problems(extra: OfferedExtra) -> list[str]:
    """Every extra with funded hours is optional, and there is something else a family may do.

    >>> extra_problems(OfferedExtra(name="Lunch", alternative="bring a packed lunch"))
    []
    >>> extra_problems(OfferedExtra(name="Lunch", is_required=True))
    ['Lunch must be optional.', 'Lunch needs an alternative, such as bringing your own.']
    """
    found = []
    if extra.is_required:
        found.append(f"{extra.name} must be optional.")
    if not extra.alternative:
        found.append(f"{extra.name} needs an alternative, such as bringing your own.")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class FundedOffer:
    """The conditions of a funded session: paid minutes or days a week that must be bought too."""

    required_paid_minutes: int = 0
    required_days: int = 1


@rule("R32", source=f"{_GUIDANCE} A1; Devon early years funding requirements")
def offer_problems(offer: FundedOffer) -> list[str]:
    """A funded session may not hang on paid hours or on a least number of days.

    Nine till three "only if eight to nine is bought" is not allowed.

    >>> offer_problems(FundedOffer(required_paid_minutes=60))
    ['Funded hours may not hang on buying paid ones.']
    >>> offer_problems(FundedOffer(required_days=3))
    ['Funded hours may not hang on a least number of days.']
    >>> offer_problems(FundedOffer())
    []
    """
    found = []
    if offer.required_paid_minutes:
        found.append("Funded hours may not hang on buying paid ones.")
    if offer.required_days > 1:
        found.append("Funded hours may not hang on a least number of days.")
    return found


@rule("R36", source=f"{_GUIDANCE} A1.39, from January 2026; a council may exempt")
def must_publish_extras(
    places: int, rates: Charging, *, is_childminder: bool = False, council_exempts: bool = False
) -> bool:
    """Prices of extras are published, unless the council exempts a childminder or a small place.

    >>> from datetime import date
    >>> from hubapp.funding.dated import figures_on
    >>> rates = figures_on(Charging, date(2026, 11, 22))
    >>> [must_publish_extras(places, rates, council_exempts=True) for places in (10, 11)]
    [False, True]
    >>> must_publish_extras(10, rates)
    True
    """
    may_be_exempt = is_childminder or places <= rates.exempt_places
    return not (council_exempts and may_be_exempt)
