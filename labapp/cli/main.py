"""Where the command begins: `serve` must import nothing before it patches, the others may."""

import importlib
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. Exit codes: 0 good, 1 found a fault, 2 wrong use."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words == ["serve"]:
        return int(importlib.import_module("labapp.serve").main())
    return int(importlib.import_module("labapp.cli.commands").run(words))
