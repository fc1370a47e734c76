"""A server with a room in it, for as long as it is measured."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bench import servers, stores
from bench.load.browser import Browser
from bench.load.ears import Ears
from bench.load.lab import Lab
from bench.load.peer import Peer
from bench.plan import Run

CROWD = 4000  # phones from which labapp's tick is longer than the shortest
TICK, PERIOD = 0.1, 0.125  # seconds: of a peer, and between two things to tell
CROWD_TICK, CROWD_PERIOD = 0.25, 0.3
SIZE = 600  # bytes of a peer's message, where labapp's was not measured
COME = 10.0  # seconds for the last message to come


def period(phones: int) -> float:
    """Seconds between two things to tell, so that each is one broadcast on every server."""
    return CROWD_PERIOD if phones > CROWD else PERIOD


@asynccontextmanager
async def serving(server: servers.Server, ears: Ears) -> AsyncIterator[None]:
    """A server that runs; at the end it is stopped, and no wire stays open."""
    await asyncio.to_thread(server.start)
    try:
        yield
    finally:
        ears.hang_up()
        server.kill()


@asynccontextmanager
async def lab(run: Run, phase: str = "vote") -> AsyncIterator[Lab]:
    """A lab on labapp, in `collect` or `vote`."""
    server = servers.labapp(run.server, run.folder)
    async with serving(server, run.ears):
        yield await Lab(run.ears, server).open(phase)


@dataclass(frozen=True)
class House:
    """A lab that several processes serve, on one PostgreSQL and one Redis."""

    lab: Lab
    servers: list[servers.Server]
    stores: stores.Stores

    @property
    def pids(self) -> list[int]:
        return [server.pid for server in self.servers]


@asynccontextmanager
async def house(run: Run, count: int) -> AsyncIterator[House]:
    """So many processes with a lab in `vote`. Raises `NotToBeHad`."""
    with stores.started() as both:
        ours = servers.processes(run.folder, count, both.settings)
        try:
            for server in ours:  # one after the other: the last one's link for setting up is good
                await asyncio.to_thread(server.start)
                await Browser(run.ears, server.address).get("/readyz")
            addresses = [server.address for server in ours]
            yield House(await Lab(run.ears, ours[-1], addresses).open(), ours, both)
        finally:
            run.ears.hang_up()
            for server in ours:
                server.kill()


@asynccontextmanager
async def peer(run: Run) -> AsyncIterator[Peer]:
    """A room on one of the peers, whose messages are as long as labapp's were in this round."""
    size = run.known.get("labapp", {}).get("bytes_per_message", SIZE)
    tick = CROWD_TICK if run.phones > CROWD else TICK
    server = servers.peer(run.server, run.folder, tick, size)
    async with serving(server, run.ears):
        yield await Peer(run.ears, server).open()
