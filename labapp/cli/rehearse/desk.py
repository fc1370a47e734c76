"""The facilitator of a rehearsal: signs in, opens a lab, leads it, and reads its summary."""

import time
from typing import Any

from labapp.cli.rehearse.browser import REDIRECT, Browser, Fields, Reply
from labapp.cli.rehearse.evidence import LabSays, from_summary
from labapp.cli.rehearse.history import Sent
from labapp.cli.rehearse.room import Room, new_op

OK = 200
DECIDED = ("ideas_shown", "vote_on", "vote_method", "points", "max_per_choice")
COLUMNS = {
    "phase": "name",
    **{same: same for same in ("kind", "minutes", "who", "prompt", "script")},
}
DESK = -1  # the desk's number among the phones


def is_page(reply: Reply) -> bool:
    return reply.status == OK


class NoDesk(Exception):
    """There is no desk to lead from; carries the refusal's code."""


class Desk:
    """A facilitator's browser, at the desk of one lab."""

    def __init__(self, room: Room, browser: Browser) -> None:
        self.room = room
        self.browser = browser
        self.moves: list[Sent] = []

    async def sign_in(self, name: str, password: str) -> bool:
        """By name and password, as a person does; whether it went well."""
        await self.browser.open("/sign-in")
        fields = {"name": name, "password": password, "next": ""}
        reply = await self.browser.submit("/sign-in", fields)
        return reply.status // 100 == REDIRECT and await self.is_in()

    async def is_in(self) -> bool:
        """Load the list of labs, which also gives the token that the desk's actions need."""
        return (await self.browser.open("/labs")).status == OK

    async def open_lab(self, question: str, process: str = "") -> str:
        """Open a lab by a process, or with the phases that are offered; its code."""
        fields = await self._held_by(process) if process else {}
        return await self.open_by({"question": question, **fields})

    async def open_by(self, fields: Fields) -> str:
        """Open a lab as the form says; its code. Raises `NoDesk`."""
        reply = await self._settle("/labs/new", fields)
        if not reply.ok:
            raise NoDesk(reply.refusal or str(reply.status))
        return str(reply.facts["code"])

    async def _held_by(self, process: str) -> Fields:
        """What a process decides of a new lab's form."""
        reply = await self.browser.get(f"/processes/{process}.json")
        if reply.status != OK:
            raise NoDesk("no_process")
        decides = {name: reply.facts[name] for name in DECIDED}
        columns = {
            field: [
                "" if phase[name] is None else str(phase[name]) for phase in reply.facts["phases"]
            ]
            for field, name in COLUMNS.items()
        }
        return {**decides, **columns}

    async def act(self, noun: str, fields: Fields | None = None) -> Reply:
        return await self._settle(f"/labs/{self.room.lab}/{noun}", fields or {})

    async def move(self) -> Reply:
        """To the next phase; how long the screens take to follow is measured."""
        sent = Sent(phone=DESK, op_id=new_op())
        path = f"/labs/{self.room.lab}/phase"
        reply = await self.room.act(self.browser, path, sent, {"to": "next"})
        if reply.ok:
            self.moves.append(sent)
        return reply

    async def state(self) -> dict[str, Any]:
        reply = await self.browser.get(f"/labs/{self.room.lab}/state?audience=desk")
        return reply.facts if reply.status == OK else {}

    async def summary(self) -> LabSays | None:
        """The exported summary; None when this facilitator cannot have it."""
        reply = await self.browser.get(f"/labs/{self.room.lab}/summary.json")
        return from_summary(reply.facts) if reply.status == OK and reply.facts else None

    async def _settle(self, path: str, fields: Fields) -> Reply:
        limit = time.monotonic() + 60
        reply, _ = await self.browser.settle(path, {**fields, "op_id": new_op()}, limit)
        return reply
