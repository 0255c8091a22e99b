"""Exact sums of money and minutes, and the one place where they become whole pence and minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from math import floor

NOTHING = Fraction(0)
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """What some care comes to: pence and minutes, exact.

    `gross` is the price if nothing were funded, `fees` what is left of it, `tfc` and `uc` the help
    with it. Of Tax-Free Childcare and Universal Credit one is always nothing (R43).
    """

    gross: Fraction = NOTHING
    funded_minutes: Fraction = NOTHING
    paid_minutes: Fraction = NOTHING
    fees: Fraction = NOTHING
    extras: Fraction = NOTHING
    tfc: Fraction = NOTHING
    uc: Fraction = NOTHING

    @property
    def costs(self) -> Fraction:
        """What a provider is owed: help is worked out on all of it, extras too."""
        return self.fees + self.extras

    def __add__(self, other: "Amounts") -> "Amounts":
        """Both together."""
        return Amounts(**{name: getattr(self, name) + getattr(other, name) for name in MEASURES})

    def times(self, factor: Fraction) -> "Amounts":
        """So many of it, or such a part of it."""
        return Amounts(**{name: getattr(self, name) * factor for name in MEASURES})


MEASURES = tuple(field.name for field in fields(Amounts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The same in whole pence and minutes."""

    gross: int
    funded_minutes: int
    paid_minutes: int
    fees: int
    extras: int
    tfc: int
    uc: int

    @property
    def funded_value(self) -> int:
        """What the funded minutes would have cost."""
        return self.gross - self.fees

    @property
    def parent(self) -> int:
        """What the family pays in the end."""
        return self.fees + self.extras - self.tfc - self.uc


def total(parts: Iterable[Amounts]) -> Amounts:
    """All of them together."""
    return sum(parts, Amounts())


def half_up(exact: Fraction) -> int:
    """The nearest whole number; exactly half a penny counts as one.

    So the Universal Credit Regulations 2013 round (reg. 6), and so we round everywhere.

    >>> half_up(Fraction(2, 5)), half_up(Fraction(1, 2))
    (0, 1)
    """
    return floor(exact + HALF)


def spread(parts: Sequence[Fraction], whole: int | None = None) -> list[int]:
    """Whole numbers that add up to the rounded total, each less than one off its exact part.

    Every part is rounded down; what is missing goes, one each, to the parts that lost most.

    >>> spread([Fraction(1, 3)] * 3)
    [1, 0, 0]
    """
    if whole is None:
        whole = half_up(sum(parts, NOTHING))
    found = [floor(part) for part in parts]
    by_loss = sorted(range(len(parts)), key=lambda i: found[i] - parts[i])
    for i in by_loss[: whole - sum(found)]:
        found[i] += 1
    return found


def figures_of(exact: Amounts) -> Figures:
    """In whole pence and minutes."""
    return Figures(**{name: half_up(getattr(exact, name)) for name in MEASURES})


def spread_figures(parts: Sequence[Amounts], whole: Figures) -> list[Figures]:
    """Each part in whole pence and minutes, so that together they are the whole."""
    columns = [
        spread([getattr(part, name) for part in parts], getattr(whole, name)) for name in MEASURES
    ]
    return [Figures(**dict(zip(MEASURES, row, strict=True))) for row in zip(*columns, strict=True)]
