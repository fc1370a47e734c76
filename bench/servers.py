"""Servers to measure: each a process on the server's core, in a folder of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench import machine
from bench.load.ears import Address
from bench.machine import ROOT

BENCH = Path(__file__).parent
PATIENCE = 30.0
POLL = 0.02
LABAPP = ("labapp", "labapp-stock")
QUIET = {"PYTHONWARNINGS": "ignore", "PYTHONUNBUFFERED": "1"}


class NotToBeHad(Exception):
    """What is to be measured cannot be started here; in words for whoever runs the bench."""


@dataclass
class Server:
    """One process. It can be killed and started again on the same port and folder."""

    name: str
    folder: Path
    command: list[str]
    settings: dict[str, str] = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> Address:
        return ("127.0.0.1", self.port)

    @property
    def pid(self) -> int:
        if self.process is None:
            raise NotToBeHad(f"{self.name} was not started")
        return self.process.pid

    @property
    def database(self) -> str:
        """labapp's, to be looked into from outside, as SQLAlchemy wants it."""
        url = self.settings.get("DATABASE_URL", "")
        own = f"sqlite:///file:{self.folder / 'labapp.db'}?mode=ro&uri=true"
        return url.replace("postgresql://", "postgresql+psycopg://") or own

    @property
    def said(self) -> str:
        return (self.folder / "server.log").read_text(encoding="utf-8")

    def start(self) -> "Server":
        """Start it, and return when it takes connections. Raises `NotToBeHad`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = self.port or free_port()
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*_on_its_core(), *(word.replace("PORT", str(self.port)) for word in self.command)],
                cwd=ROOT,
                env={**os.environ, **QUIET, **self.settings, "PORT": str(self.port)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait()
        return self

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while self.pid and self.process and self.process.poll() is None:
            try:
                socket.create_connection(self.address, 1).close()
            except OSError:
                if time.monotonic() > until:
                    break
                time.sleep(POLL)
            else:
                return
        raise NotToBeHad(f"{self.name} does not start:\n{self.said[-2000:]}")

    def kill(self) -> None:
        """As the power is cut."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(PATIENCE)


def _on_its_core() -> list[str]:
    return ["taskset", "-c", str(machine.ALL.server)]


def free_port() -> int:
    """A port of loopback that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def prepare(name: str) -> None:
    """Compile or install what a peer needs, before anything is measured. Raises `NotToBeHad`."""
    if name in PEERS:
        PEERS[name]()


def labapp(name: str, folder: Path) -> Server:
    """The app as it is; or `labapp-stock`, on Flask-SocketIO's own transport."""
    settings = {"LABAPP_HOME": str(folder), "HOST": "127.0.0.1"}
    if name == "labapp-stock":
        settings["LABAPP_TRANSPORT"] = "stock"
    return Server(name, folder, [sys.executable, "run.py"], settings)


def processes(folder: Path, count: int, settings: dict[str, str]) -> list[Server]:
    """So many of labapp, on one folder and the database and the Redis of these settings."""
    ours = {"LABAPP_HOME": str(folder / "home"), "HOST": "127.0.0.1", **settings}
    command = [sys.executable, "run.py"]
    return [Server("labapp", folder / str(n), command, ours) for n in range(count)]


def peer(name: str, folder: Path, tick: float, size: int) -> Server:
    """One that sends a message of `size` bytes to all, at the most every `tick` seconds."""
    words = ["PORT", str(round(1000 * tick)), str(size), str(folder / "peer.db")]
    return Server(name, folder, [*PEERS[name](), *words])


def _c() -> list[str]:
    """The bare loop, compiled if need be."""
    source, made = BENCH / "peers" / "fanout.c", BENCH / "build" / "fanout"
    if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
        made.parent.mkdir(exist_ok=True)
        if shutil.which("cc") is None:
            raise NotToBeHad("The C loop needs a C compiler, cc: apt-get install gcc libc6-dev")
        subprocess.run(["cc", "-O2", "-Wall", "-o", str(made), str(source)], check=True)
    return [str(made)]


def _node() -> list[str]:
    """Node with what bench/package-lock.json pins, installed if need be.

    better-sqlite3 brings its native part in the package: no script has to run, and none does.
    """
    lock, mark = BENCH / "package-lock.json", BENCH / "node_modules" / ".ready"
    if not mark.exists() or mark.stat().st_mtime < lock.stat().st_mtime:
        npm = Path(machine.node()).with_name("npm")
        flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
        path = {"PATH": f"{npm.parent}:{os.environ['PATH']}"}
        subprocess.run([str(npm), "ci", *flags], cwd=BENCH, env={**os.environ, **path}, check=True)
        mark.touch()
    return [machine.node(), str(BENCH / "peers" / "node.js")]


def _python(name: str) -> list[str]:
    return [sys.executable, str(BENCH / "peers" / f"{name}.py")]


PEERS: dict[str, Callable[[], list[str]]] = {
    "node": _node,
    "c": _c,
    "stock": lambda: _python("stock"),
    "tutorial": lambda: _python("tutorial"),
    "plain": lambda: _python("plain"),
}
