"""A locked, absent, full or silent database: a definite answer in time, and it heals by itself."""

import os
import signal
import time
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError, SQLAlchemyError

from labapp.domain.errors import TryAgain
from labapp.domain.values import Effect, Op
from labapp.store import writer
from labapp.store.account import count_accounts
from labapp.store.db import db, is_of_the_database, scrub, session, writing_engine
from tests.people import op

IN_TIME = 5.5  # five seconds, and what a busy machine adds
ASKED_AGAIN = ("40P01", "40001", "55P03", "57014", "57P01", "53100", "53300", "25006", "58030")


def nothing():
    return Effect(facts={"done": True})


def run(statement):
    """Work that runs a statement in the writer's transaction."""

    def work():
        session().execute(text(statement))
        return nothing()

    return work


@contextmanager
def definite():
    """What is done in here is answered with 'try again', in time."""
    started = time.monotonic()
    with pytest.raises(TryAgain):
        yield
    assert time.monotonic() - started < IN_TIME


def done(same, work=nothing):
    return writer.write(same, "x", work).facts == {"done": True}


def healed(same, within=8.0):
    """The same op is done in the end, with nobody's help."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            return done(same)
        except TryAgain:
            time.sleep(0.1)
    return False


def test_a_locked_database(house, held_lock):
    same = Op("s" * 32)
    with held_lock():
        with definite():
            done(same)
        assert count_accounts() == 1
    assert done(same)


@pytest.mark.only("sqlite")
def test_a_full_file(house):
    def fill():
        session().execute(text("PRAGMA max_page_count = 1"))  # it can grow no more
        for number in range(200):
            session().execute(
                text("insert into link (kind, token_hash, expires_at) values ('setup', :h, :h)"),
                {"h": f"{number:064}"},
            )
        return nothing()

    same = Op("s" * 32)
    with definite():
        done(same, fill)
    assert count_accounts() == 1
    assert done(same)


@pytest.mark.only("postgresql")
def test_a_full_disk_of_the_server(house, on_disk):
    on_disk(
        "create function full_disk() returns trigger language plpgsql as"
        " $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$"
    )
    on_disk("create trigger full_disk before insert on verdict execute function full_disk()")
    same = Op("s" * 32)
    with definite():
        done(same)
    assert count_accounts() == 1
    on_disk("drop trigger full_disk on verdict")
    assert done(same)


@pytest.mark.only("postgresql")
def test_a_server_that_is_away(house, postgres, visitor):
    same, phone = Op("s" * 32), visitor()
    with postgres.away():
        with definite():
            done(same)
        with pytest.raises(SQLAlchemyError) as fault:
            count_accounts()
        db.session.remove()
        assert is_of_the_database(fault.value)
        assert phone.open("/").status_code == 503
        assert phone.open("/healthz").status_code == 200
    db.session.remove()
    assert phone.open("/").status_code == 200
    assert done(same)


@pytest.mark.only("postgresql")
def test_scrubbing_without_a_server_is_put_off(settings, postgres):
    engine = writing_engine(settings.database)
    with postgres.away():
        assert scrub(engine) is False
    assert scrub(engine) is False  # not at once
    time.sleep(0.6)
    assert scrub(engine) is True
    engine.dispose()


@pytest.mark.only("postgresql")
def test_a_server_that_was_restarted_between_two_actions_is_not_noticed(house, postgres):
    assert done(op())
    with postgres.away():
        db.session.remove()
    assert done(op())
    assert count_accounts() == 1


@pytest.mark.only("postgresql")
def test_a_server_that_says_no_more(house):
    """Its machine is gone without a word: nothing closes the connection."""
    numbers = []

    def ask():
        numbers.append(session().scalar(text("select pg_backend_pid()")))
        return nothing()

    writer.write(op(), "x", ask)
    os.kill(numbers[0], signal.SIGSTOP)
    started = time.monotonic()
    try:
        with suppress(TryAgain):
            done(Op("s" * 32))
        assert time.monotonic() - started < IN_TIME
        assert count_accounts() == 1
        assert healed(Op("s" * 32))
    finally:
        os.kill(numbers[0], signal.SIGCONT)


@pytest.mark.only("postgresql")
def test_a_reader_whose_server_says_no_more_is_answered(house):
    number = session().scalar(text("select pg_backend_pid()"))
    os.kill(number, signal.SIGSTOP)
    started = time.monotonic()
    try:
        with pytest.raises(SQLAlchemyError) as fault:
            count_accounts()
        assert time.monotonic() - started < IN_TIME
        assert is_of_the_database(fault.value)
        db.session.remove()
        assert count_accounts() == 1
    finally:
        os.kill(number, signal.SIGCONT)


@pytest.mark.only("postgresql")
def test_a_process_that_stands_still_does_not_stop_the_others(house, held_lock):
    with held_lock() as line:
        assert healed(op())
        with pytest.raises(SQLAlchemyError):
            line.execute(text("select 1"))  # it wakes, and its transaction is gone


@pytest.mark.only("postgresql")
def test_a_server_that_only_reads(house, on_disk, postgres, settings):
    name = settings.database.rpartition("/")[2]
    on_disk(f"alter database {name} set default_transaction_read_only = on")
    end = "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
    on_disk(f"{end} and datname = '{name}'")
    same = Op("s" * 32)
    with definite():
        done(same)
    db.session.remove()
    assert count_accounts() == 1
    postgres.admin(f"alter database {name} reset default_transaction_read_only")
    assert done(same)


@pytest.mark.only("postgresql")
@pytest.mark.parametrize("state", ASKED_AGAIN)
def test_what_the_server_says_about_itself_is_asked_again(house, state):
    said = f"do $$ begin raise exception 'no' using errcode = '{state}'; end $$"
    same = Op("s" * 32)
    with definite():
        done(same, run(said))
    assert done(same)


@pytest.mark.only("postgresql")
def test_a_connection_that_ends_in_the_middle_is_asked_again(house):
    same = Op("s" * 32)
    with definite():
        done(same, run("select pg_terminate_backend(pg_backend_pid())"))
    assert done(same)


@pytest.mark.only("postgresql")
def test_what_the_work_did_wrong_is_its_own_fault(house):
    with pytest.raises(DataError) as fault:
        done(op(), run("select 1 / 0"))
    assert not is_of_the_database(fault.value)
    assert done(op())


@pytest.mark.only("postgresql")
def test_when_every_connection_is_taken_a_reader_is_answered(house):
    db.session.remove()
    taken = [db.engine.connect() for _ in range(db.engine.pool.size())]
    started = time.monotonic()
    try:
        with pytest.raises(SQLAlchemyError) as fault:
            db.session.scalar(text("select 1"))
    finally:
        for line in taken:
            line.close()
    assert time.monotonic() - started < IN_TIME
    assert is_of_the_database(fault.value)
    assert count_accounts() == 1
