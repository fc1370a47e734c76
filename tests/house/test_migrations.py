"""The migrations build the very schema that the models describe, and keep what is in it."""

import importlib
import pkgutil
import subprocess
import sys

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, create_engine, inspect, text

from labapp import store
from labapp.domain.ideas import Draft
from labapp.domain.voting import Ballot
from labapp.services import ideas, merging, voting
from labapp.store import writer
from labapp.store.ballot import latest_round
from labapp.store.db import Base, db, writing_engine
from labapp.store.idea import all_ideas
from labapp.store.migrate import NewerSchema, config, revision, upgrade
from labapp.store.offer import offers_of
from tests.people import move, op

UPGRADE = "import sys; from labapp.store import migrate; migrate.upgrade(sys.argv[1])"


@pytest.fixture
def migrated(fresh_database):
    url = fresh_database()
    upgrade(url)
    return url


@pytest.fixture
def modelled(fresh_database):
    for module in pkgutil.iter_modules(store.__path__, "labapp.store."):
        importlib.import_module(module.name)
    url = fresh_database()
    engine = create_engine(url)
    metadata = db.metadata if db.metadata.tables else Base.metadata
    assert len(metadata.tables) > 5
    metadata.create_all(engine)
    engine.dispose()
    return url


def schema(url):
    engine = create_engine(url)
    look = inspect(engine)
    tables = set(look.get_table_names()) - {"alembic_version"}
    found = {table: facts(look, table) for table in tables}
    engine.dispose()
    return found


def facts(look, table):
    return {
        "columns": ordered(
            look.get_columns(table), "name", "type", "nullable", "primary_key", "default"
        ),
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


@pytest.mark.only("postgresql")
def test_every_whole_number_of_postgresql_holds_what_a_browser_can_say(migrated):
    engine = create_engine(migrated)
    with engine.connect() as line:
        narrow = "select table_name, column_name from information_schema.columns"
        where = " where table_schema = 'public' and data_type in ('integer', 'smallint')"
        assert line.execute(text(narrow + where)).all() == []
    engine.dispose()


@pytest.fixture
def filled(lab, astrid, phone, settings):
    """A house with something in every kind of table, and nobody at work on it; its address."""
    move(lab.id, astrid, "next")
    for words in ("Ett", "Två"):
        ideas.submit_idea(lab.id, phone, op(), Draft(words))
    one, two = (idea.id for idea in all_ideas(lab.id))
    merging.merge_ideas(lab.id, astrid, op(), one, [two])
    move(lab.id, astrid, "next", "next")
    round_ = latest_round(lab.id)
    choice = offers_of(round_)[0].id
    voting.cast_ballot(lab.id, phone, op(), Ballot(round=round_.id, n=1, marks={choice: 1}))
    db.session.remove()
    writer.stop()
    db.engine.dispose()
    return settings.database


def content(url):
    """Every row of every table, by column."""
    engine, tables = create_engine(url), MetaData()
    tables.reflect(engine)
    with engine.connect() as line:
        rows = {
            table.name: list(map(dict, line.execute(table.select()).mappings()))
            for table in tables.sorted_tables
        }
    engine.dispose()
    del rows["alembic_version"]
    return rows


def of_these(rows, lower):
    """The rows of the tables and columns that a lower schema has too, as text."""
    return {
        table: sorted(str({name: row[name] for name in (kept or [{}])[0]}) for row in rows[table])
        for table, kept in lower.items()
    }


def test_down_and_up_again_keeps_the_rows_of_what_stays(filled):
    here, before, built = config(filled), content(filled), schema(filled)
    assert all(before[table] for table in ("participant", "idea", "ballot", "mark", "verdict"))
    steps = list(ScriptDirectory.from_config(here).walk_revisions())
    for step in steps:
        command.downgrade(here, step.down_revision or "base")
        lower = content(filled)
        assert of_these(before, lower) == of_these(lower, lower)
        upgrade(filled)
        after = content(filled)
        assert of_these(after, lower) == of_these(lower, lower)
        assert schema(filled) == built
        before = after
    assert revision(filled) == steps[0].revision


def test_what_was_merged_before_merges_were_remembered_can_be_undone(filled):
    here = config(filled)
    (before,) = content(filled)["idea_merge"]
    command.downgrade(here, ScriptDirectory.from_config(here).get_revision("0007").down_revision)
    upgrade(filled)
    (after,) = content(filled)["idea_merge"]
    known = ("lab_id", "idea_id", "into_id", "was_status", "was_theme_id", "undone_at")
    assert [after[name] for name in known] == [before[name] for name in known]


def test_what_was_carried_before_galleries_is_from_the_lab_that_is_continued(filled):
    engine = create_engine(filled)
    with engine.begin() as line:
        line.execute(text("update lab set continues_id = 77"))
        line.execute(text("update idea set came_from = 3 where number = 1"))
    engine.dispose()
    here = config(filled)
    command.downgrade(here, ScriptDirectory.from_config(here).get_revision("0023").down_revision)
    upgrade(filled)
    found = {idea["number"]: idea["from_lab_id"] for idea in content(filled)["idea"]}
    assert found == {1: 77, 2: None}


def test_processes_that_migrate_at_once_do_it_once(fresh_database, database_kind, root):
    url = fresh_database()
    many = 4 if database_kind == "postgresql" else 1  # the lock on the folder keeps others out
    started = [
        subprocess.Popen([sys.executable, "-c", UPGRADE, url], cwd=root, stderr=subprocess.PIPE)
        for _ in range(many)
    ]
    said = [process.communicate(timeout=60)[1] for process in started]
    assert [process.returncode for process in started] == [0] * many, said
    assert revision(url) is not None


@pytest.mark.only("postgresql")
def test_who_migrates_waits_for_who_writes(fresh_database, root):
    url = fresh_database()
    engine = writing_engine(url)
    with engine.connect() as line:
        line.begin()
        migrating = subprocess.Popen([sys.executable, "-c", UPGRADE, url], cwd=root)
        with pytest.raises(subprocess.TimeoutExpired):
            migrating.wait(3)
        assert revision(url) is None
    engine.dispose()
    assert migrating.wait(30) == 0


def test_the_schema_of_a_newer_program_is_refused(migrated):
    engine = create_engine(migrated)
    with engine.begin() as line:
        line.execute(text("update alembic_version set version_num = '9999'"))
    engine.dispose()
    with pytest.raises(NewerSchema, match="9999"):
        upgrade(migrated)
