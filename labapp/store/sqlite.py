"""SQLite: one file, one process. Its pragmas, and what its errors mean."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError

BUSY_MS = 4000  # a locked database is answered within five seconds (promise P18)
CODE = 0xFF  # the part of an error's number that is not its detail
OF_THE_FILE = frozenset(
    {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    }
)  # the rest of what a disk or a lock can do is an OperationalError


def options(*, writing: bool) -> dict[str, Any]:
    """How an engine is to be made."""
    if writing:
        return {"connect_args": {"check_same_thread": False}}
    return {"max_overflow": -1}


def equip(engine: Engine, *, writing: bool) -> None:
    """Durable before the verdict (WAL with FULL), and only the writer can write at all."""

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in _pragmas(writing=writing):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _pragmas(*, writing: bool) -> list[str]:
    shared = [f"busy_timeout={BUSY_MS}", "foreign_keys=ON"]
    if not writing:
        return [*shared, "query_only=ON"]
    return [*shared, "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"]


def be_alone(_connection: Connection) -> None:
    """Keep every other writer out until the transaction ends: `BEGIN IMMEDIATE` has done it."""


def check(_engine: Engine) -> None:
    """A file needs no leave from its server."""


def settings_of(_engine: Engine) -> dict[str, str]:
    """There is no server."""
    return {}


def waits_together(_engine: Engine) -> bool:
    """SQLite waits for a disk, and for nobody else: readers never meet a lock."""
    return True


def scrub(engine: Engine) -> bool:
    """Empty the write-ahead log without waiting; False when a reader still needs it.

    `secure_delete` does not reach the log, where a voter's tag would outlive its round.
    """
    try:
        connection = engine.raw_connection()
    except (sqlite3.Error, DBAPIError):
        return False
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=0")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = bool(cursor.fetchall()[0][0])
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    except sqlite3.Error:
        connection.invalidate()
        return False
    connection.close()
    return not busy


def is_of_the_database(error: BaseException) -> bool:
    """Whether a driver's error is the file's doing, beyond what its class says."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(code, int) and code & CODE in OF_THE_FILE
