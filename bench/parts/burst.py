"""A hall that votes within one second: verdicts and projector."""

import asyncio
import random
import time

from bench.figures import Figures
from bench.load import room, voting
from bench.load.hearing import Hearing
from bench.load.pulse import until
from bench.load.room import COME
from bench.meter import Meter
from bench.plan import Part, Run, only

WITHIN = 1.0  # seconds


async def measure(run: Run) -> Figures:
    """Everybody listens and votes once, at a random moment of the same second."""
    async with room.lab(run) as at:
        projector = voting.Projector()
        people = await at.people(run.phones)
        lines = await at.listen(people, Hearing(at.number).hear)
        await at.watch(projector.hear)
        poll = await voting.poll_of(at, people[0])
        await asyncio.sleep(run.rest)
        meter = Meter([at.server.pid])
        began = time.monotonic()
        moments = sorted(began + random.uniform(0, WITHIN) for _ in people)
        casts = await voting.vote(poll, people, moments)
        await until(lambda: projector.shows(len(casts)), COME)
        found = await voting.figures(at, len(people), casts, projector)
        return {"phones_in": len(lines), **meter.figures(), **found}


PART = Part(
    name="burst",
    about="everybody votes within one second",
    measure=measure,
    sizes=(600,),
    quick=(600,),
    servers=only("labapp"),
)
