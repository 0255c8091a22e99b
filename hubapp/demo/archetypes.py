"""How each kind of care usually runs its week in 2026/27: hours, ages, prices, funding.

Shared by the demonstration town and by rehearsals. Prices are whole pence a quarter of an hour,
whatever they are charged by, so that any part of a day costs whole pence.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from hubapp.availability.models import Booking, PriceUnit
from hubapp.demo.chance import draw
from hubapp.demo.specs import CareSessionSpec, Offer
from hubapp.directory.models import Answer, ProviderKind
from hubapp.kernel.week import WORKING_WEEK, Weekday

QUARTER = 15
CHEAPEST_HOUR, DEAREST_HOUR = 452, 1300  # each a multiple of four
PRICE_SPREAD = 45
NO_PRICE_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the day that is booked as one; `extra` pence an hour against the room's price."""

    label: str
    start: int
    end: int
    extra: int = 0
    funded: Answer | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """An age range cared for together, and what an hour costs there on average."""

    label: str
    age_from: int
    age_to: int
    hour_pence: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kind's usual week."""

    rooms: tuple[Room, ...]
    blocks: tuple[Block, ...]
    term_only: bool
    days: tuple[Weekday, ...] = WORKING_WEEK
    booking: Booking = Booking.SESSION
    price_unit: PriceUnit = PriceUnit.SESSION
    min_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Funding:
    """What a provider does with funded hours."""

    two_year_olds: Answer
    three_and_four: Answer
    working_parents: Answer
    minutes_a_day: int | None = None
    minutes_a_week: int | None = None

    @property
    def of_sessions(self) -> Answer:
        """The answer for a session when nothing special is said of it."""
        answers = (self.three_and_four, self.working_parents, self.two_year_olds)
        if Answer.YES in answers:
            return Answer.YES
        return Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.NO


_ALL_FUNDED = Funding(Answer.YES, Answer.YES, Answer.YES)
_NONE_KNOWN = Funding(Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN)
_NOT_FUNDED = Funding(Answer.NO, Answer.NO, Answer.NO)

_FUNDING: dict[ProviderKind, tuple[tuple[Funding, int], ...]] = {
    ProviderKind.NURSERY: (
        (_ALL_FUNDED, 5),
        (Funding(Answer.YES, Answer.YES, Answer.YES, minutes_a_day=600), 2),
        (Funding(Answer.NO, Answer.YES, Answer.YES, minutes_a_day=480), 2),
        (_NONE_KNOWN, 1),
    ),
    ProviderKind.PRESCHOOL: (
        (_ALL_FUNDED, 6),
        (Funding(Answer.YES, Answer.YES, Answer.NO, minutes_a_week=900), 3),
        (_NONE_KNOWN, 1),
    ),
    ProviderKind.NURSERY_CLASS: (
        (Funding(Answer.NO, Answer.YES, Answer.YES), 6),
        (Funding(Answer.NO, Answer.YES, Answer.NO, minutes_a_week=900), 3),
    ),
    ProviderKind.CHILDMINDER: (
        # Most fund a few hours a day: with a pre-school around them, those go a long way.
        (Funding(Answer.YES, Answer.YES, Answer.YES, minutes_a_day=240), 4),
        (Funding(Answer.YES, Answer.YES, Answer.YES, minutes_a_day=180), 2),
        (Funding(Answer.NO, Answer.YES, Answer.YES, minutes_a_week=900), 1),
        (_ALL_FUNDED, 1),
        (_NOT_FUNDED, 3),
        (_NONE_KNOWN, 2),
    ),
    ProviderKind.OUT_OF_SCHOOL: ((_NOT_FUNDED, 1),),
    ProviderKind.OTHER: ((_NOT_FUNDED, 1), (_NONE_KNOWN, 1)),
}

_NURSERY = Pattern(
    rooms=(
        Room("baby room", 3, 24, 790),
        Room("twos", 24, 36, 752),
        Room("pre-school room", 36, 60, 708),
    ),
    blocks=(
        Block("Full day", 450, 1080),
        Block("Morning", 480, 780, extra=24),
        Block("Afternoon", 780, 1080, extra=24),
    ),
    term_only=False,
)
_PRESCHOOL = Pattern(
    rooms=(Room("", 24, 60, 676),),
    blocks=(Block("Morning", 540, 720), Block("Afternoon", 720, 900), Block("Day", 540, 900)),
    term_only=True,
)
_NURSERY_CLASS = Pattern(
    rooms=(Room("", 36, 60, 612),),
    blocks=(
        Block("Morning", 525, 705),
        Block("Afternoon", 735, 915),
        Block("School day", 525, 915),
    ),
    term_only=True,
)
_HALF_DAYS_FUNDED_ONLY = Pattern(
    rooms=_NURSERY_CLASS.rooms,
    blocks=(
        Block("Morning", 525, 705, funded=Answer.ONLY),
        Block("Afternoon", 735, 915, funded=Answer.ONLY),
        Block("School day", 525, 915),
    ),
    term_only=True,
)
_OUT_OF_SCHOOL = Pattern(
    rooms=(Room("", 48, 132, 520),),
    blocks=(Block("Breakfast club", 450, 525), Block("After-school club", 915, 1080)),
    term_only=True,
)
_CRECHE = Pattern(
    rooms=(Room("", 6, 60, 692),),
    blocks=(Block("Crèche morning", 570, 750),),
    term_only=False,
    days=(Weekday.TUESDAY, Weekday.THURSDAY),
)


