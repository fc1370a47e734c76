"""The page: docs/performance.md and its chart, made from whatever results there are."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from bench import aims, chart, tables, words
from bench.results import Result

CHART = "images/performance.svg"
LIMIT = 0.85  # of the load's core
NOT_OF_THE_MACHINE = {"at", "command", "lasts_s", "server_core", "load_core"}


def write(where: Path, results: Sequence[Result]) -> None:
    """Write the page, and beside it the chart."""
    drawn = chart.draw([result for result in results if result.part == "delivery"])
    if drawn:
        (where.parent / CHART).parent.mkdir(parents=True, exist_ok=True)
        (where.parent / CHART).write_text(drawn, encoding="utf-8")
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_text("\n".join(_page(results, has_chart=bool(drawn))), encoding="utf-8")


def _page(results: Sequence[Result], *, has_chart: bool) -> Iterator[str]:
    yield words.INTRO
    yield "## At a glance\n"
    yield f"{aims.table(results)}\n"
    for name, of_part in groupby(results, key=lambda result: result.part):
        yield f"## {words.TITLES[name]}\n"
        yield words.ABOUT[name]
        if name == "delivery" and has_chart:
            yield f"![Processor per message by number of phones, as in the tables]({CHART})\n"
        for result in of_part:
            yield section_of(result)
    yield from _machines(results)


def section_of(result: Result) -> str:
    """One part at one size, with its stamp."""
    rounds = len({run["round"] for run in result.runs})
    of = "connections" if result.part == "ballots" else "phones"
    lines = [f"### {result.phones:,} {of}\n", tables.of(result), ""]
    lines.append(
        f"{_limit(result)}{rounds} rounds, {result.stamp['lasts_s']:g} s each, {_when(result)}.\n"
    )
    return "\n".join(lines)


def _when(result: Result) -> str:
    return f"{result.stamp['at']}: `{result.stamp['command']}`"


def _limit(result: Result) -> str:
    """Where the load used most of its core, its waits are those of the load."""
    if result.stamp["server_core"] == result.stamp["load_core"]:
        return "**Server and load shared one core here.** "
    loads = [float(run.get("load") or run.get("with_load") or 0) for run in result.runs]
    if max(loads, default=0.0) < LIMIT:
        return ""
    return "**The load was at its limit here: read the processor times, not the waits.** "


def _machines(results: Sequence[Result]) -> Iterator[str]:
    """Each machine and set of versions once, with what was measured there."""
    seen: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for result in results:
        machine = tuple((k, v) for k, v in result.stamp.items() if k not in NOT_OF_THE_MACHINE)
        seen.setdefault(machine, []).append(f"{result.part} {result.phones:,}")
    yield "## Machine and versions\n"
    for machine, measured in seen.items():
        yield f"{', '.join(measured)}:\n"
        yield "\n".join(["| what | |", "|---|---|", *(f"| {k} | {v} |" for k, v in machine)])
        yield ""
