"""A phone as its page's script plays it: it listens, catches up, and comes back when cut off."""

import asyncio
import random
import time
from contextlib import suppress

from bench.load import news
from bench.load.browser import Browser
from bench.load.lab import OK, Lab
from bench.load.line import Line

DELAY, MOST_DELAY, JITTER = 1.5, 4.0, 1.0  # seconds, seconds, share: of static/js/lib/live.js
ASK_WITHIN, GAP_WITHIN = 0.3, 1.0  # seconds: after it connected, after it missed something
ONE_TRY = 20.0


class Screen:
    """`seq` is what it shows; `current_at` when it got to `wanted`, `back_at` when it was in."""

    def __init__(self, lab: Lab, browser: Browser) -> None:
        self.lab, self.browser = lab, browser
        self.line = Line(lab.ears)
        self.seq = self.wanted = 0
        self.connected_at = self.back_at = self.current_at = 0.0
        self.has_state = asyncio.Event()
        self.comes_back: asyncio.Task[None] | None = None
        self.asks: asyncio.Task[None] | None = None
        self.turn = asyncio.Lock()  # one question at a time on its connection

    async def come_in(self) -> None:
        """Connect, and have the state; it is fetched only if none is sent. Raises `OSError`."""
        self.has_state.clear()
        self.seq = max(self.seq, self.browser.seq)
        self.line = Line(self.lab.ears, self._hear, self._lost)
        who = self.lab.who(since=self.seq)
        address = self.browser.address
        self.connected_at = await self.line.connect(address, self.browser.cookie, who)
        if self.lab.sends_state:
            await self.has_state.wait()
        else:
            await self._ask(ASK_WITHIN)
        self.back_at = time.monotonic()

    async def _ask(self, spread: float = 0.0) -> None:
        await asyncio.sleep(random.uniform(0, spread))
        async with self.turn:
            reply = await self.browser.get(f"/l/{self.lab.code}/state?since={self.seq}")
            self.browser.close()
        if reply.status != OK:
            raise ConnectionRefusedError(reply.status)
        self._show(reply.seq, time.monotonic())

    def _hear(self, payload: bytes, now: float) -> None:
        heard = news.read(payload)
        if heard.is_state:
            self.has_state.set()
        if heard.since <= self.seq:
            self._show(heard.seq, now)
        elif self.asks is None or self.asks.done():
            self.asks = asyncio.create_task(self._catch_up())

    async def _catch_up(self) -> None:
        with suppress(OSError):  # a line that is down comes back, and has the state then
            await self._ask(GAP_WITHIN)

    def _show(self, seq: int, now: float) -> None:
        self.seq = max(self.seq, seq)
        if not self.current_at and self.seq >= self.wanted > 0:
            self.current_at = now

    def want(self, seq: int) -> None:
        """Note the moment from which it shows this number, or a newer one."""
        self.wanted = seq
        self._show(self.seq, time.monotonic())

    def _lost(self) -> None:
        if self.comes_back is None or self.comes_back.done():
            self.comes_back = asyncio.create_task(self._come_back())

    async def _come_back(self) -> None:
        """With growing waits, spread by chance: as socket.io's client does it."""
        tries = 0
        while True:
            await asyncio.sleep(backoff(tries, random.random()))
            tries += 1
            self.browser.turn_to_the_next(self.lab.addresses)
            try:
                await asyncio.wait_for(self.come_in(), ONE_TRY)
            except (OSError, TimeoutError):
                self.line.close()
            else:
                return


def backoff(tries: int, chance: float) -> float:
    """Seconds to wait after so many tries, for a number of chance from 0 to 1."""
    wait = DELAY * 2.0 ** min(tries, 8)
    away = chance * JITTER * wait
    return min(MOST_DELAY, wait - away if int(chance * 10) % 2 == 0 else wait + away)
