"""The database: one base for all tables, the SQLite pragmas, and the session that is in use."""

import sqlite3
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar, cast

from flask import has_app_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, Connection, DateTime, Dialect, Engine, Enum, MetaData, Table, event
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

BUSY_MS = 4000  # a locked database is answered within five seconds (promise P18)

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


class Base(DeclarativeBase):
    """What every table shares: names for constraints, and how values are kept."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
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


def let_go() -> None:
    """End the request's reading, so that no connection is held while the writer works."""
    if _writing.get() is None and has_app_context() and db.session.registry.has():
        db.session.remove()


def set_pragmas(engine: Engine, *, writing: bool) -> None:
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
