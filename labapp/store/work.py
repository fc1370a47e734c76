"""Work that the writer does: a piece by itself, or a row of the same kind together.

A piece has one answer. What is remembered of its op answers it when it is sent again (promises P3
and P4); what its work raises leaves everybody else alone.
"""

import logging
import threading
import time
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from labapp.domain.errors import LabError
from labapp.domain.values import Effect, Op, Verdict
from labapp.store import verdict
from labapp.store.db import is_of_the_database
from labapp.store.verdict import Answer, Key

log = logging.getLogger(__name__)

Outcome = Effect[Any] | LabError
Then = Callable[[Verdict[Any]], object]


@dataclass(frozen=True)
class Together:
    """Work that costs less when it is done for many at once, such as the ballots of a lab.

    Pieces of the same `kind` that wait in a row are given to `work` in one call, in the order
    sent; it answers for each. What it raises is the answer of them all.
    """

    kind: Hashable
    piece: Any
    work: Callable[[Sequence[Any]], Sequence[Outcome]]


Work = Callable[[], Effect[Any]] | Together


def _held() -> threading.Lock:
    """A lock that is taken: whoever takes it again waits until it is let go. Cheaper than Event."""
    lock = threading.Lock()
    lock.acquire()
    return lock


@dataclass
class Job:
    """One action on its way through the writer, and the answer it comes to."""

    op: Op
    who: str
    work: Work
    then: Then | None = None
    remembered: bool = True
    born: float = field(default_factory=time.monotonic)
    waiting: threading.Lock = field(default_factory=_held)
    answer: Verdict[Any] | Exception | None = None

    @property
    def key(self) -> Key:
        return self.who, self.op.id

    @property
    def kind(self) -> Hashable:
        """What it can be done together with; None: with nothing."""
        return self.work.kind if isinstance(self.work, Together) else None

    def finish(self, answer: Verdict[Any] | Exception) -> None:
        """On the loop: do what comes after the commit, and let the one who waits go on."""
        self.answer = answer
        try:
            if isinstance(answer, Verdict) and self.then is not None:
                self.then(answer)
        except Exception:
            log.exception("what follows an action failed")
        finally:
            self.let_go()

    def let_go(self) -> None:
        """Have the one who waits go on, whether there is an answer or not."""
        with suppress(RuntimeError):  # who was let go already
            self.waiting.release()


def runs(batch: Sequence[Job]) -> list[list[Job]]:
    """What is done in one go: each job by itself, or a row of the same kind together."""
    runs: list[list[Job]] = []
    for job in batch:
        if job.kind is not None and runs and runs[-1][0].kind == job.kind:
            runs[-1].append(job)
        else:
            runs.append([job])
    return runs


def do(own: Session, run: Sequence[Job]) -> list[Verdict[Any] | Exception]:
    """Do a run; what it raises is its own answer, and leaves the rest of the batch alone."""
    try:
        return _answer(own, run)
    except Exception as fault:  # a mistake of ours: its request answers 500, the others go on
        if is_of_the_database(fault):
            raise  # the disk or the lock, not the work: nothing of this batch is durable
        own.info.clear()
        if len(run) == 1:
            return [fault]
    return [answer for job in run for answer in do(own, [job])]


def _answer(own: Session, run: Sequence[Job]) -> list[Verdict[Any] | Exception]:
    """Each job's answer: what is remembered of its op, or what its work comes to now."""
    known = verdict.remembered(job.key for job in run)
    first: dict[Key, Job] = {}
    for job in run:
        if job.key not in known:
            first.setdefault(job.key, job)
    fresh = _first(own, list(first.values())) if first else []
    answers = dict(zip(first, fresh, strict=True))

    def again(job: Job) -> Answer:
        key = job.key
        kept = known.get(key) or verdict.record(key, first[key].op, answers[key])
        return verdict.again(kept, job.op)

    return [answers[job.key] if first.get(job.key) is job else again(job) for job in run]


def _first(own: Session, jobs: Sequence[Job]) -> list[Answer]:
    """Do the work of these jobs in one SAVEPOINT, and remember what they are answered."""
    try:
        with own.begin_nested():
            outcomes = _work(own, jobs)
    except LabError as refusal:
        outcomes = [refusal for _ in jobs]
    answers = [_as_answer(job.op, outcome) for job, outcome in zip(jobs, outcomes, strict=True)]
    verdict.remember(
        [
            verdict.record(job.key, job.op, answer)
            for job, answer in zip(jobs, answers, strict=True)
            if job.remembered and (isinstance(answer, Verdict) or not answer.retryable)
        ]
    )
    return answers


def _work(own: Session, jobs: Sequence[Job]) -> Sequence[Outcome]:
    work = jobs[0].work
    if not isinstance(work, Together):
        return [work()]
    own.flush()  # its plain statements and the session's objects must not tell two stories
    outcomes = work.work([job.work.piece for job in jobs if isinstance(job.work, Together)])
    own.expire_all()
    return outcomes


def _as_answer(op: Op, outcome: Outcome) -> Answer:
    if isinstance(outcome, LabError):
        return outcome
    return Verdict(
        op_id=op.id,
        seq=outcome.seq,
        facts=outcome.facts,
        news=outcome.news,
        scrub=outcome.scrub,
    )
