"""Bringing a database to this program's schema; an older program refuses a newer one.

Two processes may do so at once: on PostgreSQL the second waits, and finds it done; on SQLite the
lock on the folder keeps it out.
"""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import create_engine

from labapp.settings import SettingsError

HERE = Path(__file__).parent / "migrations"


class NewerSchema(SettingsError):
    """The database was written by a newer labapp."""

    def __init__(self, revision: str | None) -> None:
        super().__init__(
            f"The database was written by a newer labapp ({revision}). Install that one."
        )


def config(url: str) -> Config:
    """Alembic's settings, without a file."""
    settings = Config()
    settings.set_main_option("script_location", str(HERE))
    settings.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return settings


def upgrade(url: str) -> None:
    """Make the schema, or bring it up to date. Raises `NewerSchema`."""
    here = config(url)
    at = revision(url)
    if at == newest():
        return
    try:
        if at is not None:
            ScriptDirectory.from_config(here).get_revision(at)
    except CommandError as unknown:
        raise NewerSchema(at) from unknown
    command.upgrade(here, "head")


@cache
def newest() -> str | None:
    """The revision of this program; its scripts are read once in a process."""
    return ScriptDirectory(str(HERE)).get_current_head()


def revision(url: str) -> str | None:
    """The revision that a database is at; None when it is empty."""
    engine = create_engine(url)
    with engine.connect() as connection:
        at = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    return at
