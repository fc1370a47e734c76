"""One writer: batches, verdicts, and honest failure."""

import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

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
