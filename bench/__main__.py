"""The command line: `python -m bench [PART …] [--quick]`, and then the page."""

import argparse
import sys
from pathlib import Path

from bench import machine, page, results
from bench.parts import ballots, burst, delivery, held, joining, killed, processes, slow, storm
from bench.running import Chosen, run
from bench.servers import NotToBeHad

PARTS = {
    module.PART.name: module.PART
    for module in (delivery, held, ballots, burst, joining, storm, slow, processes, killed)
}
REPORT = "report"
GOOD, WRONG_USE = 0, 2
DOCS = machine.ROOT / "docs" / "performance.md"


def main(words: list[str] | None = None) -> int:
    """0 good, 2 for what cannot be had."""
    chosen = _parser().parse_args(words)
    names = [name for name in chosen.parts if name != REPORT]
    names = names if chosen.parts else list(PARTS)
    folder = chosen.results or (results.FOLDER / "quick" if chosen.quick else results.FOLDER)
    asked = Chosen(
        phones=tuple(chosen.phones or ()),
        runs=chosen.runs,
        seconds=chosen.seconds,
        servers=tuple(chosen.servers or ()),
        quick=chosen.quick,
        command=_command(words),
        folder=folder,
    )
    machine.pin_the_load()
    went = [_measure(name, asked) for name in names]
    where = chosen.page or (folder / "performance.md" if folder != results.FOLDER else DOCS)
    page.write(where, results.load(folder, list(PARTS)))
    print(f"The page is {where}.")
    return GOOD if all(went) else WRONG_USE


def _measure(name: str, asked: Chosen) -> bool:
    """One part; what cannot be had is said, and the next part goes on."""
    try:
        for result in run(PARTS[name], asked):
            print(page.section_of(result))
    except NotToBeHad as missing:
        print(missing, file=sys.stderr)
        return False
    return True


def _command(words: list[str] | None) -> str:
    return " ".join(["python -m bench", *(sys.argv[1:] if words is None else words)])


def _parser() -> argparse.ArgumentParser:
    about = "\n".join(f"  {part.name:10} {part.about}" for part in PARTS.values())
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=f"Measure labapp beside its peers.\n\n{about}\n  report     only the page",
        epilog="Without a part: all of them. Server on one core, load on another, all on loopback.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = [*PARTS, REPORT, []]  # none is a choice too
    parser.add_argument("parts", nargs="*", choices=names, metavar="PART")
    parser.add_argument("--quick", action="store_true", help="small sizes, one round: minutes")
    parser.add_argument("--phones", type=int, nargs="+", metavar="N", help="how many, each in turn")
    parser.add_argument("--runs", type=int, default=0, metavar="N", help="rounds over all servers")
    parser.add_argument("--seconds", type=float, default=0.0, metavar="S", help="of a measurement")
    parser.add_argument("--servers", nargs="+", metavar="NAME", help="only these of the part's")
    parser.add_argument("--results", type=Path, metavar="FOLDER", help="where raw results are kept")
    parser.add_argument("--page", type=Path, metavar="FILE", help="where the page is written")
    return parser


if __name__ == "__main__":
    sys.exit(main())
