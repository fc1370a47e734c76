"""A screen's line: it listens by Socket.IO, and comes back when it was cut off."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import socketio
from socketio.exceptions import SocketIOError

from labapp.cli.rehearse.browser import Browser
from labapp.cli.rehearse.dice import Dice
from labapp.cli.rehearse.waits import Heard

CONNECT_WITHIN = 15
LEAVE_WITHIN = 1.0
BACK_AFTER = (0.3, 2.0)
QUIET = logging.getLogger("labapp.rehearse")  # a cut line is counted in the report, not told here
QUIET.disabled = True
News = dict[str, Any]
OnNews = Callable[[News], None]
OnLine = Callable[[], Awaitable[None]]


def ignore(_news: News) -> None:
    """For a screen that only looks at the clock when it hears."""


async def wait_for_nothing() -> None:
    """For a screen that has nothing to catch up on."""


@dataclass
class Line:
    """One socket. `on_line` is asked each time it is there, to catch up on what was missed."""

    browser: Browser
    lab: str
    audience: str
    dice: Dice
    on_news: OnNews = ignore
    on_line: OnLine = wait_for_nothing
    heard: Heard = field(default_factory=Heard)
    connected: bool = False
    client: Any = None

    async def run(self) -> None:
        """Hold the line until cancelled.

        The client's reading loop swallows a cancellation that meets it, so it is asked for here.
        """
        me = asyncio.current_task()
        while me is not None and not me.cancelling():
            with contextlib.suppress(SocketIOError, OSError, TimeoutError):
                await self._once()
            self._cut()
            if not me.cancelling():
                await asyncio.sleep(self.dice.between(*BACK_AFTER))

    async def _once(self) -> None:
        self.client = socketio.AsyncClient(
            reconnection=False,
            handle_sigint=False,
            logger=QUIET,
            engineio_logger=QUIET,
            http_session=self.browser.http,
            websocket_extra_options={"headers": self.browser.headers()},
        )
        self.client.on("news", self._hear)
        self.client.on("disconnect", self._cut)
        try:
            await self.client.connect(
                self.browser.origin,
                auth={"lab": self.lab, "audience": self.audience, "lang": self.browser.language},
                transports=["websocket"],
                wait_timeout=CONNECT_WITHIN,
            )
            self.connected = True
            await self.on_line()
            await self.client.wait()
        finally:
            await self._hang_up()

    async def _hang_up(self) -> None:
        """Politely, but not for ever: the client waits for loops that may have ended already."""
        with contextlib.suppress(SocketIOError, OSError, TimeoutError):
            await asyncio.wait_for(self.client.disconnect(), LEAVE_WITHIN)

    async def _hear(self, news: News) -> None:
        for piece in news["pieces"]:
            self.heard.hear(piece["name"], int(news["seq"]), time.monotonic())
        self.on_news(news)

    def _cut(self, *_why: object) -> None:
        if self.connected:
            self.connected = False
            self.heard.gaps.append(time.monotonic())
