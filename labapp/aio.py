"""Greenlets or threads: one module decides, and is the only importer of eventlet and gevent.

`patch(mode)` runs once, in `labapp.serve`, before anything else is imported; from then on the
standard `threading` and `time` are green, and everybody uses those. Commands and tests never
patch: there all of it is plain threads. What is below is what the standard library cannot say.
"""

import _thread
import importlib
import os
import selectors
import socket
import time
import warnings
from _queue import SimpleQueue  # the C queue, which no async mode patches
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, TypeVar

from labapp import connections, heads
from labapp.connections import IDLE, MOST, SLOW, Connection
from labapp.settings import wait_in_the_loop

Job = Callable[[], object]
Result = TypeVar("Result")
App = Callable[..., object]  # a WSGI application
Use = Callable[[Connection], object]
Readable = Callable[..., object]  # called by the loop, with whatever it says of what can be read
MODES = ("eventlet", "gevent", "threading")

_start, _read, _write = _thread.start_new_thread, os.read, os.write  # kept before any patch
_sleep = time.sleep
native_lock = _thread.RLock  # for code that waits for nothing inside: a green one costs far more


class Mode(Protocol):
    """What each async mode does in its own way."""

    def deliver(self, job: Job) -> None: ...
    def offload(self, job: Callable[[], Result]) -> Result: ...
    def serve(self, listener: socket.socket, app: App) -> None: ...
    def take_over(self, environ: dict[str, Any], use: Use) -> tuple[()]: ...
    def when_readable(self, connection: Connection, job: Readable) -> Job: ...


class Threads:
    """The escape hatch, and what commands and in-process tests run on."""

    def __init__(self) -> None:
        self.jobs: SimpleQueue[Job] = SimpleQueue()
        self.started = False
        self.readers: selectors.BaseSelector | None = None

    def deliver(self, job: Job) -> None:
        """One thread runs what is delivered, in order: never the thread that delivers it."""
        self.jobs.put(job)
        if not self.started:
            self.started = True
            _start(self._run_jobs, ())

    def _run_jobs(self) -> None:
        while True:
            self.jobs.get()()

    def offload(self, job: Callable[[], Result]) -> Result:
        return job()

    def serve(self, listener: socket.socket, app: App) -> None:
        serving = importlib.import_module("werkzeug.serving")
        host, port = listener.getsockname()[:2]
        quiet = {"log_request": lambda *_: None}  # addresses are nobody's business
        handler = connections.telling(serving.WSGIRequestHandler, "make_environ", **quiet)
        how = {"threaded": True, "fd": listener.fileno(), "request_handler": handler}
        serving.make_server(host, port, app, **how).serve_forever()

    def take_over(self, environ: dict[str, Any], use: Use) -> tuple[()]:
        environ["labapp.handler"].close_connection = True
        use(connections.plain(environ["werkzeug.socket"]))
        raise ConnectionError  # what werkzeug takes for a connection that is gone

    def when_readable(self, connection: Connection, job: Readable) -> Job:
        """One thread reads for everybody."""
        if self.readers is None:
            self.readers = selectors.DefaultSelector()
            _start(self._run_readers, (self.readers,))
        self.readers.register(connection.fileno(), selectors.EVENT_READ, job)
        return partial(self.readers.unregister, connection.fileno())

    def _run_readers(self, readers: selectors.BaseSelector) -> None:
        while True:
            self._run_ready(readers)

    @staticmethod
    def _run_ready(readers: selectors.BaseSelector) -> None:
        for key, _ in readers.select():
            key.data()


