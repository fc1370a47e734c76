"""What every connection promises: one writer at a time, one snapshot a reading, durable."""

import threading

import pytest
from sqlalchemy import text

from labapp.domain.voting import RoundStatus
from labapp.services import labs, rounds
from labapp.settings import SettingsError
from labapp.store import keys
from labapp.store.account import count_accounts
from labapp.store.ballot import open_rounds
from labapp.store.db import alone, check, db, session, settings_of, writing_engine
from tests import people
from tests.people import op

TIMES = 40


@pytest.fixture
def counter(app, on_disk):
    on_disk("create table counter (n integer)")
    on_disk("insert into counter values (0)")


def count(url):
    """Read a number and write the next one, as nobody should who is not alone."""
    engine = writing_engine(url)
    for _ in range(TIMES):
        with engine.begin() as line:
            number = line.execute(text("select n from counter")).scalar()
            line.execute(text("update counter set n = :n"), {"n": number + 1})
    engine.dispose()


def test_writers_of_all_processes_are_alone(counter, settings, on_disk):
    writers = [threading.Thread(target=count, args=(settings.database,)) for _ in range(3)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert on_disk("select n from counter") == [(3 * TIMES,)]


def test_a_page_is_read_as_of_one_moment(house, on_disk):
    assert count_accounts() == 1
    people_before = session().scalar(text("select name from account"))
    on_disk("update account set name = 'Ny'")

    assert session().scalar(text("select name from account")) == people_before
    db.session.remove()
    assert session().scalar(text("select name from account")) == "Ny"


@pytest.mark.only("sqlite")
def test_a_file_is_durable_before_the_verdict(settings):
    engine = writing_engine(settings.database)
    with engine.connect() as line:
        assert line.exec_driver_sql("pragma synchronous").scalar() == 2
        assert line.exec_driver_sql("pragma journal_mode").scalar() == "wal"
        assert line.exec_driver_sql("pragma secure_delete").scalar() == 1
    engine.dispose()


def told(connection, *names):
    return [connection.exec_driver_sql(f"show {name}").scalar() for name in names]


@pytest.mark.only("postgresql")
def test_a_server_is_durable_before_the_verdict_whatever_its_default(settings, on_disk):
    name = settings.database.rpartition("/")[2]
    on_disk(f"alter database {name} set synchronous_commit = off")
    on_disk(f"alter database {name} set default_transaction_isolation = serializable")
    engine = writing_engine(settings.database)
    with engine.connect() as line:
        assert told(line, "synchronous_commit", "transaction_isolation") == ["on", "read committed"]
        assert told(line, "lock_timeout", "statement_timeout") == ["4s", "4s"]
    engine.dispose()


@pytest.mark.only("postgresql")
def test_a_reader_reads_only_and_as_of_one_moment(house):
    with db.engine.connect() as line:
        assert told(line, "transaction_isolation", "transaction_read_only") == [
            "repeatable read",
            "on",
        ]
        assert told(line, "lock_timeout", "statement_timeout") == ["4s", "4s"]


@pytest.mark.only("postgresql")
@pytest.mark.parametrize("name", ["fsync", "full_page_writes"])
def test_a_server_that_forgets_at_a_power_cut_is_refused(house, postgres, name):
    with postgres.configured(**{name: "off"}), pytest.raises(SettingsError, match=name):
        check(db.engine, loop=False)
    check(db.engine, loop=False)
    assert settings_of(db.engine)[name] == "on"


@pytest.mark.only("postgresql")
def test_a_database_of_another_encoding_is_refused(postgres, fresh_database):
    name = fresh_database().rpartition("/")[2]
    postgres.drop(name)
    postgres.admin(
        f"CREATE DATABASE {name} OWNER labapp TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'"
    )
    engine = writing_engine(postgres.url(name))
    with pytest.raises(SettingsError, match="server_encoding"):
        check(engine, loop=False)
    engine.dispose()


def test_no_key_is_destroyed_while_another_process_opens_its_round(lab, held_lock, settings):
    """Its file is made before its commit."""
    fresh = text(
        "insert into round (lab_id, number, vote_on, points, max_per_choice, status, opened_at)"
        " values (:lab, 1, 'ideas', 3, 1, 'open', '2026-01-01') returning id"
    ).bindparams(lab=lab.id)

    def start():
        with alone(settings.database):
            rounds.destroy_old_keys()

    with held_lock() as other:
        opened = other.execute(fresh).scalar()
        keys.make_round_key(opened)
        starting = threading.Thread(target=start)
        starting.start()
        starting.join(0.3)
        assert starting.is_alive()
        other.commit()
        starting.join()
    assert keys.kept_round_keys() == {opened}
    db.session.remove()
    assert [round_.status for round_ in open_rounds()] == [RoundStatus.OPEN]


def test_no_number_of_a_lab_or_a_round_is_used_again(astrid, lab, on_disk):
    first = lab.id
    labs.delete_lab(first, astrid, op())
    assert labs.open_lab(astrid, op(), people.plan()).seq == 1
    assert session().scalar(text("select max(id) from lab")) > first
