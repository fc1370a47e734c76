"""How Alembic reaches the database: alone, with foreign keys off on SQLite, checked afterwards.

A batch rebuild of a parent table with foreign keys on deletes the rows of its children.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy import Connection, create_engine, text

from labapp.store import account, audit, ballot, idea, lab, news, participant, presence, verdict
from labapp.store.db import Base, be_alone

TABLES = (account, audit, ballot, idea, lab, news, participant, presence, verdict)


def run() -> None:
    url = context.config.get_main_option("sqlalchemy.url") or ""
    engine = create_engine(
        url, isolation_level=None if url.startswith("sqlite") else "READ COMMITTED"
    )
    with engine.connect() as connection, _checked(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            be_alone(connection)  # another process may have migrated meanwhile: look only now
            context.run_migrations()
    engine.dispose()


@contextmanager
def _checked(connection: Connection) -> Iterator[None]:
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.execute(text("PRAGMA foreign_keys=OFF"))
    connection.commit()
    yield
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        message = f"rows without their parent after a migration: {broken[:3]}"
        raise RuntimeError(message)


run()
