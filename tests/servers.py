"""Real servers for tests: a subprocess on a free port, stopped by its process id."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PATIENCE = 30.0
LOOPS = ("eventlet", "gevent")  # what every test that starts a server runs on
QUIET = {"PYTHONWARNINGS": "ignore", "PYTHONUNBUFFERED": "1"}


def on(loop):
    """For tests of what a page shows: their servers run on this loop alone."""
    return pytest.mark.parametrize("loop", [loop], indirect=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def labapp(*words, home, **env):
    """Run a command of the house and wait for it; answers with what it printed."""
    return subprocess.run(
        [sys.executable, "-m", "labapp.cli", *words],
        cwd=ROOT,
        env={**os.environ, **QUIET, "LABAPP_HOME": str(home), **env},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@dataclass
class Server:
    """One labapp on one folder; it can be killed and started again on the same port.

    `database` and `redis` are addresses; without them it is SQLite, and one process.
    """

    home: Path
    mode: str
    database: str = ""
    redis: str = ""
    script: tuple[str, ...] = ("tests/served.py",)
    transport: str = "lean"
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self):
        return self._log.read_text(encoding="utf-8")

    @property
    def _log(self):
        return self.home / (f"server-{self.port}.log" if self.database else "server.log")

    def start(self):
        self.begin()
        self.wait()
        return self

    def begin(self):
        """Start it and do not wait until it answers."""
        self.home.mkdir(parents=True, exist_ok=True)
        settings = {
            "DATABASE_URL": self.database,
            "REDIS_URL": self.redis,
            "LABAPP_HOME": str(self.home),
            "LABAPP_ASYNC_MODE": self.mode,
            "LABAPP_TRANSPORT": self.transport,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
        }
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.script],
                cwd=ROOT,
                env={**os.environ, **QUIET, **settings},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait(self):
        """Until it answers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError(self.said)
            try:
                self._answers()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError(self.said)

    def _answers(self):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            line.request("GET", "/readyz")
            line.getresponse().read()
        finally:
            line.close()

    @property
    def set_up_link(self):
        return re.findall(r"http://127\.0\.0\.1:\d+/setup/\S+", self.said)[-1]

    def stop(self):
        """As a person stops it: it says goodbye and ends well."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(10)

    def kill(self):
        """As the power is cut."""
        self.process.kill()
        self.process.wait(10)

    def close(self):
        if self.process and self.process.poll() is None:
            self.kill()
