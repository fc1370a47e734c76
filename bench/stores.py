"""PostgreSQL and Redis for several processes: started here, on loopback, each in a folder."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import machine
from bench.servers import NotToBeHad, Server, free_port

PROGRAMS = Path("/usr/lib/postgresql")  # where Debian has them
PATIENCE = 60.0
NAME = "labapp"
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = '{folder}'
port = {port}
"""  # the rest as it comes, so fsync and synchronous_commit are on


@dataclass(frozen=True)
class Stores:
    """Where they answer, as labapp's settings have it, and the first process of each."""

    database: str
    redis: str
    pids: dict[str, int]

    @property
    def settings(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database, "REDIS_URL": self.redis}


@contextmanager
def started() -> Iterator[Stores]:
    """Both, on the server's core, with an empty database. Raises `NotToBeHad`."""
    with ExitStack() as open_ones:
        folder = Path(tempfile.mkdtemp(prefix="bench-stores-"))
        open_ones.callback(shutil.rmtree, folder)
        folder.chmod(0o755)  # PostgreSQL's folder is inside, and another user's when we are root
        port, postgresql = open_ones.enter_context(_postgresql(folder / "postgresql"))
        redis = _redis(folder / "redis")
        open_ones.callback(redis.kill)
        yield Stores(
            f"postgresql://{NAME}@127.0.0.1:{port}/{NAME}",
            f"redis://127.0.0.1:{redis.port}/0",
            {"postgresql": postgresql, "redis": redis.pid},
        )


def _redis(folder: Path) -> Server:
    if shutil.which("redis-server") is None:
        raise NotToBeHad("Several processes need Redis: apt-get install redis-server")
    words = ["--port", "PORT", "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    return Server("redis", folder, ["redis-server", *words]).start()


@contextmanager
def _postgresql(folder: Path) -> Iterator[tuple[int, int]]:
    """Its port, and its process."""
    programs, data, port = _programs(), folder / "data", free_port()
    _lay_out(folder, programs, port)
    _run(folder, programs / "pg_ctl", "start", "--wait", f"--log={folder / 'log'}")
    try:
        where = ["--host=127.0.0.1", f"--port={port}", f"--username={NAME}"]
        subprocess.run([programs / "createdb", *where, NAME], check=True, timeout=PATIENCE)
        first = (data / "postmaster.pid").read_text(encoding="utf-8").partition("\n")[0]
        yield port, int(first)
    finally:
        _run(folder, programs / "pg_ctl", "stop", "--wait", "--mode=immediate")


def _programs() -> Path:
    """Where the newest PostgreSQL's programs are."""
    found = sorted(PROGRAMS.glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found:
        raise NotToBeHad("Several processes need PostgreSQL: apt-get install postgresql")
    return found[-1]


def _lay_out(folder: Path, programs: Path, port: int) -> None:
    folder.mkdir()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    how = f"--username={NAME} --auth=trust --encoding=UTF8 --locale=C.UTF-8"
    _run(folder, programs / "initdb", *how.split())
    with (folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS.format(folder=folder, port=port))


def _run(folder: Path, program: Path, *words: str) -> None:
    """A program of PostgreSQL's, as the user postgres when we are root, which it refuses to be.

    What it says goes to a file: the server that it leaves behind keeps that open.
    """
    somebody = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    core = ["taskset", "-c", str(machine.ALL.server)]
    with (folder / "said").open("ab") as said:
        done = subprocess.run(
            [*core, *somebody, program, "-D", folder / "data", *words],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            timeout=PATIENCE,
            check=False,
        )
    if done.returncode:
        told = (folder / "said").read_text(encoding="utf-8", errors="replace")[-2000:]
        raise NotToBeHad(f"PostgreSQL: {program.name} failed:\n{told}")
