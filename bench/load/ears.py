"""Many sockets on one event loop, each heard without a handle, a context and a callback of its own.

At 40,000 messages a second those would cost more than the server needs to send them. So the loop's
selector reads our wires itself, and shows the loop only what is its own.
"""

import asyncio
import random
import selectors
import socket
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

MOST = 256 * 1024
SMALL = 2304  # bytes: the least that Linux grants a receive buffer
SEGMENT = 536  # bytes: what every network carries
Address = tuple[str, int]
Event = tuple[selectors.SelectorKey, int]
Result = TypeVar("Result")


class Ears(selectors.EpollSelector):
    """Hears every wire that is open, and what else the loop waits for."""

    def select(self, timeout: float | None = None) -> list[Event]:
        ready = super().select(timeout)
        loops = [event for event in ready if not isinstance(event[0].data, Wire)]
        for key, _events in ready:
            if isinstance(key.data, Wire) and key.data.is_open:
                key.data.read()
        return loops

    def listen(self, wire: "Wire") -> None:
        self.register(wire.socket, selectors.EVENT_READ, wire)

    def ignore(self, wire: "Wire") -> None:
        """Read nothing more of it; what comes stays in the kernel, then with the server."""
        with suppress(KeyError):
            self.unregister(wire.socket)

    def hang_up(self) -> None:
        """Close every wire that is heard."""
        for key in list(self.get_map().values()):
            if isinstance(key.data, Wire):
                key.data.close()

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Run this on a loop that hears by these ears."""
        with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(self)) as runner:
            return runner.run(work)


class Wire:
    """A TCP connection to a server on this machine, from an address of its own in 127.0.0.0/8."""

    def __init__(self, ears: Ears) -> None:
        self.ears = ears
        self.socket: socket.socket
        self.is_open = False

    async def dial(self, address: Address, *, slow: bool = False) -> None:
        """Connect. `slow` has little room for what comes, as a phone that does not read.

        Its segments are those of a network: with loopback's, of 64 KiB, the kernel would keep
        megabytes for a phone that reads nothing. Raises `OSError`.
        """
        self.socket = line = socket.socket()
        line.settimeout(0)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if slow:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT)
        line.bind((somewhere(), 0))
        try:
            await asyncio.get_running_loop().sock_connect(line, address)
        except BaseException:
            line.close()
            raise
        self.is_open = True
        self.ears.listen(self)

    def send(self, data: bytes) -> None:
        """Write a few bytes, which a socket takes whole; a wire that is cut tells it when read."""
        with suppress(OSError):
            self.socket.send(data)

    def read(self) -> None:
        try:
            data = self.socket.recv(MOST)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self.heard(data)
        else:
            self.close()
            self.cut()

    def close(self) -> None:
        if self.is_open:
            self.is_open = False
            self.ears.ignore(self)
            self.socket.close()

    def heard(self, data: bytes) -> None:
        """Something came."""

    def cut(self) -> None:
        """The server hung up."""


def somewhere() -> str:
    """An address of this machine: with many, no port of an earlier run is in the way."""
    return f"127.{random.randrange(1, 250)}.{random.randrange(1, 250)}.{random.randrange(1, 250)}"
