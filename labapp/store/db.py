"""The database: one base for all tables, its engines on either kind, and the session in use."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar, Protocol, cast

from flask import has_app_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    create_engine,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    OperationalError,
    PendingRollbackError,
)
from sqlalchemy.exc import (
    TimeoutError as NoConnectionFree,
)
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import StaticPool
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from labapp.settings import SettingsError

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept as UTC without a zone, since SQLite has none."""

    impl = DateTime
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Octets(LargeBinary):
    """Bytes, handed to the driver as they are: both take them, and a ballot has twelve."""

    cache_ok = True

    @override
    def bind_processor(self, dialect: Dialect) -> None:
        return None


class Base(DeclarativeBase):
    """What every table shares: names for constraints, and how values are kept."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: BigInteger().with_variant(Integer(), "sqlite"),  # up to what a browser can say
        datetime: UtcDateTime(),
        dict[str, Any]: JSON(),
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            create_constraint=False,
            length=20,
            values_callable=lambda kind: [member.value for member in kind],
        ),
    }


def table_of(model: type[Base]) -> Table:
    """A class's table, for plain statements."""
    return cast("Table", model.__table__)


db = SQLAlchemy()  # the request's engine and session; tables stand on Base, which commands share
_writing: ContextVar[Session | None] = ContextVar("writing", default=None)


def session() -> Session:
    """The session that is in use: the writer's own inside a piece of work, else the request's."""
    return _writing.get() or db.session()


def write_in(own: Session | None) -> None:
    """Make `own` this thread's session: the writer's thread calls it once."""
    _writing.set(own)


def can_be_kept(text: str) -> bool:
    """Whether any database can hold the text: what cannot be held need not be looked for."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def let_go() -> None:
    """End the request's reading, so that no connection is held while the writer works."""
    if _writing.get() is None and has_app_context() and db.session.registry.has():
        db.session.remove()


class _Kind(Protocol):
    """What SQLite and PostgreSQL each do in their own way: a module beside this one."""

    def options(self, *, writing: bool) -> dict[str, Any]: ...
    def equip(self, engine: Engine, *, writing: bool) -> None: ...
    def check(self, engine: Engine) -> None: ...
    def settings_of(self, engine: Engine) -> dict[str, str]: ...
    def waits_together(self, engine: Engine) -> bool: ...
    def be_alone(self, connection: Connection) -> None: ...
    def scrub(self, engine: Engine) -> bool: ...
    def is_of_the_database(self, error: BaseException) -> bool: ...


def _kind(backend: str) -> _Kind:
    """The module of a kind, loaded when it is first needed: a driver costs time at start."""
    return cast(_Kind, importlib.import_module(f"labapp.store.{backend}"))


def reading_options(url: str) -> dict[str, Any]:
    """How the engine that requests read by is to be made; then `equip` it."""
    return {
        **_kind(make_url(url).get_backend_name()).options(writing=False),
        "hide_parameters": True,
    }


def reading_engine(url: str) -> Engine:
    """An engine that only reads, for a command."""
    engine = create_engine(url, **reading_options(url))
    equip(engine)
    return engine


def equip(engine: Engine) -> None:
    """Have an engine read only, each transaction as of one moment, and never wait for long."""
    _kind(engine.dialect.name).equip(engine, writing=False)


def writing_engine(url: str) -> Engine:
    """An engine whose one connection writes.

    What it commits is on disk; each of its transactions keeps every other writer out.
    """
    kind = _kind(make_url(url).get_backend_name())
    options = kind.options(writing=True)
    engine = create_engine(url, poolclass=StaticPool, hide_parameters=True, **options)
    kind.equip(engine, writing=True)
    return engine


def be_alone(connection: Connection) -> None:
    """Keep every writer of any process out until the connection's transaction ends."""
    _kind(connection.dialect.name).be_alone(connection)


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Read what stands while nobody writes; for a moment at start, in the caller's thread."""
    engine = writing_engine(url)
    try:
        with Session(engine) as own:
            before = _writing.set(own)
            try:
                own.connection()
                yield
            finally:
                _writing.reset(before)
    finally:
        engine.dispose()


def check(engine: Engine, *, loop: bool) -> None:
    """Refuse a database on which labapp cannot keep its promises; `loop`: waits must be green.

    Raises `SettingsError` with words for the person who runs the server.
    """
    kind = _kind(engine.dialect.name)
    kind.check(engine)
    if loop and not kind.waits_together(engine):
        message = (
            "The database driver stops the loop while it waits, so every phone would wait for every"
            " other one. Is psycopg imported before labapp? LABAPP_ASYNC_MODE=threading works."
        )
        raise SettingsError(message)


def settings_of(engine: Engine) -> dict[str, str]:
    """The server's own settings, by name; a file has none."""
    return _kind(engine.dialect.name).settings_of(engine)


def scrub(engine: Engine) -> bool:
    """Take what was erased off the disk, with the writer's engine; False: call it again later.

    Quick, never raises, and decides itself how often it really tries.
    """
    return _kind(engine.dialect.name).scrub(engine)


def is_of_the_database(error: BaseException) -> bool:
    """Whether the disk, a lock or the server failed, and not the work that was asked for.

    Then nothing of the transaction is durable, and the same may be tried again (promise P18).
    """
    if isinstance(
        error, OperationalError | InterfaceError | PendingRollbackError | NoConnectionFree
    ):
        return True
    if not isinstance(error, DBAPIError) or error.orig is None:
        return False
    driver = type(error.orig).__module__.partition(".")[0]
    kind = _kind("sqlite" if driver == "sqlite3" else "postgresql")
    return error.connection_invalidated or kind.is_of_the_database(error.orig)
