"""The cost of one booked week, line by line: what is funded, and each provider's bill."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hubapp.funding.amounts import half_up, spread
from hubapp.funding.booking import BookedWeek, Stay
from hubapp.funding.charges import (
    ExtraLine,
    InvoiceGroup,
    Line,
    by_group,
    free_hours,
    paid_hours,
)
from hubapp.funding.delivery import Delivery
from hubapp.funding.week_split import share_week

_HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedStay:
    """A stay with what is funded of it and what is paid.

    `paid_minutes` are those charged less those funded: more than were booked where a minimum is
    charged. `pence` is the stay's part of its bill's paid hours.
    """

    stay: Stay
    funded_minutes: int
    paid_minutes: int
    pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderBill:
    """One provider's week in the five groups of an invoice (R35).

    Hours at one price are one line, rounded once; `hours_pence` is what all of them would cost if
    nothing were funded.
    """

    provider: str
    stays: tuple[PricedStay, ...]
    lines: tuple[Line, ...]
    hours_pence: int

    @property
    def pence(self) -> int:
        """What the family pays here."""
        return sum(line.pence for line in self.lines)

    @property
    def funded_minutes(self) -> int:
        """Free minutes."""
        return sum(stay.funded_minutes for stay in self.stays)

    @property
    def paid_minutes(self) -> int:
        """Minutes the family pays for."""
        return sum(stay.paid_minutes for stay in self.stays)

    @property
    def groups(self) -> dict[InvoiceGroup, int]:
        """Pence of each of the five groups."""
        return by_group(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCost:
    """A week's bills, by provider's name."""

    bills: tuple[ProviderBill, ...]

    @property
    def stays(self) -> tuple[PricedStay, ...]:
        """Every stay, a provider at a time."""
        return tuple(stay for bill in self.bills for stay in bill.stays)

    @property
    def pence(self) -> int:
        """What the family pays."""
        return sum(bill.pence for bill in self.bills)

    @property
    def funded_minutes(self) -> int:
        """Free minutes."""
        return sum(bill.funded_minutes for bill in self.bills)

    @property
    def paid_minutes(self) -> int:
        """Minutes the family pays for."""
        return sum(bill.paid_minutes for bill in self.bills)

    @property
    def groups(self) -> dict[InvoiceGroup, int]:
        """Pence of each of the five groups, all providers together."""
        return by_group(line for bill in self.bills for line in bill.lines)

    @property
    def funded_by_provider(self) -> dict[str, int]:
        """Free minutes at each provider that has some: who claims what is shared from it."""
        return {bill.provider: bill.funded_minutes for bill in self.bills if bill.funded_minutes}


def week_cost(week: BookedWeek, limits: Delivery) -> WeekCost:
    """What a week costs when its funded minutes save the family most.

    The order of listing changes nothing. Raises CannotBeFundedError when a stay that is to be had
    funded only can't be.
    """
    funded = share_week(week, limits)
    names = {stay.provider for stay in week.stays} | {extra.provider for extra in week.extras}
    return WeekCost(bills=tuple(_bill(name, week, funded) for name in sorted(names)))


def _bill(name: str, week: BookedWeek, funded: Sequence[int]) -> ProviderBill:
    shares = sorted(
        (
            (stay, minutes)
            for stay, minutes in zip(week.stays, funded, strict=True)
            if stay.provider == name
        ),
        key=lambda share: (share[0].weekday, share[0].bands),
    )
    exact = [stay.charged_minutes * stay.pence_an_hour / _HOUR for stay, _ in shares]
    return ProviderBill(
        provider=name,
        stays=tuple(_priced(shares)),
        lines=(*_hours(shares), *_extras(name, week)),
        hours_pence=half_up(sum(exact, Fraction(0))),
    )


Share = tuple[Stay, int]
"""A stay and its funded minutes."""


def _hours(shares: Sequence[Share]) -> Iterator[Line]:
    """Free hours, then paid ones, dearest first."""
    free = sum(minutes for _, minutes in shares)
    if free:
        yield free_hours(free)
    for price in sorted({stay.pence_an_hour for stay, _ in shares}, reverse=True):
        paid = sum(_paid(share) for share in shares if share[0].pence_an_hour == price)
        if paid:
            yield paid_hours(paid, price)


def _paid(share: Share) -> int:
    stay, funded = share
    return stay.charged_minutes - funded


def _priced(shares: Sequence[Share]) -> list[PricedStay]:
    """Each stay's part of the line for its price, so that the parts add up to the line."""
    pence: dict[Stay, int] = {}
    for price in {stay.pence_an_hour for stay, _ in shares}:
        alike = [share for share in shares if share[0].pence_an_hour == price]
        parts = spread([_paid(share) * price / _HOUR for share in alike])
        pence |= {stay: part for (stay, _), part in zip(alike, parts, strict=True)}
    return [
        PricedStay(
            stay=stay, funded_minutes=funded, paid_minutes=_paid((stay, funded)), pence=pence[stay]
        )
        for stay, funded in shares
    ]


def _extras(name: str, week: BookedWeek) -> Iterator[Line]:
    taken = [extra for extra in week.extras if extra.provider == name]
    groups = list(InvoiceGroup)
    for extra in sorted(taken, key=lambda one: (groups.index(one.group), one.name)):
        yield ExtraLine(
            group=extra.group, name=extra.name, pence_each=extra.pence_each, times=extra.times
        )
