"""The instance folder: who works on it, and how a command finds the server.

With SQLite one process holds the folder alone. With PostgreSQL several do, and share its keys.
"""

import fcntl
import json
import os
from pathlib import Path
from typing import ClassVar, TextIO


class InstanceBusy(Exception):
    """Somebody works on this folder who does not go together with us."""


def lock(folder: Path, *, shared: bool = False) -> TextIO:
    """Hold the folder until the process ends, alone or with others; the file must be kept open.

    Raises `InstanceBusy`. Two processes that write one SQLite database can corrupt it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = (folder / "labapp.lock").open("a+", encoding="utf-8")
    if _locked(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX):
        return handle
    handle.close()
    raise InstanceBusy(folder)


def _locked(handle: TextIO, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class _Published:
    """What this process said of itself: a file that is locked for as long as the process lives."""

    path: ClassVar[Path] = Path()
    file: ClassVar[TextIO | None] = None


def publish_control(folder: Path, url: str, key: str) -> None:
    """Tell commands of the same owner where the server is, and its key.

    One file a process: `control.json`, or `control-2.json` and so on where others live.
    """
    withdraw_control(folder)
    number = 1
    while (file := _own(folder / _name(number))) is None:
        number += 1
    json.dump({"url": url, "key": key}, file)
    file.flush()
    _Published.path, _Published.file = folder / _name(number), file


def _name(number: int) -> str:
    return "control.json" if number == 1 else f"control-{number}.json"


def _own(path: Path) -> TextIO | None:
    """The file, empty and ours; None when another living process has it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    os.fchmod(handle, 0o600)
    file = os.fdopen(handle, "w", encoding="utf-8")
    if not _locked(file, fcntl.LOCK_EX):
        file.close()
        return None
    file.truncate()
    return file


def read_control(folder: Path) -> tuple[str, str]:
    """Where a server of this folder is, and its key; raises `OSError` when none says so."""
    for path in sorted(folder.glob("control*.json"), key=lambda path: (len(path.name), path.name)):
        with path.open(encoding="utf-8") as file:
            if not _locked(file, fcntl.LOCK_SH):
                said = json.load(file)
                return str(said["url"]), str(said["key"])
    raise FileNotFoundError(folder / _name(1))


def withdraw_control(_folder: Path) -> None:
    """Say no more where this process is."""
    file, _Published.file = _Published.file, None
    if file is not None:
        _Published.path.unlink(missing_ok=True)
        file.close()
