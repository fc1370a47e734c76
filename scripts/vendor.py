"""Copy the scripts that we serve but did not write, and write down where they came from."""

import hashlib
import json
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
VENDOR = ROOT / "static" / "vendor"
FILES = {
    "idiomorph": {"dist/idiomorph.esm.js": "idiomorph.esm.js", "LICENSE": "idiomorph.LICENSE"},
    "socket.io-client": {
        "dist/socket.io.esm.min.js": "socket.io.esm.min.js",
        "LICENSE": "socket.io.LICENSE",
    },
}

README = """# Scripts from others

Copied from npm by `make vendor`, byte for byte; a test compares the sums. To change the version,
change `package.json`, run `make lock vendor`, and read the release notes.

| file | package | version | licence | sha256 |
|---|---|---|---|---|
"""


def vendor() -> None:
    rows = [row for package, files in FILES.items() for row in vendor_one(package, files)]
    (VENDOR / "README.md").write_text(README + "".join(rows))


def vendor_one(package: str, files: dict[str, str]) -> list[str]:
    source = ROOT / "node_modules" / package
    about = json.loads((source / "package.json").read_text())
    return [copy(source / original, VENDOR / name, about) for original, name in files.items()]


def copy(original: Path, target: Path, about: dict) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(original, target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    cells = (f"`{target.name}`", about["name"], about["version"], about["license"], f"`{digest}`")
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    vendor()
