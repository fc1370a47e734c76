"""PostgreSQL by psycopg 3: how its connections wait, what they promise, what its errors mean.

Imported only where a PostgreSQL is used, and after `aio.patch`.
"""

import logging
import threading
import time
from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar, cast

import psycopg
from psycopg import waiting
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError

from labapp.settings import SettingsError

LOCK = 0x6C6162617070  # "labapp" in ASCII: whoever holds this advisory lock is the one writer
PATIENCE_MS = 4000  # for a lock or a statement, by the server's clock (promise P18)
SILENCE = 4.5  # seconds without an answer, by ours, until a connection is given up
CONNECTING = 3  # seconds
READERS = 10  # connections of one process that read; one more writes
OLDEST = 130000  # the first server that can tell a snapshot as we ask for it
NAP, TOGETHER, TRIES = 0.05, 0.09, 5
SECRET = ("mark", "ballot")  # tables that must not keep what was erased
MOST_SCRUBBING = 3  # seconds a table: less than what those who wait for it have patience for
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 60.0
LEFT = """SELECT count(*) FROM pg_class WHERE oid = ANY(%s::regclass[])
    AND age(relfrozenxid) > age(%s::xid8::xid)"""  # a rewrite reaches what is older than this

Result = TypeVar("Result")

READING = {
    "default_transaction_isolation": "repeatable read",  # one page, one snapshot (promise P8)
    "default_transaction_read_only": "on",
}
WRITING = {
    "default_transaction_isolation": "read committed",
    "synchronous_commit": "on",  # durable before the verdict
    "idle_in_transaction_session_timeout": "5000",  # one who is stopped does not stop the others
}
BOTH = {"lock_timeout": str(PATIENCE_MS), "statement_timeout": str(PATIENCE_MS)}
LOGGERS = (  # no logging in the writer's thread: its locks are the loop's
    "psycopg",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.engine.Engine.writer",
    "sqlalchemy.pool.impl.StaticPool.writer",
)
LINE = {
    "application_name": "labapp",
    "client_encoding": "utf8",
    "connect_timeout": CONNECTING,
    "tcp_user_timeout": PATIENCE_MS,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
}

MUST_BE = {"fsync": "on", "full_page_writes": "on", "server_encoding": "UTF8"}
NOT_NOW = frozenset(
    {
        "25006",  # read-only: a standby, or a server that was told to be
        "25P02",  # an error before this one ended the transaction
        "25P03",  # idle for too long: the machine stood still
        "57P05",
    }
)
OF_THE_SERVER = ("08", "40", "53", "55", "57", "58", "XX")  # classes of SQLSTATE


class Patient(psycopg.Connection[tuple[Any, ...]]):
    """A connection that gives a silent server up, so that its user gets a definite answer."""

    patience = SILENCE

    def wait(
        self, gen: PQGen[Result], interval: float = 0.1, timeout: float | None = None
    ) -> Result:
        try:
            return self.wait_for(gen, interval, timeout or self.patience)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.close()  # the answer may come later: nobody must take it for another's
            raise

    def wait_for(self, gen: PQGen[Result], interval: float, timeout: float) -> Result:
        """Wait as the async mode wants it: other phones are answered meanwhile."""
        return super().wait(gen, interval, timeout)

    def rollback(self) -> None:
        """End the transaction; that of a connection which is gone has ended already."""
        try:
            super().rollback()
        except psycopg.OperationalError:
            if not self.closed:
                raise


class Native(Patient):
    """The writer's connection: its thread is the system's own, and waits in C for itself alone."""

    def wait_for(self, gen: PQGen[Result], interval: float, timeout: float) -> Result:
        result: Result = waiting.wait_c(gen, self.pgconn.socket, interval, timeout)
        return result


def options(*, writing: bool) -> dict[str, Any]:
    """How an engine is to be made. A connection is tried before use: a restart heals by itself."""
    shared = {"connect_args": LINE, "pool_pre_ping": True}
    if writing:
        for name in LOGGERS:
            logging.getLogger(name).disabled = True
        return {**shared, "logging_name": "writer", "pool_logging_name": "writer"}
    return {**shared, "pool_size": READERS, "max_overflow": 0, "pool_timeout": PATIENCE_MS / 1000}


