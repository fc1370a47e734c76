"""Secrets that lie beside the database, never in it: the signing key and one key a round.

The folder is the instance folder; where several processes work on one database they share it. A
round's key ties voters to ballots while the round is open; it is destroyed when the round closes,
so that nothing can tie them afterwards (promise P19).
"""

import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import ClassVar


class _Place:
    folder = Path()
    held: ClassVar[dict[int, bytes]] = {}


def use(folder: Path) -> None:
    """Keep keys in this instance folder from now on."""
    _Place.folder = folder
    _Place.held.clear()
    _rounds().mkdir(parents=True, exist_ok=True, mode=0o700)


def signing_key() -> str:
    """The key that signs cookies; made on first start."""
    path = _Place.folder / "secret_key"
    if not path.exists():
        fresh = _write_beside(path, secrets.token_hex(32).encode())
        with suppress(FileExistsError):
            path.hardlink_to(fresh)  # of several processes that start at once, the first one wins
        fresh.unlink()
        _sync_folder(path.parent)
    return path.read_text()


def make_round_key(round_id: int) -> None:
    """Make the key of a round that opens; durable before the first ballot."""
    key, path = secrets.token_bytes(32), _round(round_id)
    _write_beside(path, key).replace(path)
    _sync_folder(path.parent)
    _Place.held[round_id] = key


def destroy_round_key(round_id: int) -> None:
    """Destroy the key of a round that has closed; it need not exist any more."""
    forget(round_id)
    _round(round_id).unlink(missing_ok=True)


def forget(round_id: int) -> None:
    """Let go of this process's copy: another one has closed the round and destroyed its key."""
    _Place.held.pop(round_id, None)


def forget_destroyed() -> None:
    """Let go of every copy whose key another process has destroyed."""
    for round_id in set(_Place.held) - kept_round_keys():
        forget(round_id)


def kept_round_keys() -> set[int]:
    """The rounds that still have a key."""
    return {int(path.name) for path in _rounds().iterdir() if path.name.isdigit()}


def voter_tag(round_id: int, participant: bytes) -> bytes | None:
    """HMAC(round key, participant): the only name a ballot has. None once the key is gone."""
    key = _Place.held.get(round_id) or _read_round(round_id)
    return None if key is None else hmac.digest(key, participant, "sha256")


def _read_round(round_id: int) -> bytes | None:
    try:
        key = _Place.held[round_id] = _round(round_id).read_bytes()
    except FileNotFoundError:
        return None
    return key


def _rounds() -> Path:
    return _Place.folder / "round-keys"


def _round(round_id: int) -> Path:
    return _rounds() / str(round_id)


def _write_beside(path: Path, content: bytes) -> Path:
    """Write a file that nobody else can read, beside where it is to be; it is on the disk."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
    return fresh


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
