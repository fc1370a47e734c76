"""The migrations build the very schema that the models describe."""

import importlib
import pkgutil

import pytest
from sqlalchemy import create_engine, inspect

from labapp import store
from labapp.store.db import Base, db
from labapp.store.migrate import upgrade


@pytest.fixture
def migrated(tmp_path):
    url = f"sqlite:///{tmp_path / 'migrated.db'}"
    upgrade(url)
    return url


@pytest.fixture
def modelled(tmp_path):
    for module in pkgutil.iter_modules(store.__path__, "labapp.store."):
        importlib.import_module(module.name)
    engine = create_engine(f"sqlite:///{tmp_path / 'modelled.db'}")
    metadata = db.metadata if db.metadata.tables else Base.metadata
    assert len(metadata.tables) > 5
    metadata.create_all(engine)
    engine.dispose()
    return str(engine.url)


def schema(url):
    engine = create_engine(url)
    look = inspect(engine)
    tables = set(look.get_table_names()) - {"alembic_version"}
    found = {table: facts(look, table) for table in tables}
    engine.dispose()
    return found


def facts(look, table):
    return {
        "columns": ordered(look.get_columns(table), "name", "type", "nullable", "primary_key"),
        "unique": ordered(look.get_unique_constraints(table), "name", "column_names"),
        "checks": ordered(look.get_check_constraints(table), "name", "sqltext"),
        "indexes": ordered(look.get_indexes(table), "name", "column_names", "unique"),
        "foreign": ordered(
            look.get_foreign_keys(table), "constrained_columns", "referred_table", "options"
        ),
    }


def ordered(items, *names):
    return sorted(tuple(str(item.get(name)) for name in names) for item in items)


def test_migrations_build_the_schema_of_the_models(migrated, modelled):
    built, described = schema(migrated), schema(modelled)
    assert built.keys() == described.keys()
    assert built == described
