"""What the server, and the load itself, use from one moment to another."""

import time

from bench import machine
from bench.figures import Figures


class Meter:
    """Started when it is made."""

    def __init__(self, pids: list[int]) -> None:
        self.pids = pids
        self.began = time.monotonic()
        self.own = time.process_time()
        self.used = self._used()

    def _used(self) -> float:
        return sum(machine.cpu(pid) for pid in self.pids)

    @property
    def spent(self) -> float:
        """Seconds of processor until now."""
        return self._used() - self.used

    def figures(self, messages: int = 0) -> Figures:
        """`core` and `load` are shares of one core: the server's, and that of the load."""
        used, lasted = self.spent, time.monotonic() - self.began
        found: Figures = {
            "seconds": round(lasted, 2),
            "core": round(used / lasted, 3),
            "load": round((time.process_time() - self.own) / lasted, 3),
        }
        if messages:
            found["us_per_message"] = round(1e6 * used / messages, 2)
        return found


def memory(pids: list[int]) -> int:
    """Bytes that these processes and their children hold."""
    return sum(machine.memory(pid) for pid in pids)
