"""What labapp aims at, and whether the figures hold it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bench.figures import Spread, of_runs, ratios, short
from bench.results import Result
from bench.words import NAMES

Find = Callable[[Result], Spread | None]


@dataclass(frozen=True)
class Aim:
    """A figure of labapp's at one size, and the least or the most that it should be."""

    part: str
    phones: int
    words: str
    find: Find
    bound: float
    unit: str = ""
    at_least: bool = False
    beside: Find | None = None  # the same otherwise measured, which is shown and not judged

    def row(self, results: Sequence[Result]) -> str:
        """A line of the page's first table; a dash where it was not measured."""
        result = next((r for r in results if (r.part, r.phones) == (self.part, self.phones)), None)
        found = self.find(result) if result else None
        aim = f"at {'least' if self.at_least else 'most'} {short(self.bound)}{self.unit}"
        aim = aim if self.bound else "none"
        name = f"{self.phones:,}: {self.words}"
        if found is None:
            return f"| {name} | {aim} | – | | |"
        held = found.middle >= self.bound if self.at_least else found.middle <= self.bound
        also = self.beside(result) if self.beside and result else None
        shown = "" if also is None else f"{also}{self.unit}"
        return f"| {name} | {aim} | {found}{self.unit} | {'yes' if held else 'no'} | {shown} |"


def own(name: str, scale: float = 1.0, server: str = "labapp") -> Find:
    """A figure of labapp's."""

    def find(result: Result) -> Spread | None:
        found = of_runs(result.of(server), name)
        return found and Spread(found.middle * scale, found.least * scale, found.most * scale)

    return find


def times(peer: str, name: str, server: str = "labapp") -> Find:
    """A figure over the peer's."""
    return lambda result: ratios(result.of(server), result.of(peer), name)


def delivery(phones: int, peer: str, bound: float) -> Aim:
    """Processor per message over the peer's: delivery alone, and all in beside it."""
    alone, all_in = times(peer, "us_per_message_alone"), times(peer, "us_per_message")
    words = f"delivery alone, processor a message, against {NAMES[peer]}"
    return Aim("delivery", phones, words, alone, bound, "×", beside=all_in)


def two(part: str, phones: int, words: str, name: str, bound: float) -> Aim:
    """A figure of two processes."""
    return Aim(part, phones, words, own(name, server="two"), bound)


AIMS = (
    *(delivery(phones, "node", 1.0) for phones in (600, 2000, 10_000)),
    *(delivery(phones, "c", 2.5) for phones in (2000, 10_000)),
    delivery(2000, "stock", 0.25),
    Aim("held", 10_000, "core, in a vote", own("core", 100), 70, " %"),
    Aim("held", 10_000, "time between two broadcasts", own("beat_ms"), 250, " ms"),
    Aim("held", 10_000, "ballot to projector, p95", own("projector_p95_ms"), 300, " ms"),
    Aim("held", 10_000, "messages lost", own("lost"), 0),
    Aim("held", 10_000, "ballots lost", own("ballots_lost"), 0),
    Aim("held", 10_000, "memory a phone", own("kb_per_phone"), 60, " KB"),
    *(
        Aim("ballots", n, "ballots a second", own("per_second"), 1500, at_least=True)
        for n in (64, 600)
    ),
    Aim("burst", 600, "verdict p95, all in one second", own("verdict_p95_ms"), 500, " ms"),
    Aim("burst", 600, "projector p95", own("projector_p95_ms"), 700, " ms"),
    Aim("burst", 600, "ballots lost", own("ballots_lost"), 0),
    Aim("joining", 600, "in, all at once, p95", own("state_p95_ms"), 1000, " ms"),
    Aim("joining", 600, "came in", own("phones_in"), 600, at_least=True),
    Aim("storm", 2000, "all current after the kill", own("all_current_s"), 8, " s"),
    Aim("storm", 2000, "spread over", own("spread_s"), 2, " s", at_least=True),
    Aim("storm", 2000, "current", own("phones_current"), 2000, at_least=True),
    Aim("slow", 2000, "others' p95 with slow ones over without", own("p95_ratio"), 1.2, "×"),
    Aim(
        *("processes", 2000, "capacity of two processes, against one"),
        *(times("one", "capacity", "two"), 1.5, "×"),
        at_least=True,
        beside=times("one", "per_core_second", "two"),
    ),
    two("killed", 200, "ballots lost, one of two processes killed", "ballots_lost", 0),
    replace(two("killed", 200, "all current after the kill", "all_current_s", 10), unit=" s"),
    replace(two("killed", 200, "current", "phones_current", 200), at_least=True),
)


def table(results: Sequence[Result]) -> str:
    """All aims, in the order of the page."""
    rows = [aim.row(results) for aim in AIMS]
    return "\n".join(["| phones | aim | found | held | all in |", "|---|---|---|---|---|", *rows])
