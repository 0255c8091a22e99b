"""Chance that can be repeated: the same seed always deals the same cards."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Card = TypeVar("Card")


def stream(seed: int, *topic: object) -> Random:
    """A source of chance of its own for each topic: one more draw in one leaves the others be."""
    words = "|".join(str(word) for word in (seed, *topic))
    return Random(words)  # noqa: S311 - repeatable invention, nothing to keep secret


def draw(shares: Sequence[tuple[Card, int]], rng: Random) -> Card:
    """One card by its share."""
    cards = [card for card, _ in shares]
    return rng.choices(cards, [share for _, share in shares])[0]


def deal(shares: Sequence[tuple[Card, int]], count: int, rng: Random) -> list[Card]:
    """A shuffled hand of `count` cards that keeps the shares, so that a small town has them too."""
    total = sum(share for _, share in shares)
    hand: list[Card] = []
    met = 0
    for card, share in shares:
        met += share
        hand += [card] * (round(met * count / total) - len(hand))
    rng.shuffle(hand)
    return hand
