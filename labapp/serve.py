"""Reads the mode, patches, THEN imports the rest; listens. No other command patches."""

import gc
import os
import resource
import signal
import socket
import sys
import threading
from typing import TextIO

from labapp import aio
from labapp.settings import Settings, SettingsError

BACKLOG = 4096  # with the usual 50, 2,000 phones need 28 seconds to join
GOODBYE_MS = 4000


def main() -> int:
    """Serve until told to stop; 0 good, 2 wrong use."""
    try:
        settings = Settings.from_env()
    except SettingsError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    return serve(settings)


def serve(settings: Settings) -> int:
    """Serve one instance folder. A second server on it is refused with words."""
    from labapp.store import instance

    try:
        lock = instance.lock(settings.home, shared=settings.many_processes)
    except instance.InstanceBusy:
        sys.stderr.write(f"A server already works on {settings.home}. Stop it first.\n")
        return 1
    return _serve(settings, lock)


def _serve(settings: Settings, lock: TextIO) -> int:
    try:
        listener = _take_port(settings)
    except OSError as taken:
        return _say_taken(settings, taken)
    _raise_file_limit()
    gc.disable()  # until all is made: what is imported stays
    aio.patch(settings.async_mode)
    return _answer(settings, lock, listener)


def _say_taken(settings: Settings, taken: OSError) -> int:
    sys.stderr.write(f"Port {settings.port} cannot be used: {taken.strerror}.\n")
    sys.stderr.write("Choose another one: PORT=5001 make run\n")
    return 1


def _answer(settings: Settings, lock: TextIO, listener: socket.socket) -> int:
    from labapp import background
    from labapp.factory import create_app, front
    from labapp.web import greeting

    with lock, listener:
        settings, guessed = greeting.with_address(settings, listener.getsockname()[1])
        try:
            app = create_app(settings)
        except SettingsError as wrong:
            sys.stderr.write(f"{wrong}\n")
            return 1
        app.config["BASE_URL_GUESSED"] = guessed
        try:
            listener.listen(BACKLOG)
        except OSError as taken:
            return _say_taken(settings, taken)
        greeting.greet(app, settings, listener.getsockname()[1])
        background.start(app)
        _stop_gently(settings)
        _collect_rarely()
        aio.serve(listener, front(app, settings))
    return 0


def _collect_rarely() -> None:
    """Have the garbage collector pass over what was made at start, and come by less often.

    A full collection walks all objects, and stops every phone meanwhile: after the start there are
    160,000, which takes 80 ms.
    """
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 50, 100)


def _take_port(settings: Settings) -> socket.socket:
    """A port of our own: nobody else may share it and take half of the phones.

    It listens once the app can answer. Whoever came before would wait, and all would be let in in
    the same moment; refused, phones come back one by one, and a balancer asks another process.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind((settings.host, settings.port))
    return listener


def _raise_file_limit() -> None:
    """A phone is an open file: take as many as the system lets us."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _stop_gently(settings: Settings) -> None:
    """At SIGTERM or Ctrl-C: say goodbye, commit what was handed in, let go of the folder."""

    def stop(_signal: int, _frame: object) -> None:
        aio.deliver(threading.Thread(target=_leave, args=(settings,), daemon=True).start)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def _leave(settings: Settings) -> None:
    from labapp import background
    from labapp.store import instance

    background.stop(GOODBYE_MS)
    instance.withdraw_control(settings.home)
    os._exit(0)
