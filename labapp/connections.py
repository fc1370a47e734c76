"""How long a web server waits for its connections, and how one is taken from it.

`aio` has eventlet, gevent and werkzeug use this; here none of them is named.
"""

import _socket
import errno
import resource
import socket
import time
from collections.abc import Callable
from typing import Protocol, TypeVar

Connection = _socket.socket  # the C socket, which no async mode patches
MOST = 20_000  # eventlet's own default is 1,024: the 1,025th phone would hang
SPARE_FILES = 200  # for pages, the database and the rest, where the system allows few
IDLE = 10.0  # seconds that a browser's line stays open for another request: it costs 20 to 30 KB
SLOW = 30.0  # seconds in which something of a request must come, and of an answer be taken
Result = TypeVar("Result")


def telling(handler: type, make: str, **more: object) -> type:
    """A web server's handler of a connection that tells each request about itself."""

    def make_environ(self: object) -> dict[str, object]:
        environ: dict[str, object] = getattr(handler, make)(self)
        environ["labapp.handler"] = self
        return environ

    return type("Handler", (handler,), {make: make_environ, **more})


class Handler(Protocol):
    socket: socket.socket


def hurried(read: Callable[[Handler], str]) -> Callable[[Handler], str]:
    """Wait for the next request as long as is meant, and for what belongs to it."""

    def read_requestline(handler: Handler) -> str:
        handler.socket.settimeout(IDLE)
        line = read(handler)
        handler.socket.settimeout(SLOW)
        return line

    return read_requestline


def or_not(read: Callable[..., object]) -> Callable[..., object]:
    """A request that does not come to its end is a bad one, and no fault."""

    def read_request(handler: Handler, line: str) -> object:
        try:
            return read(handler, line)
        except TimeoutError:
            return False

    return read_request


def accept(accept: Callable[[], Result]) -> Result:
    """The next connection, when there is a file for it: eventlet would stop serving instead."""
    while True:
        try:
            return accept()
        except OSError as full:
            if full.errno not in {errno.EMFILE, errno.ENFILE}:
                raise
            time.sleep(0.1)


def most_connections() -> int:
    """How many WebSockets this process may hold."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = files == resource.RLIM_INFINITY
    return MOST if unlimited else max(1, min(MOST, files - SPARE_FILES))


def plain(theirs: socket.socket) -> Connection:
    """A web server's connection as a socket that never waits; theirs is empty from then on."""
    ours = Connection(fileno=theirs.detach())
    ours.settimeout(0)
    return ours
