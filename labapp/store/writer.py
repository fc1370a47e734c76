"""write(op, who, work) -> Verdict: one native thread owns the writing connection.

Each piece of work runs in a SAVEPOINT; whatever gathered while the last commit was on its way to
disk is committed together; only then are the verdicts handed back. A verdict is remembered by
(who, op id), so that a repeated action is answered and not done again (promises P1 to P6).
"""

import secrets
import threading
import time
from _queue import SimpleQueue  # the C queue, which no async mode patches
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, configure_mappers

from labapp import aio
from labapp.domain.errors import TryAgain
from labapp.domain.values import Effect, Op, Verdict
from labapp.store.db import let_go, scrub, write_in, writing_engine
from labapp.store.work import Job, Then, Work, do, runs

BATCH = 500
PACE = 0.025  # seconds from one commit's work to the next: what gathers meanwhile costs one
PATIENCE = 5.0  # seconds until an answer is definite (promise P18)
LOOK = 0.25  # seconds between two looks at who has waited for so long
AFTER_MS = 500


class Writer:
    """The thread, its connection and its queue; `pace` as in `start`."""

    def __init__(self, url: str, pace: float = 0.0) -> None:
        configure_mappers()
        self.pace = pace
        self.inbox: SimpleQueue[Job | None] = SimpleQueue()
        self.engine = writing_engine(url)
        self.unscrubbed = True  # the last process may have been stopped before it was done
        self.stopped = threading.Event()
        self.waiting: deque[Job] = deque()
        threading.Thread(target=self._watch, daemon=True).start()
        aio.native_thread(self._run)

    def submit(self, job: Job) -> Verdict[Any]:
        self.inbox.put(job)
        self.waiting.append(job)
        job.waiting.acquire()
        if isinstance(job.answer, Verdict):
            return job.answer
        raise job.answer or TryAgain(after_ms=AFTER_MS)

    def _watch(self) -> None:
        """Let those go who have waited too long: one clock for all costs less than one for each."""
        while not self.stopped.wait(LOOK):
            late = time.monotonic() - (PATIENCE - LOOK)
            while self.waiting and (self.waiting[0].answer or self.waiting[0].born < late):
                job = self.waiting.popleft()
                if job.answer is None:
                    job.let_go()

    def stop(self) -> None:
        """Finish what is in the queue, then let go of the database."""
        self.inbox.put(None)
        self.stopped.wait(PATIENCE)

    def _run(self) -> None:
        with Session(self.engine) as own:
            write_in(own)
            running, next_at = True, 0.0
            while running:
                batch = self._gather(next_at)
                next_at = time.monotonic() + self.pace
                running = None not in batch
                self._write(own, [job for job in batch if job is not None])
        self.engine.dispose()
        aio.deliver(self.stopped.set)

    def _gather(self, until: float) -> list[Job | None]:
        """What waits, or comes first; not before `until` of the monotonic clock."""
        batch = [self.inbox.get()]
        aio.native_sleep(max(0.0, until - time.monotonic()))
        while len(batch) < BATCH and not self.inbox.empty():
            batch.append(self.inbox.get())
        return batch

    def _write(self, own: Session, batch: list[Job]) -> None:
        try:
            answers = [answer for run in runs(batch) for answer in do(own, run)]
            own.commit()
        except SQLAlchemyError:
            answers = [TryAgain(after_ms=AFTER_MS) for _ in batch]
            self._start_over(own)
        self._scrub(answers)
        own.expunge_all()
        aio.deliver(partial(_finish, batch, answers))

    def _scrub(self, answers: Sequence[Verdict[Any] | Exception]) -> None:
        """Take what was erased off the disk, as soon as no reader needs it."""
        self.unscrubbed |= any(isinstance(a, Verdict) and a.scrub for a in answers)
        if self.unscrubbed:
            self.unscrubbed = not scrub(self.engine)

    def _start_over(self, own: Session) -> None:
        own.info.clear()  # what was kept in memory may stem from work that was undone
        with suppress(SQLAlchemyError):
            own.rollback()
        self.engine.dispose()


def _finish(batch: Sequence[Job], answers: Sequence[Verdict[Any] | Exception]) -> None:
    for job, answer in zip(batch, answers, strict=True):
        job.finish(answer)


class _Current:
    writer: Writer | None = None


def start(url: str, pace: float = 0.0) -> None:
    """Start the one writer of this process.

    `pace` is how many seconds lie between the work of two commits: `PACE` where many write at
    once, none where one thing is written after the other and nothing else would gather.
    """
    stop()
    _Current.writer = Writer(url, pace)


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
    return _Current.writer.submit(Job(op, who, work, then))


def note(work: Callable[[], Effect[Any]]) -> None:
    """Do a piece of work that nobody asked for and nobody will ask for again: housekeeping.

    Raises what `write` raises.
    """
    if _Current.writer is None:
        raise TryAgain(after_ms=AFTER_MS)
    _Current.writer.submit(Job(Op(secrets.token_hex(16)), "", work, remembered=False))
