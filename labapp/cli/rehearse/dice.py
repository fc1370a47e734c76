"""Chance that can be played again: the same seed and person always do the same."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")
SIDES = 2**53


class Dice:
    """One person's own dice, so that what others do in between changes nothing."""

    def __init__(self, *seed: object) -> None:
        self.seed = repr(seed).encode()
        self.rolled = 0

    def roll(self) -> float:
        """From 0 up to, but never, 1."""
        self.rolled += 1
        digest = hashlib.sha256(self.seed + self.rolled.to_bytes(8, "big")).digest()
        return int.from_bytes(digest[:8], "big") % SIDES / SIDES

    def between(self, least: float, most: float) -> float:
        return least + (most - least) * self.roll()

    def whole(self, least: int, most: int) -> int:
        """A whole number, both ends in."""
        return least + int((most - least + 1) * self.roll())

    def pick(self, things: Sequence[Thing]) -> Thing:
        return things[int(len(things) * self.roll())]

    def some(self, things: Sequence[Thing], count: int) -> list[Thing]:
        """So many different ones; the first ones are liked best, as in a real vote."""
        left = list(things)
        return [left.pop(int(len(left) * self.roll() ** 2)) for _ in range(min(count, len(left)))]
