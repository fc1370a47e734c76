"""write(op, who, work) -> Verdict: one native thread owns the writing connection.

Each piece of work runs in a SAVEPOINT; whatever gathered while the last commit was on its way to
disk is committed together; only then are the verdicts handed back. A verdict is remembered by
(who, op id), so that a repeated action is answered and not done again (promises P1 to P6).
"""

import hmac
import sqlite3
import threading
from _queue import SimpleQueue  # the C queue, which no async mode patches
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import JSON, Engine, LargeBinary, String, create_engine
from sqlalchemy.exc import OperationalError, PendingRollbackError, SQLAlchemyError
from sqlalchemy.orm import Mapped, Session, configure_mappers, mapped_column
from sqlalchemy.pool import StaticPool

from labapp import aio
from labapp.domain import errors
from labapp.domain.errors import LabError, OpReused, TryAgain
from labapp.domain.values import Effect, Op, Verdict
from labapp.store.db import BUSY_MS, Base, let_go, set_pragmas, write_in

BATCH = 500
PATIENCE = 5.0  # seconds until an answer is definite (promise P18)
AFTER_MS = 500

Work = Callable[[], Effect[Any]]
Then = Callable[[Verdict[Any]], object]


class VerdictRow(Base):
    """The answer an action got. That of a ballot holds no marks, and no row has a time."""

    __tablename__ = "verdict"
    __table_args__ = ({"sqlite_with_rowid": False},)

    who: Mapped[str] = mapped_column(String(80), primary_key=True)
    op_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(32))
    seq: Mapped[int]
    error: Mapped[str | None] = mapped_column(String(40))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)


@dataclass
class _Job:
    op: Op
    who: str
    work: Work
    then: Then | None = None
    done: threading.Event = field(default_factory=threading.Event)
    answer: Verdict[Any] | Exception | None = None

    def finish(self, answer: Verdict[Any] | Exception) -> None:
        self.answer = answer
        then = self.then
        if isinstance(answer, Verdict) and then is not None:
            aio.deliver(lambda: then(answer))
        aio.deliver(self.done.set)


class Writer:
    """The thread, its connection and its queue."""

    def __init__(self, url: str) -> None:
        configure_mappers()
        self.inbox: SimpleQueue[_Job | None] = SimpleQueue()
        self.engine = create_engine(
            url,
            poolclass=StaticPool,
            connect_args={"check_same_thread": False},
            hide_parameters=True,
        )
        self.unscrubbed = False
        set_pragmas(self.engine, writing=True)
        self.stopped = threading.Event()
        aio.native_thread(self._run)

    def submit(self, job: _Job) -> Verdict[Any]:
        self.inbox.put(job)
        if not job.done.wait(PATIENCE):
            raise TryAgain(after_ms=AFTER_MS)
        if isinstance(job.answer, Verdict):
            return job.answer
        raise job.answer or TryAgain(after_ms=AFTER_MS)

    def stop(self) -> None:
        """Finish what is in the queue, then let go of the database."""
        self.inbox.put(None)
        self.stopped.wait(PATIENCE)

    def _run(self) -> None:
        with Session(self.engine) as own:
            write_in(own)
            running = True
            while running:
                batch = self._gather()
                running = None not in batch
                self._write(own, [job for job in batch if job is not None])
        self.engine.dispose()
        aio.deliver(self.stopped.set)

    def _gather(self) -> list[_Job | None]:
        batch = [self.inbox.get()]
        while len(batch) < BATCH and not self.inbox.empty():
            batch.append(self.inbox.get())
        return batch

    def _write(self, own: Session, batch: list[_Job]) -> None:
        try:
            answers = [_one(own, job) for job in batch]
            own.commit()
        except SQLAlchemyError:
            answers = [TryAgain(after_ms=AFTER_MS) for _ in batch]
            self._start_over(own)
        self._scrub(answers)
        own.expunge_all()
        for job, answer in zip(batch, answers, strict=True):
            job.finish(answer)

    def _scrub(self, answers: Sequence[Verdict[Any] | Exception]) -> None:
        """Take what was erased out of the write-ahead log too, as soon as no reader needs it.

        `secure_delete` does not reach the log, where a voter's tag would outlive its round.
        """
        self.unscrubbed |= any(isinstance(a, Verdict) and a.scrub for a in answers)
        if self.unscrubbed:
            self.unscrubbed = _log_is_in_use(self.engine)

    def _start_over(self, own: Session) -> None:
        with suppress(SQLAlchemyError):
            own.rollback()
        self.engine.dispose()


