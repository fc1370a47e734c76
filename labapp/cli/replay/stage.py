"""A lab that is being played in: whom and what the file's ids have become on the server."""

import asyncio
import time
from dataclasses import dataclass, field

from labapp.cli.rehearse.browser import Browser, Fields, Reply
from labapp.cli.rehearse.desk import Desk
from labapp.cli.rehearse.room import DEFINITE_WITHIN, Room, new_op
from labapp.services.demo.script import Script

AT_ONCE = 32  # actions on their way


@dataclass
class Made:
    """An idea as the server answered it."""

    id: int
    number: int


@dataclass
class Stage:
    """`hosts` are browsers at the tables, by the file's id; `refused` is what was not taken in."""

    room: Room
    desk: Desk
    script: Script
    hosts: dict[str, tuple[Browser, str]] = field(default_factory=dict)
    ideas: dict[str, Made] = field(default_factory=dict)
    themes: dict[str, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def send(self, browser: Browser, path: str, fields: Fields) -> Reply:
        """Do one action until its answer is definite; a refusal is written down."""
        async with self.gate:
            limit = time.monotonic() + DEFINITE_WITHIN
            reply, _tries = await browser.settle(path, {**fields, "op_id": new_op()}, limit)
        if not reply.ok:
            self.refused.append(f"{path}: {reply.refusal or reply.status}")
        return reply

    async def lead(self, noun: str, fields: Fields | None = None) -> Reply:
        """Do one action at the desk."""
        path = f"/labs/{self.room.lab}/{noun}"
        return await self.send(self.desk.browser, path, fields or {})
