"""A lab on a new labapp: set up by its one-time link, led from its desk, filled with phones."""

import asyncio
import re
import secrets
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import create_engine, text

from bench.load import news
from bench.load.browser import Browser, Refused, Reply
from bench.load.ears import Address, Ears
from bench.load.line import Hear, Line
from bench.servers import Server

OK = 200
AT_ONCE = 64  # phones that come in together, where it is not their coming that is measured
IDEAS = 8
COME_IN = 15.0  # seconds for one phone
TOLD = 1.0  # seconds in which a screen that connected would have the state
JOIN = "SELECT join_token FROM lab WHERE code = :code"
SETUP = re.compile(r"http://127\.0\.0\.1:\d+/setup/(\S+)")
Result = TypeVar("Result")


class Lab:
    """What the load knows of one lab. `addresses` are those of the servers that serve it."""

    def __init__(self, ears: Ears, server: Server, addresses: Sequence[Address] = ()) -> None:
        self.ears, self.server = ears, server
        self.addresses = list(addresses) or [server.address]
        self.desk = Browser(ears, self.addresses[0])
        self.code = ""
        self.paused = False
        self.sends_state = False

    async def open(self, phase: str = "vote") -> "Lab":
        """Set the house up, open a lab with a few ideas, and lead it to `collect` or `vote`."""
        await self.desk.get("/readyz")
        token = SETUP.findall(self.server.said)[-1]
        await self.desk.open(f"/setup/{token}")
        person = {"name": "Bench", "password": secrets.token_urlsafe(16)}
        await self.desk.submit(f"/setup/{token}", body="Benchen", phone="08-1", **person)
        await self.desk.open("/labs")
        made = await self.desk.post("/labs/new", question="Vad ska vi göra åt saken?")
        self.code = str(done(made).facts["code"])
        await self.act("phase", to="next")
        first = await self.act("ideas", text="Fler bänkar i skuggan vid ån")
        for number in range(1, IDEAS):
            await self.act("ideas", text=f"Förslag {number}", person=first.facts["person"])
        for _ in range(2 if phase == "vote" else 0):
            await self.act("phase", to="next")
        self.sends_state = await self._is_told_the_state()
        return self

    async def _is_told_the_state(self) -> bool:
        """Whether a screen that connects has the state at once, or must fetch it."""
        told = asyncio.Event()

        def hear(payload: bytes, _at: float) -> None:
            if news.read(payload).is_state:
                told.set()

        line = await self.watch(hear)
        try:
            await asyncio.wait_for(told.wait(), TOLD)
        except TimeoutError:
            return False
        finally:
            line.close()
        return True

    async def act(self, noun: str, **fields: object) -> Reply:
        return done(await self.desk.post(f"/labs/{self.code}/{noun}", **fields))

    async def tell(self) -> int:
        """Stop the clock or let it go on, which every phone is told; the lab's number then."""
        self.paused = not self.paused
        return (await self.act("pause", paused=self.paused)).seq

    @staticmethod
    def number(payload: bytes) -> int | None:
        """The number of what was told; None for a state, or a hint that something was missed."""
        heard = news.read(payload)
        return heard.seq if heard.facts else None

    async def state(self) -> dict[str, Any]:
        """What the desk knows: `ballots`, `joined`, `connected` and more."""
        return done(await self.desk.get(f"/labs/{self.code}/state")).facts

    @property
    def qr(self) -> str:
        """Where the QR leads. It stands in its picture alone, so it is read from the database."""
        return f"/j/{self.stored(JOIN)}"

    def stored(self, question: str) -> object:
        """The one value that the database answers with; `:code` is the lab's."""
        engine = create_engine(self.server.database)
        try:
            with engine.connect() as line:
                return line.execute(text(question), {"code": self.code}).scalar_one()
        finally:
            engine.dispose()

    def browser(self, number: int) -> Browser:
        """A person's, who has not been here; with several servers each has its share of them."""
        return Browser(self.ears, self.addresses[number % len(self.addresses)])

    async def people(self, count: int) -> list[Browser]:
        """So many, who have opened the page: each with a cookie and a token of their own."""

        async def enter(number: int) -> Browser:
            browser = self.browser(number)
            await browser.open(f"/l/{self.code}")
            browser.close()
            return browser

        return await together((enter, number) for number in range(count))

    def who(self, audience: str = "phones", **more: object) -> dict[str, object]:
        return {"lab": self.code, "audience": audience, "lang": "sv", **more}

    async def listen(self, people: Sequence[Browser], hear: Hear) -> list[Line]:
        """A line for each of these phones."""

        async def connect(number: int) -> Line:
            line, browser = Line(self.ears, hear), people[number]
            await line.connect(browser.address, browser.cookie, self.who())
            return line

        return await together((connect, number) for number in range(len(people)))

    async def fill(self, count: int, hear: Hear) -> list[Line]:
        """So many phones, by the page and the socket."""
        return await self.listen(await self.people(count), hear)

    async def watch(self, hear: Hear) -> Line:
        """The projector's line."""
        line = Line(self.ears, hear)
        await line.connect(self.desk.address, self.desk.cookie, self.who("screen"))
        return line


def done(reply: Reply) -> Reply:
    """The same, when it went well. Raises `Refused`."""
    if reply.status != OK:
        raise Refused(f"{reply.status}: {reply.text[:300].decode('utf-8', 'replace')}")
    return reply


async def together(
    jobs: Iterable[tuple[Callable[[int], Awaitable[Result]], int]], at_once: int = AT_ONCE
) -> list[Result]:
    """What comes of all jobs, a few at a time; of those that go wrong, nothing."""
    room = asyncio.Semaphore(at_once)
    found: list[Result] = []

    async def one(job: Callable[[int], Awaitable[Result]], number: int) -> None:
        async with room:
            try:
                found.append(await asyncio.wait_for(job(number), COME_IN))
            except (OSError, TimeoutError):
                return  # counted by its absence

    await asyncio.gather(*(one(job, number) for job, number in jobs))
    return found
