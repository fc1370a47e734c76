"""Work that is done together: each piece has an answer of its own."""

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from labapp.domain.errors import OpReused, RoundClosed, TryAgain
from labapp.domain.values import Effect, Op, Verdict
from labapp.store.db import session, write_in
from labapp.store.verdict import VerdictRow
from labapp.store.work import Job, Together, do, runs


@pytest.fixture
def own(app, settings):
    """The session of a writer, without its thread: what is not committed is gone afterwards."""
    engine = create_engine(settings.database)
    with Session(engine) as own:
        write_in(own)
        yield own
        own.rollback()
        write_in(None)
    engine.dispose()


def together(outcome, op_id, content=None, kind="x"):
    """A piece of which `outcome` is what comes out."""
    work = Together(kind, outcome, list)
    return Job(Op(op_id, {"is": content or op_id}), "who", work)


def test_a_row_of_one_kind_is_done_in_one_go():
    alone = Job(Op("alone"), "who", Effect)
    batch = [together(Effect(), "a"), together(Effect(), "b"), alone, together(Effect(), "c")]
    assert [len(run) for run in runs(batch)] == [2, 1, 1]
    other = [together(Effect(), "a"), together(Effect(), "b", kind="y")]
    assert [len(run) for run in runs(other)] == [1, 1]


def test_each_piece_has_its_own_answer_and_its_own_record(own):
    answers = do(
        own,
        [
            together(Effect(seq=7), "taken"),
            together(RoundClosed(round=1), "refused"),
            together(TryAgain(after_ms=1), "later"),
        ],
    )
    assert [type(answer) for answer in answers] == [Verdict, RoundClosed, TryAgain]
    kept = {row.op_id: row.error for row in session().query(VerdictRow)}
    assert kept == {"taken": None, "refused": "round_closed"}


def test_an_op_sent_twice_into_one_row_is_done_once(own):
    seen = []

    def work(pieces):
        seen.extend(pieces)
        return [Effect(seq=len(seen)) for _ in pieces]

    same = [Job(Op("same", {"n": n}), "who", Together("x", n, work)) for n in (1, 1, 2)]
    answers = do(own, same)
    assert seen == [1]
    assert [getattr(answer, "seq", None) for answer in answers] == [1, 1, None]
    assert isinstance(answers[2], OpReused)


def test_a_piece_that_breaks_the_work_is_the_only_one_to_fail(own):
    def work(pieces):
        return [Effect(seq=10 // piece) for piece in pieces]

    row = [Job(Op(f"op{n}"), "who", Together("x", n, work)) for n in (5, 0, 2)]
    first, broken, last = do(own, row)
    assert (first.seq, last.seq) == (2, 5)
    assert isinstance(broken, ZeroDivisionError)
