"""The whole rehearsal: phones come in, somebody leads, and the lab is asked what it has."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import aiohttp

from labapp.cli.rehearse.desk import Desk, NoDesk, is_page
from labapp.cli.rehearse.evidence import LabSays, from_own_pages, from_summary
from labapp.cli.rehearse.findings import Findings, find
from labapp.cli.rehearse.history import History, Sent
from labapp.cli.rehearse.leading import Seen, lead
from labapp.cli.rehearse.line import Line
from labapp.cli.rehearse.phone import Phone
from labapp.cli.rehearse.room import Plan, Room
from labapp.cli.rehearse.waits import Heard

SETTLE = 1.0  # seconds for the last news to arrive
FINISH = 20.0
MOST_PAGES = 10  # of our phones at a time, when each is asked for its own ideas
Watch = Callable[[Room], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """Who leads: a session cookie, or a name and password; nobody, where all are empty.

    `leads` is whether the facilitator of a lab that was there before lets us lead it.
    """

    cookie: str = ""
    name: str = ""
    password: str = ""
    leads: bool = False

    @property
    def is_there(self) -> bool:
        return bool(self.cookie or self.name)


@dataclass(frozen=True, kw_only=True)
class Played:
    """What is known when it is over. `compared_with`: summary, published, pages or nothing."""

    history: History
    lab: str
    findings: Findings
    compared_with: str
    alone: bool
    moves: tuple[Sent, ...]
    phones: tuple[Heard, ...]
    screens: tuple[Heard, ...]
    seconds: float


async def play(plan: Plan, sitting: Sitting, watch: Watch) -> Played:
    """Hold the rehearsal. Raises `NoDesk` when it cannot begin."""
    connector, jar = aiohttp.TCPConnector(limit=0), aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(connector=connector, cookie_jar=jar) as http:
        return await Rehearsal(Room.of(plan, http), sitting).hold(watch)


class Rehearsal:
    """One rehearsal, from the empty room to the comparison."""

    def __init__(self, room: Room, sitting: Sitting) -> None:
        self.room = room
        self.sitting = sitting
        self.own_lab = not room.door
        self.desk: Desk | None = None
        self.screens: list[Line] = []
        self.phones = [Phone(number, room) for number in range(1, room.plan.phones + 1)]
        self.began = time.monotonic()

    async def hold(self, watch: Watch) -> Played:
        if self.sitting.is_there:
            self.desk = await take_seat(self.room, self.sitting)
        if self.own_lab:
            await self._open_own_lab()
        async with background(watch(self.room)), background(self._stop_in_time()):
            said, source = await self._with_phones()
        return self._played(said, source)

    async def _open_own_lab(self) -> None:
        if self.desk is None:
            raise NoDesk("not_signed_in")
        self.room.lab = await self.desk.open_lab(self.room.plan.question, self.room.plan.process)
        self.room.door = f"/l/{self.room.lab}"

    async def _stop_in_time(self) -> None:
        await asyncio.sleep(self.room.plan.minutes * 60)
        self.room.over.set()

    async def _with_phones(self) -> tuple[LabSays | None, str]:
        async with background(*(phone.live() for phone in self.phones)) as lives:
            seen = await self._conduct()
            self.room.history.stopped = self.room.over.is_set()
            await self.room.rest(SETTLE)
            self.room.over.set()
            for phone in self.phones:
                phone.moved.set()
            await asyncio.wait(lives, timeout=FINISH)
            if self.desk is not None and self.own_lab:
                await self.desk.act("closing")
        said, source = await self._ask()
        if said is not None and seen is not None:
            said = replace(said, desk_joined=seen.joined, desk_ballots=seen.ballots)
        return said, source

    async def _conduct(self) -> Seen | None:
        """Lead, or follow whoever leads; what the desk showed, where we led alone."""
        if self.desk is None or not (self.own_lab or self.sitting.leads):
            await self.room.until(self._has_ended, self.room.plan.minutes * 60)
            return None
        await self.room.until(lambda: bool(self.room.lab), FINISH)
        async with background(*(line.run() for line in self._watching(self.desk))):
            seen = await lead(self.desk, self.room)
            await self.room.rest(SETTLE)
        return seen if self.own_lab else None

    def _watching(self, desk: Desk) -> Iterable[Line]:
        """A projector and a desk, which must hear of everything."""
        for audience in ("screen", "desk"):
            line = Line(desk.browser, self.room.lab, audience, self.room.dice(audience))
            self.screens.append(line)
            yield line

    def _has_ended(self) -> bool:
        """Whether the lab was closed, or shows its result to phones that have voted."""
        inside = [phone for phone in self.phones if phone.code]
        if len(inside) < len(self.phones):
            return False
        voted = self.room.history.last_round()
        return all(p.closed or (voted and p.activity == "results") for p in inside)

    async def _ask(self) -> tuple[LabSays | None, str]:
        """The exported summary, for who may have it; else what each phone is told of its own."""
        said = await self.desk.summary() if self.desk else None
        if said is not None:
            return said, "summary"
        if self.room.slug:
            reply = await self.room.browser().get(f"/s/{self.room.slug}.json")
            if is_page(reply) and reply.facts:
                return from_summary(reply.facts), "published"
        pages = await self._own_pages()
        return (from_own_pages(pages), "pages") if pages else (None, "nothing")

    async def _own_pages(self) -> list[tuple[int, str]]:
        some = asyncio.Semaphore(MOST_PAGES)

        async def ask(phone: Phone) -> list[tuple[int, str]]:
            async with some:
                return await phone.own_ideas()

        pages = await asyncio.gather(*(ask(phone) for phone in self.phones if phone.code))
        return [idea for page in pages for idea in page]

    def _played(self, said: LabSays | None, source: str) -> Played:
        return Played(
            history=self.room.history,
            lab=self.room.lab,
            findings=find(self.room.history, said, alone=self.own_lab and source == "summary"),
            compared_with=source,
            alone=self.own_lab,
            moves=tuple(self.desk.moves) if self.desk else (),
            phones=tuple(self.room.heard),
            screens=tuple(line.heard for line in self.screens),
            seconds=time.monotonic() - self.began,
        )


async def take_seat(room: Room, sitting: Sitting) -> Desk:
    """Sign in at the desk. Raises `NoDesk`."""
    desk = Desk(room, room.browser())
    name, _, value = sitting.cookie.partition("=")
    if value:
        desk.browser.cookies[name] = value
        signed_in = await desk.is_in()
    else:
        signed_in = await desk.sign_in(sitting.name, sitting.password)
    if not signed_in:
        raise NoDesk("wrong_sign_in")
    return desk


@contextlib.asynccontextmanager
async def background(*work: Awaitable[None]) -> AsyncIterator[Sequence["asyncio.Future[None]"]]:
    """Do these beside the block, and stop them when it ends."""
    tasks = [asyncio.ensure_future(one) for one in work]
    try:
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