class Eventlet:
    """The default: one process, one loop, a greenlet a connection."""

    def __init__(self) -> None:
        warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
        warnings.filterwarnings("ignore", message=r".*RLock")
        self.eventlet = importlib.import_module("eventlet")
        self.eventlet.monkey_patch()
        self.jobs: deque[Job] = deque()
        self.readable, self.wake = os.pipe()
        os.set_blocking(self.readable, False)
        os.set_blocking(self.wake, False)
        self.eventlet.spawn(self._run_jobs)

    def deliver(self, job: Job) -> None:
        self.jobs.append(job)
        try:
            _write(self.wake, b"x")
        except BlockingIOError:
            return  # the pipe is full: the loop is being woken already

    def _run_jobs(self) -> None:
        hubs = importlib.import_module("eventlet.hubs")
        while True:
            hubs.trampoline(self.readable, read=True)
            _read(self.readable, 4096)
            while self.jobs:
                self.jobs.popleft()()

    def offload(self, job: Callable[[], Result]) -> Result:
        result: Result = importlib.import_module("eventlet.tpool").execute(job)
        return result

    def serve(self, listener: socket.socket, app: App) -> None:
        wsgi = importlib.import_module("eventlet.wsgi")
        green = importlib.import_module("eventlet.greenio").GreenSocket(listener)
        green.accept = partial(connections.accept, green.accept)
        how = {"max_size": MOST, "keepalive": IDLE, "socket_timeout": SLOW}
        plain = {"log_output": False, "debug": False, "capitalize_response_headers": False}
        protocol = type("Protocol", (wsgi.HttpProtocol,), {"parse_request": heads.parse_request})
        wsgi.server(green, app, protocol=protocol, **how, **plain)

    def take_over(self, environ: dict[str, Any], use: Use) -> tuple[()]:
        use(connections.plain(environ["eventlet.input"].get_socket().fd))
        importlib.import_module("eventlet.wsgi").WSGI_LOCAL.already_handled = True
        return ()

    def when_readable(self, connection: Connection, job: Readable) -> Job:
        hub = importlib.import_module("eventlet.hubs").get_hub()
        listener = hub.add(hub.READ, connection.fileno(), job, job, None)
        listener.greenlet = hub.greenlet  # it would keep the request's own alive
        return partial(hub.remove, listener)


class Gevent:
    """The fallback: the same shape, another loop."""

    def __init__(self) -> None:
        importlib.import_module("gevent.monkey").patch_all()
        self.gevent = importlib.import_module("gevent")
        self.jobs: deque[Job] = deque()
        self.waker = self.gevent.get_hub().loop.async_()
        self.waker.start(self._run_jobs)

    def deliver(self, job: Job) -> None:
        self.jobs.append(job)
        self.waker.send()

    def _run_jobs(self) -> None:
        while self.jobs:
            self.gevent.spawn(self.jobs.popleft())

    def offload(self, job: Callable[[], Result]) -> Result:
        result: Result = self.gevent.get_hub().threadpool.apply(job)
        return result

    def serve(self, listener: socket.socket, app: App) -> None:
        pywsgi = importlib.import_module("gevent.pywsgi")
        listener.settimeout(0)  # it was made before the patch
        base = pywsgi.WSGIHandler
        handler = connections.telling(
            base,
            "get_environ",
            read_requestline=connections.hurried(base.read_requestline),
            read_request=connections.or_not(base.read_request),
        )
        how = {"log": None, "spawn": MOST, "handler_class": handler}
        pywsgi.WSGIServer(listener, app, **how).serve_forever()

    def take_over(self, environ: dict[str, Any], use: Use) -> tuple[()]:
        handler = environ["labapp.handler"]
        handler.close_connection = True
        use(connections.plain(handler.socket))
        return ()

    def when_readable(self, connection: Connection, job: Readable) -> Job:
        watcher = self.gevent.get_hub().loop.io(connection.fileno(), 1)
        watcher.start(job)
        close: Job = watcher.close
        return close


class _Current:
    mode: Mode = Threads()


def patch(name: str) -> None:
    """Choose the async mode for this process. Call before the rest of labapp is imported."""
    if name != "threading":
        wait_in_the_loop()
    if name == "eventlet":
        _Current.mode = Eventlet()
    elif name == "gevent":
        _Current.mode = Gevent()


def native_thread(job: Job) -> None:
    """Run `job` in a thread of the operating system, whatever the mode; it is never joined.

    Nothing green may be waited for in there: no lock, queue, logging or pool of the loop's.
    """
    _start(job, ())


def native_sleep(seconds: float) -> None:
    """Wait in a native thread, without the loop's knowing."""
    _sleep(seconds)


def deliver(job: Job) -> None:
    """From a native thread: have the loop run a short job that does not wait."""
    _Current.mode.deliver(job)


def offload(job: Callable[[], Result]) -> Result:
    """Run work that would stop the loop (password hashing) elsewhere, and wait for its result."""
    return _Current.mode.offload(job)


def take_over(environ: dict[str, Any], use: Use) -> tuple[()]:
    """Give the connection of a request to `use`; what comes back is the answer to the web server.

    It is a socket that never waits, and the server has forgotten it: no greenlet, thread or
    request stays behind. Call it last, since a server may be told so by an exception.
    """
    return _Current.mode.take_over(environ, use)


def when_readable(connection: Connection, job: Readable) -> Job:
    """Have the loop call `job` whenever something can be read; what comes back makes it stop.

    `job` may not wait: it runs in the loop itself. Stop before the connection is closed.
    """
    return _Current.mode.when_readable(connection, job)


def serve(listener: socket.socket, app: App) -> None:
    """Answer HTTP and WebSocket on a listening socket until the process ends."""
    _Current.mode.serve(listener, app)
