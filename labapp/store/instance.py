"""The instance folder: one server at a time, and how a command finds it."""

import fcntl
import json
import os
from pathlib import Path
from typing import TextIO


class InstanceBusy(Exception):
    """A server already works on this folder."""


def lock(folder: Path) -> TextIO:
    """Own the folder until the process ends; the file must be kept open.

    Raises `InstanceBusy`. Two processes that write one SQLite database can corrupt it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = (folder / "labapp.lock").open("a", encoding="utf-8")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        raise InstanceBusy(folder) from None
    return handle


def publish_control(folder: Path, url: str, key: str) -> None:
    """Tell commands of the same owner where the server is, and its key."""
    handle = os.open(folder / "control.json", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"url": url, "key": key}, file)


def read_control(folder: Path) -> tuple[str, str]:
    """Where the server of this folder is, and its key; raises `OSError` when it does not say."""
    said = json.loads((folder / "control.json").read_text(encoding="utf-8"))
    return str(said["url"]), str(said["key"])


def withdraw_control(folder: Path) -> None:
    (folder / "control.json").unlink(missing_ok=True)
