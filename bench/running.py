"""Running one part: rounds over all its servers, so that what disturbs one disturbs all."""

import asyncio
import gc
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import results, servers
from bench.figures import Figures
from bench.load.browser import Refused
from bench.load.ears import Ears
from bench.plan import Part, Run
from bench.results import Result

WRONG = (OSError, TimeoutError, Refused)


@dataclass(frozen=True)
class Chosen:
    """What was chosen on the command line; what was not is the part's own."""

    phones: tuple[int, ...] = ()
    runs: int = 0
    seconds: float = 0.0
    servers: tuple[str, ...] = ()
    quick: bool = False
    command: str = ""
    folder: Path = results.FOLDER


def run(part: Part, chosen: Chosen) -> list[Result]:
    """Measure one part at each of its sizes; the results are kept, and given back.

    Raises `NotToBeHad` for what cannot be measured here.
    """
    sizes = chosen.phones or (part.quick if chosen.quick else part.sizes)
    return [_at(part, size, chosen) for size in sizes]


def _at(part: Part, phones: int, chosen: Chosen) -> Result:
    seconds = chosen.seconds or (part.seconds / 2 if chosen.quick else part.seconds)
    names = [name for name in part.servers(phones) if name in (chosen.servers or (name,))]
    for name in names:
        servers.prepare(name)
    found: list[Figures] = []
    for number in range(chosen.runs or (1 if chosen.quick else part.runs)):
        found += _round(part, (phones, seconds, number), names)
    result = Result(part.name, phones, results.stamp(chosen.command, seconds), found)
    results.save(chosen.folder, result)
    return result


def _round(part: Part, how: tuple[int, float, int], names: Sequence[str]) -> list[Figures]:
    """Each server once."""
    phones, seconds, number = how
    known: dict[str, Figures] = {}
    for name in names:
        _say(f"{part.name}, {phones} phones, round {number + 1}: {name} ")
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            once = Run(name, phones, seconds, number, Path(folder), Ears(), known)
            known[name] = {"server": name, "round": number, **_once(part, once)}
        _say(f"{known[name].get('failed', 'done')}\n")
    return list(known.values())


def _once(part: Part, once: Run) -> Figures:
    """One measurement. Garbage is not collected while it lasts: that would look like waiting."""
    gc.collect()
    gc.disable()
    try:
        return once.ears.run(asyncio.wait_for(part.measure(once), part.limit))
    except WRONG as wrong:
        return {"failed": f"{type(wrong).__name__}: {wrong}"}
    finally:
        gc.enable()


def _say(words: str) -> None:
    sys.stderr.write(words)
    sys.stderr.flush()
