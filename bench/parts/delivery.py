"""Delivery: what the server's processor pays for one message to one phone, beside its peers."""

import asyncio

from bench import servers
from bench.figures import Figures
from bench.load import room
from bench.load.hearing import Hearing
from bench.load.lab import Lab
from bench.load.peer import Peer
from bench.load.pulse import pulse, until
from bench.load.room import COME
from bench.meter import Meter, memory
from bench.plan import Part, Run

MOST = {"labapp-stock": 2000, "stock": 2000, "tutorial": 600}  # phones
ALONE = 2.0  # seconds of telling nobody, at the most


async def measure(run: Run) -> Figures:
    """So many phones, told something at an even beat; each beat is one broadcast."""
    if run.server in servers.LABAPP:
        async with room.lab(run) as lab:
            return await _deliver(run, lab)
    async with room.peer(run) as peer:
        return await _deliver(run, peer)


async def _deliver(run: Run, at: Lab | Peer) -> Figures:
    pids, period = [at.server.pid], room.period(run.phones)
    alone = await _alone(at, period, min(ALONE, run.seconds))
    empty = memory(pids)
    hearing = Hearing(at.number)
    lines = await at.fill(run.phones, hearing.hear)
    held = memory(pids) - empty
    await asyncio.sleep(run.rest)
    hearing.forget()
    meter = Meter(pids)
    told = await pulse(at.tell, period, run.seconds)
    await until(lambda: hearing.has_heard(told[-1].number, len(lines)), COME)
    found = {**hearing.figures(told, len(lines)), **meter.figures(hearing.messages)}
    return {
        "phones_in": len(lines),
        "kb_per_phone": round(held / 1024 / max(1, len(lines)), 1),
        "ms_per_telling": round(1000 * alone, 2),
        **found,
        **_without_telling(found, alone),
    }


async def _alone(at: Lab | Peer, period: float, seconds: float) -> float:
    """Seconds of processor for saying something once, when there is nobody to hear it."""
    await pulse(at.tell, period, seconds)  # the first ones cost more than the next
    meter = Meter([at.server.pid])
    told = await pulse(at.tell, period, seconds)
    return meter.spent / len(told)


def _without_telling(found: Figures, alone: float) -> Figures:
    """What is left for a message when what was to be told costs nothing."""
    if not found["messages"]:
        return {}
    all_in = found["us_per_message"] * found["messages"] - 1e6 * alone * found["told"]
    return {"us_per_message_alone": round(all_in / found["messages"], 2)}


def _servers(phones: int) -> tuple[str, ...]:
    names = ("labapp", "node", "c", "labapp-stock", "stock", "tutorial")
    return tuple(name for name in names if phones <= MOST.get(name, phones))


PART = Part(
    name="delivery",
    about="processor per delivered message",
    measure=measure,
    sizes=(600, 2000, 10_000),
    quick=(600,),
    servers=_servers,
    seconds=6.0,
    limit=400.0,
)
