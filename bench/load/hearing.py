"""What all phones heard together: every broadcast is the same bytes for all of them."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from bench.figures import Figures, milliseconds

LATE = 1.0  # seconds after which a message counts as late
Number = Callable[[bytes], int | None]


@dataclass(frozen=True)
class Told:
    """Something that the phones are to hear of: its number, and when it was due to be sent."""

    number: int
    due: float


class Hearing:
    """Counts and clocks what comes, at the price of a look into a dictionary a message."""

    def __init__(self, number: Number) -> None:
        self.number = number
        self.forget()

    def forget(self) -> None:
        """Begin to count anew."""
        self.at: dict[int, array[float]] = {}  # moments of arrival, by the broadcast's number
        self.sizes: dict[int, int] = {}
        self.known: dict[bytes, array[float]] = {}
        self.again: list[array[float]] = []  # of broadcasts whose number had been told before

    def hear(self, payload: bytes, now: float) -> None:
        moments = self.known.get(payload)
        if moments is None:
            moments = self._learn(payload)
        moments.append(now)

    def _learn(self, payload: bytes) -> "array[float]":
        number = self.number(payload)
        moments: array[float] = array("d")
        if number in self.at:  # it cost the server something, and tells nobody anything
            self.again.append(moments)
        elif number is not None:
            self.at[number] = moments
            self.sizes[number] = len(payload)
        self.known[payload] = moments
        return moments

    @property
    def messages(self) -> int:
        return sum(len(moments) for moments in self.at.values())

    def has_heard(self, number: int, phones: int) -> bool:
        """Whether so many phones have heard of it, or of something newer."""
        return any(n >= number and len(moments) >= phones for n, moments in self.at.items())

    def waits(self, told: Sequence[Told]) -> list[float]:
        """Seconds from each thing to be told until each phone heard the first broadcast with it."""
        numbers = sorted(self.at)
        found: list[float] = []
        for thing in told:
            at = bisect_left(numbers, thing.number)
            if at < len(numbers):
                found += [moment - thing.due for moment in self.at[numbers[at]]]
        return found

    def figures(self, told: Sequence[Told], phones: int) -> Figures:
        """What became of what was told: how much came, how late, and how much never did."""
        waits = self.waits(told)
        firsts = sorted(min(moments) for moments in self.at.values())
        beats = [later - earlier for earlier, later in pairwise(firsts)]
        return {
            "told": len(told),
            "broadcasts": len(self.at),
            "told_again": len(self.again),
            "messages": self.messages,
            "bytes_per_message": round(sum(self.sizes.values()) / max(1, len(self.sizes))),
            "lost": len(self.at) * phones - self.messages,
            "late": sum(1 for wait in waits if wait > LATE),
            "beat_ms": round(1000 * median(beats), 1) if beats else 0.0,
            **milliseconds("wait", waits),
        }
