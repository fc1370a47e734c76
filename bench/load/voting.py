"""People who vote, each once and over a connection of their own, and what the projector shows."""

import asyncio
import secrets
import time
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from bench.figures import Figures, milliseconds
from bench.load import news
from bench.load.browser import Browser, Reply
from bench.load.lab import OK, Lab, done

ANSWER = 30.0  # seconds until a ballot without an answer is given up


@dataclass(frozen=True)
class Poll:
    """The open vote: its round, and the choices that there are."""

    path: str
    round: int
    choices: tuple[int, ...]

    async def cast(self, voter: Browser, n: int = 1, op: str = "") -> Reply:
        """One ballot with one mark; `n` grows with each of the same voter."""
        op_id = op or secrets.token_hex(16)
        marks = {self.choice(n): 1}
        return await voter.post(self.path, op_id=op_id, round=self.round, n=n, marks=marks)

    def choice(self, n: int) -> str:
        """What a voter's n-th ballot is for."""
        return str(self.choices[n % len(self.choices)])


async def poll_of(lab: Lab, voter: Browser) -> Poll:
    mine = done(await voter.get(f"/l/{lab.code}/mine")).facts
    return Poll(f"/l/{lab.code}/ballot", int(mine["round"]), tuple(map(int, mine["choices"])))


@dataclass(frozen=True)
class Cast:
    """A ballot that was answered *saved*: when it was due, when answered, the lab's number then."""

    due: float
    answered: float
    seq: int


async def vote(poll: Poll, voters: Sequence[Browser], moments: Sequence[float]) -> list[Cast]:
    """Each voter casts one ballot at their moment; those that were answered *saved*."""

    async def one(voter: Browser, due: float) -> Cast | None:
        await asyncio.sleep(due - time.monotonic())
        try:
            reply = await asyncio.wait_for(poll.cast(voter), ANSWER)
        except (OSError, TimeoutError):
            return None
        finally:
            voter.close()
        answered = time.monotonic()
        return Cast(due, answered, reply.seq) if reply.status == OK else None

    casts = await asyncio.gather(*map(one, voters, moments))
    return [cast for cast in casts if cast is not None]


class Projector:
    """Hears how many have voted."""

    def __init__(self) -> None:
        self.at: list[float] = []
        self.ballots: list[int] = []

    def hear(self, payload: bytes, now: float) -> None:
        """Keep the moments when the number that it shows grew."""
        counted = news.read(payload).facts.get("ballot.counted")
        if counted and counted["ballots"] > (self.ballots[-1] if self.ballots else 0):
            self.at.append(now)
            self.ballots.append(counted["ballots"])

    def shows(self, ballots: int) -> bool:
        """Whether its number has come to so many."""
        return bool(self.ballots) and self.ballots[-1] >= ballots

    def waits(self, casts: Sequence[Cast]) -> list[float]:
        """Seconds from when each ballot was due until the number with it was shown.

        Each voter casts one ballot, so the ballot that was laid as the k-th is in the number from
        k on. Which it is, is told by the lab's number in its verdict; of those with the same
        number each is taken as the last.
        """
        order = sorted(casts, key=lambda cast: cast.seq)
        numbers = [cast.seq for cast in order]
        found = []
        for cast in order:
            place = bisect_left(numbers, cast.seq + 1)
            at = bisect_left(self.ballots, place)
            found += [self.at[at] - cast.due] if at < len(self.at) else []
        return found


async def figures(lab: Lab, sent: int, casts: Sequence[Cast], projector: Projector) -> Figures:
    """What became of the ballots, held against what the desk counts in the database."""
    counted = int((await lab.state())["ballots"])
    shown = projector.waits(casts)
    return {
        "ballots_sent": sent,
        "ballots_saved": len(casts),
        "ballots_counted": counted,
        "ballots_lost": max(0, len(casts) - counted),
        "ballots_not_shown": len(casts) - len(shown),
        **milliseconds("verdict", (cast.answered - cast.due for cast in casts)),
        **milliseconds("projector", shown),
    }
