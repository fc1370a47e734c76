"""A screen's line: it listens by Socket.IO, and comes back when it was cut off."""

import asyncio
import contextlib
import logging
import time
from dataclasses import dataclass, field
from typing import Any

import socketio
from socketio.exceptions import SocketIOError

from labapp.cli.rehearse.browser import Browser
from labapp.cli.rehearse.dice import Dice
from labapp.cli.rehearse.waits import Heard

CONNECT_WITHIN = 15
LEAVE_WITHIN = 1.0
BACK_AFTER = (0.0, 3.0)  # as the page does it
QUIET = logging.getLogger("labapp.rehearse")  # a cut line is counted in the report, not told here
QUIET.disabled = True
Told = dict[str, Any]


class Screen:
    """Who listens; this one only looks at the clock when it hears. `seq` is what it knows of."""

    seq = 0

    def see(self, state: Told) -> None:
        """Take the state, which comes each time the line is there."""

    def hear(self, news: Told) -> None:
        """Take news."""


@dataclass
class Line:
    """One socket."""

    browser: Browser
    lab: str
    audience: str
    dice: Dice
    screen: Screen = field(default_factory=Screen)
    heard: Heard = field(default_factory=Heard)
    connected: bool = False
    client: Any = None

    async def run(self) -> None:
        """Hold the line until cancelled.

        The client swallows a cancellation that meets it at a wrong moment, so it is asked for here.
        """
        while not _is_cancelled():
            with contextlib.suppress(SocketIOError, OSError, TimeoutError):
                await self._once()
            self._cut()
            if not _is_cancelled():
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
        self.client.on("state", self._see)
        self.client.on("news", self._hear)
        self.client.on("disconnect", self._cut)
        try:
            await self.client.connect(
                self.browser.origin,
                auth=self._auth(),
                transports=["websocket"],
                wait_timeout=CONNECT_WITHIN,
            )
            self.connected = True
            if not _is_cancelled():
                await self.client.wait()
        finally:
            await self._hang_up()

    async def _hang_up(self) -> None:
        """Politely, but not for ever: the client waits for loops that may have ended already."""
        with contextlib.suppress(SocketIOError, OSError, TimeoutError):
            await asyncio.wait_for(self.client.disconnect(), LEAVE_WITHIN)

    def _auth(self) -> dict[str, object]:
        place = {"lab": self.lab, "audience": self.audience, "lang": self.browser.language}
        return {**place, "since": self.screen.seq}

    async def _see(self, state: Told) -> None:
        self.screen.see(state)

    async def _hear(self, news: Told) -> None:
        for piece in news["pieces"]:
            self.heard.hear(piece["name"], int(news["seq"]), time.monotonic())
        self.screen.hear(news)

    def _cut(self, *_why: object) -> None:
        if self.connected:
            self.connected = False
            self.heard.gaps.append(time.monotonic())


def _is_cancelled() -> bool:
    me = asyncio.current_task()
    return me is None or me.cancelling() > 0
