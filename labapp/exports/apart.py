"""Draw a file in a process of its own, which may take its time and its memory, and be stopped."""

import subprocess
import sys
from collections.abc import Callable

from labapp.exports.orders import ORDER, Order

PATIENCE = 60.0  # seconds; a hundred ideas take less than one

Run = Callable[[bytes], bytes]


class ExportFailed(Exception):
    """The file could not be made; the message is for the log."""


def render_apart(order: Order, run: Run | None = None) -> bytes:
    """The bytes of a file. Waits for them: a server calls it by `aio.offload`."""
    return (run or run_process)(ORDER.dump_json(order))


def run_process(order: bytes) -> bytes:
    """Have `python -m labapp.exports` carry an order out."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "labapp.exports"],
            input=order,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise ExportFailed(f"not ready after {PATIENCE} seconds") from late
    if done.returncode:
        raise ExportFailed(done.stderr.decode(errors="replace").strip())
    return done.stdout
