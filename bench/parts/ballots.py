"""Ballots at full speed: durable ones by POST over connections that are kept alive."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable

from bench import servers
from bench.figures import Figures, milliseconds
from bench.load import room, voting
from bench.load.browser import Browser, Http, Reply
from bench.load.lab import OK
from bench.meter import Meter
from bench.plan import Part, Run

Cast = Callable[[int], Awaitable[Reply]]  # a voter's n-th ballot


async def measure(run: Run) -> Figures:
    """Each connection is a voter, who sends the next ballot as soon as the last is answered."""
    if run.server == "plain":
        return await _plain(run)
    async with room.lab(run) as at:
        people = await at.people(run.phones)
        poll = await voting.poll_of(at, people[0])
        for voter in people:  # the server ends a line that was idle while the others came in
            voter.close()
        casts = [casting(poll, voter) for voter in people]
        found = await drive(casts, run, [at.server.pid])
        counted = int((await at.state())["ballots"])
        return {**found, "voters": len(people), "ballots_counted": counted}


async def _plain(run: Run) -> Figures:
    server = servers.peer("plain", run.folder, 0, 0)
    async with room.serving(server, run.ears):
        lines = [Http(run.ears) for _ in range(run.phones)]
        for line in lines:
            await line.dial(server.address)
        return await drive(
            [_posting(line, str(at)) for at, line in enumerate(lines)], run, [server.pid]
        )


def casting(poll: voting.Poll, voter: Browser) -> Cast:
    """A voter's ballots."""
    return lambda n: poll.cast(voter, n)


def _posting(line: Http, voter: str) -> Cast:
    def cast(n: int) -> Awaitable[Reply]:
        sent = json.dumps({"voter": voter, "marks": {str(n % 8): 1}}).encode()
        lines = ["POST /ballot HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json"]
        lines += [f"Content-Length: {len(sent)}", "", ""]
        return line.ask("\r\n".join(lines).encode() + sent)

    return cast


async def drive(casts: list[Cast], run: Run, pids: list[int]) -> Figures:
    """Every voter casts one ballot after the other, for as long as the run lasts."""
    began = time.monotonic() + run.rest
    end = began + run.seconds
    waits: list[float] = []
    refused: list[int] = []

    async def one(cast: Cast) -> None:
        n = 0
        while (sent := time.monotonic()) < end:
            n += 1
            reply = await cast(n)
            if reply.status != OK:
                refused.append(reply.status)
            elif sent >= began:
                waits.append(time.monotonic() - sent)

    voters = asyncio.gather(*map(one, casts))
    await asyncio.sleep(run.rest)  # what comes until then does not count
    meter = Meter(pids)
    await voters
    used = meter.figures()
    return {
        "ballots": len(waits),
        "per_second": round(len(waits) / used["seconds"], 1),
        "us_per_ballot": round(1e6 * used["core"] * used["seconds"] / max(1, len(waits)), 1),
        "refused": len(refused),
        **used,
        **milliseconds("verdict", waits),
    }


PART = Part(
    name="ballots",
    about="durable ballots by POST at full speed, over so many connections",
    measure=measure,
    sizes=(64, 600),
    quick=(64,),
    servers=lambda _phones: ("labapp", "plain"),
    seconds=6.0,
)
