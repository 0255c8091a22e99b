"""What the page of one week shows of its money: sums that can be checked with a pencil."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hubapp.directory.words import EXTRA_PER_WORDS
from hubapp.funding.amounts import Figures, half_up
from hubapp.funding.charges import ExtraLine, HoursLine, InvoiceGroup, Line
from hubapp.funding.claims import Claim
from hubapp.funding.comparing import Alternative
from hubapp.funding.household import MONTHS, Help
from hubapp.funding.pool import Pattern
from hubapp.funding.week_cost import ProviderBill
from hubapp.kernel.money import say_pence
from hubapp.kernel.week import say_duration
from hubapp.plans.paying import Offered, Paying

_GROUP_WORDS = {
    InvoiceGroup.FREE_HOURS: "Funded hours: {funded}",
    InvoiceGroup.PAID_HOURS: "Hours you pay for: {paid}",
    InvoiceGroup.FOOD: "Food",
    InvoiceGroup.CONSUMABLES: "Nappies, sun cream and the like",
    InvoiceGroup.ACTIVITIES: "Activities and other extras",
}
_HELP_WORDS = {
    Help.NONE: "Without help",
    Help.TFC: "With Tax-Free Childcare",
    Help.UC: "With Universal Credit, at best",
}


class _Says(StrEnum):
    """The sentences about a year, each whole, with named gaps."""

    STRETCHED = "Hours spread over {weeks} weeks: {pence} every week."
    TERM_ONLY = (
        "Hours in term time only: {term} in {weeks} term weeks, {other} in the {rest} others."
    )
    COMPARED = "That makes {here} a year spread out, or {there} with the hours in term time only."
    CLAIM_ALL = "{name} claims all {minutes}."
    CLAIM = "{name} claims {minutes} of them."
    KEPT = "If a parent stops working, {minutes} stay, at {name}. The rest end after a while."
    LEAST_CHARGE = "{minutes} of this is charged because a stay is short: there is a least charge."
    ALL_END = "If a parent stops working, these hours end after a while."


@dataclass(frozen=True, slots=True)
class SumLine:
    """One step of a sum, and its result."""

    words: str
    pence: int


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One of the five groups of a bill: a week's, an average month's and a year's pence."""

    words: str
    week_pence: int
    month_pence: int
    year_pence: int


@dataclass(frozen=True, slots=True)
class BillWords:
    """One provider's week, line by line. `least_charge`: time that is charged and not used."""

    name: str
    lines: tuple[SumLine, ...]
    pence: int
    minutes: str
    least_charge: str | None


@dataclass(frozen=True, slots=True)
class ExtraWords:
    """An extra to say yes or no to. `adds` is None where nobody knows how often it comes."""

    key: int
    name: str
    price: str
    adds: str | None
    instead: str | None
    taken: bool


@dataclass(frozen=True, slots=True)
class YearRow:
    """What a family pays with one kind of help: on average a month, and a year."""

    words: str
    help_pence: int
    month_pence: int
    year_pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyPage:
    """All the money of one week."""

    groups: tuple[GroupLine, ...]
    together: GroupLine
    bills: tuple[BillWords, ...]
    claims: tuple[str, ...]
    extras: tuple[tuple[str, tuple[ExtraWords, ...]], ...]
    weeks: int
    rows: tuple[YearRow, ...]
    what_if: tuple[str, ...]
    assumed: tuple[str, ...]


def present_money(paying: Paying) -> MoneyPage:
    """The money of a week in words and sums."""
    names = {str(provider.id): provider.name for provider in paying.week.providers}
    weeks = paying.year.weeks
    return MoneyPage(
        groups=tuple(
            _over_the_year(_group(group, paying), pence, weeks)
            for group, pence in paying.cost.groups.items()
        ),
        together=_over_the_year("Together", paying.cost.pence, weeks),
        bills=tuple(
            BillWords(
                name=names[bill.provider],
                lines=tuple(_line(line) for line in bill.lines),
                pence=bill.pence,
                minutes=say_duration(sum(stay.stay.minutes for stay in bill.stays)),
                least_charge=_least_charge(bill),
            )
            for bill in paying.cost.bills
        ),
        claims=tuple(_claims(paying.claims, names)),
        extras=tuple(_extras(paying.offered, names)),
        weeks=weeks,
        rows=tuple(_rows(paying)),
        what_if=tuple(_what_if(paying)),
        assumed=tuple(str(one) for one in paying.assumed),
    )


