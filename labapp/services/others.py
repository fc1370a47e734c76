"""What other processes on the same database change: read from it, and told to our own screens.

Another process says "something changed in lab 7" (`live.bus`), or nothing comes and we look by
ourselves every two seconds; either way it is the database that is believed. In one process alone
none of this runs.
"""

import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from labapp.aio import Job
from labapp.domain.values import Effect
from labapp.live import hub
from labapp.live.audience import News
from labapp.live.news import BallotCounted, from_log
from labapp.services import clock
from labapp.store import ballot, keys, memory
from labapp.store.lab import seqs_of
from labapp.store.news import Logged, news_since
from labapp.store.presence import FRESH, phones_elsewhere, say_presence
from labapp.store.writer import note

GATHER = 0.05  # seconds in which what is heard of comes together
LOOK_EVERY = 2.0  # seconds until we look ourselves
SAY_EVERY = 1.0  # seconds between two words on how many phones we hold
SAY_AGAIN = FRESH.total_seconds() / 3  # though nothing changed
RIGHTS = 0  # in place of a lab: somebody's right to watch may be gone


class Bus(Protocol):
    """`live.bus.Bus`, which is loaded only where there is one."""

    def publish(self, lab: int) -> None: ...
    def tasks(self) -> tuple[Callable[[], None], ...]: ...


@dataclass
class Known:
    """Up to which `seq` the news of a lab was read here, and what came after it by our doing."""

    read: int
    own: set[int] = field(default_factory=set)

    def go_on(self, seq: int) -> set[int]:
        """Read up to `seq` from now on; our own numbers on the way there."""
        passed = {number for number in self.own if self.read < number <= seq}
        self.own = {number for number in self.own if number > seq}
        self.read = seq
        return passed


class Others:
    """This process among the others. `bus` tells them, `recheck` looks at who may watch."""

    def __init__(self, recheck: Job) -> None:
        self.bus: Bus | None = None
        self.recheck = recheck
        self.name = secrets.token_hex(16)
        self.heard_of: set[int] = set()
        self.awake = threading.Event()
        self.known: dict[int, Known] = {}  # by lab; only what somebody watches here
        self.said: Counter[int] = Counter()
        self.said_at = 0.0
        self.looked_at = 0.0

    def hear(self, lab: int) -> None:
        """Another process says that something changed; never waits."""
        self.heard_of.add(lab)
        self.awake.set()

    def did(self, lab: int, seq: int) -> None:
        """We changed a lab ourselves, and told our screens."""
        if lab in self.known:
            self.known[lab].own.add(seq)
        self.publish(lab)

    def publish(self, lab: int) -> None:
        """Tell the others that something changed in a lab; never waits."""
        if self.bus is not None:
            self.bus.publish(lab)

    def turn(self) -> None:
        """Wait until something is heard of, or for a second; catch up, now and then with all."""
        self.awake.wait(SAY_EVERY)
        self.awake.clear()
        now = time.monotonic()
        heard, self.heard_of = self.heard_of, set()
        look = now - self.looked_at >= LOOK_EVERY
        if look:
            self.looked_at = now
            keys.forget_destroyed()
            heard |= self._moved()
        if RIGHTS in heard:
            self.recheck()
        for lab in heard & self._watched():
            self._catch_up(lab)
        self._say(now)
        time.sleep(GATHER)

    def _watched(self) -> set[int]:
        watched = hub.watched()
        self.known = {lab: known for lab, known in self.known.items() if lab in watched}
        return watched

    def _moved(self) -> set[int]:
        """The labs that somebody watches here and that went on without our knowing."""
        seqs = seqs_of(self._watched())
        read = {lab: known.read for lab, known in self.known.items()}
        return {lab for lab, seq in seqs.items() if read.get(lab) != seq}

    def _catch_up(self, lab: int) -> None:
        known = self.known.get(lab)
        seq, logged = news_since(lab, known.read if known else 0)
        if known is None:
            self.known[lab] = Known(seq)
            memory.forget()
            hub.hint(lab, seq)
        else:
            before, own = known.read, known.go_on(seq)
            if len(own) < seq - before:  # some numbers are not ours
                self._tell(lab, seq, [piece for piece in logged if piece.seq not in own])
        hub.tell_presence(lab)

    def _tell(self, lab: int, seq: int, logged: list[Logged]) -> None:
        if logged:
            memory.forget()
        try:
            news = [from_log(lab, piece.seq, piece.name, piece.facts) for piece in logged]
        except KeyError:  # told by a newer program than this one: the screens ask for all
            hub.hint(lab, seq)
        else:
            hub.tell(*news, *_counted(lab, seq))

    def _say(self, now: float) -> None:
        """Tell how many phones we hold, when it changed, or has not been told for a while."""
        held = Counter({lab: hub.phones(lab) for lab in self._watched()})
        old = now - self.said_at >= SAY_AGAIN
        changed = {lab for lab in held | self.said if held[lab] != self.said[lab]}
        if not changed and not (old and held):
            return
        self.said, self.said_at = held, now
        note(lambda: _write_presence(self.name, held))
        for lab in changed:
            self.publish(lab)

    def elsewhere(self, lab: int) -> int:
        """How many phones of a lab the other processes hold."""
        return phones_elsewhere(lab, self.name, clock.now())


def _counted(lab: int, seq: int) -> tuple[News, ...]:
    round_ = ballot.latest_round(lab)
    if round_ is None:
        return ()
    return (BallotCounted(lab=lab, seq=seq, ballots=ballot.count_ballots(round_.id)),)


def _write_presence(process: str, held: Counter[int]) -> Effect[News]:
    say_presence(process, {lab: n for lab, n in held.items() if n}, clock.now())
    return Effect()


class _Current:
    others: Others | None = None


def join_others(others: Others | None) -> None:
    """Be one of several processes from now on; or, with None, alone."""
    _Current.others = others


def alone() -> bool:
    """Whether no other process changes the same database."""
    return _Current.others is None


def turns() -> tuple[Job, ...]:
    """What must be done again and again, where the database can be read; each waits by itself."""
    return () if _Current.others is None else (_Current.others.turn,)


def tasks() -> tuple[Callable[[], None], ...]:
    """What must run in the background for the bus."""
    us = _Current.others
    return us.bus.tasks() if us is not None and us.bus is not None else ()


def changed(lab: int, seq: int) -> None:
    """Have the other processes hear that a lab is at `seq` by our doing; after the commit."""
    if _Current.others is not None:
        _Current.others.did(lab, seq)


def cut(room: str) -> None:
    """Close every socket that watches by a right that is gone, here and elsewhere."""
    hub.cut(room)
    if _Current.others is not None:
        _Current.others.publish(RIGHTS)


def elsewhere(lab: int) -> int:
    """How many phones of a lab other processes hold; 0 when there are none."""
    return _Current.others.elsewhere(lab) if _Current.others is not None else 0
