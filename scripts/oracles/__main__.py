"""Ask well-known packages how random ballots are counted; write what they answer as test vectors.

Run by `make oracles`, in an environment of its own. Everything is drawn from one seed a file, so
that the same packages write the same files.
"""

import json
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from scripts.oracles import budgets, chances, committees, rankings

VECTORS = Path(__file__).parents[2] / "tests" / "domain" / "vectors"
SUBJECTS: dict[str, tuple[str, Callable[[], list[dict]]]] = {
    "committees": ("abcvoting", committees.cases),
    "budgets": ("pabutools", budgets.cases),
    "rankings": ("pref-voting", rankings.cases),
    "chances": ("scipy", chances.cases),
}


def write(name: str, package: str, cases: list[dict]) -> None:
    """One case a line, so that a change can be read."""
    head = json.dumps({"package": package, "version": version(package)})
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    path = VECTORS / f"{name}.json"
    path.write_text(f'{{"made_with":{head},"cases":[\n{lines}\n]}}\n')
    print(f"{path.name}: {len(cases)} cases, {path.stat().st_size} bytes")


if __name__ == "__main__":
    VECTORS.mkdir(exist_ok=True)
    for name, (package, cases) in SUBJECTS.items():
        write(name, package, cases())