def draw_offer(
    kind: ProviderKind, rng: Random, *, funded_only: bool = False, steady: bool = False
) -> Offer:
    """One provider's week as its kind usually runs it.

    `funded_only`: half days funded or not at all, as some nursery classes have it. `steady`: the
    plainest of its kind, open all week, with no conditions.
    """
    pattern = _pattern(kind, rng, funded_only=funded_only)
    funding = draw(_FUNDING[kind], rng)
    priced = rng.random() >= NO_PRICE_SHARE
    min_days = _min_days(kind, rng)
    if steady:
        pattern = replace(pattern, days=WORKING_WEEK)
        funding, priced, min_days = _FUNDING[kind][0][0], True, None
    return Offer(
        term_only=pattern.term_only,
        age_from_months=min(room.age_from for room in pattern.rooms),
        age_to_months=max(room.age_to for room in pattern.rooms),
        min_days_a_week=min_days,
        funds_two_year_olds=funding.two_year_olds,
        funds_three_and_four=funding.three_and_four,
        funds_working_parents=funding.working_parents,
        funded_minutes_a_day=funding.minutes_a_day,
        funded_minutes_a_week=funding.minutes_a_week,
        sessions=tuple(_sessions(pattern, funding.of_sessions, rng, priced=priced)),
    )


def _pattern(kind: ProviderKind, rng: Random, *, funded_only: bool) -> Pattern:
    if kind is ProviderKind.CHILDMINDER:
        return _childminder(rng)
    if kind is ProviderKind.NURSERY_CLASS and funded_only:
        return _HALF_DAYS_FUNDED_ONLY
    return {
        ProviderKind.NURSERY: _NURSERY,
        ProviderKind.PRESCHOOL: _PRESCHOOL,
        ProviderKind.NURSERY_CLASS: _NURSERY_CLASS,
        ProviderKind.OUT_OF_SCHOOL: _OUT_OF_SCHOOL,
        ProviderKind.OTHER: _CRECHE,
    }[kind]


def _childminder(rng: Random) -> Pattern:
    """One person's week: most work all five days, some keep one or two for themselves."""
    opens, closes = rng.choice((450, 480)), rng.choice((1050, 1080))
    days = draw(((WORKING_WEEK, 7), (WORKING_WEEK[:4], 2), (WORKING_WEEK[1:], 1)), rng)
    return Pattern(
        rooms=(Room("", draw(((0, 6), (6, 2), (9, 2)), rng), 144, 656),),
        blocks=(Block("By the hour", opens, closes),),
        term_only=rng.random() < 0.11,
        days=days,
        booking=Booking.HOURLY,
        price_unit=PriceUnit.HOUR,
        min_minutes=draw(((0, 3), (60, 2), (120, 4), (180, 2)), rng),
    )


def _min_days(kind: ProviderKind, rng: Random) -> int | None:
    if kind is ProviderKind.NURSERY:
        return draw(((None, 4), (1, 2), (2, 4)), rng)
    if kind is ProviderKind.CHILDMINDER:
        return draw(((None, 8), (1, 2), (2, 2)), rng)
    return None


def _sessions(
    pattern: Pattern, funded: Answer, rng: Random, *, priced: bool
) -> Iterator[CareSessionSpec]:
    """Every room, block and weekday; one lean up or down for all of a provider's prices."""
    lean = rng.gauss(0, PRICE_SPREAD)
    for room in pattern.rooms:
        for block in pattern.blocks:
            hour = hour_pence(room.hour_pence + lean + block.extra)
            for day in pattern.days:
                yield CareSessionSpec(
                    label=f"{block.label}, {room.label}" if room.label else block.label,
                    weekday=day,
                    start_minutes=block.start,
                    end_minutes=block.end,
                    booking=pattern.booking,
                    min_minutes=pattern.min_minutes,
                    term_only=pattern.term_only,
                    age_from_months=room.age_from,
                    age_to_months=room.age_to,
                    price_pence=_price(pattern.price_unit, hour, block) if priced else None,
                    price_unit=pattern.price_unit,
                    funded=block.funded or funded,
                )


def hour_pence(wanted: float) -> int:
    """The nearest price an hour that is whole pence a quarter, within what anyone charges."""
    return 4 * round(min(max(wanted, CHEAPEST_HOUR), DEAREST_HOUR) / 4)


def _price(unit: PriceUnit, hour: int, block: Block) -> int:
    if unit is PriceUnit.HOUR:
        return hour
    return hour // 4 * ((block.end - block.start) // QUARTER)
