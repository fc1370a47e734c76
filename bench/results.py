"""Raw results: one JSON file a part and size, outside git, each with its own stamp."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import machine
from bench.figures import Figures

FOLDER = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Result:
    """What was found of one part at one size: a run a server and round."""

    part: str
    phones: int
    stamp: dict[str, Any]
    runs: list[Figures]

    def of(self, server: str) -> list[Figures]:
        """The runs of one server that came to an end."""
        return [run for run in self.runs if run["server"] == server and "failed" not in run]

    @property
    def servers(self) -> list[str]:
        return list(dict.fromkeys(run["server"] for run in self.runs))


def stamp(command: str, seconds: float) -> dict[str, Any]:
    """When, where, and by which command."""
    now = datetime.now(UTC).isoformat(timespec="minutes")
    cores = {"server_core": machine.ALL.server, "load_core": machine.ALL.load}
    return {"at": now, "command": command, "lasts_s": seconds, **cores, **machine.describe()}


def save(folder: Path, result: Result) -> None:
    """Put it in place of the earlier one of this part and size."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(vars(result), indent=1, ensure_ascii=False)
    (folder / f"{result.part}-{result.phones}.json").write_text(text + "\n", encoding="utf-8")


def load(folder: Path, parts: Sequence[str]) -> list[Result]:
    """All that is there, in the order of the parts, small sizes first."""
    files = [path.read_text(encoding="utf-8") for path in folder.glob("*.json")]
    found = [Result(**json.loads(text)) for text in files]
    known = [result for result in found if result.part in parts]
    return sorted(known, key=lambda result: (parts.index(result.part), result.phones))
