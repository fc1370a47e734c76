"""People whose ballots are sent again until the answer is definite, as the page's script does."""

import asyncio
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.load.browser import Browser, Reply
from bench.load.ears import Address
from bench.load.lab import OK, Lab
from bench.load.voting import Poll

ONE_TRY, AGAIN = 5.0, 0.5  # seconds until a try is given up, and until the next
ENOUGH = 30.0
FAULT = 500


@dataclass
class Voter:
    """`n` is the number of the ballot; `saved_at` when it was answered *saved*, 0 if it was not."""

    browser: Browser
    n: int
    tries: int = 0
    saved_at: float = 0.0

    async def cast(self, poll: Poll, due: float, addresses: Sequence[Address]) -> None:
        """The same ballot, with the same name, until it is saved or refused for good."""
        await asyncio.sleep(due - time.monotonic())
        op = secrets.token_hex(16)
        while time.monotonic() < due + ENOUGH:
            reply = await self._try(poll, op)
            if reply is not None and is_definite(reply):
                self.saved_at = time.monotonic() if reply.status == OK else 0.0
                return
            self.browser.turn_to_the_next(addresses)
            await asyncio.sleep(AGAIN)

    async def _try(self, poll: Poll, op: str) -> Reply | None:
        self.tries += 1
        try:
            return await asyncio.wait_for(poll.cast(self.browser, self.n, op), ONE_TRY)
        except (OSError, TimeoutError):
            return None

    async def finds(self, poll: Poll, lab: Lab) -> bool:
        """Whether its ballot is there, asked of the first server."""
        self.browser.close()
        self.browser.address = lab.addresses[0]
        reply = await self.browser.get(f"/l/{lab.code}/mine")
        self.browser.close()
        return reply.status == OK and poll.choice(self.n) in reply.facts["marks"]


def is_definite(reply: Reply) -> bool:
    """Whether the same need not be sent again."""
    if reply.status == OK:
        return True
    return reply.status < FAULT and not reply.facts.get("error", {}).get("retryable")
