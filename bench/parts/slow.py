"""Slow readers: one phone in twenty stops reading, and the others must not feel it."""

import asyncio
from collections.abc import Sequence

from bench.figures import Figures
from bench.load import room
from bench.load.browser import Browser
from bench.load.hearing import Hearing
from bench.load.lab import Lab, together
from bench.load.line import Line
from bench.load.pulse import pulse, until
from bench.load.room import COME, PERIOD
from bench.meter import Meter, memory
from bench.plan import Part, Run

ONE_IN = 20
WARM = 1.0  # of the time: until what is not read has filled what there is to fill


async def measure(run: Run) -> Figures:
    """With the slow ones reading, and with them not reading; which comes first takes turns."""
    async with room.lab(run) as at:
        people = await at.people(run.phones)
        few = max(1, len(people) // ONE_IN)
        hearing = Hearing(at.number)
        lines = await at.listen(people[few:], hearing.hear)
        turns = (False, True) if run.round % 2 == 0 else (True, False)
        found: Figures = {"phones_in": len(lines), "slow": few}
        for are_deaf in turns:
            slow = await _slow_lines(at, people[:few])
            figures = await _turn(run, at, hearing, (len(lines), slow if are_deaf else []))
            found |= {f"{'with' if are_deaf else 'without'}_{k}": v for k, v in figures.items()}
            for line in slow:
                line.close()
            await asyncio.sleep(run.rest)
        return {
            **found,
            "p95_ratio": round(found["with_wait_p95_ms"] / found["without_wait_p95_ms"], 3),
        }


async def _slow_lines(at: Lab, people: Sequence[Browser]) -> list[Line]:
    """Lines with little room, as that of a phone that does not read."""

    async def connect(number: int) -> Line:
        line, browser = Line(at.ears), people[number]
        await line.connect(browser.address, browser.cookie, at.who(), slow=True)
        return line

    return await together((connect, number) for number in range(len(people)))


async def _turn(run: Run, at: Lab, hearing: Hearing, who: tuple[int, list[Line]]) -> Figures:
    others, deaf = who
    pids = [at.server.pid]
    for line in deaf:
        at.ears.ignore(line)
    await pulse(at.tell, PERIOD, WARM * run.seconds)
    await asyncio.sleep(run.rest)
    hearing.forget()
    meter = Meter(pids)
    told = await pulse(at.tell, PERIOD, run.seconds)
    await until(lambda: hearing.has_heard(told[-1].number, others), COME)
    mb = round(memory(pids) / 2**20, 1)
    return {**hearing.figures(told, others), **meter.figures(hearing.messages), "memory_mb": mb}


PART = Part(
    name="slow",
    about="one phone in twenty reads nothing: what the others feel",
    measure=measure,
    sizes=(2000,),
    quick=(600,),
    servers=lambda _phones: ("labapp",),
    seconds=6.0,
)
