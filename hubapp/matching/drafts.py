"""Day plans as stays still without a price: parallel columns, and how pairs of them are made."""

from dataclasses import dataclass, fields

import numpy as np

from hubapp.matching.offers import Flags, Ints, Offers

SINGLE, LINKED, PARENT, SANDWICH = range(4)


@dataclass(frozen=True, slots=True)
class Drafts:
    """Day plans as parallel columns of blocks and slots.

    Single: [s1, e1) at `one`. Pair: then [s2, e2) at `two`. Sandwich: then [e2, e3) at `one`.
    Unused: `two` is -1 and slots are 0.
    """

    kind: Ints
    one: Ints
    two: Ints
    s1: Ints
    e1: Ints
    s2: Ints
    e2: Ints
    e3: Ints

    def pick(self, rows: Ints | Flags | slice) -> "Drafts":
        """Some of the rows."""
        return Drafts(*(getattr(self, field.name)[rows] for field in fields(self)))


def draft(kind: int, one: Ints, two: Ints | int, *slots: Ints | int) -> Drafts:
    """Day plans of one kind from arrays and constants; missing slots are 0."""
    size = len(one)
    full = [np.broadcast_to(np.asarray(x, dtype=np.int64), (size,)) for x in (two, *slots)]
    zeros = np.zeros(size, dtype=np.int64)
    padded = full + [zeros] * (6 - len(full))
    return Drafts(np.full(size, kind, dtype=np.int64), one, *padded)


def joined(parts: list[Drafts]) -> Drafts:
    """All rows of several tables."""
    columns = [[getattr(part, field.name) for part in parts] for field in fields(Drafts)]
    return Drafts(*(np.concatenate(column) for column in columns))


def every_end(offers: Offers, one: Ints, two: Ints) -> tuple[Ints, Ints, Ints]:
    """Each pair once for every slot the hourly first stay may end at."""
    opens = offers.blocks.opens[one]
    counts = offers.blocks.closes[one] - opens
    firsts = np.repeat(np.cumsum(counts) - counts, counts)
    slots = np.repeat(opens, counts) + np.arange(len(firsts)) - firsts + 1
    return np.repeat(one, counts), np.repeat(two, counts), slots


def pair_of(offers: Offers, kind: int, one: Ints, two: Ints, e1: Ints, s2: Ints) -> Drafts:
    """Pairs whose first stays end at `e1` and whose second begin at `s2`."""
    blocks = offers.blocks
    return draft(kind, one, two, blocks.opens[one], e1, s2, blocks.closes[two])
