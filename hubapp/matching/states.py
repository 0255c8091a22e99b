"""What a half-built week must remember: days still owed to providers, days left, slots left.

A state is one number. The extra number `size` stands for "no longer allowed" and stays there.
"""

from functools import lru_cache

import numpy as np

from hubapp.matching.offers import Flags, Ints


class States:
    """A grid of counters, flattened.

    `owed[i]` counts the attended days provider i of a set still needs, from its minimum down to 0.
    `days` (None: not kept) counts down attended or chosen days and may not fall below 0.
    `slots` (None: not kept) counts down; below 0 it stays 0, or is not allowed if `strict`.
    """

    def __init__(
        self, owed: tuple[int, ...], days: int | None, slots: int | None, *, strict: bool = False
    ) -> None:
        """Every counter starts at its top."""
        self.owed, self.strict = owed, strict
        tops = [*owed, days or 0, slots or 0]
        self.keeps_days, self.keeps_slots = days is not None, slots is not None
        self._shape = tuple(top + 1 for top in tops)
        self.size = int(np.prod(self._shape))
        self.start = self.size - 1
        self._at = np.array(np.unravel_index(np.arange(self.size), self._shape))
        self._steps: dict[tuple[int, int, int], Ints] = {}

    @property
    def days_left(self) -> Ints:
        """The day counter of every state."""
        left: Ints = self._at[-2]
        return left

    @property
    def slots_left(self) -> Ints:
        """The slot counter of every state."""
        left: Ints = self._at[-1]
        return left

    @property
    def all_served(self) -> Flags:
        """Whether no provider is owed a day."""
        served: Flags = (self._at[: len(self.owed)] == 0).all(axis=0)
        return served

    def step(self, mask: int, days: int, slots: int) -> Ints:
        """The next state of every state (shape size + 1) after one day plan.

        `mask` has a bit for each provider of the set that is attended.
        """
        key = (mask, days if self.keeps_days else 0, slots if self.keeps_slots else 0)
        if key not in self._steps:
            self._steps[key] = self._stepped(*key)
        return self._steps[key]

    def _stepped(self, mask: int, days: int, slots: int) -> Ints:
        down = [mask >> i & 1 for i in range(len(self.owed))]
        after = self._at - np.array([*down, days, slots]).reshape(-1, 1)
        lost = after[-2] < 0
        if self.strict:
            lost |= after[-1] < 0
        flat = np.ravel_multi_index(tuple(np.maximum(after, 0)), self._shape)
        return np.append(np.where(lost, self.size, flat), self.size)


@lru_cache(maxsize=4096)
def states_for(
    owed: tuple[int, ...], days: int | None, slots: int | None, *, strict: bool = False
) -> States:
    """Shared grids: many provider sets have the same shape."""
    return States(owed, days, slots, strict=strict)
