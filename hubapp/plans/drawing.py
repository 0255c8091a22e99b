"""A week as a picture: where each block stands, in drawing units. Pure geometry, no colours.

Two drawings of one week: days across and time down for wide screens; each day a row with time
across for phones. The template draws them as SVG.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hubapp.kernel.money import say_pence
from hubapp.kernel.week import TimeBand, say_band, say_time
from hubapp.plans.week import Day, Leg, Week

_HOUR = 60
_LATEST_START, _EARLIEST_END = 9 * _HOUR, 15 * _HOUR


@dataclass(frozen=True, slots=True)
class Scale:
    """How a drawing is laid out, in its own units: margins, length of a minute, size of a day."""

    time_is_across: bool
    before: float
    day_size: float
    day_gap: float
    minute: float
    label_chars: int
    line: float


WIDE = Scale(
    time_is_across=False, before=28, day_size=150, day_gap=10, minute=0.8, label_chars=17, line=17
)
NARROW = Scale(
    time_is_across=True, before=22, day_size=58, day_gap=30, minute=0.5, label_chars=10, line=14
)
_WIDE_AXIS = 52
_NARROW_MARGIN = 8
_CHAR, _PADDING, _FEWEST_CHARS = 6.6, 12, 9


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in drawing units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Block:
    """One stay, or a gap when `leg` is None; `paid` is the part of it the family pays for."""

    box: Box
    paid: Box | None
    leg: Leg | None
    is_unsure: bool
    name: tuple[str, ...]
    asides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A point with something to say: a time on the axis, a day's name, a handover."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything a template needs to draw one week."""

    width: float
    height: float
    days: tuple[Mark, ...]
    hours: tuple[Mark, ...]
    blocks: tuple[Block, ...]
    handovers: tuple[Mark, ...]


def draw_wide(week: Week, unsure: frozenset[int]) -> Picture:
    """Days across, time down. `unsure` are the care sessions whose places nobody has confirmed."""
    start, end = _hours_shown(week.days)
    size = WIDE.day_size + WIDE.day_gap
    return Picture(
        width=_WIDE_AXIS + len(week.days) * size,
        height=WIDE.before + (end - start) * WIDE.minute + 12,
        days=tuple(
            Mark(_WIDE_AXIS + index * size + WIDE.day_size / 2, 18, day.weekday.label)
            for index, day in enumerate(week.days)
        ),
        hours=tuple(
            Mark(_WIDE_AXIS - 8, WIDE.before + (at - start) * WIDE.minute, say_time(at))
            for at in range(start, end + 1, _HOUR)
        ),
        blocks=tuple(
            block
            for index, day in enumerate(week.days)
            for block in _blocks(day, _Frame(WIDE, start, _WIDE_AXIS + index * size), unsure)
        ),
        handovers=tuple(
            Mark(
                _WIDE_AXIS + index * size + WIDE.day_size - 16,
                WIDE.before + (handover.leaves_minutes - start) * WIDE.minute,
                "",
            )
            for index, day in enumerate(week.days)
            for handover in day.handovers
        ),
    )


def draw_narrow(week: Week, unsure: frozenset[int]) -> Picture:
    """Each day a row, time across: the same week on a phone."""
    start, end = _hours_shown(week.days)
    minute = 320 / (end - start)
    scale = replace(NARROW, minute=minute)
    row = NARROW.day_size + NARROW.day_gap
    step = 2 * _HOUR if end - start > 8 * _HOUR else _HOUR
    first = -(-start // step) * step
    return Picture(
        width=320 + 2 * _NARROW_MARGIN,
        height=NARROW.before + len(week.days) * row,
        days=tuple(
            Mark(_NARROW_MARGIN, NARROW.before + index * row + 17, day.weekday.label)
            for index, day in enumerate(week.days)
        ),
        hours=tuple(
            Mark(_NARROW_MARGIN + (at - start) * minute, 14, say_time(at))
            for at in range(first, end + 1, step)
        ),
        blocks=tuple(
            block
            for index, day in enumerate(week.days)
            for block in _blocks(
                day, _Frame(scale, start, NARROW.before + index * row + 24), unsure
            )
        ),
        handovers=tuple(
            Mark(
                _NARROW_MARGIN + (handover.leaves_minutes - start) * minute,
                NARROW.before + (index + 1) * row - 8,
                "",
            )
            for index, day in enumerate(week.days)
            for handover in day.handovers
        ),
    )


def _hours_shown(days: Sequence[Day]) -> tuple[int, int]:
    """From a whole hour to a whole hour, wide enough for everything needed and booked."""
    bands = [band for day in days for band in (*day.needed, *(leg.band for leg in day.legs))]
    start = min([_LATEST_START, *(band.start_minutes for band in bands)])
    end = max([_EARLIEST_END, *(band.end_minutes for band in bands)])
    return start // _HOUR * _HOUR, -(-end // _HOUR) * _HOUR


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where one day stands: the first minute drawn, and how far along the other way."""

    scale: Scale
    origin: int
    across: float

    def place(self, band: TimeBand) -> Box:
        """Where a time band of this day is drawn."""
        begin = round((band.start_minutes - self.origin) * self.scale.minute, 1)
        length = round(band.minutes * self.scale.minute, 1)
        if self.scale.time_is_across:
            return Box(_NARROW_MARGIN + begin, self.across, length, self.scale.day_size)
        return Box(self.across, self.scale.before + begin, self.scale.day_size, length)


def _blocks(day: Day, frame: _Frame, unsure: frozenset[int]) -> list[Block]:
    gaps = [_gap_block(gap, frame) for gap in day.gaps]
    return gaps + [_leg_block(leg, frame, leg.session.id in unsure) for leg in day.legs]


def _gap_block(gap: TimeBand, frame: _Frame) -> Block:
    words = "nobody yet" if gap.minutes >= _HOUR else "?"
    return Block(frame.place(gap), None, None, True, (words,), ())


def _leg_block(leg: Leg, frame: _Frame, is_unsure: bool) -> Block:
    """The funded part is drawn first, then the paid part."""
    split = leg.band.start_minutes + leg.funded_minutes
    paid = TimeBand(split, leg.band.end_minutes) if leg.paid_minutes else None
    name, asides = _label(leg, frame.scale)
    return Block(
        box=frame.place(leg.band),
        paid=frame.place(paid) if paid else None,
        leg=leg,
        is_unsure=is_unsure,
        name=name,
        asides=asides,
    )


def _label(leg: Leg, scale: Scale) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """As much as fits: the name, then the times, then what is paid for it."""
    length = leg.band.minutes * scale.minute
    chars = int((length - _PADDING) / _CHAR) if scale.time_is_across else scale.label_chars
    room = int((scale.day_size if scale.time_is_across else length) / scale.line) - 1
    if chars < _FEWEST_CHARS:
        return (_initials(leg.provider.name),), ()
    name = textwrap.wrap(leg.provider.name, chars, max_lines=max(1, min(room, 3)), placeholder="…")
    asides = [] if scale.time_is_across else [say_band(*_ends(leg))]
    if leg.paid_minutes:
        asides.append(f"{say_pence(leg.pence)} to pay")
    fitting = [words for words in asides if len(words) <= chars + 3]
    return tuple(name), tuple(fitting[: max(0, room - len(name))])


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:2])


def _ends(leg: Leg) -> tuple[int, int]:
    return leg.band.start_minutes, leg.band.end_minutes