def equip(engine: Engine, *, writing: bool) -> None:
    """Durable before the verdict, one writer at a time in all processes, and readers only read."""
    kind = Native if writing else Patient
    wanted = {**BOTH, **(WRITING if writing else READING)}

    @event.listens_for(engine, "do_connect")
    def _connect(
        _dialect: object, _record: object, words: list[str], named: dict[str, Any]
    ) -> Patient:
        return kind.connect(*words, **named)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Patient, _record: object) -> None:
        _tell(connection, wanted)

    if writing:
        _Scrubbing.is_done(whole=True)
        event.listen(engine, "begin", be_alone)


def _tell(connection: Patient, wanted: Mapping[str, str]) -> None:
    """Set what holds for this session, in one question."""
    calls = ", ".join("set_config(%s, %s, false)" for _ in wanted)
    values = [part for setting in wanted.items() for part in setting]
    connection.autocommit = True
    connection.execute(f"SELECT {calls}".encode(), values)
    connection.autocommit = False


def be_alone(connection: Connection) -> None:
    """Keep every other writer of this database out until the transaction ends."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")


def check(engine: Engine) -> None:
    """Refuse a server on which an answer could be lost. Raises `SettingsError`."""
    is_set = settings_of(engine)
    for name, value in MUST_BE.items():
        if is_set[name] != value:
            message = (
                f"The PostgreSQL at DATABASE_URL has {name}={is_set[name]}: it must be {value}."
            )
            raise SettingsError(message)
    if int(is_set["server_version_num"]) < OLDEST:
        message = "The PostgreSQL at DATABASE_URL is too old: version 13 or newer is needed."
        raise SettingsError(message)


def settings_of(engine: Engine) -> dict[str, str]:
    """All settings of the server that this session may see."""
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT name, setting FROM pg_settings")
        return {row.name: row.setting for row in rows}


def waits_together(engine: Engine) -> bool:
    """Whether two questions wait side by side: else each one would stop every phone.

    The best of some tries counts, as the machine may be busy.
    """
    return any(_two_naps(engine) < TOGETHER for _ in range(TRIES))


def _two_naps(engine: Engine) -> float:
    done: list[None] = []

    def nap(connection: Connection) -> None:
        connection.exec_driver_sql(f"SELECT pg_sleep({NAP})")
        done.append(None)

    with engine.connect() as one, engine.connect() as other:
        naps = [threading.Thread(target=nap, args=(connection,)) for connection in (one, other)]
        started = time.monotonic()
        for thread in naps:
            thread.start()
        for thread in naps:
            thread.join()
        return (time.monotonic() - started) if len(done) == len(naps) else TOGETHER


class _Scrubbing:
    """When the tables may be tried again, after a try that could not reach everything."""

    pause: ClassVar[float] = 0.0
    after: ClassVar[float] = 0.0

    @classmethod
    def is_done(cls, *, whole: bool) -> bool:
        cls.pause = 0.0 if whole else min(LONGEST_PAUSE, max(SHORTEST_PAUSE, 2 * cls.pause))
        cls.after = time.monotonic() + cls.pause
        return whole


def scrub(engine: Engine) -> bool:
    """Lay the tables of votes anew, in the order of their tags; False when it is to be done again.

    What was erased leaves the files, unless somebody still reads as of a time before: so it is
    tried again, after a pause that doubles. Nothing is waited for longer than a fifth of a second.
    """
    if time.monotonic() < _Scrubbing.after:
        return False
    try:
        connection = engine.raw_connection()
    except (psycopg.Error, DBAPIError):
        return _Scrubbing.is_done(whole=False)
    own = cast("Patient", connection.dbapi_connection)  # as `_connect` made it
    try:
        return _Scrubbing.is_done(whole=_lay_anew(own))
    except psycopg.Error:
        return _Scrubbing.is_done(whole=False)
    finally:
        connection.invalidate()  # the next one has the usual settings


def _lay_anew(own: Patient) -> bool:
    own.patience = MOST_SCRUBBING + 1
    _tell(own, {"lock_timeout": "200", "statement_timeout": str(1000 * MOST_SCRUBBING)})
    own.autocommit = True
    now = own.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text").fetchone()
    for table in SECRET:
        own.execute(f"CLUSTER {table} USING pk_{table}".encode())
    left = own.execute(LEFT, [list(SECRET), now[0] if now else "0"]).fetchone()
    return left == (0,)


def is_of_the_database(error: BaseException) -> bool:
    """Whether a driver's error is the server's doing and not that of the work."""
    state = getattr(error, "sqlstate", None) or ""
    return state in NOT_NOW or state.startswith(OF_THE_SERVER)
