"""Greenlets or threads: one module decides, and is the only importer of eventlet and gevent.

`patch(mode)` runs once, in `labapp.serve`, before anything else is imported; from then on the
standard `threading` and `time` are green, and everybody uses those. Commands and tests never
patch: there all of it is plain threads. What is below is what the standard library cannot say.
"""

import _thread
import importlib
import os
import socket
import time
import warnings
from _queue import SimpleQueue  # the C queue, which no async mode patches
from collections import deque
from collections.abc import Callable
from typing import Protocol, TypeVar

from labapp.settings import wait_in_the_loop

Job = Callable[[], object]
Result = TypeVar("Result")
App = Callable[..., object]  # a WSGI application
MODES = ("eventlet", "gevent", "threading")
MOST_SOCKETS = 20_000  # eventlet's own default is 1,024: the 1,025th phone would hang

_start, _read, _write = _thread.start_new_thread, os.read, os.write  # kept before any patch
_sleep = time.sleep


class Mode(Protocol):
    """What each async mode does in its own way."""

    def deliver(self, job: Job) -> None: ...
    def offload(self, job: Callable[[], Result]) -> Result: ...
    def serve(self, listener: socket.socket, app: App) -> None: ...


class Threads:
    """The escape hatch, and what commands and in-process tests run on."""

    def __init__(self) -> None:
        self.jobs: SimpleQueue[Job] = SimpleQueue()
        self.started = False

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
        serving.make_server(host, port, app, threaded=True, fd=listener.fileno()).serve_forever()


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
        wsgi.server(green, app, max_size=MOST_SOCKETS, log_output=False, debug=False)


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
        pywsgi.WSGIServer(listener, app, log=None, spawn=MOST_SOCKETS).serve_forever()


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


def serve(listener: socket.socket, app: App) -> None:
    """Answer HTTP and WebSocket on a listening socket until the process ends."""
    _Current.mode.serve(listener, app)
