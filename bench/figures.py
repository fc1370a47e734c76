"""Numbers out of many: percentiles of waits, medians and spreads of runs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Figures = dict[str, Any]
PARTS = (50, 95, 99)


def part(values: Sequence[float], percent: float) -> float:
    """The value that so many percent do not exceed, of values in order."""
    return values[min(len(values) - 1, int(len(values) * percent / 100))]


def milliseconds(name: str, seconds: Iterable[float]) -> Figures:
    """Percentiles of waits as `<name>_p95_ms` and so on; none where nobody waited."""
    values = sorted(seconds)
    if not values:
        return {}
    found = {f"{name}_p{percent}_ms": part(values, percent) for percent in PARTS}
    found[f"{name}_max_ms"] = values[-1]
    return {key: round(1000 * value, 1) for key, value in found.items()}


@dataclass(frozen=True)
class Spread:
    """One figure over several runs."""

    middle: float
    least: float
    most: float

    def __str__(self) -> str:
        if self.least == self.most:
            return short(self.middle)
        return f"{short(self.middle)} ({short(self.least)}–{short(self.most)})"


def spread(values: Iterable[float | None]) -> Spread | None:
    """The middle of the runs that have the figure, and how far apart they are."""
    known = [value for value in values if value is not None]
    return Spread(median(known), min(known), max(known)) if known else None


def of_runs(runs: Sequence[Mapping[str, Any]], name: str) -> Spread | None:
    return spread(run.get(name) for run in runs)


def ratios(
    runs: Sequence[Mapping[str, Any]], others: Sequence[Mapping[str, Any]], name: str
) -> Spread | None:
    """A figure against a peer's of the same round: what disturbs a round disturbs both."""
    rounds = {other["round"]: other.get(name) for other in others}
    return spread(
        run[name] / against
        for run in runs
        if run.get(name) is not None and (against := rounds.get(run["round"]))
    )


def short(value: float) -> str:
    """Three digits that count, and the whole number whatever its length."""
    whole = len(str(int(abs(value))))
    return f"{value:,.0f}" if value == int(value) else f"{value:,.{max(0, 3 - whole)}f}"
