"""Servers that the tests start themselves: PostgreSQL and Redis, as Debian has them."""

import os
import secrets
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.servers import free_port

PROGRAMS = Path("/usr/lib/postgresql")
MEMORY = Path("/dev") / "shm"  # fsync costs nothing there, so it can stay on
ROOM = 500_000_000  # bytes
PATIENCE = 20.0
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = '{folder}'
port = {port}
shared_buffers = '32MB'
"""


def _workplace():
    spacious = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return Path(tempfile.mkdtemp(prefix="labapp-", dir=MEMORY if spacious else None))


class Postgres:
    """One PostgreSQL on loopback, run by the user postgres when we are root, which it refuses."""

    def __init__(self):
        self.programs = max(PROGRAMS.glob("*/bin"), key=lambda path: int(path.parent.name))
        self.folder = _workplace()
        self.port = free_port()
        self.as_somebody = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self.as_somebody:
            shutil.chown(self.folder, "postgres")
        how = "--username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync"
        self._run("initdb", *how.split())
        with (self.folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS.format(folder=self.folder, port=self.port))
        self.start()
        self.admin("CREATE ROLE labapp LOGIN")

    def _run(self, program, *words):
        """A program of PostgreSQL's; what it says goes to a file, as its children keep it open."""
        with (self.folder / "said").open("ab") as said:
            subprocess.run(
                [*self.as_somebody, self.programs / program, "-D", self.folder / "data", *words],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                timeout=60,
                check=True,
            )

    def start(self):
        self._run("pg_ctl", "start", "--wait", f"--log={self.folder / 'log'}")

    def stop(self, how="immediate"):
        self._run("pg_ctl", "stop", "--wait", f"--mode={how}")

    @contextmanager
    def away(self):
        """The server is gone for a while."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    @contextmanager
    def configured(self, **settings):
        """The server with other settings for a while, which it can take up without a restart."""
        before = {name: self.admin(f"SHOW {name}") for name in settings}
        for name, value in settings.items():
            self.admin(f"ALTER SYSTEM SET {name} = '{value}'")
        self._reload(settings)
        try:
            yield
        finally:
            self.admin("ALTER SYSTEM RESET ALL")
            self._reload(before)

    def _reload(self, wanted):
        self.admin("SELECT pg_reload_conf()")
        until = time.monotonic() + PATIENCE
        while {name: self.admin(f"SHOW {name}") for name in wanted} != wanted:
            if time.monotonic() > until:
                raise TimeoutError(wanted)
            time.sleep(0.02)

    def close(self):
        self.stop()
        shutil.rmtree(self.folder)

    def url(self, name):
        return f"postgresql+psycopg://labapp@127.0.0.1:{self.port}/{name}"

    def admin(self, statement, name="postgres"):
        """Run a statement as the server's owner; the one value that it answers with, if any."""
        where = f"host=127.0.0.1 port={self.port} user=postgres dbname={name}"
        with psycopg.connect(where, autocommit=True) as line:
            answer = line.execute(statement)
            return answer.fetchone()[0] if answer.description else None

    def create(self, template="template0"):
        """A fresh database; its name."""
        name = f"lab_{secrets.token_hex(6)}"
        self.admin(f"CREATE DATABASE {name} OWNER labapp TEMPLATE {template}")
        return name

    def files_of(self, name):
        """The bytes of a database's tables, once all is written out."""
        self.admin("CHECKPOINT")
        number = self.admin("SELECT oid FROM pg_database WHERE datname = current_database()", name)
        folder = self.folder / "data" / "base" / str(number)
        return b"".join(path.read_bytes() for path in folder.iterdir())

    def drop(self, name):
        self.admin(f"DROP DATABASE {name} WITH (FORCE)")


class Redis:
    """One Redis on loopback that keeps nothing."""

    def __init__(self):
        self.folder = _workplace()
        self.port = free_port()
        self.start()

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        words = [
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            self.folder,
        ]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(["redis-server", *words], stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise TimeoutError((self.folder / "log").read_text())
            time.sleep(0.02)

    def _answers(self):
        words = ["redis-cli", "-p", str(self.port), "ping"]
        done = subprocess.run(words, capture_output=True, check=False)
        return done.stdout.strip() == b"PONG"

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE)

    def close(self):
        if self.process.poll() is None:
            self.stop()
        shutil.rmtree(self.folder)
