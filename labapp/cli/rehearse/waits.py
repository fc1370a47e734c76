"""How long people waited: for answers to what they sent, and for news of what others did."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Spread:
    """How waiting times are spread, in seconds; all zero when there were none."""

    count: int
    p50: float
    p95: float
    p99: float
    longest: float


def spread(times: Iterable[float]) -> Spread:
    """Nearest-rank percentiles: each is a time that somebody really waited."""
    ordered = sorted(times)
    if not ordered:
        return Spread(0, 0.0, 0.0, 0.0, 0.0)
    return Spread(len(ordered), *(_rank(ordered, p) for p in (50, 95, 99, 100)))


def _rank(ordered: Sequence[float], percent: int) -> float:
    return ordered[max(0, -(-percent * len(ordered) // 100) - 1)]


@dataclass
class Heard:
    """What one screen heard: by name, when and up to which `seq`; and when its line was gone."""

    news: dict[str, list[tuple[int, float]]] = field(default_factory=lambda: defaultdict(list))
    gaps: list[float] = field(default_factory=list)

    def hear(self, name: str, seq: int, at: float) -> None:
        self.news[name].append((seq, at))


@dataclass(frozen=True)
class Told:
    """Something that the lab took in, and the news by which screens hear of it."""

    name: str
    seq: int
    sent_at: float


def news_waits(told: Iterable[Told], screens: Sequence[Heard]) -> Iterator[float]:
    """From sending to hearing of it, for every action and screen.

    News is coalesced, so the first piece with the action's `seq` or a later one tells of it. A
    screen that was cut off in between is left out: it asks for the state instead.
    """
    for action in told:
        for screen in screens:
            at = _first(screen.news.get(action.name, ()), action.seq)
            if at is not None and not any(action.sent_at <= gap <= at for gap in screen.gaps):
                yield max(0.0, at - action.sent_at)


def _first(heard: Sequence[tuple[int, float]], seq: int) -> float | None:
    at = bisect_left(heard, (seq, 0.0))
    return heard[at][1] if at < len(heard) else None
