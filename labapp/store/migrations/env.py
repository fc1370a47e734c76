"""How Alembic reaches the database: with foreign keys off, and checked afterwards.

A batch rebuild of a parent table with foreign keys on deletes the rows of its children.
"""

from alembic import context
from sqlalchemy import create_engine, text

from labapp.store import account, audit, ballot, idea, lab, participant, writer
from labapp.store.db import Base

TABLES = (account, audit, ballot, idea, lab, participant, writer)


def run() -> None:
    engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "")
    with engine.connect() as connection:
        connection.execute(text("PRAGMA foreign_keys=OFF"))
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    engine.dispose()
    if broken:
        message = f"rows without their parent after a migration: {broken[:3]}"
        raise RuntimeError(message)


run()
