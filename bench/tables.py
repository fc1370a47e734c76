"""The page's tables: a row a server, a column a figure."""

from collections.abc import Callable, Sequence

from bench.figures import Spread, of_runs, ratios, short
from bench.results import Result
from bench.words import NAMES

Cell = Callable[[Result, str], str]
Column = tuple[str, Cell]
NONE = "–"


def figure(name: str, unit: str = "") -> Cell:
    """The middle of the runs, and their spread."""

    def cell(result: Result, server: str) -> str:
        found = of_runs(result.of(server), name)
        return NONE if found is None else f"{found}{unit}"

    return cell


def share(name: str) -> Cell:
    """Of a core, in percent."""

    def cell(result: Result, server: str) -> str:
        found = of_runs(result.of(server), name)
        if found is None:
            return NONE
        percent = Spread(100 * found.middle, 100 * found.least, 100 * found.most)
        return f"{percent} %"

    return cell


def most(name: str) -> Cell:
    """The worst of all runs: for what should be nothing."""

    def cell(result: Result, server: str) -> str:
        found = of_runs(result.of(server), name)
        return NONE if found is None else short(found.most)

    return cell


def against(peer: str, name: str) -> Cell:
    """So many times the peer's."""

    def cell(result: Result, server: str) -> str:
        found = ratios(result.of(server), result.of(peer), name)
        return NONE if found is None or server == peer else f"{found}×"

    return cell


COST, ALONE = "us_per_message", "us_per_message_alone"
CROWD: tuple[Column, ...] = (
    ("core", share("core")),
    ("load", share("load")),
)
COLUMNS: dict[str, tuple[Column, ...]] = {
    "delivery": (
        ("µs a message", figure(COST)),
        ("× Node", against("node", COST)),
        ("× C", against("c", COST)),
        ("× stock", against("stock", COST)),
        ("delivery alone", figure(ALONE)),
        ("× Node", against("node", ALONE)),
        ("× C", against("c", ALONE)),
    ),
    "heard": (
        *CROWD,
        ("wait p50, ms", figure("wait_p50_ms")),
        ("p95", figure("wait_p95_ms")),
        ("lost", most("lost")),
        ("late", most("late")),
        ("KB a phone", figure("kb_per_phone")),
        ("bytes", figure("bytes_per_message")),
    ),
    "held": (
        *CROWD,
        ("beat, ms", figure("beat_ms")),
        ("wait p95, ms", figure("wait_p95_ms")),
        ("projector p50, ms", figure("projector_p50_ms")),
        ("p95", figure("projector_p95_ms")),
        ("verdict p95, ms", figure("verdict_p95_ms")),
        ("messages lost", most("lost")),
        ("ballots sent", figure("ballots_sent")),
        ("lost", most("ballots_lost")),
        ("KB a phone", figure("kb_per_phone")),
    ),
    "ballots": (
        ("a second", figure("per_second")),
        ("× plain", against("plain", "per_second")),
        ("µs a ballot", figure("us_per_ballot")),
        ("verdict p50, ms", figure("verdict_p50_ms")),
        ("p95", figure("verdict_p95_ms")),
        ("p99", figure("verdict_p99_ms")),
        ("refused", most("refused")),
        *CROWD,
    ),
    "burst": (
        ("verdict p50, ms", figure("verdict_p50_ms")),
        ("p95", figure("verdict_p95_ms")),
        ("max", figure("verdict_max_ms")),
        ("projector p50, ms", figure("projector_p50_ms")),
        ("p95", figure("projector_p95_ms")),
        ("saved", figure("ballots_saved")),
        ("lost", most("ballots_lost")),
        *CROWD,
    ),
    "joining": (
        ("page p95, ms", figure("page_p95_ms")),
        ("connected p95, ms", figure("connected_p95_ms")),
        ("in p50, ms", figure("state_p50_ms")),
        ("p95", figure("state_p95_ms")),
        ("max", figure("state_max_ms")),
        ("came in", figure("phones_in")),
        ("ms of processor a phone", figure("ms_per_phone")),
        *CROWD,
    ),
    "storm": (
        ("restart, s", figure("restart_s")),
        ("all current, s", figure("all_current_s")),
        ("spread, s", figure("spread_s")),
        ("back p50, ms", figure("back_p50_ms")),
        ("p95", figure("back_p95_ms")),
        ("back", figure("phones_back")),
        ("current", figure("phones_current")),
        *CROWD,
    ),
    "slow": (
        ("slow", figure("slow")),
        ("p95 without, ms", figure("without_wait_p95_ms")),
        ("p95 with, ms", figure("with_wait_p95_ms")),
        ("ratio", figure("p95_ratio")),
        ("lost without", most("without_lost")),
        ("lost with", most("with_lost")),
        ("memory without, MB", figure("without_memory_mb")),
        ("with", figure("with_memory_mb")),
        ("core with", share("with_core")),
        ("load", share("with_load")),
    ),
    "processes": (
        ("capacity, messages a second", figure("capacity")),
        ("× one process", against("one", "capacity")),
        ("messages a second of the busiest", figure("per_core_second")),
        ("× one process", against("one", "per_core_second")),
        ("core of the busiest", share("busiest_core")),
        ("stores", share("stores_core")),
        ("load", share("load")),
        ("wait p95, ms", figure("wait_p95_ms")),
        ("lost", most("lost")),
        ("late", most("late")),
        ("µs a ballot", figure("us_per_ballot")),
        ("of PostgreSQL", figure("us_per_ballot_stored")),
    ),
    "killed": (
        ("moved", figure("phones_moved")),
        ("current", figure("phones_current")),
        ("all current, s", figure("all_current_s")),
        ("saved", figure("ballots_saved")),
        ("before the kill", figure("before_the_kill")),
        ("sent again", figure("sent_again")),
        ("lost", most("ballots_lost")),
        ("verdict p50, ms", figure("verdict_p50_ms")),
        ("max", figure("verdict_max_ms")),
    ),
}


def of(result: Result) -> str:
    """One part at one size: a table, or two where one would be too wide."""
    tables = [_table(result, COLUMNS[result.part])]
    tables += [_table(result, COLUMNS["heard"])] if result.part == "delivery" else []
    return "\n\n".join(tables)


def _table(result: Result, columns: Sequence[Column]) -> str:
    lines = [_row(["server", *(title for title, _ in columns)]), _row(["---"] * (len(columns) + 1))]
    for server in result.servers:
        cells = [cell(result, server) for _, cell in columns]
        lines.append(_row([_named(result, server), *cells]))
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _named(result: Result, server: str) -> str:
    """The server, and what went wrong with it."""
    runs = [run for run in result.runs if run["server"] == server]
    failed = [run["failed"] for run in runs if "failed" in run]
    few = min((run.get("phones_in", result.phones) for run in result.of(server)), default=0)
    words = [NAMES[server]]
    if failed:
        words.append(f"{len(failed)} of {len(runs)} runs failed: {_short(failed[0])}")
    elif result.part == "delivery" and few < result.phones:
        words.append(f"only {few:,} came in")
    return ", ".join(words)


def _short(words: str) -> str:
    return words.partition("\n")[0][:80].replace("|", "/")
