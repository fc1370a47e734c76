"""How late the loop is and how the connections fare: for the log, and for Prometheus.

A pulse of 50 ms comes late when something stops the loop: a password hashed on it, a big page, a
collection of garbage. Every phone waits for as long, so it is said aloud.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence

from labapp.live.fanout import Stock

PULSE = 0.05
LATE = 0.1  # seconds from which it is said aloud
KEPT = 12_000  # pulses until the next reading: ten minutes
QUIET = 1.0  # seconds between two lines in the log
CUT = ("flooded", "silent", "stuck")  # why somebody was cut off
log = logging.getLogger(__name__)


class Monitor:
    """The pulse of this process, and what is counted of its connections."""

    wire: Stock

    def __init__(self) -> None:
        self.lateness: deque[float] = deque(maxlen=KEPT)  # since the last reading
        self.pulses = 0
        self.late = 0.0  # seconds in all
        self.silent_until = 0.0
        self.lock = threading.Lock()

    def run(self) -> None:
        """Feel the pulse, for ever: one background task of the server."""
        while True:
            began = time.monotonic()
            time.sleep(PULSE)
            now = time.monotonic()
            self.note(now - began - PULSE, now)

    def note(self, late: float, now: float) -> None:
        """One pulse, so many seconds late."""
        with self.lock:
            self.lateness.append(late)
        self.pulses += 1
        self.late += late
        if late > LATE and now >= self.silent_until:
            self.silent_until = now + QUIET
            log.warning("the loop was %d ms late", 1000 * late)

    def read(self) -> str:
        """What there is to know, as Prometheus has it; percentiles are of the time since the last.

        The format: https://prometheus.io/docs/instrumenting/exposition_formats/
        """
        with self.lock:
            lateness = sorted(self.lateness)
            self.lateness.clear()
        return "".join(f"{line}\n" for line in (*self._pulse(lateness), *self._connections()))

    def _pulse(self, lateness: Sequence[float]) -> Iterator[str]:
        yield "# HELP labapp_loop_late_seconds How late a pulse of the loop came."
        yield "# TYPE labapp_loop_late_seconds summary"
        for share in (0.5, 0.99, 1):
            yield f'labapp_loop_late_seconds{{quantile="{share}"}} {_quantile(lateness, share):.6f}'
        yield f"labapp_loop_late_seconds_sum {self.late:.6f}"
        yield f"labapp_loop_late_seconds_count {self.pulses}"

    def _connections(self) -> Iterator[str]:
        counts, open_now = self.wire.counts, self.wire.transports()
        yield "# HELP labapp_connections Open connections."
        yield "# TYPE labapp_connections gauge"
        for transport in ("websocket", "polling"):
            yield f'labapp_connections{{transport="{transport}"}} {open_now[transport]}'
        yield "# HELP labapp_connections_behind Connections that do not take all that is sent."
        yield "# TYPE labapp_connections_behind gauge"
        yield f"labapp_connections_behind {self.wire.behind()}"
        yield "# HELP labapp_connections_cut_total Connections that were cut off."
        yield "# TYPE labapp_connections_cut_total counter"
        for why in CUT:
            yield f'labapp_connections_cut_total{{why="{why}"}} {counts[why]}'
        yield "# HELP labapp_news_total News to a connection: sent, or skipped since it was behind."
        yield "# TYPE labapp_news_total counter"
        for fate in ("sent", "skipped"):
            yield f'labapp_news_total{{fate="{fate}"}} {counts[fate]}'


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


monitor = Monitor()
