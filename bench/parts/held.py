"""Holding a crowd: thousands of phones in a vote, told something at every tick while they vote."""

import asyncio
import time

from bench.figures import Figures
from bench.load import room, voting
from bench.load.hearing import Hearing
from bench.load.pulse import pulse, until
from bench.load.room import COME
from bench.meter import Meter, memory
from bench.plan import Part, Run, only

PERIOD = 0.24  # seconds between two things to tell: there is always one at the next tick
PER_SECOND = 100  # ballots


async def measure(run: Run) -> Figures:
    """Everybody is connected; some of them vote, at an even pace, while all are told things."""
    async with room.lab(run) as at:
        pids, hearing, projector = [at.server.pid], Hearing(at.number), voting.Projector()
        empty = memory(pids)
        people = await at.people(run.phones)
        lines = await at.listen(people, hearing.hear)
        held = memory(pids) - empty
        await at.watch(projector.hear)
        poll = await voting.poll_of(at, people[0])
        await asyncio.sleep(run.rest)
        hearing.forget()
        meter = Meter(pids)
        voters = people[: round(PER_SECOND * run.seconds)]
        began = time.monotonic()
        moments = [began + number / PER_SECOND for number in range(len(voters))]
        told, casts = await asyncio.gather(
            pulse(at.tell, PERIOD, run.seconds), voting.vote(poll, voters, moments)
        )
        await until(lambda: hearing.has_heard(told[-1].number, len(lines)), COME)
        used = meter.figures(hearing.messages)
        await until(lambda: projector.shows(len(casts)), COME)
        return {
            "phones_in": len(lines),
            "kb_per_phone": round(held / 1024 / max(1, len(lines)), 1),
            **hearing.figures(told, len(lines)),
            **used,
            **await voting.figures(at, len(voters), casts, projector),
        }


PART = Part(
    name="held",
    about="a crowd in a vote: share of the core, waits, losses, memory",
    measure=measure,
    sizes=(10_000,),
    quick=(2000,),
    servers=only("labapp"),
    seconds=15.0,
    limit=400.0,
    runs=3,
)
