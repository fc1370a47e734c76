"""What everybody in the rehearsal shares: the plan, the record, and how far people have come."""

import asyncio
import contextlib
import secrets
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp

from labapp.cli.rehearse.browser import Browser, Reply
from labapp.cli.rehearse.dice import Dice
from labapp.cli.rehearse.history import History, Outcome, Sent
from labapp.cli.rehearse.waits import Heard

DEFINITE_WITHIN = 120.0  # seconds for one action, a restart of the server included
GLANCE = 0.1
ARRIVALS = 20.0  # phones a second
LONGEST_ARRIVAL = 15.0


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What was asked for. `pace` is how many seconds people take to write, and then to vote."""

    base: str
    phones: int
    seed: int
    ideas: tuple[int, int]
    pace: float
    minutes: float
    language: str
    question: str
    process: str = ""
    door: str = ""
    lab: str = ""


@dataclass
class Room:
    """The rehearsal as it goes. `over` ends it for everybody."""

    plan: Plan
    http: aiohttp.ClientSession
    history: History
    lab: str = ""
    door: str = ""  # the path that phones open
    over: asyncio.Event = field(default_factory=asyncio.Event)
    wrote: set[int] = field(default_factory=set)
    voted: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    left: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    heard: list[Heard] = field(default_factory=list)
    slug: str = ""

    @classmethod
    def of(cls, plan: Plan, http: aiohttp.ClientSession) -> "Room":
        history = History(tag=f"genrep {secrets.token_hex(3)}", phones=plan.phones)
        return cls(plan, http, history, lab=plan.lab, door=plan.door)

    def browser(self) -> Browser:
        return Browser(self.http, self.plan.base, self.plan.language)

    def dice(self, *who: object) -> Dice:
        return Dice(self.plan.seed, *who)

    @property
    def arriving_for(self) -> float:
        """Over how long the phones come in."""
        return min(LONGEST_ARRIVAL, self.plan.phones / ARRIVALS)

    async def rest(self, seconds: float) -> None:
        """Wait as a person does, but no longer than the rehearsal."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.over.wait(), seconds)

    async def until(self, done: Callable[[], bool], seconds: float) -> bool:
        """Wait until something is so; False when it took too long or the rehearsal is over."""
        limit = time.monotonic() + seconds
        while not done():
            if self.over.is_set() or time.monotonic() > limit:
                return False
            await asyncio.sleep(GLANCE)
        return True

    async def act(
        self, browser: Browser, path: str, sent: Sent, fields: dict[str, object]
    ) -> Reply:
        """Do one action until its answer is definite, and write down what came of it."""
        sent.sent_at = time.monotonic()
        limit = sent.sent_at + DEFINITE_WITHIN
        reply, sent.tries = await browser.settle(path, {**fields, "op_id": sent.op_id}, limit)
        sent.answered_at = time.monotonic()
        if reply.is_definite:
            sent.outcome = Outcome.OK if reply.ok else Outcome.REFUSED
            sent.seq, sent.refusal = int(reply.facts.get("seq", 0)), reply.refusal
        return reply


def new_op() -> str:
    """128 random bits, made once for an action."""
    return secrets.token_hex(16)
