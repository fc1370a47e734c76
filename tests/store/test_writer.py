"""One writer: batches, verdicts, and honest failure."""

import threading
import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from labapp.domain.errors import TryAgain
from labapp.domain.values import Effect, Op
from labapp.store import writer
from labapp.store.db import session
from labapp.store.participant import Participant
from labapp.store.verdict import VerdictRow
from tests.people import op


def nothing():
    return Effect(facts={"done": True})


def test_a_fault_in_one_piece_of_work_leaves_the_others_alone(app):
    def broken():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        writer.write(op(), "x", broken)
    assert writer.write(op(), "x", nothing).facts == {"done": True}


def test_a_broken_constraint_leaves_the_others_alone(house, lab):
    def twice():
        for _ in range(2):
            session().add(
                Participant(lab_id=lab.id, key=b"x", channel="phone", joined_at=lab.created_at)
            )
            session().flush()
        return nothing()

    with pytest.raises(IntegrityError):
        writer.write(op(), "x", twice)
    assert writer.write(op(), "x", nothing).facts == {"done": True}
    assert session().query(Participant).count() == 0


def test_work_that_fails_half_way_leaves_nothing(house, lab):
    def half():
        session().add(
            Participant(lab_id=lab.id, key=b"x", channel="phone", joined_at=lab.created_at)
        )
        session().flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        writer.write(op(), "x", half)
    assert session().query(Participant).count() == 0


def test_a_repeated_op_is_answered_without_work(app):
    ran = []

    def count():
        ran.append(1)
        return nothing()

    same = Op("s" * 32)
    writer.write(same, "x", count)
    writer.write(same, "x", count)
    assert len(ran) == 1


def test_the_same_op_many_times_at_once_runs_once(app):
    ran = []

    def count():
        ran.append(1)
        return nothing()

    same = Op("s" * 32)
    threads = [threading.Thread(target=writer.write, args=(same, "x", count)) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ran) == 1


def test_only_the_writer_can_write(house):
    with pytest.raises(DBAPIError):
        session().execute(text("delete from account"))


def test_housekeeping_leaves_no_record(house):
    ran = []

    def work():
        ran.append(1)
        return nothing()

    before = session().query(VerdictRow).count()
    writer.note(work)
    writer.note(work)
    assert len(ran) == 2
    assert session().query(VerdictRow).count() == before


def test_who_waits_goes_on_only_after_what_follows_the_commit(app):
    followed = []

    def follow(_verdict):
        time.sleep(3 * writer.LOOK)
        followed.append(True)

    writer.write(op(), "x", nothing, follow)
    assert followed


def test_who_waits_too_long_is_answered_and_what_follows_comes_all_the_same(app, monkeypatch):
    monkeypatch.setattr(writer, "PATIENCE", 2 * writer.LOOK)
    go_on, followed = threading.Event(), threading.Event()

    def slow():
        go_on.wait()
        return nothing()

    began = time.monotonic()
    with pytest.raises(TryAgain):
        writer.write(op(), "x", slow, lambda _verdict: followed.set())
    assert time.monotonic() - began >= writer.LOOK
    assert not followed.is_set()
    go_on.set()
    assert followed.wait(5)