def _over_the_year(words: str, week_pence: int, weeks: int) -> GroupLine:
    """So many weeks alike, shared evenly over twelve months."""
    year_pence = week_pence * weeks
    return GroupLine(words, week_pence, half_up(Fraction(year_pence, MONTHS)), year_pence)


def _group(group: InvoiceGroup, paying: Paying) -> str:
    cost = paying.cost
    return _GROUP_WORDS[group].format(
        funded=say_duration(cost.funded_minutes) if cost.funded_minutes else "none",
        paid=say_duration(cost.paid_minutes) if cost.paid_minutes else "none",
    )


def _least_charge(bill: ProviderBill) -> str | None:
    booked = sum(stay.stay.minutes for stay in bill.stays)
    more = bill.funded_minutes + bill.paid_minutes - booked
    return _Says.LEAST_CHARGE.format(minutes=say_duration(more)) if more else None


def _line(line: Line) -> SumLine:
    if isinstance(line, ExtraLine):
        return SumLine(f"{line.name}: {line.times} × {say_pence(line.pence_each)}", line.pence)
    return SumLine(_hours(line), line.pence)


def _hours(line: HoursLine) -> str:
    time = say_duration(line.minutes)
    if line.group is InvoiceGroup.FREE_HOURS:
        return f"{time} funded"
    return f"{time} × {_say_rate(line)} an hour"


def _say_rate(line: HoursLine) -> str:
    """A price an hour; sold by the session it may be no whole number of pence."""
    pence = line.pence_an_hour
    if pence.denominator == 1:
        return say_pence(int(pence))
    return f"£{float(pence) / 100:.4f}".rstrip("0")


def _claims(claims: Iterable[Claim], names: Mapping[str, str]) -> Iterable[str]:
    claims = tuple(claims)
    if not claims:
        return
    for claim in claims:
        says = _Says.CLAIM_ALL if len(claims) == 1 else _Says.CLAIM
        yield says.format(name=names[claim.provider], minutes=say_duration(claim.minutes))
    kept = [claim for claim in claims if claim.universal_minutes]
    if len(kept) < len(claims) or any(claim.extended_minutes for claim in claims):
        if not kept:
            yield _Says.ALL_END
        for claim in kept:
            yield _Says.KEPT.format(
                name=names[claim.provider], minutes=say_duration(claim.universal_minutes)
            )


def _extras(
    offered: Iterable[Offered], names: Mapping[str, str]
) -> Iterable[tuple[str, tuple[ExtraWords, ...]]]:
    by_provider: dict[str, list[ExtraWords]] = {}
    for one in offered:
        extra, times = one.extra, one.times_a_week
        by_provider.setdefault(names[str(extra.provider_id)], []).append(
            ExtraWords(
                key=extra.id,
                name=extra.name,
                price=f"{say_pence(extra.price_pence)} {EXTRA_PER_WORDS[extra.per]}",
                adds=None if times is None else say_pence(extra.price_pence * times),
                instead=extra.instead,
                taken=one.taken,
            )
        )
    for name, extras in by_provider.items():
        yield name, tuple(extras)


def _rows(paying: Paying) -> Iterable[YearRow]:
    for help_ in (Help.NONE, Help.TFC, Help.UC):
        way = paying.way(paying.pattern, help_)
        if way is not None:
            year = way.cost.per_year
            yield YearRow(
                words=_HELP_WORDS[help_],
                help_pence=year.tfc + year.uc,
                month_pence=half_up(Fraction(year.parent, MONTHS)),
                year_pence=year.parent,
            )


def _what_if(paying: Paying) -> Iterable[str]:
    """Term time against stretched, where the family needs care all year."""
    spread_out = paying.way(Pattern.STRETCHED, Help.NONE)
    in_term = paying.way(Pattern.TERM_TIME, Help.NONE)
    if not paying.year.holiday_weeks or spread_out is None or in_term is None:
        return
    yield _Says.STRETCHED.format(
        weeks=paying.year.weeks, pence=say_pence(_parent(spread_out.cost.per_funded_week))
    )
    yield _Says.TERM_ONLY.format(
        term=say_pence(_parent(in_term.cost.per_funded_week)),
        weeks=paying.year.term_weeks,
        other=say_pence(_parent(in_term.cost.per_other_week)),
        rest=paying.year.holiday_weeks,
    )
    yield _Says.COMPARED.format(here=_say_year(spread_out), there=_say_year(in_term))


def _say_year(way: Alternative) -> str:
    return say_pence(way.parent_pence)


def _parent(week: Figures | None) -> int:
    return week.parent if week else 0
