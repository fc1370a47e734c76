"""The machine: its cores, what is installed on it, and what a process costs it."""

import os
import platform
import resource
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("eventlet", "gevent", "flask", "flask-socketio", "python-socketio", "python-engineio")
PARENT, PAGES = 1, 1  # fields of /proc/<pid>/stat after the name, and of statm


@dataclass(frozen=True)
class Cores:
    """Where the server runs, and where the load does; the same one on a machine with one."""

    server: int
    load: int

    @property
    def apart(self) -> bool:
        return self.server != self.load


def cores() -> Cores:
    """The first two cores that this process may use."""
    ours = sorted(os.sched_getaffinity(0))
    return Cores(ours[0], ours[1] if len(ours) > 1 else ours[0])


ALL = cores()  # before this process is pinned to one of them


def pin_the_load() -> None:
    """Keep this process off the server's core, and let it have as many sockets as it may."""
    os.sched_setaffinity(0, {ALL.load})
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def family(pid: int) -> list[int]:
    """A process and what it has started."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                said = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                parents.setdefault(int(said[PARENT]), []).append(int(entry.name))
    found = [pid]
    for member in found:
        found += parents.get(member, [])
    return found


def cpu(pid: int) -> float:
    """Seconds of processor that a process and its children have used, user and system, all threads.

    Read from the kernel's clock of the process, which counts nanoseconds; `/proc` counts hundredths
    of a second. What the kernel does to hand a message to a phone on this machine is in it.
    """
    used = 0.0
    for member in family(pid):
        with suppress(OSError):
            used += time.clock_gettime((~member << 3) | 2)
    return used


def memory(pid: int) -> int:
    """Bytes of memory that a process and its children hold now."""
    held = 0
    for member in family(pid):
        with suppress(OSError):
            words = Path(f"/proc/{member}/statm").read_text(encoding="utf-8").split()
            held += int(words[PAGES]) * resource.getpagesize()
    return held


def describe() -> dict[str, str]:
    """The machine and what runs on it, for the page."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "kernel": f"{platform.system()} {platform.release()}",
        "labapp": _commit(),
        "Python": platform.python_version(),
        **{name: metadata.version(name) for name in PACKAGES},
        "Node": _first_line([node(), "--version"]).removeprefix("v"),
        "C compiler": _first_line(["cc", "--version"]),
        "PostgreSQL": _first_line(["psql", "--version"]).removeprefix("psql (PostgreSQL) "),
        "Redis": _first_line(["redis-server", "--version"]).partition(" sha=")[0],
    }


def node() -> str:
    """The house's Node, which came in a wheel beside this Python; else the system's."""
    own = Path(sys.executable).with_name("node")
    return str(own) if own.exists() else shutil.which("node") or "node"


def _processor() -> str:
    told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    names = [line.partition(":")[2].strip() for line in told.splitlines() if "model name" in line]
    return names[0] if names else platform.machine()


def _commit() -> str:
    """The commit that is measured; with a plus when the files are no longer those of it."""
    commit = _first_line(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"])
    changed = _first_line(["git", "-C", str(ROOT), "status", "--porcelain", "--", "labapp"])
    return f"{commit}+" if changed else commit


def _first_line(command: list[str]) -> str:
    """What a tool says of itself; nothing where it is missing."""
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""
    return said.partition("\n")[0].strip()