def _log_is_in_use(engine: Engine) -> bool:
    """Empty the write-ahead log without waiting; True when a reader still needs it."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=0")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = bool(cursor.fetchall()[0][0])
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    except sqlite3.Error:
        return True
    finally:
        connection.close()
    return busy


def _one(own: Session, job: _Job) -> Verdict[Any] | Exception:
    """Do one job; whatever it raises is its own answer and leaves the batch alone."""
    try:
        remembered = own.get(VerdictRow, (job.who, job.op.id))
        return _again(remembered, job.op) if remembered else _first(own, job)
    except (OperationalError, PendingRollbackError):
        raise  # the disk or the lock, not the work: nothing of this batch is durable
    except Exception as fault:  # a mistake of ours: its request answers 500, the others go on
        return fault


def _first(own: Session, job: _Job) -> Verdict[Any] | Exception:
    try:
        with own.begin_nested():
            effect = job.work()
            verdict = Verdict(
                op_id=job.op.id,
                seq=effect.seq,
                facts=effect.facts,
                news=effect.news,
                scrub=effect.scrub,
            )
            _remember(own, job, verdict, None)
    except LabError as refusal:
        if not refusal.retryable:
            _remember(own, job, Verdict(op_id=job.op.id, seq=0, facts=refusal.facts), refusal.code)
        return refusal
    return verdict


def _again(row: VerdictRow, op: Op) -> Verdict[Any] | Exception:
    if not hmac.compare_digest(row.fingerprint, op.fingerprint()):
        return OpReused()
    if row.error is None:
        return Verdict(op_id=row.op_id, seq=row.seq, facts=row.facts)
    return _REFUSALS[row.error](**row.facts)


def _remember(own: Session, job: _Job, verdict: Verdict[Any], error: str | None) -> None:
    own.add(
        VerdictRow(
            who=job.who,
            op_id=job.op.id,
            fingerprint=job.op.fingerprint(),
            seq=verdict.seq,
            error=error,
            facts=dict(verdict.facts),
        )
    )
    own.flush()


_REFUSALS: dict[str, type[LabError]] = {
    kind.code: kind for kind in vars(errors).values() if hasattr(kind, "code")
}


class _Current:
    writer: Writer | None = None


def start(url: str) -> None:
    """Start the one writer of this process."""
    stop()
    _Current.writer = Writer(url)


def stop() -> None:
    """Commit what was handed in, and stop the writer, if there is one."""
    if _Current.writer is not None:
        _Current.writer.stop()
        _Current.writer = None


def write(op: Op, who: str, work: Work, then: Then | None = None) -> Verdict[Any]:
    """Do a piece of work, and return its verdict once it is on disk.

    `who` scopes the op: the same op of the same person gets the first verdict and `work` is not
    run. `work` runs in the writer's thread with its session (`store.db.session`), must not wait
    for anything of the loop's, and returns an `Effect`. `then` is called on the loop once the
    work is durable, also when nobody waits for it any more.

    Raises the refusal that `work` raised; `OpReused` when the op came with other content; and
    `TryAgain` when it could not be made durable within five seconds: then nothing is known of the
    effect until the same op is sent again.
    """
    if _Current.writer is None:
        raise TryAgain(after_ms=AFTER_MS)
    let_go()
    return _Current.writer.submit(_Job(op, who, work, then))
