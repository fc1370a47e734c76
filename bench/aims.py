"""What labapp aims at, and whether the figures hold it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.figures import Spread, of_runs, ratios, short
from bench.results import Result

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

    def row(self, results: Sequence[Result]) -> str:
        """A line of the page's first table; a dash where it was not measured."""
        result = next((r for r in results if (r.part, r.phones) == (self.part, self.phones)), None)
        found = self.find(result) if result else None
        aim = f"at {'least' if self.at_least else 'most'} {short(self.bound)}{self.unit}"
        aim = aim if self.bound else "none"
        name = f"{self.phones:,}: {self.words}"
        if found is None:
            return f"| {name} | {aim} | – | |"
        held = found.middle >= self.bound if self.at_least else found.middle <= self.bound
        return f"| {name} | {aim} | {found}{self.unit} | {'yes' if held else 'no'} |"


def own(name: str, scale: float = 1.0) -> Find:
    """A figure of labapp's."""

    def find(result: Result) -> Spread | None:
        found = of_runs(result.of("labapp"), name)
        return found and Spread(found.middle * scale, found.least * scale, found.most * scale)

    return find


def times(peer: str) -> Find:
    """Processor per message, over the peer's."""
    return lambda result: ratios(result.of("labapp"), result.of(peer), "us_per_message")


NODE, LOOP, STOCK = "processor a message, against Node", "against the C loop", "against stock"
AIMS = (
    *(Aim("delivery", n, NODE, times("node"), 1.0, "×") for n in (600, 2000, 10_000)),
    *(Aim("delivery", n, LOOP, times("c"), 2.5, "×") for n in (2000, 10_000)),
    Aim("delivery", 2000, STOCK, times("stock"), 0.25, "×"),
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
)


def table(results: Sequence[Result]) -> str:
    """All aims, in the order of the page."""
    rows = [aim.row(results) for aim in AIMS]
    return "\n".join(["| phones | aim | found | held |", "|---|---|---|---|", *rows])
